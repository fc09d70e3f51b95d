"""The bar at the top, wherever there is little room."""

from __future__ import annotations

import pytest

WIDE, ZOOMED, PHONE = 1152, 640, 390  # 640 is 1280 at 200 %
SCREENS = (1920, 1536, 1440, 1366, 1280, 1249)  # as they are sold, and one past the narrow menu
LONG = "mr. Ursula Steekproef"  # among the longest names of the demo


@pytest.mark.parametrize("width", [*SCREENS, WIDE, 1100, ZOOMED, PHONE, 320])
def test_leaving_is_in_sight_at_every_width_and_nothing_falls_off_the_side(live, page_of, width):
    page = page_of(LONG, width)
    box = page.get_by_role("button", name="Uitloggen").bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= width and box["y"] < 200
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_menu_opens_on_a_phone_and_leads_somewhere(live, page_of):
    page = page_of("Sara Namaak", PHONE)
    menu = page.get_by_role("navigation", name="Hoofdmenu")
    assert not menu.is_visible()
    page.get_by_role("button", name="Menu").click()
    menu.get_by_role("link", name="Vergaderingen").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Vergaderingen"


def test_what_is_opened_less_often_stands_under_more_and_escape_shuts_it(live, page_of):
    page = page_of("Sara Namaak", 1280)
    more = page.get_by_role("navigation", name="Hoofdmenu").get_by_text("Meer", exact=True)
    law = page.get_by_role("link", name="Recht", exact=True)
    assert not law.is_visible()
    more.click()
    box = law.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 1280
    page.keyboard.press("Escape")
    assert not law.is_visible()
    more.click()
    page.get_by_role("link", name="Jaarverslag", exact=True).click()
    assert page.get_by_role("heading", level=1).inner_text().startswith("Jaarverslag")


def test_without_a_script_the_menu_is_open(live, browser, server):
    window = browser.new_context(
        java_script_enabled=False, viewport={"width": PHONE, "height": 900}, base_url=server
    )
    page = window.new_page()
    page.goto("/demo")
    page.get_by_role("button", name="Sara Namaak").first.click()
    assert page.get_by_role("navigation", name="Hoofdmenu").is_visible()
    window.close()


def test_paper_says_who_printed_it(live, page_of):
    page = page_of("Sara Namaak")
    told = page.get_by_text("Afgedrukt door Sara Namaak")
    assert not told.is_visible()
    page.emulate_media(media="print")
    assert told.is_visible()
    assert not page.get_by_role("button", name="Uitloggen").is_visible()

"""People walk through it: the whole thread by clicking, by keyboard, on a phone, and with axe
watching."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django_otp.oath import TOTP

from openprisma.kernel.places import data
from openprisma.stories.reading import read_story
from openprisma.stories.region import DEMO_PASSWORD, demo_key, person_id
from openprisma.stories.runner import Player
from tests.builders import move_clock

RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}


# A neighbour's box touches by a fraction of a pixel, so axe does not compute the contrast of that
# one text; the same inks on the same grounds are computed everywhere else. Every other "incomplete"
# counts.
TOUCHING = {"elmPartiallyObscured", "elmPartiallyObscuring"}


def complaints(page) -> list[str]:
    """What axe holds against a page, what it could not decide included; after the font has moved
    everything."""
    settled(page)
    found = Axe().run(page, options={**RULES, "resultTypes": ["violations", "incomplete"]}).response
    return [
        f"{kind}: {rule['id']} {node['target']}"
        for kind in ("violations", "incomplete")
        for rule in found[kind]
        for node in rule["nodes"]
        if not (
            kind == "incomplete"
            and TOUCHING & {(check["data"] or {}).get("messageKey") for check in node["any"]}
        )
    ]


def settled(page):
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready.then(() => window.scrollTo(0, 0))")


def test_logging_in_with_password_and_code(live, browser, server, as_made):
    code = f"{TOTP(bytes.fromhex(demo_key(person_id('den-haag', 'menno-schets')))).token():06d}"
    page = browser.new_page()
    page.goto(f"{server}/knelpunten")
    page.get_by_label("E-mailadres").fill("menno-schets@gm0575.example")
    page.get_by_label("Wachtwoord").fill(DEMO_PASSWORD)
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Inloggen").click()
    assert page.url == f"{server}/knelpunten"
    page.close()


PAGES = {
    "Sanne Spelbos": [
        "/",
        "/signalen",
        "/knelpunten",
        "/signalen/{signal}",
        "/knelpunten/{bottleneck}",
        "/mensen",
        "/knelpunten/{bottleneck}/informatie",
        "/dossier/{bottleneck}/gegeven-verstrekken",
        "/dossier/{bottleneck}/waarom/gegevens-inzien",
        "/recht",
        "/recht/wgs/2.23",
        "/recht/bgs/2.15",
        "/recht/open-vragen",
        "/recht/werkwijzen?rol=analist",
        "/signalen/nieuw",
        "/wachtwoord",
        "/mail",
        "/werk",
        "/bestaat-niet",
        "/demo",
        "/zoeken",
        "/signalen/overeenkomstig",
        "/knelpunten/{bottleneck}/analyse",
        "/dossier/{bottleneck}/gegevens-vragen",
    ],
    "Hanneke van Voorbeeld": [
        "/knelpunten/{bottleneck}",
        "/knelpunten/{bottleneck}/informatie",
        "/vergaderingen",
        "/vergaderingen/{meeting}",
        "/vergaderingen/{meeting}/punt/{bottleneck}/{point}",
        "/vergaderingen/{meeting}/scherm/{bottleneck}/{point}",
        "/knelpunten/{bottleneck}?dag=2026-12-01",
        "/dossier/{bottleneck}/stemmen",
    ],
    "Sara Namaak": [
        "/vergaderingen/nieuw",
        "/dossier/{meeting}/vergadering-openen",
        "/dossier/{meeting}/punt-notuleren",
        "/dossier/{meeting}/stuk-toevoegen",
        "/dossier/{bottleneck}/taak-heropenen",
        "/dossier/{bottleneck}/agenderen",
        "/dossier/{bottleneck}/besluit-voorbereiden",
        "/dossier/{signal}/knelpunt-voordragen",
    ],
    "Toos Volmacht": [
        "/dossier/{bottleneck}/medewerker-toewijzen",
        "/dossier/{bottleneck}/logboek-eigen",
    ],
    "Rob Voorproef": [
        "/dossier/{bottleneck}/bevinding-vastleggen",
        "/dossier/{bottleneck}/bevinding-verwijderen",
        "/knelpunten/{bottleneck}/analyse",
    ],
    "Anneke van Zomaar": [
        "/dossier/{bottleneck}/inzet-toezeggen",
        "/dossier/{signal}/bijlage-toevoegen",
    ],
    "Victor Nulmeting": ["/dossier/{bottleneck}/logboek"],
    "mr. Ursula Steekproef": [
        "/knelpunten/{bottleneck}/belangen",
        "/knelpunten/{bottleneck}/nalezen",
        "/knelpunten/{bottleneck}",
        "/dossier/{bottleneck}/fase-ophogen",
    ],
}


def address(path: str, world, point: object = "") -> str:
    """Where a page of this world is."""
    ids = {"signal": world.signal, "bottleneck": world.bottleneck, "meeting": world.meeting}
    return path.format(**ids, point=point)


@pytest.mark.parametrize(("name", "paths"), PAGES.items())
def test_axe_finds_nothing_on_any_page(shared, live, page_of, connect, name, paths):
    page, found = page_of(name), {}
    query = "select id from panels_agendaitem where file_id = %s and dossier_id is not null"
    point = connect("postgres").execute(query, [shared.meeting]).fetchone()[0]
    for path in paths:
        page.goto(address(path, shared, point))
        if told := complaints(page):
            found[path] = told
    assert found == {}


def linked(page) -> list[str]:
    """The forms and parts of a file that its page offers."""
    return page.eval_on_selector_all(
        "main a[href^='/dossier/'], main .op-tabs a, aside a[href^='/dossier/']",
        "links => links.map(a => a.getAttribute('href'))",
    )


@pytest.mark.long
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_on_any_form_that_somebody_is_offered(shared, live, page_of, name):
    page, found, seen = page_of(name), {}, set[str]()
    for start in (
        "/signalen/{0.signal}",
        "/knelpunten/{0.bottleneck}",
        "/vergaderingen/{0.meeting}",
    ):
        page.goto(start.format(shared))
        waiting = [url for url in linked(page) if "/waarom/" not in url]
        for url in dict.fromkeys(waiting):
            if url not in seen:
                seen.add(url)
                page.goto(url)
                found |= {url: told} if (told := complaints(page)) else {}
    assert found == {}
    assert seen or name == "Victor Nulmeting"


@pytest.mark.parametrize(
    "width", [320, *(pytest.param(more, marks=pytest.mark.long) for more in (390, 768, 1920))]
)
def test_no_page_scrolls_sideways(shared, live, page_of, width):
    page = page_of("Sanne Spelbos", width)
    for path in PAGES["Sanne Spelbos"]:
        page.goto(address(path, shared))
        settled(page)
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0, path


def test_no_page_breaks_the_content_policy(shared, live, page_of):
    page, told = page_of("Sanne Spelbos"), []
    page.on(
        "console",
        lambda message: (
            told.append(message.text) if "Content Security Policy" in message.text else None
        ),
    )
    for path in PAGES["Sanne Spelbos"]:
        page.goto(address(path, shared))
    assert told == []


def test_a_form_can_be_filled_and_sent_by_keyboard(live, page_of):
    page = page_of("Anneke van Zomaar")
    page.goto("/signalen/nieuw")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Direct naar de inhoud"
    page.get_by_label("Titel").focus()
    page.keyboard.type("Met het toetsenbord")
    page.keyboard.press("Enter")
    page.locator("[role=alert]").first.wait_for()
    assert page.evaluate("document.activeElement.getAttribute('role')") == "alert"
    assert page.get_by_label("Titel").input_value() == "Met het toetsenbord"


def test_the_menu_opens_on_a_phone(live, page_of):
    page = page_of("Sanne Spelbos", 390)
    button = page.get_by_role("button", name="Menu")
    assert button.get_attribute("aria-expanded") == "false"
    button.click()
    assert page.get_by_role("link", name="Knelpunten").first.is_visible()


def test_a_member_can_vote_with_the_keyboard_alone(live, page_of, connect, day):
    own = connect("owner")
    tested = data("stories") / "basis" / "getoetst.yaml"
    player = Player(read_story(tested), lambda when, backend: move_clock(own, when, backend))
    assert all(step.good for step in player.play())
    own.execute("delete from fence.clock where backend <> 0")
    day("2025-09-18")
    page = page_of("Pieter Testers")
    page.goto(f"/vergaderingen/{player.names['vergadering']}")
    page.locator("nav.op-toc a[href*='/punt/']").first.click()
    link = page.get_by_role("link", name="Stemmen", exact=True)
    for _ in range(80):
        page.keyboard.press("Tab")
        if link.evaluate("e => e === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/stemmen"))
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "voor":
            break
    page.keyboard.press("Space")
    page.get_by_role("button", name="Stemmen", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("gedaan=stemmen"))
    row = page.get_by_role("row", name="Pieter Testers")
    assert row.get_by_text("voor", exact=True).is_visible()

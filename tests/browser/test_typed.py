"""What somebody typed is not lost, and what somebody did can be taken back."""

from __future__ import annotations

import re

from openprisma.stories.region import person_id
from tests.builders import REPORTER, draft

TITLE = "Half getypt en nog niet verstuurd"


def titled(page) -> str:
    page.goto("/signalen/nieuw")
    return page.get_by_label("Titel").input_value()


def expire(connect, person: str) -> None:
    connect("postgres").execute(
        "update fence.pass set ended = clock_timestamp() where person = %s",
        [person_id("den-haag", person)],
    )


def enter(page, name: str) -> None:
    page.goto("/demo")
    page.get_by_role("button", name=name).first.click()
    page.wait_for_load_state("networkidle")


def test_a_session_that_ended_while_typing_loses_nothing_and_sending_clears_it(
    live, page_of, connect
):
    page = page_of("Anneke van Zomaar")
    page.goto("/signalen/nieuw")
    page.get_by_label("Titel").fill(TITLE)
    page.get_by_label("Rijswijk").check()
    expire(connect, REPORTER)
    page.get_by_role("button", name="Signaal opstellen").click()
    page.wait_for_url(re.compile("/inloggen"))
    enter(page, "Anneke van Zomaar")
    assert titled(page) == TITLE
    assert page.get_by_label("Rijswijk").is_checked()
    assert page.get_by_role("status").get_by_text("teruggezet").is_visible()
    page.get_by_label("Om welke vorm").select_option(index=1)
    page.get_by_label("Wat is er aan de hand?").fill("Wagens staan ’s nachts bij een loods.")
    page.get_by_role("button", name="Signaal opstellen").click()
    page.wait_for_url(re.compile("/signalen/[0-9a-f-]{36}"))
    assert titled(page) == ""


def test_before_a_session_ends_the_page_says_so_and_the_door_says_that_the_text_was_kept(
    live, page_of, connect
):
    page = page_of("Anneke van Zomaar")
    page.clock.install()
    page.goto("/signalen/nieuw")
    page.get_by_label("Titel").fill(TITLE)
    soon, past = page.get_by_text("Over twee minuten"), page.get_by_text("U bent uitgelogd")
    page.clock.fast_forward("12:50")
    assert not soon.is_visible()
    page.clock.fast_forward("00:20")
    assert soon.is_visible() and not past.is_visible()
    page.get_by_role("button", name="Ingelogd blijven").click()
    soon.wait_for(state="hidden")
    page.clock.fast_forward("12:50")
    assert not soon.is_visible(), "it begins to count again"
    page.clock.fast_forward("02:20")
    assert past.is_visible() and not soon.is_visible()
    expire(connect, REPORTER)
    page.get_by_role("link", name="Opnieuw inloggen").click()
    page.wait_for_url(re.compile("/inloggen"))
    assert page.locator("#bewaard").is_visible()
    enter(page, "Anneke van Zomaar")
    assert titled(page) == TITLE


def test_the_door_says_nothing_of_kept_text_when_there_is_none(live, page_of):
    page = page_of("Anneke van Zomaar")
    page.goto("/inloggen?sessie=voorbij")
    assert page.get_by_text("Log opnieuw in").is_visible()
    assert not page.locator("#bewaard").is_visible()


def test_what_was_typed_can_be_thrown_away(live, page_of):
    page = page_of("Anneke van Zomaar")
    page.goto("/signalen/nieuw")
    page.get_by_label("Titel").fill(TITLE)
    assert titled(page) == TITLE
    page.get_by_role("button", name="Weggooien").click()
    page.wait_for_load_state("networkidle")
    assert page.get_by_label("Titel").input_value() == ""


def test_nothing_of_it_is_there_for_who_logs_in_next_nor_after_logging_out(live, page_of):
    page = page_of("Anneke van Zomaar")
    page.goto("/signalen/nieuw")
    page.get_by_label("Titel").fill(TITLE)
    enter(page, "Sanne Spelbos")
    assert titled(page) == ""
    enter(page, "Anneke van Zomaar")
    assert titled(page) == ""
    page.get_by_label("Titel").fill(TITLE)
    page.get_by_role("button", name="Uitloggen").click()
    page.wait_for_url(re.compile("/inloggen"))
    assert page.evaluate("sessionStorage.length") == 0


def test_after_an_act_one_can_take_it_back_from_the_same_sentence(live, page_of):
    page, file = page_of("Anneke van Zomaar"), draft()
    page.goto(f"/dossier/{file}/subject-noemen")
    page.get_by_label("Wat is het?").select_option("rechtspersoon")
    page.get_by_label("Naam of omschrijving").fill("Testrup Autoverhuur B.V.")
    page.get_by_role("button", name="Persoon of bedrijf noemen").click()
    page.get_by_role("status").get_by_role("link", name="Toch niet?").click()
    page.get_by_label("Wie?").select_option(index=1)
    page.get_by_role("button", name="Persoon of bedrijf weglaten").click()
    page.wait_for_url(re.compile("gedaan=subject_weglaten"))
    assert page.get_by_text("Testrup Autoverhuur").count() == 0

"""The page *Vernietiging*: numbers and days, for who tests lawfulness; and the certificate on
paper."""

from __future__ import annotations

import pytest
from django.test import Client

from openprisma.stories.region import person_id
from tests.builders import LAWYER, REPORTER
from tests.conftest import START
from tests.retention.test_destroying import HELD, LATER


@pytest.fixture
def as_person(world):
    """A browser in which somebody is signed in through the person switcher."""

    def sign_in(name: str) -> Client:
        client = Client(REMOTE_ADDR="127.0.0.1")
        client.post("/demo", {"persoon": str(person_id("den-haag", name))})
        return client

    return sign_in


def text(answer) -> str:
    return answer.content.decode()


def test_the_page_shows_what_goes_what_went_and_what_is_kept(world, on, run_out, as_person):
    kept = world.deliver(eerst_verwerkt="2020-11-01", vastgesteld_op="2020-10-01")
    world.do(LAWYER, "bewaren_wegens_grond", gegeven=kept, herzien_op="2026-05-01", **HELD)
    client = as_person(LAWYER)
    page = client.get("/vernietiging")
    assert page.status_code == 200 and "1 mei 2026" in text(page)
    assert "het beroep" not in text(page).lower()
    then = text(client.get("/vernietiging", {"op": "2029-01-01"}))
    assert "Samen 0 vandaag" in then or "Er vervalt niets" in then
    far = text(client.get("/vernietiging", {"op": LATER}))
    assert "betrokkenen" in far and "1.8 Wgs" in far
    on(LATER)
    run_out()
    on(START)
    done = text(client.get("/vernietiging"))
    assert "klaar" in done and "Verklaring" in done
    where = done.split("/vernietiging/")[1].split(".pdf")[0]
    paper = client.get(f"/vernietiging/{where}.pdf")
    assert paper.status_code == 200 and paper.content.startswith(b"%PDF")
    assert client.get(f"/vernietiging/{person_id('den-haag', LAWYER)}.pdf").status_code == 404


@pytest.mark.parametrize("day", ["gisteren", "2020-01-01", "2900-01-01"])
def test_a_day_that_cannot_be_is_said_beside_the_field(world, as_person, day):
    page = as_person(LAWYER).get("/vernietiging", {"op": day})
    assert page.status_code == 400 and 'role="alert"' in text(page)


def test_who_does_not_test_lawfulness_finds_nothing(world, as_person):
    page = as_person(REPORTER).get("/vernietiging")
    assert page.status_code == 403 and "betrokkenen" not in text(page)

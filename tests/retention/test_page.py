"""The page *Vernietiging*: numbers and days, for who tests lawfulness; and the certificate on
paper."""

from __future__ import annotations

import json
from html import unescape
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client

from openprisma.files.models import ERASED
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


def test_what_falls_due_on_a_day_is_taken_along_as_a_spreadsheet(world, as_person):
    client = as_person(LAWYER)
    assert f"/vernietiging/lijst.xlsx?op={LATER}" in text(
        client.get("/vernietiging", {"op": LATER})
    )
    taken = client.get("/vernietiging/lijst.xlsx", {"op": LATER})
    assert taken["Content-Disposition"].endswith(f'"vernietiging-{LATER}.xlsx"')
    with ZipFile(BytesIO(taken.content)) as book:
        words = book.read("xl/sharedStrings.xml").decode()
    assert "betrokkenen" in words and "1.8 Wgs" in words
    open_standard = client.get("/vernietiging/lijst.ods", {"op": LATER})
    with ZipFile(BytesIO(open_standard.content)) as book:
        assert "betrokkenen" in book.read("content.xml").decode()
    for form in ("ods", "xlsx"):
        where = f"/vernietiging/lijst.{form}"
        assert client.get(where, {"op": "2020-01-01"}).status_code == 400
        assert as_person(REPORTER).get(where).status_code == 403


def went(root, file, **counts: int) -> None:
    """In a file something is past its term and gone."""
    root.execute(
        "insert into files_erasure (id, alliance_id, file_id, receipt, ground, counts, on_day, at) "
        "select gen_random_uuid(), alliance_id, id, receipt, 'wgs:1.8', %s, '2025-09-01', now() "
        "from files_file where id = %s",
        [json.dumps(counts), file],
    )


def test_a_signal_of_which_a_part_went_still_shows_the_rest(world, root, as_person):
    where = f"/signalen/{world.signal}"
    (name,) = root.execute(
        "select name from subjects_subject where file_id = %s", [world.signal]
    ).fetchone()
    (fact,) = root.execute(
        "select what from signals_fact where file_id = %s limit 1", [world.signal]
    ).fetchone()
    (told,) = root.execute(
        "select criteria ->> 'a' from signals_signal where file_id = %s", [world.signal]
    ).fetchone()
    went(root, world.signal, bijlagen=1)
    page = unescape(text(as_person(REPORTER).get(where)))
    assert "Een deel van de gegevens over personen in dit signaal is vernietigd" in page
    assert "bijlagen" in page and all(one in page for one in (name, fact, told))
    assert "toelichting vernietigd" not in " ".join(page.split())
    # all of it: nothing is left, and the page says of each that it went
    went(root, world.signal, feiten=1, betrokkenen=1, toelichtingen=1)
    root.execute("delete from signals_fact where file_id = %s", [world.signal])
    root.execute(
        "update signals_signal set criteria = '{}', summary = '' where file_id = %s", [world.signal]
    )
    root.execute("update files_file set title = %s where id = %s", [ERASED, world.signal])
    page = " ".join(unescape(text(as_person(REPORTER).get(where))).split())
    assert "De gegevens over personen in dit signaal zijn vernietigd." in page
    assert "Vernietigd. </p>" in page and "toelichting vernietigd" in page

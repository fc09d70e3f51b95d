"""The worklist: late on top, then today, this week and later; its number in the menu; the first
button of a file is the one whose turn it is."""

from __future__ import annotations

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext

from openprisma.gate.perform import perform
from openprisma.stories.region import person_id
from tests.builders import (
    CHAIR,
    LAWYER,
    OUTSIDER,
    POLICE,
    REPORTER,
    SECRETARY,
    a_pass,
    played,
    today_is,
)
from tests.conftest import CLUSTER

BUREAU = "quirine-testcase"
FREE = ("mark-nagemaakt", "willem-loket", "daan-kladblok", "chantal-oefening")


def text(page) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def test_late_work_stands_on_top_and_counts(live, connect, as_person):
    file = played("casus-gestart", connect("owner"))["casus"]
    other = played("in-behandeling", connect("owner"))["signaal"]
    today_is(CLUSTER, "2025-10-01")
    for day in ("2025-10-03", "2025-10-04", "2025-10-05", "2025-10-30"):
        perform(
            a_pass(SECRETARY),
            "taak_toevoegen",
            file=file,
            soort="actie",
            tekst="Bel de verhuurder.",
            eigenaar=person_id("den-haag", BUREAU),
            uiterlijk=day,
        )
        today_is(CLUSTER, day if day < "2025-10-05" else "2025-10-04")
    client = as_person(BUREAU)
    shown = client.get("/")
    groups = {title: [row["work"].id for row in rows] for title, rows in shown.context["groups"]}
    assert file in groups["Te laat"], "of several in one file the first counts"
    assert other in groups["Later"] and shown.context["late"] >= 1
    page = text(shown)
    assert page.index("Te laat") < page.index("Later") and "Rond uw 4 taken af" in page
    assert "1 dag te laat" in page
    number = shown.context["waiting"]
    assert f"Werkvoorraad {number} taken" in text(client.get("/signalen"))


def test_who_has_nothing_to_do_is_told_so_and_can_report_a_signal(live, connect, as_person):
    # Somebody to whom no other test gave work.
    idle = connect("postgres").execute(
        "select id from partners_person where not exists (select from files_assignment a "
        "where a.person_id = partners_person.id)"
    )
    people = {person for (person,) in idle.fetchall()}
    able = (as_person(one).get("/") for one in FREE if person_id("den-haag", one) in people)
    shown = next(page for page in able if page.context["waiting"] == 0)
    assert "U bent nergens aan zet" in text(shown)
    assert re.search(r"Werkvoorraad\s*Signalen", text(shown)), "no number in the menu"


def test_the_first_button_is_the_one_whose_turn_it_is(live, connect, as_person, day):
    made = played("getoetst", connect("owner"))
    day("2025-09-18")
    file = made["knelpunt"]
    perform(
        a_pass(LAWYER),
        "noodzaak_beoordelen",
        file=file,
        norm="wgs:2.23.4/noodzaak",
        positief=True,
        motivering="Nodig.",
    )
    for member in ("pieter-testers", "liesbeth-verzinsel", "ineke-modelman", CHAIR):
        perform(a_pass(member), "stemmen", file=file, voor=True)
    page = as_person(CHAIR).get(f"/knelpunten/{file}").content.decode()
    buttons = re.findall(
        r'href="/dossier/[0-9a-f-]+/([a-z-]+)"\s+class="[^"]*button-link[^"]*"', page
    )
    buttons = buttons or re.findall(
        r'class="[^"]*button-link--(?:primary|secondary)[^"]*"'
        r'[^>]*href="/dossier/[0-9a-f-]+/([a-z-]+)"',
        page,
    )
    assert buttons[0] == "knelpunt-aanwijzen", buttons
    assert "Wat kan ik niet, en waarom" in page
    point = as_person(CHAIR).get(re.search(r'href="([^"]*/punt/[^"]+)"', page)[1])
    assert point.context["here"][0][0].act == "knelpunt_aanwijzen"


def test_nobody_sees_a_file_that_is_not_theirs(live, connect, as_person):
    made = played("gemeld", connect("owner"))
    page = as_person(OUTSIDER).get("/").content.decode()
    assert str(made["signaal"]) not in page


def test_a_worklist_takes_eight_statements_however_much_waits(live, connect, as_person):
    played("casus-gegevens", connect("owner"))
    counts = []
    for who in (POLICE, SECRETARY, REPORTER, "mark-nagemaakt"):
        client = as_person(who)
        client.get("/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/")
        counts.append(len([q for q in queries if q["sql"] not in ("BEGIN", "COMMIT")]))
    assert max(counts) <= 8, [q["sql"][:90] for q in queries]

"""The published table of 2024 comes out of events, as of any day; a changed event changes it; files
carry the same numbers."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from odfdo import Document
from python_calamine import CalamineWorkbook

from openprisma.cli.report import as_sheet
from openprisma.documents.tables import as_odt, as_xlsx
from openprisma.figures.models import Event
from openprisma.figures.queries import Report
from openprisma.figures.table import asides, figures
from openprisma.gate.perform import perform
from openprisma.gate.postgresql.base import Ungated
from openprisma.kernel.errors import Refused
from openprisma.stories.testing import play_all
from tests.builders import a_pass

HEAD = "theo-fictius"
# What the table was as of earlier days: counted by hand from the specification of the demo.
EARLIER = {
    "2025-01-10": {"4a": (3, 52), "4b": (2, 25), "4c": (2, 33)},
    "2024-12-31": {"4a": (3, 52), "4b": (2, 25), "4c": (1, 32)},
    "2024-07-01": {
        "1": (12, 42),
        "2": (12, 40),
        "2a": (8, 22),
        "2b": (3, 12),
        "2c": (0, 1),
        "2d": (0, 0),
        "2e": (1, 5),
        "3a": (2, 9),
        "3b": (2, 12),
        "3c": (5, 20),
        "3d": (1, 9),
        "3e": (0, 0),
        "3f": (9, 14),
        "4a": (2, 49),
        "4b": (0, 13),
        "4c": (0, 8),
        "4d": (0, 0),
    },
}
BESIDE = {
    "Signalen afgewezen": 3,
    "Signalen in voorbereiding op 31-12-2024": 2,
    "Signalen die tot een knelpunt leidden": 1,
    "Casussen gesloten met interventie": 9,
    "Casussen gesloten zonder interventie": 5,
    "Casussen doorlopend uit eerdere jaren": 28,
    "Casussen nieuw": 23,
}


@pytest.fixture
def count(live, connect):
    """The table as the head of the bureau counts it, with the past taken over."""
    play_all(["15-cijfers-2024"], connect("owner"))
    return lambda **given: perform(a_pass(HEAD), "cijfers_inzien", **given)


def numbers(report: Report) -> dict[str, tuple[int, int]]:
    return {one.row.nr: (len(one.started), len(one.running)) for one in report.rows}


def published() -> dict[str, tuple[int, int]]:
    told = json.loads((Path(__file__).parent / "published_2024.json").read_text(encoding="utf-8"))
    return {row["nr"]: tuple(row["v"]) for row in told["rijen"]}


def test_the_published_table_comes_out_of_events(count):
    assert numbers(count(jaar=2024)) == published()
    assert len(published()) == 17


@pytest.mark.parametrize("day", EARLIER)
def test_the_table_as_of_an_earlier_day_is_what_was_known_then(count, day):
    told = numbers(count(jaar=2024, peildatum=day))
    assert {nr: told[nr] for nr in EARLIER[day]} == EARLIER[day]


def test_what_the_table_does_not_count_stands_beside_it(count):
    beside = {one.label: len(one.events) for one in count(jaar=2024).beside}
    assert {label: beside[label] for label in BESIDE} == BESIDE


def test_every_figure_opens_to_as_many_events_and_a_changed_event_changes_it(count):
    report = count(jaar=2024)
    known = {one.nr: one for row in report.rows for one in (*row.started, *row.running)}
    known |= {one.nr: one for beside in report.beside for one in beside.events}
    again = figures(known.values(), 2024, report.as_of)
    assert {one.row.nr: len(one.running) for one in again} == {
        nr: running for nr, (_, running) in published().items()
    }
    first = report.rows[1].started[0]
    known[first.nr] = replace(first, on_day=date(2025, 1, 2))
    later = {
        one.row.nr: (len(one.started), len(one.running))
        for one in figures(known.values(), 2024, report.as_of)
    }
    assert later["2"] == (22, 50)


def test_a_reported_signal_is_pending_until_something_is_known(count):
    report = count(jaar=2024)
    known = [one for beside in report.beside for one in beside.events]
    pending = asides([one for one in known if one.kind == "signaal_gemeld"], 2024, report.as_of)[1]
    assert len(pending.events) > 2


def test_the_same_numbers_stand_in_a_spreadsheet_and_in_a_document(count):
    sheet = as_sheet(count(jaar=2024))
    rows = CalamineWorkbook.from_filelike(BytesIO(as_xlsx(sheet))).get_sheet_by_index(0).to_python()
    read = {str(row[0]): (int(row[2]), int(row[3])) for row in rows if str(row[0]) in published()}
    assert read == published()
    text = Document(BytesIO(as_odt(sheet))).get_formatted_text()
    assert "Operationele resultaten 2024" in text
    assert "Interventieadvies bestuurlijk" in text


def test_text_that_looks_like_a_formula_stays_text(count):
    sheet = replace(as_sheet(count(jaar=2024)), rows=[["=1+1", "@x", 1, 2]])
    rows = CalamineWorkbook.from_filelike(BytesIO(as_xlsx(sheet))).get_sheet_by_index(0).to_python()
    assert ["=1+1", "@x", 1.0, 2.0] in rows


def test_nobody_reads_events_without_the_act_that_counts(live, count):

    with pytest.raises(Ungated):
        list(Event.objects.all())

    with pytest.raises(Refused):
        perform(a_pass("anneke-van-zomaar"), "cijfers_inzien", jaar=2024)

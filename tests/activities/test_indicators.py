"""The published indicators of 2024 out of activities; one activity changed changes the numbers that
rest on it and no other; within a table nothing counts twice."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openprisma.activities.published import Done
from openprisma.gate.law import lawbook
from openprisma.kernel.days import FOREVER
from openprisma.kernel.places import data
from openprisma.reports.counting import PLACES, counts, indicators
from openprisma.reports.entry import entry

TODAY = date(2025, 3, 10)
PUBLISHED = entry().published[2024]


def code(of: str, text: str) -> str:
    return next((one for one, name in lawbook().vocabulary.lists[of].items() if name == text), "")


def done_in_2024() -> list[Done]:
    path = data("stories") / "bijlagen" / "activiteiten-2024.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    return [
        Done(
            nr,
            code("activiteitsoorten", row["soort"]),
            date.fromisoformat(row["dag"]),
            row["gemeente"],
            code("sporen", row["spoor"]),
            code("doelgroepen", row["doelgroep"]),
            int(row["aantal"]),
            None,
            code("controleteams", row["team"]),
            TODAY,
            FOREVER,
        )
        for nr, row in enumerate(rows, 1)
    ]


DONE = done_in_2024()


def numbers(done, year=2024, day=TODAY) -> dict[str, int]:
    return {one.id: one.number for one in indicators(done, [], year, day).rows}


def test_every_published_number_of_2024_comes_out():
    assert numbers(DONE) == PUBLISHED
    page = indicators(DONE, [], 2024, TODAY)
    assert not [one.says for one in page.rows if one.says]
    assert any("134" in one for one in page.differences), "140 does not follow from the source"


def test_a_number_that_the_source_has_otherwise_is_named():
    page = indicators(DONE[1:], [], 2024, TODAY)
    assert "Signaalherkenning: wij tellen 100, de bron noemt 105." in page.differences


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(DONE) - 1), st.integers(1, 50))
def test_one_activity_changed_changes_only_the_numbers_that_rest_on_it(nr, more):
    one, before = DONE[nr], numbers(DONE)
    after = numbers([*DONE[:nr], replace(one, times=one.times + more), *DONE[nr + 1 :]])
    rests = {row.id for table in entry().tables for row in table.rows if counts(row, one)}
    assert {id_ for id_ in before if after[id_] != before[id_]} == rests
    assert all(after[id_] == before[id_] + more for id_ in rests)


def test_within_a_table_nothing_counts_twice():
    kinds, lists = lawbook().vocabulary.lists["activiteitsoorten"], lawbook().vocabulary.lists
    for table in entry().tables:
        for kind in kinds:
            for audience in ("", *lists["doelgroepen"]):
                for team in ("", *lists["controleteams"]):
                    one = replace(DONE[0], kind=kind, audience=audience, team=team)
                    assert sum(counts(row, one) for row in table.rows) <= 1, (table.id, kind)


def test_what_counts_stands_in_the_lists_of_the_law():
    lists = lawbook().vocabulary.lists
    rows = [row for table in entry().tables for row in table.rows]
    assert {kind for row in rows for kind in row.kinds} <= set(lists["activiteitsoorten"])
    assert {one for row in rows for one in row.audiences} <= set(lists["doelgroepen"])
    assert {one for row in rows for one in row.teams} <= set(lists["controleteams"])
    assert {one for row in rows for one in row.events} <= set(lists["gebeurtenissen"])
    assert set(PUBLISHED) == {row.id for row in rows} | {PLACES}


@pytest.mark.parametrize("day", [date(2024, 6, 30), date(2023, 12, 31)])
def test_as_of_an_earlier_day_counts_what_was_done_then(day):
    expected = sum(one.times for one in DONE if one.kind == "bibob_advies" and one.on_day <= day)
    assert numbers(DONE, day=day)["bibob"] == expected

"""A spreadsheet of activities: its columns, what each row says, every mistake by row and column."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from openprisma.activities.facts import counted
from openprisma.documents.rows import Mistakes, code_of, number_of, under_headings
from openprisma.documents.spreadsheets import Read
from openprisma.gate.law import lawbook
from openprisma.gate.plain import tidy
from openprisma.kernel.written import Unclear, day
from openprisma.language.in_sheets import in_cell
from openprisma.partners.queries import municipalities

HEADS = (
    "dag",
    "soort",
    "gemeente",
    "spoor",
    "doelgroep",
    "aantal",
    "bereikt",
    "team",
    "waarover",
)
NEEDED = HEADS[:2]
ABOUT, MOST = 80, 2_000  # characters of a text; rows


@dataclass(frozen=True)
class Row:
    """A row of the sheet: its number there, and what an activity is made of."""

    nr: int
    given: dict[str, Any]


def read_rows(read: Read, today: date, *, looked: bool = False) -> list[Row]:
    """The activities that a sheet says, none of them still to come. Raises `BadInput` with every
    mistake, each by row and column."""
    wrong, places = Mistakes(), dict(municipalities())
    rows = [
        _row(nr, cells, wrong, places, today, looked=looked)
        for nr, cells in under_headings(read, HEADS, NEEDED, tidy)
    ]
    seen = dict[str, int]()
    for row in rows if not wrong.told else ():
        said = repr(row.given)
        if said in seen:
            same = f"Rij {row.nr} zegt hetzelfde als rij {seen[said]}: tel ze op bij “aantal”."
            wrong.told.append(same)
        seen[said] = row.nr
    if not rows:
        wrong.told.append("Er staan geen regels onder de kopjes.")
    wrong.stop()
    return rows


def _row(
    nr: int,
    cells: dict[str, str],
    wrong: Mistakes,
    places: dict[str, str],
    today: date,
    *,
    looked: bool,
) -> Row:
    of, lists = wrong.reader(nr, cells), lawbook().vocabulary.lists
    given = {
        "on_day": of("dag", lambda text: _past(text, today)),
        "kind": of("soort", code_of(lists["activiteitsoorten"])),
        "place": of("gemeente", code_of(places, empty="")),
        "track": of("spoor", code_of(lists["sporen"], empty="regulier")),
        "audience": of("doelgroep", code_of(lists["doelgroepen"], empty="")),
        "times": of("aantal", lambda text: _times(text)),
        "reached": of("bereikt", lambda text: _whole(text, 1_000_000)),
        "team": of("team", code_of(lists["controleteams"], empty="")),
        "about": of("waarover", lambda text: in_cell(text, ABOUT, looked=looked)),
    }
    if counted(given["kind"] or "", given["on_day"]):
        what = "dit telt het systeem op die dag zelf. Haal de rij weg."
        wrong.told.append(f"Rij {nr}, kolom “soort”: {what}")
    return Row(nr, given)


def _past(text: str, today: date) -> date:
    found = day(text)
    if found > today:
        raise Unclear("Deze dag moet nog komen.", "Leg vast wat is gebeurd.")
    return found


def _times(text: str) -> int:
    found = _whole(text, 10_000)
    if found is not None and found < 1:
        raise Unclear("Dit is minder dan één.", "Schrijf hoe vaak het gebeurde.")
    return 1 if found is None else found


def _whole(text: str, largest: int) -> int | None:
    found = number_of(text, 0, largest)
    if found is not None and found < 0:
        raise Unclear("Dit is minder dan nul.", "Schrijf een aantal.")
    return None if found is None else int(found)

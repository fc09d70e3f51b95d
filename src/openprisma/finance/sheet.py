"""A spreadsheet of a budget: its columns, what each row says, every mistake by row and column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from openprisma.documents.rows import Mistakes, code_of, number_of, under_headings
from openprisma.documents.spreadsheets import Read
from openprisma.finance.money import cents, plain_euros
from openprisma.finance.table import Line
from openprisma.gate.law import lawbook
from openprisma.gate.plain import tidy
from openprisma.kernel.written import Unclear
from openprisma.language.in_sheets import in_cell

COLUMNS = (
    "onderdeel",
    "kant",
    "soort",
    "omschrijving",
    "begroot",
    "realisatie",
    "uren",
    "fte",
    "gaat over",
    "bron",
)
NEEDED = COLUMNS[:4]
LABEL, MOST, LARGEST = 80, 500, 10**11  # characters of a text; rows; euros


@dataclass(frozen=True)
class Row:
    """A row of the sheet: its number there, and what a line is made of."""

    nr: int
    given: dict[str, Any]

    @property
    def key(self) -> tuple[str, ...]:
        """What tells a line from another."""
        return key_of(self.given)


def key_of(given: dict[str, Any]) -> tuple[str, ...]:
    """What tells a line of a year from another."""
    return tuple(str(given[name]) for name in ("part", "side", "kind", "label"))


def as_rows(lines: list[Line]) -> list[list[str | int]]:
    """Lines as the rows of a sheet that can be read again."""
    lists = lawbook().vocabulary.lists
    return [
        [
            lists["geldonderdelen"][one.part],
            lists["geldkanten"][one.side],
            lists["geldsoorten"][one.kind],
            one.label,
            plain_euros(one.budget),
            plain_euros(one.realised),
            "" if one.hours is None else one.hours,
            "" if one.fte is None else plain_euros(one.fte),
            " | ".join(one.about),
            one.source,
        ]
        for one in lines
    ]


def read_rows(read: Read, *, looked: bool = False) -> list[Row]:
    """The lines that a sheet says. `looked`: whoever sends it says of doubtful words that they are
    about nobody (bgs:1.9). Raises `BadInput` with every mistake, each by row and column."""
    wrong = Mistakes()
    rows = [
        _row(nr, cells, wrong, looked=looked)
        for nr, cells in under_headings(read, COLUMNS, NEEDED, tidy)
    ]
    seen = dict[tuple[str, ...], int]()
    for row in rows if not wrong.told else ():
        if row.key in seen:
            same = f"Rij {row.nr} zegt hetzelfde als rij {seen[row.key]}: laat er één staan."
            wrong.told.append(same)
        seen[row.key] = row.nr
    if not rows:
        wrong.told.append("Er staan geen regels onder de kopjes.")
    wrong.stop()
    return rows


def _row(nr: int, cells: dict[str, str], wrong: Mistakes, *, looked: bool) -> Row:
    def words(text: str) -> str:
        return in_cell(text, LABEL, looked=looked)

    of, lists = wrong.reader(nr, cells), lawbook().vocabulary.lists
    given = {
        "part": of("onderdeel", code_of(lists["geldonderdelen"])),
        "side": of("kant", code_of(lists["geldkanten"])),
        "kind": of("soort", code_of(lists["geldsoorten"])),
        "label": of("omschrijving", lambda text: words(_filled(text))),
        "budget": of("begroot", _amount),
        "realised": of("realisatie", _amount),
        "hours": of("uren", _whole),
        "fte": of("fte", _amount),
        "about": of("gaat over", lambda text: [words(one) for one in _parts(text)]),
        "source": of("bron", words),
    }
    if given["budget"] is None and given["realised"] is None and not wrong.in_row(nr):
        missing = "er staat geen bedrag, en bij realisatie ook niet."
        wrong.told.append(f"Rij {nr}, kolom “begroot”: {missing}")
    return Row(nr, given)


def _filled(text: str) -> str:
    if not text:
        raise Unclear("Dit is leeg.", "Schrijf waar het bedrag voor is.")
    return text


def _parts(text: str) -> list[str]:
    return [one.strip() for one in text.split("|") if one.strip()]


def _amount(text: str) -> int | None:
    return cents(number_of(text, 2, LARGEST))


def _whole(text: str) -> int | None:
    found = number_of(text, 0, LARGEST)
    return None if found is None else int(found)

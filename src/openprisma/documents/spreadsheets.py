"""Rows out of a spreadsheet that somebody sends: XLSX, ODS or CSV. Nothing in it is run; a formula
is read as what it last gave. Reading happens in a process of its own (`reading`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from openprisma.documents.reading import BROKE, DESK, refused


@dataclass(frozen=True)
class Read:
    """A sheet from its headings on. Each row has the number that it has on the sheet, counted from
    one. `others` are the names of sheets with something in them that were not read, `hidden` of
    those that nobody sees; of the sheet that was read, `hidden_rows` and `hidden_columns` (from
    one) hold something and are not seen either: they were read."""

    rows: list[tuple[int, list[str]]]
    others: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)


def read_sheet(content: bytes, *, most: int, heads: tuple[str, ...] = (), whose: str = "") -> Read:
    """The sheet with these headings (the only one, when none are named) as text, days as
    `2025-09-20`; empty rows are left out. `whose` is the person who sends it. Raises `BadInput` for
    what is no spreadsheet, for one over a limit, for more than `most` rows below the first, and
    when too many files are read already."""
    told, _ = DESK.read("sheet", content, whose=whose, most=most, heads=list(heads))
    if not _whole(told) or len(told["rows"]) > most + 1:
        raise refused(*BROKE)
    return Read(**told | {"rows": [(nr, row) for nr, row in told["rows"]]})


def rows_of(content: bytes, *, most: int, whose: str = "") -> list[list[str]]:
    """The cells of every row of the only sheet. Raises `BadInput` as `read_sheet` does."""
    return [row for _, row in read_sheet(content, most=most, whose=whose).rows]


_NAMES, _NUMBERS = ("others", "hidden"), ("hidden_rows", "hidden_columns")


def _whole(told: Any) -> bool:
    """Is this what a sheet looks like?"""
    return (
        isinstance(told, dict)
        and told.keys() == {"rows", *_NAMES, *_NUMBERS}
        and all(isinstance(part, list) for part in told.values())
        and all(type(one) is str for name in _NAMES for one in told[name])
        and all(type(one) is int for name in _NUMBERS for one in told[name])
        and all(map(_line, told["rows"]))
    )


def _line(told: Any) -> bool:
    return (
        isinstance(told, list)
        and len(told) == 2
        and type(told[0]) is int
        and isinstance(told[1], list)
        and all(type(cell) is str for cell in told[1])
    )

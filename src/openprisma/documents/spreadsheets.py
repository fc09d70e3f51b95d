"""Rows out of a spreadsheet that somebody sends: XLSX, ODS or CSV. Nothing in it is run; a formula
is read as what it last gave. Reading happens in a process of its own (`reading`)."""

from __future__ import annotations

from typing import Any

from openprisma.documents.reading import BROKE, DESK, refused


def rows_of(content: bytes, *, most: int, whose: str = "") -> list[list[str]]:
    """Every row of the first sheet as text, days as `2025-09-20`; empty rows are left out. `whose`
    is the person who sends it. Raises `BadInput` for what is no spreadsheet, for one over a
    limit, for more than `most` rows below the first, and when too many files are read already."""
    rows, _ = DESK.read("sheet", content, whose=whose, most=most)
    if not _rows(rows) or len(rows) > most + 1:
        raise refused(*BROKE)
    return rows  # type: ignore[no-any-return]


def _rows(told: Any) -> bool:
    """Is this what rows look like?"""
    return isinstance(told, list) and all(
        isinstance(row, list) and all(type(cell) is str for cell in row) for row in told
    )

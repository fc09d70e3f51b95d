"""Rows out of XLSX, ODS and CSV. Nothing in them is run."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from openprisma.documents.inside.archive import hidden, measured, too_large, unreadable
from openprisma.documents.limits import CELL, CELLS, COLUMNS, TEXT
from openprisma.kernel.errors import BadInput

_ZIP = b"PK"
_OLD = b"\xd0\xcf\x11\xe0"  # Excel 97, and a spreadsheet with a password
COUNTED = 10  # times as many rows as may be: further we do not count
csv.field_size_limit(CELL)


def sheet(content: bytes, *, most: int) -> tuple[list[list[str]], bytes]:
    """Every row of the first sheet that is not empty. Raises `BadInput` for what is no spreadsheet,
    for more than `most` rows below the first, and for one over a limit."""
    if content.startswith(_OLD):
        raise BadInput(
            "Dit is een oud rekenblad (XLS) of een rekenblad met een wachtwoord. "
            "Wij kunnen het niet lezen.",
            remedy="Haal het wachtwoord eraf en bewaar het als XLSX, ODS of CSV.",
        )
    rows = _counted(_book(content) if content.startswith(_ZIP) else _csv(content), most)
    if not rows:
        raise BadInput(
            "Dit bestand is leeg.", remedy="Vul de regels in onder de kopjes van het sjabloon."
        )
    return rows, b""


def _counted(rows: Iterable[list[str]], most: int) -> list[list[str]]:
    """The rows, kept no further than they may go and counted to the end."""
    kept: list[list[str]] = []
    seen = text = 0
    for row in rows:
        _within(row)
        if any(row):
            seen += 1
            if seen > COUNTED * most:
                raise _too_many(f"meer dan {COUNTED * most}", most)
            text += sum(map(len, row))
            if text > TEXT:
                raise too_large(f"er staan meer dan {TEXT // 1_000_000} miljoen tekens in")
            if seen <= most + 1:
                kept.append(row)
    if seen > most + 1:
        raise _too_many(str(seen - 1), most)
    return kept


def _too_many(many: str, most: int) -> BadInput:
    return BadInput(
        f"Er staan {many} regels in.", remedy=f"Lever hoogstens {most} regels per keer."
    )


def _within(row: list[str]) -> None:
    if len(row) > COLUMNS:
        raise too_large(f"er zijn {len(row)} kolommen, hoogstens {COLUMNS}")
    if any(len(cell) > CELL for cell in row):
        raise too_large(f"een vakje bevat meer dan {CELL} tekens")
    if any("\0" in cell for cell in row):
        raise BadInput(
            "In dit rekenblad staat een teken dat geen tekst is (NUL).",
            remedy="Open het en bewaar het opnieuw.",
        )


def _book(content: bytes) -> list[list[str]]:
    try:
        found = _only(CalamineWorkbook.from_filelike(BytesIO(measured(content))))
        if found.height * found.width > CELLS:
            raise too_large(
                f"een blad heeft {found.height * found.width} vakjes, hoogstens {CELLS}"
            )
        return [[_text(cell) for cell in row] for row in found.to_python()]
    except (CalamineError, IndexError, ValueError) as error:
        raise unreadable() from error


def _only(book: CalamineWorkbook) -> CalamineSheet:
    """The one sheet of a book that holds something. Raises `BadInput` when there are more or it is
    hidden: then what is read is not what somebody saw."""
    names = [one.name for one in book.sheets_metadata]
    sheets = [book.get_sheet_by_name(name) for name in names]
    full = [nr for nr, one in enumerate(sheets) if one.height * one.width]
    if len(full) > 1:
        raise BadInput(
            f"In dit rekenblad staan {len(full)} bladen met inhoud. Wij lezen er één.",
            remedy="Laat alleen het blad staan dat u wilt leveren, en bewaar het opnieuw.",
        )
    chosen = full[0] if full else 0
    if book.sheets_metadata[chosen].visible != SheetVisibleEnum.Visible:
        raise hidden("blad")
    return sheets[chosen]


def _csv(content: bytes) -> Iterator[list[str]]:
    text = _decoded(content)
    first = text[: CELL * 4].split("\n", 1)[0]
    mark = max(";,\t", key=first.count)
    try:
        for row in csv.reader(StringIO(text), delimiter=mark, strict=True):
            yield [cell.strip() for cell in row]
    except csv.Error as error:
        if "field limit" in str(error):
            raise too_large(f"een vakje bevat meer dan {CELL} tekens") from error
        raise unreadable() from error


def _decoded(content: bytes) -> str:
    if b"\0" in content[:1000]:
        raise unreadable()
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise unreadable()


def _text(cell: Any) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()

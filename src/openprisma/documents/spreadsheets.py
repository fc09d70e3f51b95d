"""Rows out of a spreadsheet that somebody sends: XLSX, ODS or CSV. Nothing in it is run; a formula is read as what it last
gave."""

from __future__ import annotations

import csv
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from openprisma.kernel.errors import BadInput

_ZIP = b"PK"


def rows_of(content: bytes, *, most: int) -> list[list[str]]:
    """Every row of the first sheet as text, days as `2025-09-20`; empty rows are left out. Raises `BadInput` for what is no
    spreadsheet, and for more than `most` rows below the first."""
    found = [row for row in (_sheet(content) if content.startswith(_ZIP) else _csv(content)) if any(row)]
    if not found:
        raise BadInput("Dit bestand is leeg.", fields={"inhoud": "Vul de regels in onder de kopjes van het sjabloon."})
    if len(found) - 1 > most:
        raise BadInput(f"Er staan {len(found) - 1} regels in.", fields={"inhoud": f"Lever hoogstens {most} regels per keer."})
    return found


def _sheet(content: bytes) -> list[list[str]]:
    try:
        rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    except (CalamineError, IndexError, ValueError) as error:
        raise _unreadable() from error
    return [[_text(cell) for cell in row] for row in rows]


def _csv(content: bytes) -> list[list[str]]:
    if b"\0" in content[:1000]:
        raise _unreadable()
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise _unreadable()
    first = text.split("\n", 1)[0]
    mark = max(";,\t", key=first.count)
    try:
        return [[cell.strip() for cell in row] for row in csv.reader(StringIO(text), delimiter=mark, strict=True)]
    except csv.Error as error:
        raise _unreadable() from error


def _unreadable() -> BadInput:
    return BadInput(
        "Dit is geen rekenblad dat wij kunnen lezen.", fields={"inhoud": "Gebruik XLSX, ODS of CSV; open en bewaar het opnieuw."}
    )


def _text(cell: Any) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()

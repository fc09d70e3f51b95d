"""Rows out of XLSX, ODS and CSV, with their numbers on the sheet. Nothing in them is run."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from xml.parsers import expat

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from openprisma.documents.headings import LOOKED, found_at
from openprisma.documents.inside.archive import hidden, too_large, unreadable, unzipped
from openprisma.documents.inside.commas import rows_of_text
from openprisma.documents.inside.foreign import stop_foreign
from openprisma.documents.inside.measure import Measure, Seen
from openprisma.documents.limits import CELL, CELLS, COLUMNS, TEXT
from openprisma.kernel.errors import BadInput

COUNTED = 10  # times as many rows as may be: further we do not count
NAMED = 20  # sheets that are named
Line = tuple[int, list[str]]  # the number of a row on its sheet, counted from one, and its cells


@dataclass
class _Table:
    """One sheet, and what stands beside it: the names of `others` that hold something and of those
    that are hidden."""

    lines: Iterable[Line]
    seen: Seen = field(default_factory=Seen)
    others: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)


def sheet(content: bytes, *, most: int, heads: list[str] | None = None) -> tuple[Any, bytes]:
    """Every row that is not empty of the sheet that holds the headings `heads`, from those on; of
    the only sheet when none are named. Rows and columns are numbered as on the sheet. Raises
    `BadInput` for what is no spreadsheet, for more than `most` rows below the first, and for one
    over a limit."""
    stop_foreign(content)
    wanted = frozenset(heads or ())
    table = (
        _book(content, wanted)
        if content.startswith(b"PK")
        else _Table(rows_of_text(content, wanted))
    )
    lines = _counted(table.lines, most, wanted)
    if not lines:
        raise BadInput(
            "Dit bestand is leeg.", remedy="Vul de regels in onder de kopjes van het sjabloon."
        )
    first = lines[0][0]
    merged = [pair for pair in table.seen.merged if pair[1] > first]
    told = {
        "rows": lines,
        "others": table.others[:NAMED],
        "hidden": table.hidden[:NAMED],
        "hidden_rows": [nr for nr in table.seen.rows if nr > first],
        "hidden_columns": list(table.seen.columns),
    }
    if merged:
        top, last = merged[0]
        raise BadInput(
            f"In rij {top}{'' if top == last else f' tot en met {last}'} zijn vakjes samengevoegd. "
            "Alleen in het eerste staat dan iets.",
            remedy="Kies die vakjes, splits ze en vul ze alle in.",
        )
    return told, b""


def _counted(rows: Iterable[Line], most: int, heads: frozenset[str]) -> list[Line]:
    """The rows that hold something, from the headings on, kept no further than they may go and
    counted to the end."""
    kept: list[Line] = []
    seen = text = above = 0
    looked = False
    for nr, row in rows:
        _within(nr, row)
        if not any(row):
            continue
        seen += 1
        if seen > COUNTED * most + LOOKED:
            raise _too_many(f"meer dan {COUNTED * most}", most)
        text += sum(map(len, row))
        if text > TEXT:
            raise too_large(f"er staan meer dan {TEXT // 1_000_000} miljoen tekens in")
        if seen <= most + 1 + LOOKED:
            kept.append((nr, row))
        if seen == LOOKED:
            above, looked = _above(kept, heads), True
    if not looked:
        above = _above(kept, heads)
    if seen - above > most + 1:
        raise _too_many(str(seen - above - 1), most)
    return kept[above : above + most + 1]


def _above(kept: list[Line], heads: frozenset[str]) -> int:
    """How many rows stand above the headings."""
    return (found_at([row for _, row in kept], heads) or 0) if heads else 0


def _too_many(many: str, most: int) -> BadInput:
    return BadInput(
        f"Er staan {many} regels in.", remedy=f"Lever hoogstens {most} regels per keer."
    )


def _within(nr: int, row: list[str]) -> None:
    if len(row) > COLUMNS:
        raise too_large(f"er zijn {len(row)} kolommen, hoogstens {COLUMNS}")
    if any(len(cell) > CELL for cell in row):
        raise too_large(f"een vakje bevat meer dan {CELL} tekens")
    if any("\0" in cell for cell in row):
        raise BadInput(
            f"In rij {nr} staat een teken dat geen tekst is (NUL).",
            remedy=f"Typ rij {nr} opnieuw, of bewaar het rekenblad als XLSX.",
        )


def _book(content: bytes, heads: frozenset[str]) -> _Table:
    parts = unzipped(content)
    seen = _measured(parts)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        for name, part in parts.items():
            target.writestr(name, part)
    try:
        return _chosen(CalamineWorkbook.from_filelike(io.BytesIO(made.getvalue())), seen, heads)
    except (CalamineError, IndexError, ValueError) as error:
        raise unreadable() from error


def _measured(parts: dict[str, bytes]) -> dict[str, Seen]:
    """What was seen of each sheet, by its name. Raises `BadInput` for a part over a limit."""
    found = {
        name: Measure(part).sheets for name, part in parts.items() if part and name != "mimetype"
    }
    tables = {one.name: one for one in found.get("content.xml", [])[1:]}
    paths = {name.lower(): sheets[0] for name, sheets in found.items()}
    return tables | {name: paths[path] for name, path in _places(parts).items() if path in paths}


def _places(parts: dict[str, bytes]) -> dict[str, str]:
    """Of XLSX: in which part each sheet stands."""
    book = next((parts[name] for name in parts if name.lower() == "xl/workbook.xml"), b"")
    links = next(
        (parts[name] for name in parts if name.lower() == "xl/_rels/workbook.xml.rels"), b""
    )
    where = {
        given.get("Id", ""): given.get("Target", "").lower().lstrip("/").removeprefix("xl/")
        for name, given in _elements(links)
        if name == "Relationship"
    }
    return {
        given.get("name", ""): f"xl/{where.get(_link(given), '')}"
        for name, given in _elements(book)
        if name == "sheet"
    }


def _link(given: dict[str, str]) -> str:
    return next((value for name, value in given.items() if name.endswith(":id")), "")


def _elements(part: bytes) -> list[tuple[str, dict[str, str]]]:
    """The names and attributes of a part that was measured before."""
    told: list[tuple[str, dict[str, str]]] = []
    if part:
        reader = expat.ParserCreate()
        reader.StartElementHandler = lambda name, given: told.append(
            (name.rpartition(":")[2], given)
        )
        reader.Parse(part, True)
    return told


def _chosen(book: CalamineWorkbook, seen: dict[str, Seen], heads: frozenset[str]) -> _Table:
    """The one sheet that people see and that holds something; of several, the one with the
    headings. Raises `BadInput` when that is none, or more than one."""
    full = [
        (one.name, found, one.visible == SheetVisibleEnum.Visible)
        for one in book.sheets_metadata
        if (found := book.get_sheet_by_name(one.name)).height * found.width
    ]
    shown = [(name, found) for name, found, visible in full if visible]
    if full and not shown:
        raise hidden("blad")
    chosen = [one for one in shown if _has(one[1], heads)] or shown
    if len(chosen) > 1:
        raise BadInput(
            f"In dit rekenblad staan {len(chosen)} bladen met inhoud. Wij lezen er één.",
            remedy="Laat alleen het blad staan dat u wilt leveren, en bewaar het opnieuw.",
        )
    if not chosen:
        return _Table([])
    name, found = chosen[0]
    if name not in seen:
        raise unreadable()
    return _Table(
        _lines(found, seen[name]),
        seen[name],
        [other for other, _ in shown if other != name],
        [other for other, _, visible in full if not visible],
    )


def _has(found: CalamineSheet, heads: frozenset[str]) -> bool:
    rows = found.to_python(skip_empty_area=False, nrows=LOOKED) if heads else []
    return found_at([[_text(cell) for cell in row] for row in rows], heads) is not None


def _lines(found: CalamineSheet, seen: Seen) -> Iterable[Line]:
    """The rows of a sheet, with an error where the library leaves a cell empty that holds one."""
    if found.total_height * found.total_width > CELLS:
        raise too_large(
            f"een blad heeft {found.total_height * found.total_width} vakjes, hoogstens {CELLS}"
        )
    wrong: dict[int, dict[int, str]] = {}
    for (nr, column), told in seen.wrong.items():
        wrong.setdefault(nr, {})[column] = told
    rows = [[_text(cell) for cell in row] for row in found.to_python(skip_empty_area=False)]
    for nr in range(1, max([len(rows), *wrong]) + 1):
        row = rows[nr - 1] if nr <= len(rows) else []
        for column, told in wrong.get(nr, {}).items():
            row += [""] * (column - len(row))
            row[column - 1] = told
        yield nr, row


def _text(cell: Any) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()

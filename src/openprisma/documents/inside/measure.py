"""Goes once through the XML of a spreadsheet before a library makes anything of it: how far it
reaches, and what in it nobody sees who opens it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from openprisma.documents.inside.archive import too_large, unreadable
from openprisma.documents.limits import CELL, CELLS, COLUMNS, TEXT
from openprisma.kernel.errors import BadInput

_SAVE = "Open het rekenblad, bewaar het opnieuw als XLSX of ODS en probeer het dan weer."


@dataclass
class Box:
    """How far a sheet reaches: the last row and column that hold something, counted from one."""

    rows: int = 0
    columns: int = 0

    def reach(self, row: int, column: int) -> None:
        """Something stands here. Raises `BadInput` when that is too far away."""
        self.rows, self.columns = max(self.rows, row), max(self.columns, column)
        if self.columns > COLUMNS:
            raise too_large(f"er staat iets in kolom {self.columns}, hoogstens {COLUMNS} kolommen")
        if self.rows * self.columns > CELLS:
            where = f"{self.rows} regels bij {self.columns} kolommen"
            raise too_large(f"een blad loopt over {where}, samen hoogstens {CELLS} vakjes")


@dataclass
class Seen:
    """What one sheet holds that its reader does not see, or that a library would leave out: hidden
    rows and columns with something in them, joined rows (first, last), and cells that hold an
    error or a formula without a result, with what stands there; all counted from one."""

    name: str = ""
    rows: dict[int, None] = field(default_factory=dict)
    columns: dict[int, None] = field(default_factory=dict)
    merged: list[tuple[int, int]] = field(default_factory=list)
    wrong: dict[tuple[int, int], str] = field(default_factory=dict)


@dataclass
class Cell:
    """A cell while it is read."""

    wrong: bool = False
    formula: bool = False
    filled: bool = False
    many: int = 1
    text: str = ""


TOLD = 1_000  # of each kind: who has more has a sheet to clean
NO_RESULT = "#LEEG?"  # a formula of which no program wrote what it gives
_CELLS = ("table:table-cell", "table:covered-table-cell")
_YES = ("1", "true")
_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})\Z")


class Measure:
    """Goes once through a part of XML, without keeping it: refuses entities and what reaches too
    far, and remembers what nobody sees (`sheets`). Raises `BadInput`.

    XLSX names the place of a cell (or it follows the one before); ODS repeats cells and rows, and
    what is empty at the end of a row or sheet does not count: every sheet of LibreOffice has a
    million of those. Names are read as the library does that comes after us: ODS with its prefix,
    XLSX without.
    """

    def __init__(self, part: bytes) -> None:
        self.box, self.row, self.column, self.columns = Box(), 0, 0, 0
        self.alike = 1  # rows of ODS that are written once
        self.outside: list[tuple[Box, int, int]] = []  # tables around this one
        self.spaces = 0
        self.sheets = [Seen()]  # of XLSX one for each part; of ODS every table
        self.shut = False  # is this row hidden?
        self.shut_columns: list[tuple[int, int]] = []
        self.cell = Cell()
        reader = expat.ParserCreate()
        reader.StartElementHandler = self._start
        reader.EndElementHandler = self._end
        reader.CharacterDataHandler = self._words
        reader.StartDoctypeDeclHandler = self._entities
        reader.EntityDeclHandler = self._entities
        try:
            reader.Parse(part, True)
        except expat.ExpatError as error:
            raise unreadable() from error

    def _entities(self, *_: Any) -> None:
        raise BadInput(
            "Dit rekenblad bevat verwijzingen die zichzelf kunnen herhalen (XML-entiteiten).",
            remedy=_SAVE,
        )

    def _start(self, name: str, given: dict[str, str]) -> None:
        match name if name.startswith(("table:", "text:")) else name.rpartition(":")[2]:
            case "row":
                self.row, self.column = _number(given.get("r"), self.row + 1), 0
                self.shut = given.get("hidden") in _YES or given.get("ht") == "0"
            case "col" if given.get("hidden") in _YES or given.get("width") == "0":
                self.shut_columns.append(
                    (_number(given.get("min"), 1), _number(given.get("max"), 1))
                )
            case "c":
                self._cell(given.get("r"))
                self.cell = Cell(wrong=given.get("t") == "e", many=1)
            case "f":
                self.cell.formula = True
            case "v" | "is" | "text:p":
                self.cell.filled, self.cell.text = True, ""
                self._full()
            case "mergeCell":
                self._merged(given.get("ref", ""))
            case "table:table":
                self.sheets.append(Seen(given.get("table:name", "")))
                self.outside.append((self.box, self.row, self.column))
                self.box, self.row, self.column = Box(), 0, 0
                self.columns, self.shut_columns = 0, []
            case "table:table-column":
                self._column(given)
            case "table:table-row":
                self.alike = _number(given.get("table:number-rows-repeated"), 1)
                self.row, self.column = self.row + self.alike, 0
                self.shut = given.get("table:visibility", "visible") != "visible"
            case "table:table-cell" | "table:covered-table-cell":
                self._repeated(given)
            case "text:s":
                self._space(_number(given.get("text:c"), 1))

    def _end(self, name: str) -> None:
        if name == "table:table":
            self.box, self.row, self.column = self.outside.pop()
        elif name in _CELLS or name.rpartition(":")[2] == "c":
            self._whole()

    def _words(self, text: str) -> None:
        if self.cell.wrong and len(self.cell.text) < 40:
            self.cell.text += text

    def _whole(self) -> None:
        """A cell was read: tell what the library that reads it would leave empty."""
        one, self.cell = self.cell, Cell()
        if not (one.wrong or (one.formula and not one.filled)):
            return
        told, wrong = one.text.strip() if one.wrong else "", self.sheets[-1].wrong
        for row in range(self.row - self.alike + 1, self.row + 1):
            for column in range(self.column - one.many + 1, self.column + 1):
                wrong[row, column] = told or NO_RESULT
                if len(wrong) > CELLS // 10:
                    raise too_large("er staan te veel fouten in")

    def _merged(self, place: str) -> None:
        """Cells of XLSX that are one."""
        first, _, last = place.partition(":")
        one, other = _PLACE.match(first.upper()), _PLACE.match(last.upper())
        if one and other:
            self._joined(int(one[2]), int(other[2]))

    def _joined(self, first: int, last: int) -> None:
        if len(self.sheets[-1].merged) < TOLD:
            self.sheets[-1].merged.append((first, last))

    def _cell(self, place: str | None) -> None:
        """A cell of XLSX."""
        if place is None:
            self.column += 1
            return
        found = _PLACE.match(place.upper())
        if not found:
            raise unreadable()
        self.column = 0
        for letter in found[1]:
            self.column = self.column * 26 + ord(letter) - 64
        self.row = int(found[2])

    def _repeated(self, given: dict[str, str]) -> None:
        """A cell of ODS, as often as it is repeated; one with a value reaches as far as that."""
        many = _number(given.get("table:number-columns-repeated"), 1)
        self.column += many
        self.cell = Cell(
            wrong=any(
                name.endswith(":value-type") and value == "error" for name, value in given.items()
            ),
            many=many,
        )
        rows, columns = (
            _number(given.get(f"table:number-{name}-spanned"), 1) for name in ("rows", "columns")
        )
        if max(rows, columns) > 1:
            self._joined(self.row, self.row + rows - 1)
        if any(name.startswith(("office:", "table:formula")) for name in given):
            self._full()

    def _column(self, given: dict[str, str]) -> None:
        """A column of ODS, or several alike."""
        first = self.columns + 1
        self.columns += _number(given.get("table:number-columns-repeated"), 1)
        if given.get("table:visibility", "visible") != "visible":
            self.shut_columns.append((first, self.columns))

    def _full(self) -> None:
        if self.row and self.column:
            self.box.reach(self.row, self.column)
            seen = self.sheets[-1]
            if self.shut and len(seen.rows) < TOLD:
                seen.rows |= dict.fromkeys(range(self.row - self.alike + 1, self.row + 1))
            if any(first <= self.column <= last for first, last in self.shut_columns):
                seen.columns[self.column] = None

    def _space(self, many: int) -> None:
        """A run of spaces of ODS, written as a number."""
        self.spaces += many
        if many > CELL or self.spaces > TEXT:
            raise too_large(f"een vakje bevat meer dan {CELL} spaties")


def _number(text: str | None, otherwise: int) -> int:
    """A count as XML says it. Raises `BadInput` for what is no number."""
    if text is None:
        return otherwise
    if not (text.isascii() and text.isdigit()):
        raise unreadable()
    return int(text[:12])

"""A spreadsheet is a zip with XML: unzipped with an eye on its size, and measured before anything
is made of it.

The directory of a zip says how large things become, and may lie; so what it says is looked at
first, and what comes out is counted again. The library that reads the sheet gets a new zip, with
the parts that matter, as large as they were found to be.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat

from openprisma.documents.limits import CELL, CELLS, COLUMNS, ENTRIES, RATIO, TEXT, UNZIPPED
from openprisma.kernel.errors import BadInput

# No pictures, no programs.
_KEPT = re.compile(r"(mimetype|.*\.(xml|rels))\Z", re.IGNORECASE | re.DOTALL)
_PIECE = 1 << 16
_SAVE = "Open het rekenblad, bewaar het opnieuw als XLSX of ODS en probeer het dan weer."


def unreadable() -> BadInput:
    """What is no spreadsheet."""
    return BadInput(
        "Dit is geen rekenblad dat wij kunnen lezen.",
        remedy="Gebruik XLSX, ODS of CSV; open en bewaar het opnieuw.",
    )


def too_large(what: str) -> BadInput:
    """A spreadsheet over one of the limits, which `what` names."""
    return BadInput(
        f"Dit rekenblad is te groot: {what}.",
        remedy="Haal weg wat er niet bij hoort, of lever het in delen.",
    )


def hidden(what: str) -> BadInput:
    """A spreadsheet in which something stands that nobody sees who opens it."""
    return BadInput(
        f"In dit rekenblad staat iets in een verborgen {what}.",
        remedy="Maak alles zichtbaar, haal weg wat er niet bij hoort en bewaar het opnieuw.",
    )


def measured(content: bytes) -> bytes:
    """The same spreadsheet as a plain zip, every part of it within the limits. Raises
    `BadInput`."""
    parts = _unzipped(content)
    for name, part in parts.items():
        if part and name != "mimetype":
            Measure(part)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        for name, part in parts.items():
            target.writestr(name, part)
    return made.getvalue()


def _unzipped(content: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as source:
            _promised(source.infolist(), len(content))
            room, parts = UNZIPPED, {}
            for entry in source.infolist():
                if _KEPT.match(entry.filename):
                    parts[entry.filename] = _part(source, entry, room)
                    room -= len(parts[entry.filename])
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
        ValueError,
    ) as error:
        raise unreadable() from error
    return parts


def _promised(entries: list[zipfile.ZipInfo], size: int) -> None:
    """What the directory of the zip says. Raises `BadInput` when that is too much already."""
    if len(entries) > ENTRIES:
        raise too_large(f"er zitten {len(entries)} onderdelen in, hoogstens {ENTRIES}")
    if len({entry.filename for entry in entries}) < len(entries):
        raise unreadable()
    full = sum(entry.file_size for entry in entries)
    if full > UNZIPPED:
        raise _unzipped_too_large()
    if full > 1_000_000 and full > RATIO * size:
        raise too_large(f"uitgepakt wordt het meer dan {RATIO} keer zo groot")


def _unzipped_too_large() -> BadInput:
    return too_large(f"uitgepakt is het meer dan {UNZIPPED // 1_000_000} MB")


def _part(source: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int) -> bytes:
    """One part, as far as there is room. Raises `BadInput` when it is larger than it said, or than
    there is room for."""
    found = bytearray()
    with source.open(entry) as packed:
        while piece := packed.read(_PIECE):
            found += piece
            if len(found) > room:
                raise _unzipped_too_large()
    return bytes(found)


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


_YES = ("1", "true")
_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})\Z")


class Measure:
    """Goes once through a part of XML, without keeping it: refuses entities and what reaches too
    far. Raises `BadInput`.

    XLSX names the place of a cell (or it follows the one before); ODS repeats cells and rows, and
    what is empty at the end of a row or sheet does not count: every sheet of LibreOffice has a
    million of those. Names are read as the library does that comes after us: ODS with its prefix,
    XLSX without.
    """

    def __init__(self, part: bytes) -> None:
        self.box, self.row, self.column, self.columns = Box(), 0, 0, 0
        self.outside: list[tuple[Box, int, int]] = []  # tables around this one
        self.spaces = 0
        self.shut = False  # is this row hidden?
        self.shut_columns: list[tuple[int, int]] = []
        reader = expat.ParserCreate()
        reader.StartElementHandler = self._start
        reader.EndElementHandler = self._end
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
                self.shut = given.get("hidden") in _YES
            case "col" if given.get("hidden") in _YES:
                self.shut_columns.append(
                    (_number(given.get("min"), 1), _number(given.get("max"), 1))
                )
            case "c":
                self._cell(given.get("r"))
            case "v" | "is" | "text:p":
                self._full()
            case "table:table":
                self.outside.append((self.box, self.row, self.column))
                self.box, self.row, self.column = Box(), 0, 0
                self.columns, self.shut_columns = 0, []
            case "table:table-column":
                self._column(given)
            case "table:table-row":
                self.row, self.column = (
                    self.row + _number(given.get("table:number-rows-repeated"), 1),
                    0,
                )
                self.shut = given.get("table:visibility", "visible") != "visible"
            case "table:table-cell" | "table:covered-table-cell":
                self._repeated(given)
            case "text:s":
                self._space(_number(given.get("text:c"), 1))

    def _end(self, name: str) -> None:
        if name == "table:table":
            self.box, self.row, self.column = self.outside.pop()

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
        self.column += _number(given.get("table:number-columns-repeated"), 1)
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
            if self.shut:
                raise hidden("regel")
            if any(first <= self.column <= last for first, last in self.shut_columns):
                raise hidden("kolom")

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

"""A table as a spreadsheet (XLSX, or ODS, the open standard) or as a text document (ODT), with
words above and below it."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO

from odfdo import Cell, Document, Header, Paragraph, Row, Table
from xlsxwriter import Workbook  # type: ignore[import-untyped]

from openprisma.documents.letters import MARK, TOLD, shown

Value = str | int


@dataclass(frozen=True)
class Sheet:
    """A table with a title, what it says before it, and notes after it."""

    title: str
    intro: list[str]
    header: list[str]
    rows: list[list[Value]]
    notes: list[str] = field(default_factory=list)

    def printable(self) -> Sheet:
        """The same sheet with a mark for every character that no file can hold, and a note that
        says so."""
        made = Sheet(
            shown(self.title),
            [shown(one) for one in self.intro],
            [shown(one) for one in self.header],
            [[shown(one) if isinstance(one, str) else one for one in row] for row in self.rows],
            [shown(one) for one in self.notes],
        )
        if MARK in repr(made) and MARK not in repr(self):
            made.notes.append(TOLD)
        return made


def as_xlsx(sheet: Sheet) -> bytes:
    """The sheet as XLSX. Text stays text: nothing in a cell is taken for a formula."""
    sheet = sheet.printable()
    made = BytesIO()
    book = Workbook(
        made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    page, bold = book.add_worksheet(), book.add_format({"bold": True})
    above: list[list[Value]] = [[sheet.title], *_each(sheet.intro), [], [*sheet.header]]
    for nr, line in enumerate([*above, *sheet.rows, [], *_each(sheet.notes)]):
        page.write_row(nr, 0, line, bold if nr in (0, len(above) - 1) else None)
    page.set_column(0, len(sheet.header), 24)
    book.close()
    return made.getvalue()


def _each(lines: list[str]) -> list[list[Value]]:
    return [[line] for line in lines]


def as_odt(sheet: Sheet) -> bytes:
    """The sheet as ODT."""
    sheet = sheet.printable()
    document = Document("text")
    body = document.body
    body.clear()
    body.append(Header(1, sheet.title))
    for text in sheet.intro:
        body.append(Paragraph(text))
    table = Table("tabel")
    lines: list[list[Value]] = [[*sheet.header], *sheet.rows]
    for line in lines:
        row = Row()
        for value in line:
            row.append_cell(_cell(value))
        table.append_row(row)
    body.append(table)
    for text in sheet.notes:
        body.append(Paragraph(text))
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def as_ods(sheet: Sheet) -> bytes:
    """The sheet as ODS."""
    sheet = sheet.printable()
    document = Document("spreadsheet")
    document.body.clear()
    table = Table("lijst")
    above: list[list[Value]] = [[sheet.title], *_each(sheet.intro), [], [*sheet.header]]
    for line in [*above, *sheet.rows, [], *_each(sheet.notes)]:
        row = Row()
        for value in line:
            row.append_cell(_cell(value))
        table.append_row(row)
    document.body.append(table)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _cell(value: Value) -> Cell:
    cell = Cell(value)
    if isinstance(value, str):
        cell.append(Paragraph(value))
    return cell

"""A spreadsheet to fill in: headings, choices to pick from, and a second sheet that explains each
column and gives an example. As XLSX and as ODS."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from itertools import zip_longest

from odfdo import Cell, Column, Document, Element, Row, Table
from odfdo import Style as _Style
from xlsxwriter import Workbook  # type: ignore[import-untyped]

FILL, EXPLAIN, CHOICES = "Gegevens", "Uitleg", "Keuzes"
EXPLAINED = ["Kolom", "Moet dit?", "Wat u schrijft", "Voorbeeld"]
ROWS = 2_000  # rows that offer the choices; more can be filled in without
_WIDTH = 24


@dataclass(frozen=True)
class Asked:
    """One column: its heading, whether it must be filled in, what one writes in it, an example, and
    the choices when there are only those."""

    heading: str
    needed: bool
    help: str
    example: str
    choices: tuple[str, ...] = ()

    @property
    def told(self) -> list[str]:
        """Its row on the sheet that explains."""
        return [self.heading, "ja" if self.needed else "nee", self.help, self.example]

    @property
    def offered(self) -> list[str]:
        """Its column on the sheet of choices, under words that are no heading of ours."""
        return [f"Keuzes voor {self.heading}", *self.choices] if self.choices else []


def _letter(at: int) -> str:
    return chr(65 + at)


def template_xlsx(columns: list[Asked]) -> bytes:
    """As XLSX; every column holds text, so that a day or number stays as it is typed."""
    made = BytesIO()
    book = Workbook(made, {"in_memory": True})
    page, about, lists = (book.add_worksheet(name) for name in (FILL, EXPLAIN, CHOICES))
    bold, text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    page.set_column(0, len(columns) - 1, _WIDTH, text)
    page.write_row(0, 0, [one.heading for one in columns], bold)
    page.freeze_panes(1, 0)
    about.write_row(0, 0, EXPLAINED, bold)
    about.set_column(0, 3, _WIDTH + 12, wrap)
    for nr, one in enumerate(columns):
        about.write_row(nr + 1, 0, one.told, wrap)
        if one.choices:
            lists.write_column(0, nr, one.offered)
            where = f"={CHOICES}!${_letter(nr)}$2:${_letter(nr)}${len(one.choices) + 1}"
            page.data_validation(
                1, nr, ROWS, nr, {"validate": "list", "source": where, "error_type": "warning"}
            )
    lists.set_column(0, len(columns) - 1, _WIDTH)
    book.close()
    return made.getvalue()


def template_ods(columns: list[Asked]) -> bytes:
    """The same as ODS."""
    document = Document("spreadsheet")
    body = document.body
    body.clear()
    bold = document.insert_style(
        _Style("table-cell", name="kop", area="text", bold=True), automatic=True
    )
    plain = _text_style(document)
    rules = "".join(_rule(nr, one) for nr, one in enumerate(columns) if one.choices)
    body.append(Element.from_tag(f"<table:content-validations>{rules}</table:content-validations>"))
    page, about, lists = Table(FILL), Table(EXPLAIN), Table(CHOICES)
    for nr in range(len(columns)):
        page.set_column(nr, Column(default_style=plain))
    page.append_row(_row([one.heading for one in columns], bold))
    page.append_row(_empty(columns, plain))
    for line in [EXPLAINED, *(one.told for one in columns)]:
        about.append_row(_row(line, bold if line is EXPLAINED else plain))
    for offered in zip_longest(*(one.offered for one in columns), fillvalue=""):
        lists.append_row(_row(list(offered), plain))
    for table in (page, about, lists):
        body.append(table)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _text_style(document: Document) -> str:
    """A style of cells that keep what is typed as text."""
    styles = document.content.get_element("//office:automatic-styles")
    if styles is None:
        raise TypeError("a new document has styles")
    styles.append(
        Element.from_tag(
            '<number:text-style style:name="alstekst"><number:text-content/></number:text-style>'
        )
    )
    text = _Style("table-cell", name="tekst")
    text.set_attribute("style:data-style-name", "alstekst")
    return str(document.insert_style(text, automatic=True))


def _rule(nr: int, one: Asked) -> str:
    where = f"[${CHOICES}.${_letter(nr)}$2:.${_letter(nr)}${len(one.choices) + 1}]"
    return (
        f'<table:content-validation table:name="keuze{nr}" '
        f'table:condition="of:cell-content-is-in-list({where})" '
        f'table:allow-empty-cell="true" table:base-cell-address="{FILL}.{_letter(nr)}2"/>'
    )


def _row(values: list[str], style: str) -> Row:
    row = Row()
    for value in values:
        row.append_cell(Cell(value or None, style=style))
    return row


def _empty(columns: list[Asked], style: str) -> Row:
    row = Row()
    for nr, one in enumerate(columns):
        cell = Cell(None, style=style)
        if one.choices:
            cell.set_attribute("table:content-validation-name", f"keuze{nr}")
        row.append_cell(cell)
    row.repeated = ROWS
    return row

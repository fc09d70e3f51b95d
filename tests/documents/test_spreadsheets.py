"""Spreadsheets that people send: three kinds are read as text, the rest is refused in words."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from odfdo import Cell, Document, Row, Table
from xlsxwriter import Workbook

from openprisma.documents.inside.sheets import sheet
from openprisma.documents.spreadsheets import rows_of
from openprisma.kernel.errors import BadInput
from openprisma.sharing.delivery import MOST


def xlsx(rows: list[list[object]]) -> bytes:
    made = BytesIO()
    book = Workbook(made, {"in_memory": True})
    page = book.add_worksheet()
    for nr, row in enumerate(rows):
        page.write_row(nr, 0, row)
    book.close()
    return made.getvalue()


def ods(rows: list[list[str]]) -> bytes:
    document = Document("spreadsheet")
    document.body.clear()
    table = Table("blad")
    for values in rows:
        row = Row()
        for value in values:
            row.append_cell(Cell(value))
        table.append_row(row)
    document.body.append(table)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


ROWS = [["over wie", "gegeven"], ["Testrup", "één vestiging"]]


@pytest.mark.parametrize(
    "content",
    [
        xlsx(ROWS),
        ods(ROWS),
        "over wie;gegeven\nTestrup;één vestiging\n".encode(),
        "over wie,gegeven\r\nTestrup,één vestiging".encode("cp1252"),
    ],
    ids=["xlsx", "ods", "csv in utf-8", "csv of an old Windows"],
)
def test_three_kinds_of_spreadsheet_say_the_same(content):
    assert rows_of(content, most=10) == ROWS


def test_days_and_whole_numbers_are_read_as_people_write_them():
    assert rows_of(xlsx([["dag"], [20250920.0]]), most=10) == [["dag"], ["20250920"]]


def test_a_formula_is_not_run():
    rows = rows_of(xlsx([["a"], ["=1+1"]]), most=10)
    assert rows[0] == ["a"]
    assert all("2" not in cell for row in rows[1:] for cell in row)
    assert rows_of(b"a\n=1+1\n", most=10)[1] == ["=1+1"]


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04 not a sheet", b"MZ\x00\x00", b"\x00\x01\x02", b"   \n \n"]
)
def test_what_is_no_spreadsheet_is_refused_in_words(content):
    with pytest.raises(BadInput) as bad:
        rows_of(content, most=10)
    assert "inhoud" in bad.value.fields


def test_too_many_rows_are_refused_and_20_000_are_not():
    text = "over wie\n" + "Testrup\n" * MOST
    assert len(rows_of(text.encode(), most=MOST)) == MOST + 1
    with pytest.raises(BadInput, match="20001"):
        rows_of((text + "Testrup\n").encode(), most=MOST)


def _hiding(**what: object) -> bytes:
    """A book with something in it that nobody sees who opens it."""
    made = BytesIO()
    book = Workbook(made, {"in_memory": True})
    first, second = book.add_worksheet("een"), book.add_worksheet("twee")
    first.write_row(0, 0, ROWS[0])
    first.write_row(1, 0, ROWS[1])
    if what.get("sheets"):
        second.write_row(0, 0, ROWS[0])
    if what.get("sheet"):
        second.activate()
        second.set_first_sheet()
        first.hide()
    if what.get("row"):
        first.set_row(1, None, None, {"hidden": True})
    if what.get("column"):
        first.set_column(1, 1, None, None, {"hidden": True})
    book.close()
    return made.getvalue()


def cells(content: bytes) -> list[list[str]]:
    return [row for _, row in sheet(content, most=10)[0]["rows"]]


@pytest.mark.parametrize(
    ("what", "says"), [("sheets", "2 bladen met inhoud"), ("sheet", "verborgen blad")]
)
def test_a_sheet_that_nobody_sees_or_nobody_chose_is_not_read(what, says):
    assert cells(_hiding()) == ROWS
    with pytest.raises(BadInput, match=says):
        sheet(_hiding(**{what: True}), most=10)


@pytest.mark.parametrize(("what", "told"), [("row", "hidden_rows"), ("column", "hidden_columns")])
def test_what_is_hidden_in_a_sheet_is_told(what, told):
    assert sheet(_hiding(), most=10)[0][told] == []
    assert sheet(_hiding(**{what: True}), most=10)[0][told] == [2]


def test_a_hidden_row_of_ods_is_told():
    whole = ods(ROWS)
    assert cells(whole) == ROWS
    shut = (b"<table:table-row>", b'<table:table-row table:visibility="collapse">')
    for old, new in (shut, (shut[0], b'<table:table-row table:visibility="filter">')):
        assert sheet(_changed(whole, old, new), most=10)[0]["hidden_rows"] == [2]


def _changed(content: bytes, old: bytes, new: bytes) -> bytes:
    made = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(made, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(old, new))
    return made.getvalue()

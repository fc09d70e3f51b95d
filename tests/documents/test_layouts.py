"""Sheets laid out as people lay them out: read with the rows and columns they have, or refused with
what to do."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from odfdo import Cell, Document, Row, Table
from xlsxwriter import Workbook

from openprisma.documents.inside.sheets import sheet
from openprisma.kernel.errors import BadInput

HEADS = ["over wie", "categorie", "gegeven", "vastgesteld op", "geheimhouding"]
FIRST = ["Testrup B.V.", "bedrijf", "Eén vestiging; echt.", "2025-09-20", "ja"]
SECOND = ["Testrup B.V.", "bedrijf", "Twee, of drie.", "20-09-2025", ""]


def told(content: bytes) -> dict[str, Any]:
    return sheet(content, most=50, heads=HEADS)[0]


def rows(content: bytes) -> list[tuple[int, list[str]]]:
    """Number and cells of each row, without what is empty at its end."""
    found = []
    for nr, cells in told(content)["rows"]:
        while cells and not cells[-1]:
            cells.pop()
        found.append((nr, cells))
    return found


EXPECTED = [FIRST, SECOND[:4]]


def text(lines: list[list[str]], mark: str = ";", end: str = "\r\n") -> str:
    def cell(one: str) -> str:
        return f'"{one.replace(chr(34), chr(34) * 2)}"' if mark in one or '"' in one else one

    return end.join(mark.join(map(cell, line)) for line in lines) + end


def book(build: Callable[[Workbook, Any], None]) -> bytes:
    made = io.BytesIO()
    one = Workbook(made, {"in_memory": True})
    build(one, one.add_worksheet("Blad1"))
    one.close()
    return made.getvalue()


def filled(page: Any, top: int = 0, left: int = 0) -> None:
    for nr, line in enumerate((HEADS, FIRST, SECOND)):
        page.write_row(top + nr, left, line)


def ods(lines: list[list[Any]]) -> bytes:
    document = Document("spreadsheet")
    document.body.clear()
    table = Table("blad")
    for values in lines:
        row = Row()
        for value in values:
            row.append_cell(Cell(value))
        table.append_row(row)
    document.body.append(table)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def changed(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == part:
                assert old in data
                data = data.replace(old, new)
            target.writestr(name, data)
    return made.getvalue()


@pytest.mark.parametrize("mark", list(";,\t|"), ids=["semicolon", "comma", "tab", "pipe"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("end", ["\r\n", "\n"], ids=["windows", "unix"])
def test_a_text_with_marks_is_read_whoever_wrote_it(mark, encoding, end):
    content = text([HEADS, FIRST, SECOND], mark, end).encode(encoding)
    assert rows(content) == list(zip((1, 2, 3), [HEADS, *EXPECTED], strict=True))


@pytest.mark.parametrize("said", ["sep=;", "SEP=;", '"sep=;"', "sep=;;;;"])
def test_a_line_that_names_the_mark_is_no_row(said):
    content = f"{said}\r\n{text([HEADS, FIRST, SECOND])}".encode()
    assert [nr for nr, _ in rows(content)] == [1, 2, 3]


@pytest.mark.parametrize("above", range(0, 12, 3))
def test_titles_may_stand_above_the_headings(above):
    lines = [["Levering van september, met komma's, en meer"], *[[]] * above, HEADS, FIRST, SECOND]
    found = rows(text(lines).encode())
    assert found == list(zip(range(above + 2, above + 5), [HEADS, *EXPECTED], strict=True))


@pytest.mark.parametrize(
    "head", ["Over wie", "OVER WIE", "over  wie", "Over_wie", "over wie *", "Over wie:"]
)
def test_a_heading_is_found_as_people_write_it(head):
    lines = [["Titel"], [head, *HEADS[1:]], FIRST]
    assert [nr for nr, _ in rows(text(lines).encode())] == [2, 3]


def test_a_cell_of_two_lines_is_one_row():
    lines = [HEADS, ["Testrup B.V.", "bedrijf", '"een\ntwee"', "2025-09-20", ""], SECOND]
    content = "\n".join(";".join(line) for line in lines).encode()
    found = rows(content)
    assert [nr for nr, _ in found] == [1, 2, 3] and found[1][1][2] == "een\ntwee"


@pytest.mark.parametrize("at", [2, 3, 9])
def test_a_stray_quote_is_named_with_its_row(at):
    lines = [
        HEADS,
        *[SECOND] * (at - 2),
        ["Testrup B.V.", "bedrijf", '"Bord met 24" scherm'],
        FIRST,
    ]
    content = "\n".join(";".join(line) for line in lines).encode()
    with pytest.raises(BadInput, match=f"In rij {at} staat een aanhalingsteken"):
        told(content)


def test_a_quote_that_never_ends_does_not_swallow_the_rest():
    content = f'{text([HEADS, FIRST])}Testrup B.V.;bedrijf;"open;2025-09-20\n{text([SECOND])}'
    with pytest.raises(BadInput, match="In rij 3"):
        told(content.encode())


@pytest.mark.parametrize(("top", "left"), [(0, 0), (3, 0), (0, 2), (7, 4)])
def test_a_table_may_begin_anywhere(top, left):
    found = rows(book(lambda _, page: filled(page, top, left)))
    assert [nr for nr, _ in found] == [top + 1, top + 2, top + 3]
    assert found[0][1] == [""] * left + HEADS


def test_a_row_that_is_hidden_or_as_high_as_nothing_is_told():
    def build(_: Workbook, page: Any) -> None:
        filled(page)
        page.set_row(1, None, None, {"hidden": True})
        page.set_row(2, 0)

    assert told(book(build))["hidden_rows"] == [2, 3]


def test_a_column_that_is_hidden_or_as_wide_as_nothing_is_told():
    def build(_: Workbook, page: Any) -> None:
        filled(page)
        page.set_column(4, 4, None, None, {"hidden": True})

    assert told(book(build))["hidden_columns"] == [5]


@pytest.mark.parametrize("hides", ["hide", "very_hidden"])
def test_a_sheet_that_is_hidden_is_named_and_not_read(hides):
    def build(one: Workbook, page: Any) -> None:
        filled(page)
        other = one.add_worksheet("Geheim")
        other.write_row(0, 0, [*HEADS, "meer"])
        getattr(other, hides)()

    found = told(book(build))
    assert found["hidden"] == ["Geheim"] and found["rows"][0][1] == HEADS


def test_what_is_hidden_on_a_sheet_that_is_not_read_does_not_matter():
    def build(one: Workbook, page: Any) -> None:
        filled(page)
        other = one.add_worksheet("Uitleg")
        other.write_row(0, 0, ["iets"])
        other.write_row(1, 0, ["anders"])
        other.set_row(1, None, None, {"hidden": True})

    found = told(book(build))
    assert (found["hidden_rows"], found["others"]) == ([], ["Uitleg"])


def test_of_two_sheets_the_one_with_the_headings_is_read():
    def build(one: Workbook, page: Any) -> None:
        page.write_row(0, 0, ["Lees dit eerst"])
        filled(one.add_worksheet("Data"))

    found = told(book(build))
    assert found["others"] == ["Blad1"] and found["rows"][0][1] == HEADS


def test_of_two_sheets_with_headings_none_is_chosen():
    def build(one: Workbook, page: Any) -> None:
        filled(page)
        filled(one.add_worksheet("Data"))

    with pytest.raises(BadInput, match="2 bladen met inhoud"):
        told(book(build))


def test_a_title_over_several_cells_is_well_and_cells_joined_below_each_other_are_not():
    def title(_: Workbook, page: Any) -> None:
        page.merge_range(0, 0, 1, 4, "Levering")
        filled(page, 3)

    def below(_: Workbook, page: Any) -> None:
        filled(page)
        page.merge_range(1, 4, 2, 4, "ja")

    def beside(_: Workbook, page: Any) -> None:
        filled(page)
        page.merge_range(2, 3, 2, 4, "20-09-2025")

    assert [nr for nr, _ in rows(book(title))] == [4, 5, 6]
    with pytest.raises(BadInput, match="In rij 3 zijn vakjes samengevoegd"):
        told(book(beside))
    with pytest.raises(BadInput, match="rij 2 tot en met 3 zijn vakjes samengevoegd"):
        told(book(below))


def test_cells_of_ods_joined_below_each_other_are_refused():
    joined = changed(
        ods([HEADS, FIRST, SECOND]),
        "content.xml",
        b"<table:table-cell ",
        b'<table:table-cell table:number-rows-spanned="2" ',
    )
    with pytest.raises(BadInput, match="samengevoegd"):
        told(joined)


@pytest.mark.parametrize(
    "wrong", ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"]
)
def test_an_error_in_a_cell_is_kept_where_it_stands(wrong):
    content = book(lambda _, page: (filled(page), page.write_formula(2, 4, "=A1", None, wrong)))
    assert rows(content)[2] == (3, [*SECOND[:4], wrong])


def test_an_error_in_a_cell_of_ods_is_kept_where_it_stands():
    content = changed(
        ods([HEADS, FIRST, ["x", "y", "z", "2025-09-20", "FOUT"]]),
        "content.xml",
        b"FOUT",
        b"Err:502",
    )
    assert rows(content)[2][1][4] == "Err:502"


def test_a_formula_without_a_result_is_no_empty_cell():
    content = changed(
        book(lambda _, page: (filled(page), page.write_formula(2, 4, "=A1", None, 7))),
        "xl/worksheets/sheet1.xml",
        b"<v>7</v>",
        b"",
    )
    assert rows(content)[2] == (3, [*SECOND[:4], "#LEEG?"])


def test_days_numbers_and_answers_in_cells_are_read_as_text():
    def build(one: Workbook, page: Any) -> None:
        page.write_row(0, 0, HEADS)
        day = one.add_format({"num_format": "dd-mm-yyyy"})
        moment = one.add_format({"num_format": "dd-mm-yyyy hh:mm"})
        page.write_datetime(1, 0, datetime(2025, 9, 20), day)
        page.write_datetime(1, 1, datetime(2025, 9, 20, 23, 59), moment)
        page.write_number(1, 2, 1234567)
        page.write_boolean(1, 3, True)
        page.write_number(1, 4, 7.5)

    assert rows(book(build))[1] == (2, ["2025-09-20", "2025-09-20", "1234567", "True", "7.5"])


def test_a_day_in_a_cell_of_ods_is_a_day():
    assert rows(ods([HEADS, [date(2025, 9, 20), "a", "b", "c", "d"]]))[1][1][0] == "2025-09-20"


def zipped(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        for name, data in parts.items():
            target.writestr(name.replace("__", "/"), data)
    return made.getvalue()


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (OLD + "Workbook".encode("utf-16-le"), "oud rekenblad"),
        (OLD + "EncryptedPackage".encode("utf-16-le"), "wachtwoord"),
        (OLD + "__substg1.0_".encode("utf-16-le"), "Outlook"),
        (OLD + "WordDocument".encode("utf-16-le"), "Word"),
        (zipped(Index__x=b"", **{"Index__Document.iwa": b"x"}), "Numbers"),
        (zipped(**{"word__document.xml": b"<x/>"}), "Word"),
        (zipped(**{"xl__workbook.bin": b"x"}), "XLSB"),
        (zipped(**{"levering.xlsx": b"x"}), "ingepakt"),
        (zipped(**{"META-INF__manifest.xml": b"<x><encryption-data/></x>"}), "wachtwoord"),
        (b"%PDF-1.7", "PDF"),
        (b"<html><table><tr><td>over wie</td></tr></table></html>", "webpagina"),
        (b"\n<?xml version='1.0'?><Workbook/>", "XML"),
        (b"{\\rtf1}", "document"),
        (b"\xff\xd8\xff\xe0", "foto"),
        (b"\x1f\x8b\x08", "ingepakt"),
    ],
)
def test_what_is_no_sheet_is_named_with_what_to_do(content, says):
    with pytest.raises(BadInput, match=says) as bad:
        told(content)
    assert bad.value.remedy


@pytest.mark.parametrize("at", [0, 500, 1_500, 40_000])
def test_a_nul_anywhere_is_a_sentence(at):
    content = bytearray(text([HEADS, *[FIRST] * 40, *[SECOND] * 9]).encode() + b"x" * 40_000)
    content[at : at + 1] = b"\0"
    with pytest.raises(BadInput):
        sheet(bytes(content), most=1_000, heads=HEADS)

"""The spreadsheet to fill in: it is there, explains itself, and what is filled in is read."""

from __future__ import annotations

import io
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from openprisma.documents.inside.sheets import sheet
from openprisma.documents.spreadsheets import Read
from openprisma.documents.templates import CHOICES, EXPLAIN, FILL, template_ods, template_xlsx
from openprisma.sharing.sheet import COLUMNS, NEEDED, read_rows
from openprisma.sharing.template import template_columns

KINDS = pytest.mark.parametrize("made", [template_xlsx, template_ods], ids=["xlsx", "ods"])


@KINDS
def test_the_template_has_the_headings_that_are_read_and_says_nothing_of_itself(made):
    told, _ = sheet(made(template_columns()), most=10, heads=list(COLUMNS))
    assert told["rows"] == [(1, list(COLUMNS))] and told["hidden"] == []
    read = Read([(1, list(COLUMNS)), (2, ["x"] * len(COLUMNS))], others=told["others"])
    delivered = read_rows(read)
    assert delivered.rows == [dict.fromkeys(COLUMNS.values(), "x")]
    assert delivered.notes == []


@KINDS
def test_it_explains_every_column_with_an_example_and_offers_the_choices(made):
    content = made(template_columns())
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert book.sheet_names == [FILL, EXPLAIN, CHOICES]
    told = book.get_sheet_by_name(EXPLAIN).to_python()[1:]
    assert [line[0] for line in told] == list(COLUMNS)
    assert all(line[2] for line in told)
    assert all(line[3] for line in told if line[0] in NEEDED)
    lists = book.get_sheet_by_name(CHOICES).to_python()
    at = lists[0].index("Keuzes voor geheimhouding")
    assert [line[at] for line in lists[1:3]] == ["ja", "nee"]
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        every = b"".join(parts.read(name) for name in parts.namelist() if name.endswith(".xml"))
    assert every.count(b"dataValidation ") + every.count(b"<table:content-validation ") == 8

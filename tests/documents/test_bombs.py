"""Small files that become large are refused with a sentence that names the limit; the process that
asked stays as it was."""

from __future__ import annotations

import resource

import pytest

from openprisma.documents import reading
from openprisma.documents.cleaning import clean
from openprisma.documents.limits import LIMIT
from openprisma.documents.spreadsheets import rows_of
from openprisma.kernel.errors import BadInput
from openprisma.sidedoors.bombs import FULL, PICTURES, SHEETS, ods, xlsx
from openprisma.sidedoors.pdf_bombs import PDFS

GROWTH = 60_000  # kilobytes that the process that asks may grow, over all it has ever been


@pytest.fixture(autouse=True)
def with_haste(monkeypatch):
    """Which limit comes first is asked here, and not whether others got the processor meanwhile."""
    monkeypatch.setattr(reading, "HASTE", reading.WALL)


def refused(read, content: bytes) -> BadInput:
    assert len(content) <= LIMIT, "it must get as far as being read"
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(BadInput) as told:
        read(content)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < GROWTH
    return told.value


@pytest.mark.parametrize(("made", "says"), SHEETS.values(), ids=SHEETS)
def test_a_spreadsheet_that_becomes_large_is_refused_by_its_limit(made, says):
    told = refused(lambda content: rows_of(content, most=20_000), made())
    assert says in told.what and told.fields["inhoud"].startswith(told.what) and told.remedy


@pytest.mark.parametrize(("made", "says"), (PICTURES | PDFS).values(), ids=PICTURES | PDFS)
def test_an_attachment_that_becomes_large_is_refused_by_its_limit(made, says):
    told = refused(clean, made())
    assert says in told.what and told.fields["inhoud"].startswith(told.what)


def test_a_sheet_of_libreoffice_has_a_million_empty_rows_and_is_read():
    row = (
        "<table:table-row>"
        + FULL.format("") * 3
        + '<table:table-cell table:number-columns-repeated="16381"/></table:table-row>'
    )
    empty = (
        '<table:table-row table:number-rows-repeated="1048570">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    assert rows_of(ods(row * 2 + empty), most=10) == [["a"] * 3] * 2


def test_a_cell_that_is_only_coloured_in_does_not_make_a_sheet_large():
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert rows_of(xlsx(rows), most=10) == [["1"]]

"""No character that anybody writes makes a document fail for whoever reads it."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime

import pytest
import typst
from pypdf import PdfReader

from openprisma.documents import printing
from openprisma.documents.calendar import as_calendar
from openprisma.documents.letters import MARK, TOLD
from openprisma.documents.printing import Print, Section, as_pdf
from openprisma.documents.tables import Sheet, as_odt, as_xlsx
from openprisma.kernel.errors import BadInput

STRANGE = {
    "Chinese": "\u6f22",
    "private": "\ue000",
    "private, far": "\U000f0000",
    "byte order": "a\ufeffb",
    "no character": "\ufffe",
    "not given out": "\u0378",
    "a tag": "\U000e0041",
    "the other way round": "a\u202eb",
    "a control character": "a\x0bb\x01",
    "many at once": "".join(map(chr, range(0x4E00, 0x4E00 + 60))),
}


def document(text: str, where: str) -> Print:
    said = [text if where == "row" else "y", "z"]
    section = Section("Kop", [text if where == "line" else "x"], ["A", "B"], [said])
    return Print("Titel " + (text if where == "title" else ""), "k", ["i"], [section], "voet")


@pytest.mark.parametrize("where", ["title", "line", "row"])
@pytest.mark.parametrize("text", STRANGE.values(), ids=STRANGE)
def test_a_character_without_a_letter_becomes_a_mark_and_the_end_says_so(text, where):
    pages = PdfReader(io.BytesIO(as_pdf(document(text, where)))).pages
    told = " ".join("".join(page.extract_text() for page in pages).split())
    assert told.count(TOLD) == 1 and told.endswith(("1 / 1", TOLD))


def test_an_honest_text_is_printed_as_it_is():
    text = "Café Ső\u0308r, Wrocław: 5 \u2265 3 \u2192 \u201cja\u201d \u2013 Жук"
    told = "".join(
        page.extract_text() for page in PdfReader(io.BytesIO(as_pdf(document(text, "line")))).pages
    )
    assert MARK not in told and "Wrocław" in told and "Жук" in told


def test_what_cannot_be_printed_at_all_is_told_in_a_sentence(monkeypatch):
    def broken(*_, **__):
        raise typst.TypstError("kapot")

    monkeypatch.setattr(printing.typst, "compile", broken)
    with pytest.raises(BadInput, match="niet afdrukken") as told:
        as_pdf(document("a", "line"))
    assert "scherm" in told.value.remedy


@pytest.mark.parametrize("made", [as_xlsx, as_odt])
@pytest.mark.parametrize("text", ["a\ufffeb", "a\x01b", "a\u202eb", "a\ue000"])
def test_a_sheet_holds_a_mark_for_what_no_file_can_hold(made, text):
    content = made(Sheet(text, [text], [text], [[text, 3]], ["noot"]))
    with zipfile.ZipFile(io.BytesIO(content)) as found:
        told = "".join(
            found.read(name).decode() for name in found.namelist() if name.endswith(".xml")
        )
    assert text not in told and "a" + MARK in told and told.count("niet kunnen afdrukken") == 1


@pytest.mark.parametrize("end", ["\x85", "\u2028", "\u2029", "\n", "\r\n"])
def test_a_place_in_a_calendar_is_one_line(end):
    made = as_calendar(
        "1", f"Tafel{end}A", date(2026, 3, 9), "14:00", f"Zaal 1{end}ATTENDEE:x", datetime.now(UTC)
    )
    lines = made.decode().splitlines()
    assert "LOCATION:Zaal 1 ATTENDEE:x" in lines and "SUMMARY:Tafel A" in lines


def test_strange_characters_do_not_have_a_whole_document_made_again(monkeypatch):
    """Each is asked by itself: who reads a long document waits for it once."""
    made = []
    real = printing._made
    monkeypatch.setattr(printing, "_made", lambda told: made.append(told["title"]) or real(told))
    strange = "".join(map(chr, range(0x12000, 0x12000 + 30)))
    assert as_pdf(document(strange, "line")).startswith(b"%PDF")
    assert made.count("Titel ") == 1


def test_what_is_too_much_to_print_is_told_and_large_ones_take_turns(monkeypatch):
    row = ["x", "y"]
    much = Section("Kop", [], ["A", "B"], [row] * (printing.MOST_ROWS + 1))
    with pytest.raises(BadInput, match="te veel"):
        as_pdf(Print("T", "k", [], [much], "voet"))
    monkeypatch.setattr(printing, "LARGE", 1)
    monkeypatch.setattr(printing, "PATIENCE", 0.01)
    with printing._turn("een grote tekst"), pytest.raises(BadInput, match="al een groot"):
        as_pdf(document("x", "line"))
    assert as_pdf(document("x", "line")).startswith(b"%PDF")

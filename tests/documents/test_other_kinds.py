"""Attachments as people have them: what is harmless passes, and of the rest is said how to get it
in."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from openprisma.documents.cleaning import clean
from openprisma.documents.inside.documents import pdf
from openprisma.kernel.errors import BadInput

INPUTS = Path(__file__).parent / "inputs"
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def packed(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        for name in names:
            target.writestr(name, "x")
    return made.getvalue()


def old(name: str) -> bytes:
    return OLD + name.encode("utf-16-le")


@pytest.mark.parametrize("path", sorted(INPUTS.glob("*.pdf")), ids=lambda path: path.stem)
def test_a_harmless_pdf_passes_and_is_cleaned(path):
    cleaned = clean(path.read_bytes())
    assert cleaned.kind == "pdf"
    with Pdf.open(io.BytesIO(cleaned.content)) as made:
        assert len(made.pages) >= 1
        assert not made.is_encrypted
        assert not {"/OpenAction", "/AcroForm", "/Metadata"} & set(made.Root.keys())


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\0\0\0\x18ftypheic" + b"\0" * 40, "HEIC"),
        (b"\0\0\0\x18ftypmif1" + b"\0" * 40, "HEIC"),
        (b"\0\0\0\x18ftypisom" + b"\0" * 40, "film"),
        (old("__substg1.0_0037001F"), "mailprogramma"),
        (old("WordDocument"), "tekstverwerker"),
        (old("Workbook"), "rekenblad"),
        (old("EncryptedPackage"), "wachtwoord"),
        (b"Received: from x\r\nFrom: a@b.invalid\r\nTo: c\r\n\r\nDag", "mailprogramma"),
        (packed("[Content_Types].xml", "word/document.xml"), "tekstverwerker"),
        (packed("xl/workbook.xml"), "rekenblad"),
        (packed("foto.jpg"), "ingepakt"),
        (b"II*\0" + b"\0" * 40, "andere soort"),
        (b"GIF89a" + b"\0" * 40, "andere soort"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "andere soort"),
        (b"<!DOCTYPE html><html></html>", "webpagina"),
        (b"{\\rtf1 dag}", "tekstverwerker"),
        (b"zomaar iets", "geen PDF, JPEG of PNG"),
    ],
)
def test_another_kind_is_named_with_how_to_get_it_in(content, says):
    with pytest.raises(BadInput, match=says) as bad:
        clean(content)
    assert "Kies een PDF, JPEG of PNG" in bad.value.fields["inhoud"]


def made(change) -> bytes:
    target = io.BytesIO()
    with Pdf.new() as new:
        new.add_blank_page(page_size=(200, 200))
        change(new)
        new.save(target)
    return target.getvalue()


def signed(new: Pdf) -> None:
    field = Dictionary(FT=Name.Sig, T="handtekening", V=Dictionary(Type=Name.Sig))
    new.Root.AcroForm = Dictionary(Fields=Array([new.make_indirect(field)]), SigFlags=3)


def asking(new: Pdf) -> None:
    field = Dictionary(FT=Name.Tx, T="naam", V="Jan")
    new.Root.AcroForm = Dictionary(Fields=Array([new.make_indirect(field)]))


def running(new: Pdf) -> None:
    new.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def carrying(new: Pdf) -> None:
    new.attachments["brief.txt"] = b"x"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (signed, "ondertekend"),
        (asking, "formulier"),
        (running, "programma"),
        (carrying, "andere bestanden"),
    ],
)
def test_what_a_pdf_holds_besides_its_pages_is_named(change, says):
    with pytest.raises(BadInput, match=says) as bad:
        pdf(made(change))
    assert bad.value.remedy


def test_a_pdf_with_a_password_says_how_to_take_it_off():
    target = io.BytesIO()
    with Pdf.new() as new:
        new.add_blank_page()
        new.save(target, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(BadInput, match="op slot") as bad:
        pdf(target.getvalue())
    assert "wachtwoord" in bad.value.remedy

"""Attachments: what may come in, what comes out of them, and what is sent away."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject

from openprisma.documents.cleaning import clean
from openprisma.documents.limits import LIMIT
from openprisma.kernel.errors import BadInput


def jpeg(**exif: object) -> bytes:
    picture, target = Image.new("RGB", (40, 30), "red"), io.BytesIO()
    held = picture.getexif()
    held[0x010E] = "kanarie in de beschrijving"
    held[0x8825] = {1: "N", 2: (52.0, 4.0, 1.0)}
    picture.save(target, "JPEG", exif=held)
    return target.getvalue()


def png() -> bytes:
    note, target = PngInfo(), io.BytesIO()
    note.add_text("Author", "kanarie als maker")
    Image.new("P", (20, 20)).save(target, "PNG", pnginfo=note)
    return target.getvalue()


def pdf(change=lambda writer: None) -> bytes:
    writer, target = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.add_metadata({"/Author": "kanarie als maker"})
    change(writer)
    writer.write(target)
    return target.getvalue()


@pytest.mark.parametrize(
    ("kind", "content", "told"),
    [
        ("jpeg", jpeg(), "plaats (GPS): GPSLatitude"),
        ("png", png(), "PNG: Author"),
        ("pdf", pdf(), "PDF: Author"),
    ],
)
def test_metadata_is_told_and_gone(kind, content, told):
    assert b"kanarie" in content
    cleaned = clean(content)
    assert cleaned.kind == kind and told in cleaned.removed
    assert b"kanarie" not in cleaned.content
    assert clean(cleaned.content).kind == kind, "what we keep can be read again"


def test_a_picture_stays_the_same_picture():
    before = Image.open(io.BytesIO(jpeg())).convert("RGB")
    after = Image.open(io.BytesIO(clean(jpeg()).content)).convert("RGB")
    assert after.size == before.size and not after.getexif()
    assert all(
        abs(a - b) < 6 for a, b in zip(after.getpixel((5, 5)), before.getpixel((5, 5)), strict=True)
    )


def _open_action(writer: PdfWriter) -> None:
    writer._root_object[NameObject("/OpenAction")] = DictionaryObject()


HOSTILE = {
    "a renamed program": b"MZ\x90\x00" + bytes(200),
    "text": b"gewoon wat tekst",
    "half a picture": jpeg()[:120],
    "half a PDF": b"%PDF-1.7\nrommel",
    "a PDF that does something when opened": pdf(_open_action),
    "a PDF with a file inside": pdf(lambda writer: writer.add_attachment("x.exe", b"MZ")),
    "a PDF on lock": pdf(lambda writer: writer.encrypt("geheim", algorithm="RC4-128")),
    "too much": b"\xff\xd8\xff" + bytes(LIMIT),
    "nothing": b"",
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_anything_else_is_sent_away_with_a_sentence(content):
    with pytest.raises(BadInput) as told:
        clean(content)
    assert told.value.fields["inhoud"].endswith("Kies een PDF, JPEG of PNG van hoogstens 10 MB.")


def test_a_picture_that_would_fill_the_memory_is_sent_away():
    target = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(target, "PNG")
    assert len(target.getvalue()) < LIMIT
    with pytest.raises(BadInput):
        clean(target.getvalue())


def test_colours_that_nobody_sees_are_gone():
    kanarie, through = b"kanarie-kanarie-kanarie-kanarie", Image.new("RGBA", (40, 1))
    for at, one in enumerate(kanarie):
        through.putpixel((at, 0), (one, one, one, 0))
    through.putpixel((39, 0), (1, 2, 3, 4))
    made = io.BytesIO()
    through.save(made, "PNG")
    assert len(set(Image.open(made).tobytes())) > 8
    after = Image.open(io.BytesIO(clean(made.getvalue()).content))
    assert after.getpixel((39, 0)) == (1, 2, 3, 4)
    assert {after.getpixel((at, 0)) for at in range(39)} == {(0, 0, 0, 0)}


@pytest.mark.parametrize("clear", [None, 7, bytes(range(100, 110))], ids=str)
def test_colours_of_a_palette_that_no_pixel_has_are_gone(clear):
    kanarie, before, made = b"kanarie-" * 90, Image.new("P", (4, 1)), io.BytesIO()
    before.putpalette([*kanarie, *bytes(768 - len(kanarie))])
    before.putdata([3, 7, 3, 200])
    before.save(made, "PNG", **({} if clear is None else {"transparency": clear}))
    assert b"kanarie" in made.getvalue()
    content = clean(made.getvalue()).content
    assert b"kanarie" not in content
    assert Image.open(io.BytesIO(content)).convert("RGBA").tobytes() == (
        Image.open(made).convert("RGBA").tobytes()
    )

"""Pictures inside a PDF: the picture stays byte for byte, what a camera wrote beside it goes."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, NumberObject, StreamObject

from openprisma.documents.cleaning import clean
from openprisma.documents.inside.jpeg import bare_jpeg
from openprisma.documents.inside.jpeg2000 import bare_jpeg2000
from openprisma.kernel.errors import BadInput
from tests.documents.test_cleaning import jpeg


def box(kind: bytes, content: bytes) -> bytes:
    return (8 + len(content)).to_bytes(4, "big") + kind + content


def jpeg2000() -> bytes:
    """With a box about its maker before its pixels."""
    made = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(made, "JPEG2000")
    at = made.getvalue().index(b"jp2c") - 4
    return made.getvalue()[:at] + box(b"xml ", b"<kanarie/>") + made.getvalue()[at:]


def pdf_with(content: bytes, way: str, **extra: object) -> bytes:
    """A PDF of one page with a picture in a drawing on it, two deep."""
    writer, target = PdfWriter(), io.BytesIO()
    page = writer.add_blank_page(200, 200)
    picture = StreamObject()
    picture.update(
        {NameObject("/Subtype"): NameObject("/Image"), NameObject("/Filter"): NameObject(way)}
    )
    picture.update(
        {NameObject("/Width"): NumberObject(40), NameObject("/Height"): NumberObject(30)}
    )
    picture.update({NameObject(key): value for key, value in extra.items()})
    picture._data = content
    drawing = StreamObject()
    drawing.update(
        {
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/Resources"): resources(writer, picture),
        }
    )
    drawing._data = b"/X Do"
    shown = StreamObject()
    shown._data = b"/X Do"
    page[NameObject("/Contents")] = writer._add_object(shown)
    page[NameObject("/Resources")] = resources(writer, drawing)
    writer.write(target)
    return target.getvalue()


def resources(writer: PdfWriter, one: StreamObject) -> DictionaryObject:
    return DictionaryObject(
        {NameObject("/XObject"): DictionaryObject({NameObject("/X"): writer._add_object(one)})}
    )


def only(where) -> StreamObject:
    """The one thing that a page or drawing draws."""
    (found,) = where["/Resources"]["/XObject"].values()
    return found.get_object()


def note(text: bytes) -> StreamObject:
    made = StreamObject()
    made._data = text
    return made


def test_a_photo_in_a_pdf_loses_what_the_camera_wrote_and_nothing_else():
    before = pdf_with(jpeg(), "/DCTDecode")
    assert b"kanarie" in before
    cleaned = clean(before)
    assert b"kanarie" not in cleaned.content and "foto in de PDF: EXIF of XMP" in cleaned.removed
    drawing = only(PdfReader(io.BytesIO(cleaned.content)).pages[0])
    kept = only(drawing)._data
    assert Image.open(io.BytesIO(kept)).tobytes() == Image.open(io.BytesIO(jpeg())).tobytes()
    assert clean(cleaned.content).removed == []


def test_what_hangs_on_a_picture_goes_too():
    cleaned = clean(pdf_with(jpeg(), "/DCTDecode", **{"/Metadata": note(b"kanarie in XMP")}))
    assert b"kanarie" not in cleaned.content and "onderdeel: Metadata" in cleaned.removed
    assert b"kanarie" not in clean(pdf_with(jpeg2000(), "/JPXDecode")).content


def test_what_hangs_on_a_page_does_not_stay_behind_in_the_file():
    writer, target = PdfWriter(), io.BytesIO()
    page = writer.add_blank_page(200, 200)
    page[NameObject("/Metadata")] = writer._add_object(note(b"kanarie in XMP"))
    page[NameObject("/PieceInfo")] = writer._add_object(
        DictionaryObject({NameObject("/X"): note(b"kanarie in een stuk")})
    )
    writer.write(target)
    assert b"kanarie" in target.getvalue()
    assert b"kanarie" not in clean(target.getvalue()).content


def test_what_comes_after_the_end_of_a_jpeg_goes():
    bare, removed = bare_jpeg(jpeg() + b"kanarie")
    assert b"kanarie" not in bare and "gegevens na het einde" in removed
    assert Image.open(io.BytesIO(bare)).size == (40, 30)


def test_a_progressive_jpeg_with_many_scans_stays_whole():
    target = io.BytesIO()
    Image.effect_noise((64, 64), 80).save(target, "JPEG", progressive=True, comment=b"kanarie")
    bare, removed = bare_jpeg(target.getvalue())
    assert removed == ["opmerking"] and b"kanarie" not in bare
    assert (
        Image.open(io.BytesIO(bare)).tobytes()
        == Image.open(io.BytesIO(target.getvalue())).tobytes()
    )


def test_boxes_of_a_jpeg2000_that_tell_about_its_maker_go():
    bare, removed = bare_jpeg2000(jpeg2000())
    assert b"kanarie" not in bare and "XMP" in removed
    assert Image.open(io.BytesIO(bare)).tobytes() == Image.open(io.BytesIO(jpeg2000())).tobytes()


@pytest.mark.parametrize("content", [b"geen foto", jpeg()[:-200], b""])
def test_a_photo_that_cannot_be_read_is_not_kept(content):
    with pytest.raises(BadInput):
        clean(pdf_with(content, "/DCTDecode"))

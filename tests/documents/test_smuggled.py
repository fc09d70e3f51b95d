"""What is hidden in the bytes of a picture, a font or a name inside a PDF does not come along; an
honest picture comes out as it went in."""

from __future__ import annotations

import io
import struct
import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image, ImageOps
from pypdf import PdfReader

from openprisma.documents.cleaning import clean
from openprisma.documents.printing import Print, Section, as_pdf
from openprisma.kernel.errors import BadInput

KANARIE = b"KANARIE-Jan-Jansen-BSN-999912345"


def photo(form: str, **options) -> bytes:
    made = io.BytesIO()
    Image.linear_gradient("L").resize((32, 32)).convert("RGB").save(made, form, **options)
    return made.getvalue()


def segment(marker: int, data: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data


def box(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I4s", len(data) + 8, kind) + data


def document(image: bytes, way=None, space=Name.DeviceRGB, parms=None, side=32, depth=8) -> bytes:
    with Pdf.new() as pdf:
        held = pdf.make_stream(b"")
        more = {} if parms is None else {"decode_parms": parms}
        held.write(image, **({} if way is None else {"filter": way, **more}))
        held.Type, held.Subtype = Name.XObject, Name.Image
        held.Width = held.Height = side
        held.ColorSpace, held.BitsPerComponent = space, depth
        page = pdf.add_blank_page(page_size=(200, 200))
        page.Resources = Dictionary(XObject=Dictionary(Im0=held))
        page.Contents = pdf.make_stream(b"q 100 0 0 100 0 0 cm /Im0 Do Q")
        return raw(pdf)


def raw(pdf: Pdf) -> bytes:
    made = io.BytesIO()
    pdf.save(made, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return made.getvalue()


def everything(content: bytes) -> bytes:
    """A PDF with all that can be unpacked unpacked."""
    made = io.BytesIO()
    with Pdf.open(io.BytesIO(content)) as pdf:
        level = pikepdf.StreamDecodeLevel.all
        off = pikepdf.ObjectStreamMode.disable
        try:
            pdf.save(
                made, compress_streams=False, stream_decode_level=level, object_stream_mode=off
            )
        except (pikepdf.PdfError, pikepdf.DependencyError):  # no library here reads JBIG2
            return content
    return content + made.getvalue()


JPEG = photo("JPEG")
HEAD = 20  # bytes of a JPEG of Pillow: its start and JFIF
JP2 = photo("JPEG2000")
CODES = JP2.index(b"jp2c") + 4
AFTER_SIZE = CODES + 4 + struct.unpack(">H", JP2[CODES + 4 : CODES + 6])[0]
PIXELS = Image.open(io.BytesIO(photo("PNG"))).tobytes()


def jpeg_with(*added: bytes) -> bytes:
    return JPEG[:HEAD] + b"".join(added) + JPEG[HEAD:]


def coded(added: bytes, at: int) -> bytes:
    long = struct.unpack(">I", JP2[CODES - 8 : CODES - 4])[0]
    size = struct.pack(">I", long + len(added) if long else 0)
    return JP2[: CODES - 8] + size + JP2[CODES - 4 : at] + added + JP2[at:]


SCAN = Image.linear_gradient("L").resize((32, 32)).convert("1")


def fax(**more) -> tuple[bytes, Dictionary]:
    """A scan of 32 by 32 as PDF packs it, and its parameters."""
    made = io.BytesIO()
    # Pillow writes white as what a fax calls black.
    ImageOps.invert(SCAN).save(made, "TIFF", compression="group4")
    tags = Image.open(made).tag_v2
    at, long = tags[273][0], tags[279][0]
    return made.getvalue()[at : at + long], Dictionary(K=-1, Columns=32, Rows=32, **more)


def jbig2(*extra: bytes) -> bytes:
    """The head of a page and a region without pixels, with segments between them."""
    page = struct.pack(">IBBBI", 0, 48, 0, 1, 19) + struct.pack(">IIIIBH", 32, 32, 0, 0, 0, 0)
    region = (
        struct.pack(">IIIIB", 32, 32, 0, 0, 0) + b"\0" + b"\3\xff\xfd\xff\2\xfe\xfe\xfe" + b"\0"
    )
    drawn = struct.pack(">IBBBI", 1, 38, 0, 1, len(region)) + region
    return page + b"".join(extra) + drawn


def other(kind: int) -> bytes:
    return struct.pack(">IBBBI", 9, kind, 0, 1, len(KANARIE)) + KANARIE


SMUGGLED = {
    "JFIF with a thumbnail": document(
        JPEG[:2]
        + segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\4\3" + (KANARIE + b"....")[:36])
        + JPEG[HEAD:],
        Name.DCTDecode,
    ),
    "JFXX": document(jpeg_with(segment(0xE0, b"JFXX\0\x10" + KANARIE)), Name.DCTDecode),
    "APP0 of somebody": document(jpeg_with(segment(0xE0, b"EXIF\0" + KANARIE)), Name.DCTDecode),
    "APP14 of somebody": document(jpeg_with(segment(0xEE, KANARIE)), Name.DCTDecode),
    "APP14 with a tail": document(
        jpeg_with(segment(0xEE, b"Adobe\0d\0\0\0\0\1" + KANARIE)), Name.DCTDecode
    ),
    "a marker of nobody": document(jpeg_with(segment(0xFD, KANARIE)), Name.DCTDecode),
    "a marker that is kept free": document(jpeg_with(segment(0x02, KANARIE)), Name.DCTDecode),
    "a table that no pixel uses": document(
        jpeg_with(segment(0xDB, b"\3" + (KANARIE * 3)[:64])), Name.DCTDecode
    ),
    "a comment among the codes": document(
        coded(b"\xff\x64" + struct.pack(">HH", len(KANARIE) + 4, 1) + KANARIE, AFTER_SIZE),
        Name.JPXDecode,
    ),
    "a box in a box": document(
        JP2[: CODES - 8] + box(b"asoc", box(b"xml ", KANARIE)) + JP2[CODES - 8 :], Name.JPXDecode
    ),
    "a box of nobody": document(
        JP2[: CODES - 8] + box(b"exif", KANARIE) + JP2[CODES - 8 :], Name.JPXDecode
    ),
    "after the codes": document(JP2 + box(b"free", KANARIE), Name.JPXDecode),
    "after the end of zip": document(zlib.compress(PIXELS) + KANARIE, Name.FlateDecode),
    "more pixels than it has": document(zlib.compress(PIXELS + KANARIE), Name.FlateDecode),
    "more bytes than it has": document(PIXELS + KANARIE * 9),
    "after rows with marks": document(
        zlib.compress(
            b"".join(b"\2" + PIXELS[at : at + 96] for at in range(0, 3072, 96))
            + b"\0"
            + KANARIE * 3
        ),
        Name.FlateDecode,
        parms=Dictionary(Predictor=15, Colors=3, Columns=32),
    ),
    "after a fax": document(
        fax()[0] + KANARIE, Name.CCITTFaxDecode, Name.DeviceGray, fax()[1], depth=1
    ),
    "a comment of JBIG2": document(jbig2(other(62)), Name.JBIG2Decode, Name.DeviceGray, depth=1),
    "a dictionary of JBIG2 that nothing uses": document(
        jbig2(other(0)), Name.JBIG2Decode, Name.DeviceGray, depth=1
    ),
    "after the last of JBIG2": document(
        jbig2() + KANARIE, Name.JBIG2Decode, Name.DeviceGray, depth=1
    ),
    "more colours than it has": document(
        bytes(1024), None, Array([Name.Indexed, Name.DeviceGray, 1, String(b"az" + KANARIE)])
    ),
}


@pytest.mark.parametrize("content", SMUGGLED.values(), ids=SMUGGLED)
def test_what_stands_beside_the_pixels_of_a_picture_is_gone(content):
    assert KANARIE[:20] in everything(content)
    cleaned = clean(content)
    assert KANARIE[:20] not in everything(cleaned.content)
    with Pdf.open(io.BytesIO(cleaned.content)) as pdf:
        assert len(pdf.pages[0].Resources.XObject) == 1, "the picture itself is there"
    assert clean(cleaned.content).removed == []


@pytest.mark.parametrize("name", [n for n in SMUGGLED if "colours" not in n])
def test_whoever_sends_it_hears_that_something_was_taken_out(name):
    quiet = ("fax", "JBIG2", "kept free", "no pixel uses")
    if any(word in name for word in quiet):
        assert clean(SMUGGLED[name]).kind == "pdf"
    else:
        assert any("foto in de PDF" in one for one in clean(SMUGGLED[name]).removed)


def letters(place: str) -> bytes:
    """A page with a line of text, and words in one place where nobody looks."""
    with Pdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(200, 200))
        name = Name("/" + KANARIE.decode())
        font = Dictionary(
            Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, FirstChar=32, LastChar=33
        )
        resources, orders = Dictionary(), b"BT /F1 12 Tf 10 10 Td (hallo) Tj ET"
        key = Name.F1
        match place:
            case "a map of characters":
                said = b"% " + KANARIE + b"\nbegincmap 1 beginbfchar <01> <0041> endbfchar endcmap"
                font.ToUnicode = pdf.make_stream(said)
            case "the set of characters":
                font.FontDescriptor = Dictionary(
                    Type=Name.FontDescriptor, FontName=Name.X, CharSet=String(KANARIE)
                )
            case "the name of a font":
                key, orders = name, orders.replace(b"F1", KANARIE)
            case "a font that nothing uses":
                resources.Font = Dictionary({str(name): pdf.make_indirect(font)})
            case "a drawing that nothing uses":
                held = pdf.make_stream(b"BT (" + KANARIE + b") Tj ET", Subtype=Name.Form)
                held.BBox = Array([0, 0, 9, 9])
                resources.XObject = Dictionary(X=held)
            case "a program that counts":
                count = pdf.make_stream(b"{ % " + KANARIE + b"\n }", FunctionType=4)
                count.Domain = count.Range = Array([0, 1])
                resources.Shading = Dictionary(
                    S=Dictionary(
                        ShadingType=2,
                        ColorSpace=Name.DeviceGray,
                        Coords=Array([0, 0, 1, 1]),
                        Function=count,
                    )
                )
                orders += b" /S sh"
            case "an order that takes no text":
                orders += b" (" + KANARIE + b") q [(" + KANARIE + b")] Q"
            case "a word that means nothing":
                orders += b" /" + KANARIE + b" ri"
            case "a picture between orders":
                orders += b" BI /W 1 /H 1 /CS /G /BPC 8 ID a" + KANARIE + b"\nEI"
        fonts = resources.get("/Font", Dictionary())
        fonts[str(key)] = pdf.make_indirect(font)
        resources.Font = fonts
        page.Resources, page.Contents = resources, pdf.make_stream(orders)
        return raw(pdf)


@pytest.mark.parametrize(
    "place",
    [
        "a map of characters",
        "the set of characters",
        "the name of a font",
        "a font that nothing uses",
        "a drawing that nothing uses",
        "a program that counts",
        "an order that takes no text",
        "a word that means nothing",
        "a picture between orders",
    ],
)
def test_words_in_a_place_that_nobody_sees_are_gone(place):
    content = letters(place)
    assert KANARIE in content
    cleaned = everything(clean(content).content)
    assert KANARIE not in cleaned and b"(hallo)" in cleaned and b"/Helvetica" in cleaned


def test_text_can_still_be_found_and_copied():
    """By what programs say of their letters: a map of characters."""
    section = Section("Café Sőr", ["Eén gewone zin."], ["Wie"], [["Jan"]])
    before = as_pdf(Print("Titel", "k", ["i"], [section], "voet"))
    after = clean(before).content
    told = [PdfReader(io.BytesIO(one)).pages[0].extract_text() for one in (before, after)]
    assert told[0] == told[1] and "Eén gewone zin." in told[1] and "Café Sőr" in told[1]


def layered(opens: Dictionary, **layer) -> bytes:
    with Pdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(200, 200))
        one = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Kaart"), **layer))
        if "/OFF" in opens:
            opens.OFF = Array([one])
        pdf.Root.OCProperties = Dictionary(OCGs=Array([one]), D=opens)
        page.Resources = Dictionary(Properties=Dictionary(L0=one))
        page.Contents = pdf.make_stream(b"/OC /L0 BDC 0 0 9 9 re f EMC")
        return raw(pdf)


@pytest.mark.parametrize(
    "content",
    [
        layered(Dictionary(OFF=Array([]))),
        layered(Dictionary(BaseState=Name.OFF)),
        layered(Dictionary(), Usage=Dictionary(View=Dictionary(ViewState=Name.OFF))),
        layered(Dictionary(), P=Name.AllOff),
    ],
    ids=["off", "all off", "only on paper", "shown when others are not"],
)
def test_a_layer_that_does_not_show_is_refused_because_it_would(content):
    with pytest.raises(BadInput, match="lagen die nu niet te zien zijn") as told:
        clean(content)
    assert "zichtbaar" in told.value.remedy


def test_a_layer_that_shows_is_no_reason_to_refuse():
    assert b" re" in everything(clean(layered(Dictionary(ON=Array([])))).content)


HONEST = {
    "a photo": (JPEG, Name.DCTDecode, Name.DeviceRGB, None),
    "a progressive photo": (photo("JPEG", progressive=True), Name.DCTDecode, Name.DeviceRGB, None),
    "a photo with restarts": (
        photo("JPEG", restart_marker_rows=1),
        Name.DCTDecode,
        Name.DeviceRGB,
        None,
    ),
    "JPEG 2000": (JP2, Name.JPXDecode, Name.DeviceRGB, None),
    "JPEG 2000 in tiles": (
        photo("JPEG2000", tile_size=(16, 16)),
        Name.JPXDecode,
        Name.DeviceRGB,
        None,
    ),
    "zipped": (zlib.compress(PIXELS), Name.FlateDecode, Name.DeviceRGB, None),
    "zipped in rows": (
        zlib.compress(b"".join(b"\0" + PIXELS[at : at + 96] for at in range(0, 3072, 96))),
        Name.FlateDecode,
        Name.DeviceRGB,
        Dictionary(Predictor=15, Colors=3, Columns=32),
    ),
    "as it is": (PIXELS, None, Name.DeviceRGB, None),
}


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_picture_comes_out_as_it_went_in(name):
    image, way, space, parms = HONEST[name]
    before = document(image, way, space, parms)
    cleaned = clean(before)
    assert cleaned.removed in ([], ["foto in de PDF: opmerking"])
    assert seen(cleaned.content) == seen(before)


def seen(content: bytes) -> bytes:
    """The pixels, by the library that shows them."""
    with Pdf.open(io.BytesIO(content)) as pdf:
        (held,) = pdf.pages[0].Resources.XObject.values()
        return pikepdf.PdfImage(held).as_pil_image().convert("RGB").tobytes()


@pytest.mark.parametrize("black", [False, True])
def test_a_scan_comes_out_as_it_went_in(black):
    image, parms = fax(BlackIs1=black)
    after = clean(document(image, Name.CCITTFaxDecode, Name.DeviceGray, parms, depth=1))
    wanted = SCAN.tobytes()  # white is one, as in a PDF that does not say otherwise
    with Pdf.open(io.BytesIO(after.content)) as pdf:
        (held,) = pdf.pages[0].Resources.XObject.values()
        assert held.read_bytes() == (bytes(255 - one for one in wanted) if black else wanted)
    assert after.removed == []


@pytest.mark.parametrize(
    "parms",
    [Dictionary(K=0, Columns=32), Dictionary(K=-1, Columns=32, EncodedByteAlign=True)],
    ids=["without ends of lines", "in whole bytes"],
)
def test_a_scan_that_we_cannot_look_into_is_refused_with_what_to_do(parms):
    content = document(fax()[0], Name.CCITTFaxDecode, Name.DeviceGray, parms, depth=1)
    with pytest.raises(BadInput, match="niet kunnen nakijken") as told:
        clean(content)
    assert "Druk het document af" in told.value.remedy

"""What hides in a PDF does not come back: every construct, put into every dictionary a document
has."""

from __future__ import annotations

import io
import warnings
import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Encryption, Name, String
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import IndirectObject, StreamObject

from openprisma.documents.cleaning import clean
from openprisma.kernel.errors import BadInput
from tests.documents.test_cleaning import jpeg

ORDERS = b"""/P <</MCID 0 /E (kanarie)>> BDC q /G0 gs /Cs0 cs 0.5 scn /P0 SCN 10 10 50 50 re f
BT /F0 12 Tf (Gewone woorden) Tj ET
/X0 Do /X1 Do /Sh0 sh EMC Q /kanarie /kanarie DP % kanarie
BI /W 2 /H 2 /CS /G /BPC 8 ID abcd EI (kanarie) kanarie\n"""


def rich() -> pikepdf.Pdf:
    """An honest document with one of everything that may go along."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(200, 200))
    function = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0], C1=[1], N=1)
    sampled = pdf.make_stream(
        b"\0\xff", FunctionType=0, Domain=[0, 1], Range=[0, 1], Size=[2], BitsPerSample=8
    )
    space = Array([Name.Separation, Name.Spot, Name.DeviceGray, function])
    calibrated = Array([Name.CalGray, Dictionary(WhitePoint=[1, 1, 1])])
    profile = Array(
        [Name.ICCBased, pdf.make_stream(b"kanarie in een profiel", N=3, Alternate=Name.DeviceRGB)]
    )
    mask = pdf.make_stream(
        b"\xff",
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=1,
        Height=1,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=8,
    )
    photo = pdf.make_stream(
        b"",
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=40,
        Height=30,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
    )
    photo.write(zlib.compress(jpeg()), filter=Array([Name.FlateDecode, Name.DCTDecode]))
    photo.SMask = mask
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name.Test,
        Flags=4,
        FontFile2=pdf.make_stream(b"letters", Length1=7),
    )
    system = Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0)
    letters = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name.Test,
        CIDSystemInfo=system,
        FontDescriptor=descriptor,
    )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name.Test,
        Encoding=Name("/Identity-H"),
        DescendantFonts=[letters],
        ToUnicode=pdf.make_stream(b"/CMapName /X def", CMapName=Name.X),
    )
    drawn = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=[0, 0, 1, 1],
        FontMatrix=[1, 0, 0, 1, 0, 0],
        FirstChar=97,
        LastChar=97,
        Widths=[1],
        CharProcs=Dictionary(a=pdf.make_stream(b"1 0 d0 0 0 1 1 re f % kanarie")),
        Resources=Dictionary(),
        Encoding=Dictionary(Type=Name.Encoding, Differences=[97, Name.a]),
    )
    form = pdf.make_stream(
        b"q Q % kanarie", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9]
    )
    form.Resources = Dictionary(XObject=Dictionary(Again=form))  # reaches itself
    form.Group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=profile)
    shading = Dictionary(
        ShadingType=2, ColorSpace=calibrated, Coords=[0, 0, 1, 1], Function=sampled
    )
    tiles = pdf.make_stream(
        b"0 0 1 1 re f",
        PatternType=1,
        PaintType=1,
        TilingType=1,
        BBox=[0, 0, 2, 2],
        XStep=2,
        YStep=2,
    )
    tiles.Resources = Dictionary()
    state = Dictionary(
        Type=Name.ExtGState, CA=0.5, SMask=Dictionary(Type=Name.Mask, S=Name.Luminosity, G=form)
    )
    page.Resources = Dictionary(
        ExtGState=Dictionary(G0=state),
        ColorSpace=Dictionary(Cs0=space, Cs1=profile),
        Pattern=Dictionary(P0=tiles),
        Shading=Dictionary(Sh0=shading),
        XObject=Dictionary(X0=form, X1=photo),
        Font=Dictionary(F0=font, F1=drawn),
    )
    half = ORDERS.index(b"BT")
    page.Contents = Array([pdf.make_stream(ORDERS[:half]), pdf.make_stream(ORDERS[half:])])
    return pdf


def things(found, seen=None):
    """Every dictionary and stream that a page reaches."""
    seen = [] if seen is None else seen
    if isinstance(found, pikepdf.Stream | Dictionary):
        if any(found.objgen == one.objgen != (0, 0) for one in seen):
            return seen
        seen.append(found)
        for name, inside in list(found.items()):
            if name != "/Parent":
                things(inside, seen)
    elif isinstance(found, Array):
        for inside in found:
            things(inside, seen)
    return seen


MAPS = ("/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/XObject", "/Font", "/CharProcs")


def is_map(one, found) -> bool:
    return any(name in MAPS and inside == one for other in found for name, inside in other.items())


def action(pdf, kind, **more):
    return Dictionary(Type=Name.Action, S=Name(kind), **more)


def embedded(pdf):
    held = pdf.make_stream(b"kanarie", Type=Name.EmbeddedFile)
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String("kanarie.exe"),
            UF=String("kanarie.exe"),
            EF=Dictionary(F=held),
        )
    )


def script(pdf):
    return action(pdf, "/JavaScript", JS=pdf.make_stream(b"app.alert('kanarie')"))


def annotations(pdf):
    made = [
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.FileAttachment,
            Rect=[0, 0, 9, 9],
            FS=embedded(pdf),
            Contents=String("kanarie"),
        ),
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=[0, 0, 9, 9],
            A=action(pdf, "/URI", URI=String("https://kanarie.example")),
        ),
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=[0, 0, 9, 9],
            A=action(pdf, "/GoToR", F=String("kanarie.pdf"), D=[0, Name.Fit]),
        ),
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=[0, 0, 9, 9],
            A=action(pdf, "/Launch", F=String("kanarie.exe")),
        ),
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.RichMedia,
            Rect=[0, 0, 9, 9],
            RichMediaContent=Dictionary(Assets=embedded(pdf)),
        ),
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            Rect=[0, 0, 9, 9],
            T=String("kanarie"),
            AA=Dictionary(K=script(pdf)),
        ),
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.FreeText,
            Rect=[0, 0, 9, 9],
            AP=Dictionary(N=pdf.make_stream(b"kanarie")),
        ),
    ]
    return Array(made)


PLACED = {
    "AF": lambda pdf: Array([embedded(pdf)]),
    "EmbeddedFiles": lambda pdf: Dictionary(Names=[String("kanarie"), embedded(pdf)]),
    "EF": lambda pdf: Dictionary(F=embedded(pdf)),
    "F": lambda pdf: Dictionary(
        Type=Name.Filespec, FS=Name.URL, F=String("https://kanarie.example/x")
    ),
    "FS": lambda pdf: embedded(pdf),
    "A": lambda pdf: action(pdf, "/URI", URI=String("https://kanarie.example")),
    "AA": lambda pdf: Dictionary(O=script(pdf), C=action(pdf, "/Launch", F=String("kanarie.exe"))),
    "OpenAction": script,
    "PresSteps": lambda pdf: Dictionary(Type=Name.NavNode, NA=script(pdf), PA=script(pdf)),
    "JS": lambda pdf: String("kanarie()"),
    "JavaScript": lambda pdf: Dictionary(Names=[String("kanarie"), script(pdf)]),
    "Annots": annotations,
    "Metadata": lambda pdf: pdf.make_stream(
        b"<x:xmpmeta>kanarie</x:xmpmeta>", Type=Name.Metadata, Subtype=Name.XML
    ),
    "PieceInfo": lambda pdf: Dictionary(
        Prog=Dictionary(LastModified=String("kanarie"), Private=Dictionary(A=String("kanarie")))
    ),
    "Private": lambda pdf: String("kanarie"),
    "OPTEkanarie": lambda pdf: Dictionary(kanarie=String("kanarie")),
    "LastModified": lambda pdf: String("D:2026 kanarie"),
    "OPI": lambda pdf: Dictionary({"/2.0": Dictionary(F=String("kanarie.tif"))}),
    "Ref": lambda pdf: Dictionary(F=String("kanarie.pdf"), Page=0),
    "Alternates": lambda pdf: Array(
        [Dictionary(Image=pdf.make_stream(b"kanarie", Subtype=Name.Image))]
    ),
    "Thumb": lambda pdf: pdf.make_stream(b"kanarie", Width=1, Height=1),
    "OC": lambda pdf: Dictionary(
        Type=Name.OCG,
        Name=String("kanarie"),
        Usage=Dictionary(CreatorInfo=Dictionary(Creator=String("kanarie"))),
    ),
    "Properties": lambda pdf: Dictionary(
        MC0=Dictionary(Type=Name.OCG, Name=String("kanarie"), AF=Array([embedded(pdf)]))
    ),
    "Measure": lambda pdf: Dictionary(Type=Name.Measure, R=String("kanarie")),
    "PtData": lambda pdf: Dictionary(XPTS=[String("kanarie")]),
    "RichMediaContent": lambda pdf: Dictionary(Assets=embedded(pdf)),
    "Dests": lambda pdf: Dictionary(a=Dictionary(SD=[String("kanarie")])),
    "XFA": lambda pdf: pdf.make_stream(b"<xdp>kanarie</xdp>"),
    "Title": lambda pdf: String("kanarie"),
    "ActualText": lambda pdf: String("kanarie"),
    "ID": lambda pdf: String("kanarie"),
    "Next": script,
    "Resources2": lambda pdf: Dictionary(XObject=Dictionary(A=pdf.make_stream(b"kanarie"))),
}
FORBIDDEN = {f"/{name}" for name in PLACED} | {
    "/URI",
    "/S/URI",
    "/Launch",
    "/GoToR",
    "/EmbeddedFile",
    "/Filespec",
    "/FileAttachment",
    "/Names",
}


def held(content: bytes) -> str:
    """Everything that a cleaned PDF holds, by another library than the one that cleaned it: keys,
    names, text and bytes."""
    assert b"kanarie" not in content
    reader, told, seen = PdfReader(io.BytesIO(content)), [], {}
    waiting = [IndirectObject(nr, 0, reader) for nr in range(1, int(reader.trailer["/Size"]))] + [
        reader.trailer
    ]
    while waiting:
        one = waiting.pop()
        one = one.get_object() if isinstance(one, IndirectObject) else one
        if id(one) in seen:
            continue
        seen[id(one)] = one
        if isinstance(one, StreamObject):
            told.append(one._data.decode("latin-1"))
            if "/DCTDecode" not in str(one.get("/Filter")):
                told.append(one.get_data().decode("latin-1"))
        waiting += one.values() if isinstance(one, dict) else one if isinstance(one, list) else []
        told += [] if isinstance(one, dict | list) else [f" {one} "]
    inside = [one for one in seen.values() if isinstance(one, dict)]
    maps = {id(one[name].get_object()) for one in inside for name in MAPS if name in one}
    for one in inside:
        told += [
            f" name{key} " if id(one) in maps and "/ShadingType" not in one else f" {key} "
            for key in one
        ]
    return "\n".join(told)


def saved(pdf, **options) -> bytes:
    made = io.BytesIO()
    with warnings.catch_warnings():  # a widget without a form is what an attacker may well write
        warnings.simplefilter("ignore", pikepdf.PikepdfWarning)
        pdf.save(made, **options)
    return made.getvalue()


def harmless(content: bytes) -> str:
    """Clean it, and look at all that is left."""
    told = held(clean(content).content)
    assert "kanarie" not in told
    words = set(told.split())
    assert not words & (FORBIDDEN - {"/F", "/ID"}), words & FORBIDDEN
    return told


def test_an_honest_document_keeps_everything_that_draws():
    told = harmless(saved(rich()))
    wanted = """/Type0 /CIDFontType2 /FontFile2 /ToUnicode /Type3 /CharProcs /Separation /CalGray
                /Form /Image /SMask /DCTDecode /Luminosity"""
    assert set(wanted.split()) <= set(told.split())
    assert "Gewone woorden" in told and "letters" in told and "abcd" in told
    again = clean(clean(saved(rich())).content)
    assert again.removed == []
    photo = PdfReader(io.BytesIO(again.content)).pages[0]["/Resources"]["/XObject"]["/X1"]._data
    assert Image.open(io.BytesIO(photo)).size == (40, 30)


@pytest.mark.parametrize("name", PLACED)
def test_what_hides_in_any_dictionary_of_a_page_is_gone(name):
    pdf = rich()
    found = things(pdf.pages[0].obj)
    assert len(found) > 30
    for one in found:
        if "kanarie" not in name or not is_map(
            one, found
        ):  # how a page calls what it draws with stays
            one[f"/{name}"] = PLACED[name](pdf)
    content = saved(
        pdf, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False
    )
    assert b"kanarie" in content
    harmless(content)


ROOT = {
    "Names": lambda pdf: Dictionary(
        EmbeddedFiles=PLACED["EmbeddedFiles"](pdf), JavaScript=PLACED["JavaScript"](pdf)
    ),
    "AcroForm": lambda pdf: Dictionary(Fields=[], XFA=PLACED["XFA"](pdf)),
    "Collection": lambda pdf: Dictionary(Type=Name.Collection, D=String("kanarie")),
    "OCProperties": lambda pdf: Dictionary(
        OCGs=[PLACED["OC"](pdf)], D=Dictionary(Name=String("kanarie"))
    ),
    "StructTreeRoot": lambda pdf: Dictionary(
        Type=Name.StructTreeRoot, K=Dictionary(ActualText=String("kanarie"), AF=PLACED["AF"](pdf))
    ),
    "Outlines": lambda pdf: Dictionary(
        First=Dictionary(Title=String("kanarie"), A=PLACED["A"](pdf))
    ),
    "URI": lambda pdf: Dictionary(Base=String("https://kanarie.example")),
    "Perms": lambda pdf: Dictionary(DocMDP=Dictionary(Name=String("kanarie"))),
    "DSS": lambda pdf: Dictionary(Certs=[pdf.make_stream(b"kanarie")]),
    "OutputIntents": lambda pdf: Array(
        [Dictionary(Info=String("kanarie"), DestOutputProfile=pdf.make_stream(b"kanarie"))]
    ),
    "SpiderInfo": lambda pdf: Dictionary(V=String("kanarie")),
    "Threads": lambda pdf: Array([Dictionary(I=Dictionary(Title=String("kanarie")))]),
    "Lang": lambda pdf: String("kanarie"),
    "Extensions": lambda pdf: Dictionary(KANA=Dictionary(URL=String("kanarie"))),
}


@pytest.mark.parametrize("name", [*ROOT, *PLACED])
def test_what_hides_in_the_head_of_a_document_is_gone_or_refused(name):
    pdf = rich()
    for one in (pdf.Root, pdf.Root.Pages):
        one[f"/{name}"] = (ROOT | PLACED)[name](pdf)
    pdf.trailer["/Info"] = pdf.make_indirect(
        Dictionary(Author=String("kanarie"), kanarie=String("kanarie"))
    )
    content = saved(
        pdf, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False
    )
    try:
        cleaned = clean(content)
    except BadInput as bad:
        assert (
            name in ("Names", "AcroForm", "Collection", "AA", "OpenAction")
            and "programma" in bad.what
        )
        return
    assert "kanarie" not in held(cleaned.content) and not any(
        "kanarie" in one for one in cleaned.removed
    )
    assert {"PDF: Author", "PDF: eigen gegeven"} <= set(cleaned.removed)


def test_a_file_beside_a_stream_is_not_followed():
    pdf = rich()
    outside = pdf.make_stream(b"", F=String("/etc/passwd"), FFilter=Name.FlateDecode)
    pdf.pages[0].Contents = outside
    harmless(saved(pdf))


def test_a_photo_between_drawing_orders_is_refused_because_we_cannot_look_into_it():
    pdf = rich()
    pdf.pages[0].Contents = pdf.make_stream(
        b"BI /W 40 /H 30 /CS /RGB /BPC 8 /F /DCT ID " + jpeg() + b" EI"
    )
    with pytest.raises(BadInput, match="niet kunnen nakijken"):
        clean(saved(pdf))


@pytest.mark.parametrize("ways", [["/FlateDecode"] * 3, ["/kanarie"], ["/DCTDecode"]], ids=str)
def test_a_stream_packed_in_a_way_we_do_not_know_is_refused(ways):
    pdf = rich()
    raw = pdf.make_stream(b"")
    raw.write(b"kanarie", filter=Array([Name(one) for one in ways]))
    pdf.pages[0].Contents = raw
    with pytest.raises(BadInput):
        clean(saved(pdf, stream_decode_level=pikepdf.StreamDecodeLevel.none))


HONEST = {
    "opens at a page": lambda pdf: pdf.Root.__setitem__(
        "/OpenAction", Array([pdf.pages[0].obj, Name.Fit])
    ),
    "opens at a page by an action": lambda pdf: pdf.Root.__setitem__(
        "/OpenAction", Dictionary(S=Name.GoTo, D=Array([pdf.pages[0].obj, Name.Fit]))
    ),
    "an empty form": lambda pdf: pdf.Root.__setitem__(
        "/AcroForm", Dictionary(Fields=[], DA=String("/Helv 0 Tf"))
    ),
}


@pytest.mark.parametrize("change", HONEST.values(), ids=HONEST)
def test_what_programs_write_of_themselves_is_taken_out_and_no_reason_to_refuse(change):
    pdf = rich()
    change(pdf)
    harmless(saved(pdf))


def test_a_document_that_opens_without_a_password_is_read():
    harmless(saved(rich(), encryption=Encryption(owner="geheim", user="")))


def test_a_page_keeps_what_it_has_from_the_pages_around_it():
    pdf = rich()
    page = pdf.pages[0].obj
    for name in ("/Resources", "/MediaBox"):
        pdf.Root.Pages[name] = page[name]
        del page[name]
    assert "/Type0" in harmless(saved(pdf)) and clean(saved(pdf)).content.count(b"/MediaBox") == 1

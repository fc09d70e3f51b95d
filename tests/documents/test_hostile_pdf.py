"""What hides in a PDF does not come back: every construct, put into every dictionary a document
has."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Encryption, Name, String
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import IndirectObject, StreamObject

from openprisma.documents.cleaning import clean
from openprisma.kernel.errors import BadInput
from tests.documents.rich_pdf import rich, saved
from tests.documents.test_cleaning import jpeg


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
    assert "Gewone woorden" in told and "letters" in told and b"abcd".hex() in told
    again = clean(clean(saved(rich())).content)
    assert again.removed == []
    drawings = PdfReader(io.BytesIO(again.content)).pages[0]["/Resources"]["/XObject"].values()
    (photo,) = [one._data for one in drawings if one["/Subtype"] == "/Image"]
    assert Image.open(io.BytesIO(photo)).size == (40, 30)


@pytest.mark.parametrize("name", PLACED)
def test_what_hides_in_any_dictionary_of_a_page_is_gone(name):
    pdf = rich()
    found = things(pdf.pages[0].obj)
    assert len(found) > 30
    for one in found:
        # How a page calls what it draws with stays.
        if "kanarie" not in name or not is_map(one, found):
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
        assert name in ("Names", "AcroForm", "Collection", "AA", "OpenAction")
        assert any(one in bad.what for one in ("programma", "formulier", "bestanden"))
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

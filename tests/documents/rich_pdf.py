"""An honest PDF with one of everything that may go along."""

from __future__ import annotations

import io
import warnings
import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.documents.test_cleaning import jpeg

ORDERS = b"""/P <</MCID 0 /E (kanarie)>> BDC q /G0 gs /Cs0 cs 0.5 scn /P0 SCN 10 10 50 50 re f
BT /F0 12 Tf (Gewone woorden) Tj /F1 9 Tf (a) Tj ET
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


def saved(pdf, **options) -> bytes:
    made = io.BytesIO()
    with warnings.catch_warnings():  # a widget without a form is what an attacker may well write
        warnings.simplefilter("ignore", pikepdf.PikepdfWarning)
        pdf.save(made, **options)
    return made.getvalue()

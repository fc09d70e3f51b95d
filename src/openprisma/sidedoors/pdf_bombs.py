"""PDFs that are small and become large: each made here, none kept. Beside each, what the refusal
must say."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name


def pdf_of(change: Callable[[Any, Any], object] = lambda pdf, page: None) -> bytes:
    """A PDF of one page, changed."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(200, 200))
        change(pdf, page)
        made = io.BytesIO()
        pdf.save(made)
    return made.getvalue()


def _orders(text: bytes) -> Callable[[], bytes]:
    def change(pdf: Any, page: Any) -> None:
        page.Contents = pdf.make_stream(text)

    return lambda: pdf_of(change)


def folded_twice() -> bytes:
    """Orders that are packed twice."""

    def change(pdf: Any, page: Any) -> None:
        made = pdf.make_stream(b"")
        made.write(
            zlib.compress(zlib.compress(b"q Q " * 60_000_000)),
            filter=Array([Name.FlateDecode, Name.FlateDecode]),
        )
        page.Contents = made

    return pdf_of(change)


def many_pages() -> bytes:
    """Twelve hundred pages."""
    with pikepdf.new() as pdf:
        for _ in range(1_200):
            pdf.add_blank_page()
        made = io.BytesIO()
        pdf.save(made)
    return made.getvalue()


def one_stream_many_times() -> bytes:
    """A page that has the same orders a hundred times."""

    def change(pdf: Any, page: Any) -> None:
        page.Contents = Array([pdf.make_stream(b"q Q" + b" " * 2_000_000)] * 60)

    return pdf_of(change)


def thousand_times() -> bytes:
    """A thousand pages with the same orders."""
    with pikepdf.new() as pdf:
        orders = pdf.make_stream(b"q Q " * 22_000)
        for _ in range(1_000):
            pdf.add_blank_page().Contents = orders
        made = io.BytesIO()
        pdf.save(made)
    return made.getvalue()


def _photos(many: int, space: Name, depth: int, channels: int) -> Callable[[], bytes]:
    """Pictures of 36 million pixels of nothing, with some more behind them."""

    def change(pdf: Any, page: Any) -> None:
        side = 6_000
        nothing = zlib.compress(bytes(side * side * channels * depth // 8 + 9), 9)
        page.Resources = Dictionary(XObject=Dictionary())
        for nr in range(many):
            held = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Image)
            held.write(nothing, filter=Name.FlateDecode)
            held.Width = held.Height = side
            held.ColorSpace, held.BitsPerComponent = space, depth
            page.Resources.XObject[f"/A{nr}"] = held
        page.Contents = pdf.make_stream(b"".join(b"/A%d Do " % nr for nr in range(many)))

    return lambda: pdf_of(change)


def long_pictures() -> bytes:
    """Sixty pictures of 36 million pixels: more than the time allows."""
    return _photos(60, Name.DeviceGray, 8, 1)()


def drawn_again_and_again() -> bytes:
    """Drawings that draw another ten times, twenty deep."""

    def change(pdf: Any, page: Any) -> None:
        one = pdf.make_stream(b"q Q", Subtype=Name.Form, BBox=Array([0, 0, 1, 1]))
        for _ in range(20):
            inside = Dictionary(XObject=Dictionary(X=one))
            one = pdf.make_stream(b"/X Do " * 10, Subtype=Name.Form, BBox=Array([0, 0, 1, 1]))
            one.Resources = inside
        page.Resources = Dictionary(XObject=Dictionary(X=one))
        page.Contents = pdf.make_stream(b"/X Do")

    return pdf_of(change)


def itself() -> bytes:
    """A drawing that draws itself."""

    def change(pdf: Any, page: Any) -> None:
        one = pdf.make_stream(b"/X Do", Subtype=Name.Form, BBox=Array([0, 0, 1, 1]))
        one.Resources = Dictionary(XObject=Dictionary(X=one))
        page.Resources, page.Contents = one.Resources, pdf.make_stream(b"/X Do")

    return pdf_of(change)


def small_tiles() -> bytes:
    """A pattern that repeats ten thousand times in each point."""

    def change(pdf: Any, page: Any) -> None:
        tile = pdf.make_stream(b"0 0 1 1 re f", PatternType=1, PaintType=1, TilingType=1)
        tile.BBox, tile.XStep, tile.YStep = Array([0, 0, 1, 1]), 0.0001, 0.0001
        page.Resources = Dictionary(Pattern=Dictionary(P=tile))
        page.Contents = pdf.make_stream(b"/Pattern cs /P scn 0 0 200 200 re f")

    return pdf_of(change)


def wide_rows() -> bytes:
    """Orders in rows of two billion, as they say."""

    def change(pdf: Any, page: Any) -> None:
        page.Contents = pdf.make_stream(b"")
        page.Contents.write(
            zlib.compress(b"\2q Q"),
            filter=Name.FlateDecode,
            decode_parms=Dictionary(Predictor=12, Columns=2_000_000_000),
        )

    with pikepdf.new() as pdf:
        change(pdf, pdf.add_blank_page())
        made = io.BytesIO()
        pdf.save(made, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return made.getvalue()


def deep() -> bytes:
    """Four hundred lists in each other."""

    def change(pdf: Any, page: Any) -> None:
        inside = Array([])
        for _ in range(400):
            inside = Array([inside])
        page.Resources = Dictionary(ColorSpace=Dictionary(A=Array([Name.DeviceN, inside])))
        page.Contents = pdf.make_stream(b"/A cs")

    return pdf_of(change)


def doubled() -> bytes:
    """Each list names the next one twice: forty lists, a million million things."""

    def change(pdf: Any, page: Any) -> None:
        inside = pdf.make_indirect(Array([1]))
        for _ in range(40):
            inside = pdf.make_indirect(Array([inside, inside]))
        page.Resources = Dictionary(ColorSpace=Dictionary(A=Array([Name.DeviceN, inside])))
        page.Contents = pdf.make_stream(b"/A cs")

    return pdf_of(change)


def large_picture() -> bytes:
    """A picture that says it has nine hundred million pixels."""

    def change(pdf: Any, page: Any) -> None:
        held = pdf.make_stream(
            b"",
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=30_000,
            Height=30_000,
            ColorSpace=Name.DeviceGray,
        )
        page.Resources = Dictionary(XObject=Dictionary(A=held))
        page.Contents = pdf.make_stream(b"/A Do")

    return pdf_of(change)


PDFS: dict[str, tuple[Callable[[], bytes], str]] = {
    "orders that become large": (_orders(b"q Q " * 40_000_000), "hoogstens 100 MB"),
    "orders packed twice": (folded_twice, "hoogstens 100 MB"),
    "more orders than we read": (_orders(b"q Q " * 1_500_000), "tekenopdrachten"),
    "a thousand times the same": (thousand_times, "tekenopdrachten"),
    "a picture that fills the memory": (_photos(1, Name.DeviceCMYK, 16, 4), "MB geheugen"),
    "pictures that take long": (long_pictures, "seconden"),
    "a drawing of drawings of drawings": (drawn_again_and_again, "herhaalt een tekening"),
    "a drawing of itself": (itself, "herhaalt een tekening"),
    "a pattern of small tiles": (small_tiles, "herhaalt een tekening"),
    "rows that say they are wide": (wide_rows, "niet kunnen nakijken"),
    "one stream many times": (one_stream_many_times, "hoogstens 100 MB"),
    "many pages": (many_pages, "1200 bladzijden, hoogstens 1000"),
    "deep": (deep, "ingewikkeld"),
    "doubled forty times": (doubled, "ingewikkeld"),
    "a picture of 900 million pixels": (large_picture, "hoogstens 40 miljoen"),
}

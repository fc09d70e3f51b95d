"""How bytes in a PDF are packed, and unpacking them with an eye on their size."""

from __future__ import annotations

import zlib
from typing import Any

import pikepdf
from pikepdf import Array, Name

from openprisma.documents.limits import PIXELS, STREAMS
from openprisma.kernel.errors import BadInput

FOLDS = ("/FlateDecode", "/LZWDecode", "/RunLengthDecode", "/ASCII85Decode", "/ASCIIHexDecode")
_LONG = {
    "/Fl": "/FlateDecode",
    "/LZW": "/LZWDecode",
    "/RL": "/RunLengthDecode",
    "/A85": "/ASCII85Decode",
    "/AHx": "/ASCIIHexDecode",
    "/DCT": "/DCTDecode",
    "/CCF": "/CCITTFaxDecode",
}
_TWICE = 2  # more ways of packing around each other than any program uses


def unknown() -> BadInput:
    """The refusal of bytes that we cannot look into."""
    return BadInput(
        "Deze PDF is op een manier ingepakt die wij niet kunnen nakijken.",
        remedy="Druk het document af naar een nieuwe PDF.",
    )


def too_large() -> BadInput:
    """The refusal of a document that becomes too large."""
    return BadInput(
        f"Uitgepakt is deze PDF te groot: hoogstens {STREAMS // 1_000_000} MB zonder de foto’s.",
        remedy="Splits het document, of druk het af naar een nieuwe PDF.",
    )


def ways_of(stream: Any) -> list[str]:
    """How the bytes of a stream are packed, the outside first, by their full names."""
    found = stream.get("/Filter")
    names = list(found) if isinstance(found, Array) else [] if found is None else [found]
    if not all(isinstance(one, Name) for one in names) or len(names) > _TWICE:
        raise unknown()
    return [_LONG.get(str(one), str(one)) for one in names]


def parameters_of(stream: Any) -> list[Any]:
    """The parameters of each way, in the same order; None where there are none."""
    found = stream.get("/DecodeParms")
    return list(found) if isinstance(found, Array) else [found]


def stop_wide(stream: Any) -> None:
    """Raises `BadInput` for bytes in rows that are wider than all we read: what unpacks them makes
    room for a row before it sees one."""
    for one in parameters_of(stream):
        if isinstance(one, pikepdf.Dictionary):
            sides = (one.get("/Columns", 1), one.get("/Colors", 1), one.get("/BitsPerComponent", 8))
            if not all(isinstance(side, int) and 0 < side <= PIXELS for side in sides):
                raise unknown()
            if sides[0] * sides[1] * sides[2] > 8 * STREAMS:
                raise too_large()


def inflated(zipped: bytes, most: int) -> bytes:
    """At most so many bytes of what is zipped, and none of what is damaged."""
    try:
        return zlib.decompressobj().decompress(zipped, most)
    except zlib.error:
        return b""  # the library that reads it after us makes what it can of it


def opened(raw: bytes, ways: list[str], parameters: list[Any] | None = None) -> bytes:
    """What is inside these ways of packing. Raises `BadInput` for one that is none."""
    if any(way not in FOLDS for way in ways):
        raise unknown()
    with pikepdf.Pdf.new() as beside:
        packed = beside.make_stream(b"")
        given = [_counts(one) for one in parameters or []]
        # A way that takes no parameters refuses an empty list of them.
        said = Array(given[: len(ways)]) if any(one is not None for one in given) else None
        packed.write(raw, filter=Array([Name(way) for way in ways]), decode_parms=said)
        return bytes(packed.read_bytes())


def _counts(found: Any) -> pikepdf.Dictionary | None:
    """The numbers among the parameters of a way."""
    if not isinstance(found, pikepdf.Dictionary):
        return None
    return pikepdf.Dictionary({name: one for name, one in found.items() if isinstance(one, int)})

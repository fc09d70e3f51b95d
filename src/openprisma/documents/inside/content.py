"""The bytes in a PDF: unzipped with an eye on their size, drawing orders one by one, pictures
without what lies beside them."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image

from openprisma.documents.inside.images import too_many_pixels
from openprisma.documents.inside.pictures import bare_jpeg, bare_jpeg2000
from openprisma.documents.inside.shapes import INLINE, ORDERS
from openprisma.documents.limits import PIXELS, STREAMS
from openprisma.kernel.errors import BadInput

_PHOTOS = {"/DCTDecode": bare_jpeg, "/JPXDecode": bare_jpeg2000}
_SCANS = ("/CCITTFaxDecode", "/JBIG2Decode")
_FOLDS = ("/FlateDecode", "/LZWDecode", "/RunLengthDecode", "/ASCII85Decode", "/ASCIIHexDecode")
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


def _unknown() -> BadInput:
    return BadInput(
        "Deze PDF is op een manier ingepakt die wij niet kunnen nakijken.",
        remedy="Druk het document af naar een nieuwe PDF.",
    )


class Room:
    """How many bytes may still come out."""

    def __init__(self, left: int = STREAMS) -> None:
        self.left = left

    def take(self, data: bytes) -> None:
        """So much came out. Raises `BadInput` when that is too much."""
        self.left -= len(data)
        if self.left < 0:
            raise _too_large()


def _too_large() -> BadInput:
    return BadInput(
        f"Uitgepakt is deze PDF te groot: hoogstens {STREAMS // 1_000_000} MB zonder de foto’s.",
        remedy="Splits het document, of druk het af naar een nieuwe PDF.",
    )


def ways_of(stream: Any) -> list[str]:
    """How the bytes of a stream are packed, the outside first, by their full names."""
    found = stream.get("/Filter")
    names = list(found) if isinstance(found, Array) else [] if found is None else [found]
    if not all(isinstance(one, Name) for one in names) or len(names) > _TWICE:
        raise _unknown()
    return [_LONG.get(str(one), str(one)) for one in names]


def _parameters(stream: Any) -> list[Any]:
    found = stream.get("/DecodeParms")
    return list(found) if isinstance(found, Array) else [found]


def unfolded(stream: Any, room: int) -> bytes:
    """The bytes of a stream that is no picture. Raises `BadInput` when there are more than `room`,
    before they are made."""
    if not isinstance(stream, pikepdf.Stream):
        raise _unknown()
    ways = ways_of(stream)
    if any(way not in _FOLDS for way in ways):
        raise _unknown()
    raw = bytes(stream.read_raw_bytes())
    # What is around it makes bytes fewer, not more; what is inside it is counted as well.
    if "/FlateDecode" in ways:
        zipped = raw if ways[0] == "/FlateDecode" else _opened(raw, ways[:1])
        if len(_inflated(zipped, room + 1)) > room:
            raise _too_large()
    return bytes(stream.read_bytes())


def _inflated(zipped: bytes, most: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(zipped, most)
    except zlib.error:
        return b""  # damaged: the library that reads it after us makes what it can of it


def _opened(raw: bytes, ways: list[str]) -> bytes:
    with pikepdf.Pdf.new() as beside:
        packed = beside.make_stream(raw)
        packed.Filter = Array([Name(way) for way in ways])
        return bytes(packed.read_bytes())


def drawn(where: Any) -> bytes:
    """The drawing orders of a page or drawing, and nothing between them: no comments, no marks for
    machines, nothing that is no order. Raises `BadInput` for a picture between them that we
    cannot look into."""
    kept = []
    for one in pikepdf.parse_content_stream(where):
        if isinstance(one, pikepdf.ContentStreamInlineImage):
            _look(one.iimage.obj)
        elif str(one.operator) not in ORDERS or any(
            isinstance(part, Dictionary) for part in one.operands
        ):
            continue
        kept.append(one)
    return bytes(pikepdf.unparse_content_stream(kept))


def _look(picture: Any) -> None:
    """A picture between the orders. Raises `BadInput` for a photo: it may hold what a camera
    wrote."""
    if any(name not in INLINE for name, _ in picture.items()) or any(
        way not in (*_FOLDS, *_SCANS) for way in ways_of(picture)
    ):
        raise _unknown()


def pictured(stream: Any, tell: Callable[[str], None]) -> tuple[bytes, list[str], list[Any]]:
    """The bytes of a picture, how they are packed and with which parameters. A photo loses what a
    camera wrote beside it."""
    _count(stream.get("/Width"), stream.get("/Height"))
    ways, parameters = ways_of(stream), _parameters(stream)
    raw = bytes(stream.read_raw_bytes())
    if not ways or ways[-1] not in (*_PHOTOS, *_SCANS):
        if any(way not in _FOLDS for way in ways):
            raise _unknown()
        return raw, ways, parameters[: len(ways)]
    if outside := ways[:-1]:
        if any(way not in _FOLDS for way in outside):
            raise _unknown()
        if outside == ["/FlateDecode"] and len(_inflated(raw, STREAMS + 1)) > STREAMS:
            raise _too_large()
        raw = _opened(raw, outside)
    if ways[-1] in _PHOTOS:
        _count(*_size(raw))
        raw, told = _PHOTOS[ways[-1]](raw)
        for one in told:
            tell(f"foto in de PDF: {one}")
    return raw, ways[-1:], parameters[-1:]


def _count(width: Any, height: Any) -> None:
    if not (isinstance(width, int) and isinstance(height, int) and width > 0 and height > 0):
        raise _unknown()
    if width * height > PIXELS:
        raise too_many_pixels(width, height)


def _size(photo: bytes) -> tuple[int, int]:
    """Width and height as the photo itself says; the page may say something else."""
    try:
        return Image.open(io.BytesIO(photo), formats=["JPEG", "JPEG2000"]).size
    except (OSError, ValueError):
        return 1, 1  # without a head that can be read; what looks at it further finds out

"""The pixels of a picture in a PDF: as many as it has, and not a byte more."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image

from openprisma.documents.inside.images import too_many_pixels
from openprisma.documents.inside.jbig2 import bare_jbig2
from openprisma.documents.inside.jpeg import bare_jpeg
from openprisma.documents.inside.jpeg2000 import bare_jpeg2000
from openprisma.documents.inside.packing import (
    FOLDS,
    inflated,
    opened,
    parameters_of,
    stop_wide,
    too_large,
    unknown,
    ways_of,
)
from openprisma.documents.limits import PIXELS, STREAMS

Packed = tuple[bytes, list[str], list[Any]]  # bytes, how they are packed, with which parameters
_BARE = {"/DCTDecode": bare_jpeg, "/JPXDecode": bare_jpeg2000, "/JBIG2Decode": bare_jbig2}
_FAX = "/CCITTFaxDecode"
_CHANNELS = {
    "/DeviceGray": 1,
    "/CalGray": 1,
    "/Indexed": 1,
    "/Separation": 1,
    "/DeviceRGB": 3,
    "/CalRGB": 3,
    "/Lab": 3,
    "/DeviceCMYK": 4,
}
_DEPTHS = (1, 2, 4, 8, 16)
_INVERTED = bytes(range(255, -1, -1))


def pictured(stream: Any, tell: Callable[[str], None]) -> Packed:
    """A picture: its pixels as they were packed when there is nothing else between or after them,
    and packed anew otherwise. `tell` hears what was taken out. Raises `BadInput` for one that is
    too large or packed in a way that we cannot look into."""
    _count(stream.get("/Width"), stream.get("/Height"))
    ways, parameters = ways_of(stream), parameters_of(stream)
    stop_wide(stream)
    raw = bytes(stream.read_raw_bytes())
    if not ways or ways[-1] in FOLDS:
        return _plain(stream, raw, ways, parameters, tell)
    if outside := ways[:-1]:
        if outside == ["/FlateDecode"] and len(inflated(raw, STREAMS + 1)) > STREAMS:
            raise too_large()
        raw = opened(raw, outside, parameters)
    last = parameters[len(ways) - 1] if len(parameters) == len(ways) else None
    if ways[-1] == _FAX:
        return _packed(_faxed(raw, stream, last))
    if ways[-1] not in _BARE:
        raise unknown()
    if ways[-1] != "/JBIG2Decode":
        _count(*_size(raw))
    bare, told = _BARE[ways[-1]](raw)
    for one in told:
        tell(f"foto in de PDF: {one}")
    return bare, ways[-1:], [last]


def inline(found: Any, raw: bytes, space: Any) -> bytes:
    """The pixels of a picture between drawing orders, unpacked. `space` is its colour space. Raises
    `BadInput` for a photo: it may hold what a camera wrote."""
    _count(found.get("/Width"), found.get("/Height"))
    ways, parameters = ways_of(found), parameters_of(found)
    stop_wide(found)
    if ways[-1:] == [_FAX]:
        return _faxed(opened(raw, ways[:-1], parameters), found, parameters[-1])
    many = _long(found, space)
    if ways == ["/FlateDecode"] and len(inflated(raw, STREAMS + 1)) > STREAMS:
        raise too_large()
    return (opened(raw, ways, parameters) if ways else raw)[:many]


def _plain(
    found: Any, raw: bytes, ways: list[str], parameters: list[Any], tell: Callable[[str], None]
) -> Packed:
    """Pixels that are packed without loss."""
    many = _long(found, found.get("/ColorSpace"))
    if not ways:
        if len(raw) > many:
            tell(_AFTER)
        return raw[:many], [], []
    if ways == ["/FlateDecode"]:
        predicted = _predictor(parameters[0])
        rows = found.Height if predicted >= _BY_ROW else 0
        if _is_all(raw, many + rows):
            return raw, ways, parameters[:1]
        if len(inflated(raw, many + rows + STREAMS)) >= many + rows + STREAMS:
            raise too_large()
    pixels = opened(raw, ways, parameters)
    if len(pixels) > many or (ways == ["/FlateDecode"] and len(pixels) == many):
        tell(_AFTER)
    return _packed(pixels[:many])


_AFTER = "foto in de PDF: gegevens na het einde"
_BY_ROW = 10  # predictors from here on mark each row


def _predictor(parameters: Any) -> int:
    found = parameters.get("/Predictor", 1) if isinstance(parameters, Dictionary) else 1
    return found if isinstance(found, int) else 1


def _is_all(zipped: bytes, many: int) -> bool:
    """Is what is zipped exactly so long, with nothing behind it?"""
    reader = zlib.decompressobj()
    try:
        held = reader.decompress(zipped, many + 1)
    except zlib.error:
        return False
    return len(held) == many and reader.eof and not reader.unused_data


def _packed(pixels: bytes) -> Packed:
    return zlib.compress(pixels, 6), ["/FlateDecode"], [None]


def _long(found: Any, space: Any) -> int:
    """How many bytes the pixels of a picture take. Raises `BadInput` when it does not say."""
    depth = found.get("/BitsPerComponent")
    channels = 1
    if bool(found.get("/ImageMask", False)):
        depth = 1
    else:
        channels = _channels(space)
    if depth not in _DEPTHS:
        raise unknown()
    return (int(found.Width) * channels * int(depth) + 7) // 8 * int(found.Height)


def _channels(space: Any) -> int:
    if isinstance(space, Array) and len(space) > 0:
        if space[0] == "/ICCBased" and len(space) > 1 and isinstance(space[1], pikepdf.Stream):
            many = space[1].get("/N")
            return many if isinstance(many, int) and many in (1, 3, 4) else 3
        if space[0] == "/DeviceN" and len(space) > 1 and isinstance(space[1], Array):
            return len(space[1])
        space = space[0]
    if isinstance(space, Name) and str(space) in _CHANNELS:
        return _CHANNELS[str(space)]
    raise unknown()


def lookup(base: Any, last: Any, held: Any) -> Any:
    """The colours of a palette, as many as it says it has; `base` is the colour space they are
    of."""
    if not isinstance(last, int) or last < 0:
        raise unknown()
    many = (last + 1) * _channels(base)
    if isinstance(held, pikepdf.String):
        return pikepdf.String(bytes(held)[:many])
    if isinstance(held, pikepdf.Stream):
        held.write(bytes(held.read_bytes())[:many])
    return held


def _faxed(raw: bytes, found: Any, parameters: Any) -> bytes:
    """The pixels of a fax, by the library that reads TIFF. Raises `BadInput` for one that it cannot
    read."""
    said = parameters if isinstance(parameters, Dictionary) else Dictionary()
    kind, wide = said.get("/K", 0), said.get("/Columns", 1728)
    high = int(found.Height)
    if not all(isinstance(one, int) for one in (kind, wide)) or said.get("/EncodedByteAlign"):
        raise unknown()
    if wide != found.Width or (kind >= 0 and not said.get("/EndOfLine")):
        raise unknown()  # the library cannot read it, or what it reads is not what is shown
    _count(wide, high)
    tags = [(256, wide), (257, high), (258, 1), (259, 4 if kind < 0 else 3), (262, 0)]
    tags += [(273, 8), (278, high), (279, len(raw))] + ([(292, 1)] if kind > 0 else [])
    tags.sort()
    held = b"II*\0" + struct.pack("<I", 8 + len(raw) + len(raw) % 2) + raw + b"\0" * (len(raw) % 2)
    held += struct.pack("<H", len(tags))
    held += b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags) + bytes(4)
    try:
        picture = Image.open(io.BytesIO(held), formats=["TIFF"])
        picture.load()
    except (OSError, ValueError) as error:
        raise unknown() from error
    # Pillow says white is one, as a PDF does that does not say otherwise.
    pixels = picture.convert("1").tobytes()
    return pixels.translate(_INVERTED) if said.get("/BlackIs1") else pixels


def _count(width: Any, height: Any) -> None:
    if not (isinstance(width, int) and isinstance(height, int) and width > 0 and height > 0):
        raise unknown()
    if width * height > PIXELS:
        raise too_many_pixels(width, height)


def _size(photo: bytes) -> tuple[int, int]:
    """Width and height as the photo itself says; the page may say something else."""
    try:
        return Image.open(io.BytesIO(photo), formats=["JPEG", "JPEG2000"]).size
    except (OSError, ValueError):
        return 1, 1  # without a head that can be read; what looks at it further finds out

"""A JPEG 2000 file written anew from what its pixels need: the boxes and markers that stand here,
and nothing else. Raises `ValueError` for bytes that are no such picture."""

from __future__ import annotations

from collections.abc import Iterator

_TOLD = {b"xml ": "XMP", b"uuid": "EXIF of XMP", b"uinf": "verwijzing", b"res ": "resolutie"}
_SIGNED = b"\r\n\x87\n"
_BRAND = b"jp2 \0\0\0\0jp2 "
_COLOURS = {1: 17, 3: 16, 4: 12}  # how many channels: grey, sRGB, CMYK
# How pixels are packed; comments, and lists of where something stands, are not among them.
_SIZE, _TILE, _DATA, _END = 0x51, 0x90, 0x93, 0xD9
_HEAD = (0x50, 0x52, 0x53, 0x5C, 0x5D, 0x5E, 0x5F, 0x60)
_TILE_HEAD = (0x52, 0x53, 0x5C, 0x5D, 0x5E, 0x5F, 0x61)
_COMMENT = 0x64


def bare_jpeg2000(content: bytes) -> tuple[bytes, list[str]]:
    """A JPEG 2000 file with nothing but its picture, and the names of what was taken out."""
    removed: list[str] = []
    if content[:2] == b"\xff\x4f":
        return _codes(content, removed), removed
    kept: dict[bytes, bytes] = {}
    for kind, data in _boxes(content):
        if kind == b"jp2h" and kind not in kept:
            kept[kind] = _header(data, removed)
        elif kind == b"jp2c" and kind not in kept:
            kept[kind] = _codes(data, removed)
        elif kind not in (b"jP  ", b"ftyp"):
            removed.append(_TOLD.get(kind, "onbekend onderdeel"))
    wanted = [(b"jP  ", _SIGNED), (b"ftyp", _BRAND)]
    wanted += [(kind, kept[kind]) for kind in (b"jp2h", b"jp2c") if kind in kept]
    if b"jp2c" not in kept:
        raise ValueError("no picture in it")
    return b"".join(_box(kind, data) for kind, data in wanted), removed


def _box(kind: bytes, data: bytes) -> bytes:
    return (8 + len(data)).to_bytes(4, "big") + kind + data


def _boxes(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at < len(content):
        size, kind, head = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8], 8
        if size == 1:
            size, head = int.from_bytes(content[at + 8 : at + 16], "big"), 16
        size = size or len(content) - at
        if size < head or at + size > len(content):
            raise ValueError("no box where one must be")
        yield kind, content[at + head : at + size]
        at += size


def _header(content: bytes, removed: list[str]) -> bytes:
    """What the picture is: its size, channels, palette, and colours by their number; a profile
    becomes the colours it stands for."""
    kept: dict[bytes, bytes] = {}
    many = 3
    for kind, data in _boxes(content):
        if kind in kept:
            removed.append("onbekend onderdeel")
        elif kind == b"ihdr" and len(data) == 14:
            many = int.from_bytes(data[8:10], "big")
            kept[kind] = data
        elif kind == b"colr":
            if data[:1] != b"\x01":
                removed.append("kleurprofiel")
                data = b"\x01\0\0" + _COLOURS.get(_colours(many), 16).to_bytes(4, "big")
            kept[kind] = data[:7]
        elif kind == b"bpcc":
            kept[kind] = data[:many]
        elif kind == b"pclr":
            rows, columns = int.from_bytes(data[:2], "big"), data[2]
            deep = sum((1 + (one & 0x7F) + 7) // 8 for one in data[3 : 3 + columns])
            kept[kind] = data[: 3 + columns + rows * deep]
        elif kind == b"cmap":
            kept[kind] = data[: len(data) // 4 * 4]
        elif kind == b"cdef":
            kept[kind] = data[: 2 + 6 * int.from_bytes(data[:2], "big")]
        else:
            removed.append(_TOLD.get(kind, "onbekend onderdeel"))
    if b"ihdr" not in kept:
        raise ValueError("no size")
    return b"".join(_box(kind, data) for kind, data in kept.items())


def _colours(channels: int) -> int:
    return {2: 1}.get(channels, channels)  # grey with one that says what is seen through


def _codes(content: bytes, removed: list[str]) -> bytes:
    """The code stream: its head, and each part of a tile, with the markers that draw."""
    if content[:2] != b"\xff\x4f":
        raise ValueError("no code stream")
    head, at = _markers(content, 2, (_SIZE, *_HEAD), _TILE, removed)
    made = [b"\xff\x4f", head]
    while content[at : at + 2] == bytes([0xFF, _TILE]):
        part, at = _tile(content, at, removed)
        made.append(part)
    if len(made) < 3:
        raise ValueError("no pixels")
    if content[at : at + 2] != bytes([0xFF, _END]) or at + 2 < len(content):
        removed.append("gegevens na het einde")
    return b"".join([*made, bytes([0xFF, _END])])


def _tile(content: bytes, at: int, removed: list[str]) -> tuple[bytes, int]:
    """A part of a tile, and where the next one begins."""
    if int.from_bytes(content[at + 2 : at + 4], "big") != 10:
        raise ValueError("no tile")
    long = int.from_bytes(content[at + 6 : at + 10], "big")
    end = at + long if long else len(content)
    if end > len(content):
        raise ValueError("half a tile")
    if not long and content[end - 2 : end] == bytes([0xFF, _END]):
        end -= 2
    head, data = _markers(content, at + 12, _TILE_HEAD, _DATA, removed)
    if data + 2 > end:
        raise ValueError("no pixels")
    inside = head + content[data:end]
    said = content[at : at + 6] + (12 + len(inside)).to_bytes(4, "big") + content[at + 10 : at + 12]
    return said + inside, end


def _markers(
    content: bytes, at: int, wanted: tuple[int, ...], last: int, removed: list[str]
) -> tuple[bytes, int]:
    """The markers that may stand before `last`, and where that is."""
    kept, seen = [], set()
    while content[at] == 0xFF and content[at + 1] != last:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        data = content[at : at + 2 + length]
        if length < 2 or len(data) < 2 + length:
            raise ValueError("half a marker")
        if marker in wanted and data[:7] not in seen:
            kept.append(data)
            seen.add(data[:7])
        elif marker in (_COMMENT, *range(0x55, 0x64)):  # lists of places say nothing of anybody
            removed.extend(["opmerking"] if marker == _COMMENT else [])
        else:
            removed.append("onbekend onderdeel")
        at += 2 + length
    if content[at] != 0xFF:
        raise ValueError("no marker where one must be")
    return b"".join(kept), at

"""Pictures inside other files: the same picture byte for byte, less what a camera or program wrote
beside it.

Nothing is decoded and encoded again, so nothing of the picture is lost. Raises `ValueError` for
bytes that are no such picture.
"""

from __future__ import annotations

from collections.abc import Iterator

_NAMES = {
    0xE1: "EXIF of XMP",
    0xE2: "kleurprofiel of tweede foto",
    0xED: "Photoshop",
    0xFE: "opmerking",
}
_KEPT = {0xE0, 0xEE}  # JFIF, and Adobe's note on colours: without it they come out wrong
_BARE = {0x01, *range(0xD0, 0xD9)}  # markers without a length
_TOLD_BOXES = {b"xml ": "XMP", b"uuid": "EXIF of XMP", b"uinf": "verwijzing"}


def bare_jpeg(content: bytes) -> tuple[bytes, list[str]]:
    """A JPEG without its application segments, comments and whatever follows its end; and the names
    of what was taken out."""
    if content[:2] != b"\xff\xd8":
        raise ValueError("no JPEG")
    kept, removed = [content[:2]], []
    end = 2
    for marker, start, end in _segments(content):
        if (0xE0 <= marker <= 0xEF or marker == 0xFE) and marker not in _KEPT:
            removed.append(_NAMES.get(marker, f"APP{marker - 0xE0}"))
        else:
            kept.append(content[start:end])
    if end < len(content):
        removed.append("gegevens na het einde")
    return b"".join(kept), removed


def _segments(content: bytes) -> Iterator[tuple[int, int, int]]:
    """Each segment of a JPEG until its end: marker, where it starts and ends; a scan goes with its
    header."""
    at = 2
    while True:
        if content[at] != 0xFF:
            raise ValueError("no marker where one must be")
        start = at
        while content[at] == 0xFF:
            at += 1
        marker = content[at]
        at += 1
        if marker == 0xD9:
            yield marker, start, at
            return
        if marker not in _BARE:
            at += int.from_bytes(content[at : at + 2], "big")
        if marker == 0xDA:
            at = _after_scan(content, at)
        yield marker, start, at


def _after_scan(content: bytes, at: int) -> int:
    """Where the next marker is: inside a scan a 0xff is followed by zero or a restart."""
    while True:
        at = content.index(b"\xff", at)
        if content[at + 1] == 0x00 or content[at + 1] in _BARE:
            at += 2
        else:
            return at


def bare_jpeg2000(content: bytes) -> tuple[bytes, list[str]]:
    """A JPEG 2000 file without the boxes that tell about its maker; and the names of what was taken
    out."""
    kept, removed, at = [], [], 0
    while at < len(content):
        size, kind = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        size = (
            int.from_bytes(content[at + 8 : at + 16], "big")
            if size == 1
            else size or len(content) - at
        )
        if size < 8:
            raise ValueError("no box where one must be")
        if kind in _TOLD_BOXES:
            removed.append(_TOLD_BOXES[kind])
        else:
            kept.append(content[at : at + size])
        at += size
    return b"".join(kept), removed

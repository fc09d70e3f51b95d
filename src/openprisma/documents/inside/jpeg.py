"""A JPEG written anew from what its pixels need: a list of kinds of segments, each of the length
that it must have. The pixels themselves are not decoded, so nothing of the picture is lost.

A table goes along only when a scan uses it, a note of Adobe or JFIF only as what it says of the
colours; thumbnails, comments, other kinds and whatever follows the end stay behind. Raises
`ValueError` for bytes that are no such picture.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from openprisma.documents.limits import SCANNED, SCANS
from openprisma.kernel.errors import BadInput

_NAMES = {
    0xE0: "verkleinde foto",
    0xE1: "EXIF of XMP",
    0xE2: "kleurprofiel of tweede foto",
    0xED: "Photoshop",
    0xFE: "opmerking",
}
_FRAMES = (0xC0, 0xC1, 0xC2)  # the kinds that a PDF may hold: baseline, extended, progressive
_DC, _AC, _QUANT = 0x00, 0x10, 0x20
_BARE = {0x01, *range(0xD0, 0xD9)}  # markers without a length
_JFIF = b"\xff\xe0\x00\x10JFIF\0\x01\x01\x00\x00\x01\x00\x01\x00\x00"
_ADOBE = b"\xff\xee\x00\x0eAdobe\x00\x64\x00\x00\x00\x00"


def bare_jpeg(content: bytes) -> tuple[bytes, list[str]]:
    """A JPEG with nothing but its picture, and the names of what was taken out. Raises `BadInput`
    when it is drawn in more scans than any program writes."""
    made, end = _Made(), 2
    count_scans(content)
    for marker, start, body, end in _segments(content):
        made.take(marker, content[start:body], content[body:end])
    if end < len(content):
        made.removed.append("gegevens na het einde")
    return made.written(), made.removed


def count_scans(content: bytes) -> None:
    """Raises `BadInput` when decoding goes over the picture more often than any program asks: each
    scan costs time for all of it, and is a few bytes. Also, of a file that is no JPEG, whatever
    its bytes give rise to."""
    scans = pixels = 0
    for marker, start, body, _ in _segments(content):
        if marker == 0xDA:
            scans += 1
        elif marker in range(0xC0, 0xD0) and marker not in (0xC4, 0xC8, 0xCC):
            head = content[start:body]
            height, width = int.from_bytes(head[5:7], "big"), int.from_bytes(head[7:9], "big")
            pixels = max(pixels, height * width)
        if scans > SCANS or (scans > _FEW and scans * pixels > SCANNED):
            raise BadInput(
                f"Deze foto is in te veel lagen opgebouwd: hoogstens {SCANS}, en minder als zij "
                "groot is.",
                remedy="Open de foto en bewaar haar opnieuw als gewone JPEG.",
            )


_FEW = 12  # as many as common programs write of any picture


@dataclass
class _Made:
    """What is kept so far. `tables` wait until a scan uses them."""

    kept: list[bytes] = field(default_factory=lambda: [b"\xff\xd8"])
    removed: list[str] = field(default_factory=list)
    tables: dict[int, bytes] = field(default_factory=dict)
    components: dict[int, int] = field(default_factory=dict)  # to the number of its table
    said: set[int] = field(default_factory=set)

    def take(self, marker: int, head: bytes, scan: bytes) -> None:
        """One segment: its marker, the whole of it, and the pixels that follow it."""
        data = head[4:]
        if marker in _FRAMES:
            self._frame(marker, data)
        elif marker == 0xC4:
            self._huffman(data)
        elif marker == 0xDB:
            self._quant(data)
        elif marker == 0xDA:
            self._scan(data, scan)
        elif marker == 0xDD:
            self._keep(marker, _exact(data, 2))
        elif marker == 0xE0 and data[:5] == b"JFIF\0" and len(data) >= len(_JFIF) - 4:
            self._note(marker, _JFIF)
            if data[12:14] != b"\0\0" or len(data) > len(_JFIF) - 4:
                self.removed.append(_NAMES[0xE0])
        elif marker == 0xEE and data[:5] == b"Adobe" and len(data) >= len(_ADOBE) - 3:
            if data[11] > 2:  # the ways that exist to say what the colours are
                raise ValueError("no way to read its colours")
            self._note(marker, _ADOBE + data[11:12])
            if len(data) > len(_ADOBE) - 3:
                self.removed.append("APP14")
        elif marker in (0xCC, *range(0xC3, 0xD0)) and marker != 0xC8:
            raise ValueError("a kind of JPEG that no PDF may hold")
        elif marker not in (0xD9, *_BARE):
            app = f"APP{marker - 0xE0}" if 0xE0 <= marker <= 0xEF else "onbekend onderdeel"
            self.removed.append(_NAMES.get(marker, app))

    def written(self) -> bytes:
        """The picture."""
        if not self.components:
            raise ValueError("no picture in it")
        return b"".join([*self.kept, b"\xff\xd9"])

    def _keep(self, marker: int, data: bytes) -> None:
        self.kept.append(bytes([0xFF, marker]) + (len(data) + 2).to_bytes(2, "big") + data)

    def _note(self, marker: int, note: bytes) -> None:
        if marker not in self.said:
            self.said.add(marker)
            self.kept.append(note)

    def _frame(self, marker: int, data: bytes) -> None:
        if self.components or len(data) < 6:
            raise ValueError("more than one picture, or none")
        for at in range(6, 6 + 3 * data[5], 3):
            self.components[data[at]] = data[at + 2]
        self._keep(marker, _exact(data, 6 + 3 * data[5]))

    def _huffman(self, data: bytes) -> None:
        at = 0
        while at < len(data):
            end = at + 17 + sum(data[at + 1 : at + 17])
            if end > len(data):
                raise ValueError("half a table")
            self.tables[data[at]] = data[at:end]
            at = end

    def _quant(self, data: bytes) -> None:
        at = 0
        while at < len(data):
            end = at + (129 if data[at] >> 4 else 65)
            if end > len(data):
                raise ValueError("half a table")
            self.tables[_QUANT | data[at] & 0x0F] = data[at:end]
            at = end

    def _scan(self, data: bytes, pixels: bytes) -> None:
        many = data[0]
        _exact(data, 4 + 2 * many)
        first, last = data[1 + 2 * many], data[2 + 2 * many]
        for at in range(1, 1 + 2 * many, 2):
            self._use(0xDB, _QUANT | self.components[data[at]])
            if first == 0:
                self._use(0xC4, _DC | data[at + 1] >> 4)
            if last > 0:
                self._use(0xC4, _AC | data[at + 1] & 0x0F)
        self._keep(0xDA, data)
        self.kept.append(pixels)

    def _use(self, marker: int, which: int) -> None:
        if (table := self.tables.pop(which, None)) is not None:
            self._keep(marker, table)


def _exact(data: bytes, length: int) -> bytes:
    if len(data) != length:
        raise ValueError("longer or shorter than it must be")
    return data


def _segments(content: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Each segment of a JPEG until its end: marker, where it starts, where its pixels start, where
    it ends. Only a scan has pixels."""
    if content[:2] != b"\xff\xd8":
        raise ValueError("no JPEG")
    at = 2
    while True:
        if content[at] != 0xFF:
            raise ValueError("no marker where one must be")
        while content[at + 1] == 0xFF:
            at += 1
        start, marker = at, content[at + 1]
        at += 2
        if marker not in (0xD9, *_BARE):
            length = int.from_bytes(content[at : at + 2], "big")
            if length < 2 or at + length > len(content):
                raise ValueError("a segment without its end")
            at += length
        body = at
        if marker == 0xDA:
            at = _after_scan(content, at)
        yield marker, start, body, at
        if marker == 0xD9:
            return


def _after_scan(content: bytes, at: int) -> int:
    """Where the next marker is: inside a scan a 0xff is followed by zero or a restart."""
    while True:
        at = content.index(b"\xff", at)
        if content[at + 1] == 0x00 or 0xD0 <= content[at + 1] <= 0xD7:
            at += 2
        else:
            return at

"""A spreadsheet is a zip with XML: unzipped with an eye on its size, and measured before anything
is made of it.

The directory of a zip says how large things become, and may lie; so what it says is looked at
first, and what comes out is counted again. The library that reads the sheet gets a new zip, with
the parts that matter, as large as they were found to be.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from openprisma.documents.limits import ENTRIES, RATIO, UNZIPPED
from openprisma.kernel.errors import BadInput

# No pictures, no programs.
_KEPT = re.compile(r"(mimetype|.*\.(xml|rels))\Z", re.IGNORECASE | re.DOTALL)
_PIECE = 1 << 16


def unreadable() -> BadInput:
    """What is no spreadsheet."""
    return BadInput(
        "Dit is geen rekenblad dat wij kunnen lezen.",
        remedy="Gebruik XLSX, ODS of CSV; open en bewaar het opnieuw.",
    )


def too_large(what: str) -> BadInput:
    """A spreadsheet over one of the limits, which `what` names."""
    return BadInput(
        f"Dit rekenblad is te groot: {what}.",
        remedy="Haal weg wat er niet bij hoort, of lever het in delen.",
    )


def hidden(what: str) -> BadInput:
    """A spreadsheet in which something stands that nobody sees who opens it."""
    return BadInput(
        f"In dit rekenblad staat iets in een verborgen {what}.",
        remedy="Maak alles zichtbaar, haal weg wat er niet bij hoort en bewaar het opnieuw.",
    )


def unzipped(content: bytes) -> dict[str, bytes]:
    """Every part that matters, by name, within the limits. Raises `BadInput`."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as source:
            _promised(source.infolist(), len(content))
            room, parts = UNZIPPED, {}
            for entry in source.infolist():
                if _KEPT.match(entry.filename):
                    parts[entry.filename] = _part(source, entry, room)
                    room -= len(parts[entry.filename])
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
        ValueError,
    ) as error:
        raise unreadable() from error
    return parts


def _promised(entries: list[zipfile.ZipInfo], size: int) -> None:
    """What the directory of the zip says. Raises `BadInput` when that is too much already."""
    if len(entries) > ENTRIES:
        raise too_large(f"er zitten {len(entries)} onderdelen in, hoogstens {ENTRIES}")
    if len({entry.filename for entry in entries}) < len(entries):
        raise unreadable()
    full = sum(entry.file_size for entry in entries)
    if full > UNZIPPED:
        raise _unzipped_too_large()
    if full > 1_000_000 and full > RATIO * size:
        raise too_large(f"uitgepakt wordt het meer dan {RATIO} keer zo groot")


def _unzipped_too_large() -> BadInput:
    return too_large(f"uitgepakt is het meer dan {UNZIPPED // 1_000_000} MB")


def _part(source: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int) -> bytes:
    """One part, as far as there is room. Raises `BadInput` when it is larger than it said, or than
    there is room for."""
    found = bytearray()
    with source.open(entry) as packed:
        while piece := packed.read(_PIECE):
            found += piece
            if len(found) > room:
                raise _unzipped_too_large()
    return bytes(found)

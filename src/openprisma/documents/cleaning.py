"""Attachments: which kinds may come in, what their metadata says, and the same file without it.

A kind is proved by reading the whole file with a library, never by its name: a renamed program is
no picture. That happens in a process of its own (`reading`); this module holds what the rest of the
house needs to know of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from openprisma.documents.limits import KEPT, LIMIT
from openprisma.documents.other_kinds import other_kind
from openprisma.documents.reading import BROKE, DESK, refused
from openprisma.documents.turns import Busy
from openprisma.kernel.errors import BadInput

KINDS = {"pdf": "application/pdf", "jpeg": "image/jpeg", "png": "image/png"}
_STARTS = {"pdf": b"%PDF-", "jpeg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n"}
_KINDS = f"Kies een PDF, JPEG of PNG van hoogstens {LIMIT // 1_000_000} MB."
TOLD = 40  # things that were taken out


@dataclass(frozen=True)
class Cleaned:
    """A file without metadata. `kind` is a key of `KINDS`, `removed` says in words what was taken
    out, at most forty."""

    kind: str
    content: bytes
    removed: list[str]

    @property
    def columns(self) -> dict[str, Any]:
        """What a table keeps of it."""
        return {
            "kind": self.kind,
            "content": self.content,
            "size": len(self.content),
            "removed": self.removed,
        }


@dataclass(frozen=True)
class Download:
    """A file as one takes it along: what it is called, its kind, and what is in it."""

    id: UUID
    title: str
    kind: str
    content: bytes


def download_of(row: Any) -> Download:
    """A file that a table keeps, without what else the table says of it."""
    return Download(row.id, getattr(row, "title", ""), row.kind, bytes(row.content))


def clean(content: bytes, *, whose: str = "") -> Cleaned:
    """Read a file whole, and give it without metadata. `whose` is the person who sends it. Raises
    `BadInput` for anything but a PDF, JPEG or PNG that can be read, for one over a limit, for a
    PDF that is locked or holds programs or other files, and when too many files are read
    already."""
    if len(content) > LIMIT:
        raise too_large()
    for kind, start in _STARTS.items():
        if content.startswith(start):
            what = "pdf" if kind == "pdf" else "picture"
            try:
                told, body = DESK.read(what, content, whose=whose)
            except Busy:
                raise
            except BadInput as bad:
                raise refused(bad.what, f"{bad.remedy} {_KINDS}") from None
            return _cleaned(kind, told, body)
    if told := other_kind(content):
        raise refused(told[0], f"{told[1]} {_KINDS}")
    raise refused("Dit is geen PDF, JPEG of PNG, ook al heet het misschien zo.", _KINDS)


def _cleaned(kind: str, told: Any, body: bytes) -> Cleaned:
    if (
        not body.startswith(_STARTS[kind])
        or not isinstance(told, list)
        or not all(isinstance(one, str) for one in told)
    ):
        raise refused(BROKE[0], f"{BROKE[1]} {_KINDS}")
    if len(body) > KEPT:
        raise refused(
            f"Uitgepakt is dit bestand te groot: hoogstens {KEPT // 1_000_000} MB.",
            f"Maak het kleiner. {_KINDS}",
        )
    return Cleaned(kind, body, [one[:80] for one in dict.fromkeys(told)][:TOLD])


def too_large() -> BadInput:
    """The refusal of a file over the limit."""
    return refused(f"Deze bijlage is te groot: hoogstens {LIMIT // 1_000_000} MB.", _KINDS)

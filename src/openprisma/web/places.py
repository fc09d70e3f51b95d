"""Where files live on the web, as each working method says: one prefix for each."""

from __future__ import annotations

import re
from uuid import UUID

from openprisma.gate.law import procedures


def places() -> dict[str, str]:
    """The prefix of each working method that has files, in the order of the menu."""
    having = sorted(
        (m.entry for m in procedures().values() if m.entry.place), key=lambda entry: entry.menu
    )
    return {entry.procedure: entry.place for entry in having}


def opening(kind: str) -> str:
    """The act that opens the own page of a file of a working method."""
    return procedures()[kind].entry.opens


def reading(kind: str) -> str:
    """The act that reads the personal data in a file of a working method."""
    return procedures()[kind].entry.reads or opening(kind)


def file_url(kind: str, file: UUID) -> str:
    """The address of a file."""
    return f"/{places()[kind]}/{file}"


def list_url(kind: str) -> str:
    """The address of the list of files of a working method."""
    return f"/{places()[kind]}"


def place_of(address: str) -> str:
    """An address of ours that a form may go back to: a point of a meeting; empty for any other."""
    return address if _POINT.fullmatch(address) else ""


_POINT = re.compile(r"/vergaderingen/[0-9a-f-]{36}/punt/[0-9a-f-]{36}/[0-9a-f-]{36}")


def slug(act: str) -> str:
    """An act in an address."""
    return act.replace("_", "-")


def act_url(file: UUID, act: str) -> str:
    """The address of the form of an act on a file."""
    return f"/dossier/{file}/{slug(act)}"


def begin_url(kind: str, act: str) -> str:
    """The address of the form of an act that begins a file of a working method, where nobody wrote
    a page for it."""
    return f"/{places()[kind]}/nieuw/{slug(act)}"

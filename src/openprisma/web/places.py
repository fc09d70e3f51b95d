"""Where files live on the web: one prefix for each working method."""

from __future__ import annotations

import re
from uuid import UUID

PLACES = {"vergadering": "vergaderingen", "signaal": "signalen", "handhavingsknelpunt": "knelpunten", "casusoverleg": "casussen"}
# The act that opens a file's own page.
READS = {
    "vergadering": "vergadering_inzien",
    "signaal": "signaal_inzien",
    "handhavingsknelpunt": "dossier_inzien",
    "casusoverleg": "dossier_inzien",
}


def file_url(kind: str, file: UUID) -> str:
    """The address of a file."""
    return f"/{PLACES[kind]}/{file}"


def place_of(address: str) -> str:
    """An address of ours that a form may go back to: a point of a meeting; empty for any other."""
    return address if re.fullmatch(r"/vergaderingen/[0-9a-f-]{36}/punt/[0-9a-f-]{36}", address) else ""


def act_url(file: UUID, act: str) -> str:
    """The address of the form of an act on a file."""
    return f"/dossier/{file}/{act.replace('_', '-')}"

"""Where files live on the web: one prefix for each working method."""

from __future__ import annotations

from uuid import UUID

PLACES = {"signaal": "signalen", "handhavingsknelpunt": "knelpunten"}
READS = {"signaal": "signaal_inzien", "handhavingsknelpunt": "dossier_inzien"}  # the act that opens a file's own page


def file_url(kind: str, file: UUID) -> str:
    """The address of a file."""
    return f"/{PLACES[kind]}/{file}"


def act_url(file: UUID, act: str) -> str:
    """The address of the form of an act on a file."""
    return f"/dossier/{file}/{act.replace('_', '-')}"

"""What a database was born as; one for real people does not start while chapters are missing."""

from __future__ import annotations

from django.db import connection

from openprisma.gate.law import procedures
from openprisma.gate.owner import born
from openprisma.kernel.errors import Unavailable

Chapter = tuple[str, str]  # articles, and what they ask

# By article. A chapter is taken off this list by the work that brings it.
MISSING_FOR_REAL: tuple[Chapter, ...] = (
    ("wgs:1.8.7, bgs:1.16", "vernietigen of anonimiseren, met bewijs"),
    ("avg:14, bgs:1.3", "het informeren van betrokkenen"),
    ("avg:19", "verbetering en verwijdering na een verzoek doorgeven aan elke ontvanger"),
    ("avg:33-34, bgs:1.4", "datalekken melden"),
    (
        "wgs:1.8.2",
        "accounts uitgeven aan echte mensen: "
        "in een database voor echte gegevens heeft niemand er een",
    ),
    ("wgs:1.8.8", "back-ups en terugzetten binnen het hek"),
)
# Chapters that a working method brings: missing again as soon as it is taken out.
BROUGHT: dict[str, Chapter] = {"verzoek": ("avg:12-22, bgs:1.1-1.2", "verzoeken van burgers")}


def missing_for_real() -> tuple[Chapter, ...]:
    """What is missing before real people's data may be in here: what nobody brought yet, and what a
    working method brings that is not there."""
    known = procedures()
    return (
        *MISSING_FOR_REAL,
        *(chapter for method, chapter in BROUGHT.items() if method not in known),
    )


def fit_to_start() -> None:
    """Only a database born as demo or test starts in this version. Raises `Unavailable`."""
    if born(connection) not in ("demo", "test"):
        chapters = "; ".join(f"{what} ({articles})" for articles, what in missing_for_real())
        raise Unavailable(
            f"OpenPrisma start hier niet, want dit ontbreekt nog voor echte gegevens: {chapters}.",
            rule="1.8 lid 7 Wgs",
            remedy="Gebruik alleen een demo; `openprisma gereed` toont de lijst.",
        )

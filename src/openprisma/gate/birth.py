"""What a database was born as; one for real people does not start while chapters are missing."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection

from openprisma.gate.destroying import destroys
from openprisma.gate.law import procedures
from openprisma.gate.owner import born
from openprisma.kernel.errors import Unavailable

Chapter = tuple[str, str]  # articles, and what they ask
# What is there, and how that is known: a chapter that is taken out is named again.
IN_PLACE: tuple[tuple[Chapter, Callable[[], bool]], ...] = (
    (("wgs:1.8.7, bibob:29", "vernietigen wat voorbij zijn termijn is, met bewijs"), destroys),
    (("avg:12-22, bgs:1.1-1.2", "verzoeken van burgers"), lambda: "verzoek" in procedures()),
)
# By article. A chapter is taken off this list by the work that brings it.
MISSING_FOR_REAL: tuple[Chapter, ...] = (
    (
        "wgs:1.8.7, bgs:1.16.1.a",
        "vernietigen of anonimiseren wat niet meer nodig is of niets oplevert",
    ),
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


def missing() -> list[Chapter]:
    """What is missing before real people's data may be in here, by article."""
    return [*(one for one, there in IN_PLACE if not there()), *MISSING_FOR_REAL]


def fit_to_start() -> None:
    """Only a database born as demo or test starts in this version. Raises `Unavailable`."""
    if born(connection) not in ("demo", "test"):
        chapters = "; ".join(f"{what} ({articles})" for articles, what in missing())
        raise Unavailable(
            f"OpenPrisma start hier niet, want dit ontbreekt nog voor echte gegevens: {chapters}.",
            rule="1.8 lid 7 Wgs",
            remedy="Gebruik alleen een demo; `openprisma gereed` toont de lijst.",
        )

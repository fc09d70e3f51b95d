"""What a request holds of people: who asks, what was found, and what was said of it."""

from __future__ import annotations

from openprisma.gate.holdings import Clears, Goes, Stays, holds, keeps_apart
from openprisma.rights.models import (
    Answer,
    AnswerLetter,
    Ask,
    CitizenRequest,
    Extension,
    Handover,
    Hit,
    HitVerdict,
    Identity,
    LetterCheck,
    Requester,
    Search,
)

keeps_apart("rights", "Eerdere verzoeken van iemand staan in de lijst van het contactpunt.")
READ, HITS, LETTER = ("verzoek_inzien",), ("treffers_inzien",), ("brief_inzien",)
RECORD = Stays("Dat er een verzoek was en welke stappen het nam, noemt niemand.")
WHY = "Zo lang als het verzoek er is; twee jaar na het antwoord gaat het weg (Q25)."
holds(
    LetterCheck,
    "nagekeken brieven",
    found=("reasons", "person"),
    shown=READ,
    corrected=("brief_nakijken",),
    destroyed=Clears(("reasons",)),
    lasts=WHY,
)
holds(
    AnswerLetter,
    "brieven aan verzoekers",
    found=("letter", "person"),
    shown=LETTER,
    corrected=("verzoek_besluiten",),
    destroyed=Goes(),
)
holds(
    Answer,
    "antwoorden van deelnemers",
    found=("reasons", "person"),
    shown=HITS,
    corrected=("verzoek_beantwoorden",),
    destroyed=Goes(),
)
holds(
    HitVerdict,
    "oordelen over treffers",
    found=("reasons", "person"),
    shown=HITS,
    corrected=("treffer_beoordelen",),
    destroyed=Goes(),
)
holds(
    Hit,
    "treffers",
    found=("tbl", "row_id"),
    shown=HITS,
    corrected=("zoekslag_doen",),
    destroyed=Goes(),
)
holds(
    Requester,
    "verzoekers",
    found=("first_names", "surnames", "identifier", "register_number", "address"),
    shown=READ,
    destroyed=Goes(),
)
holds(Ask, "uitvragen aan deelnemers", found=("person",), shown=READ, destroyed=RECORD)
holds(Search, "zoekslagen", found=("person",), shown=READ, destroyed=Goes())
holds(
    Handover,
    "overdrachten van verzoeken",
    found=("reasons", "person"),
    shown=READ,
    destroyed=Clears(("reasons",)),
    lasts=WHY,
)
holds(
    Extension,
    "verlengingen van verzoeken",
    found=("reasons", "person"),
    shown=READ,
    destroyed=Clears(("reasons",)),
    lasts=WHY,
)
holds(Identity, "vaststellingen van identiteit", found=("person",), shown=READ, destroyed=RECORD)
holds(
    CitizenRequest,
    "verzoeken van burgers",
    found=("basis", "person"),
    shown=READ,
    destroyed=Clears(("basis",)),
    lasts=WHY,
)

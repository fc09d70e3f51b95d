"""What this module holds of people: who decides, and why one does not take part."""

from __future__ import annotations

from openprisma.gate.holdings import Goes, Stays, holds
from openprisma.panels.models import (
    Advice,
    AgendaItem,
    Attendance,
    Decision,
    Draft,
    Interest,
    Meeting,
    Paper,
    Recusal,
    Seat,
    Task,
    Vote,
)

READ, MET = ("dossier_inzien", "vergadering_inzien"), ("vergadering_inzien",)
DECIDED = Stays("Wie waarover hoe besliste, is de verantwoording; een overleg leest geen namen.")
holds(
    Interest,
    "belangen",
    found=("reason",),
    shown=("belangen_inzien",),
    destroyed=Goes(),
)
holds(Recusal, "verschoningen", found=("person",), shown=READ, destroyed=DECIDED)
holds(Vote, "stemmen", found=("person",), shown=READ, destroyed=DECIDED)
holds(Advice, "adviezen", found=("person",), shown=READ, destroyed=DECIDED)
holds(Decision, "besluiten", found=("decided_by",), shown=READ, destroyed=DECIDED)
holds(
    Draft,
    "besluitteksten",
    found=("person",),
    shown=READ,
    corrected=("besluit_voorbereiden",),
    destroyed=DECIDED,
)
holds(
    Task,
    "taken",
    found=("owner",),
    shown=READ,
    corrected=("taak_afronden", "taak_heropenen"),
    destroyed=DECIDED,
)
holds(AgendaItem, "agendapunten", shown=MET, corrected=("punt_notuleren",), destroyed=DECIDED)
holds(
    Paper,
    "stukken",
    found=("person",),
    unread=("content",),
    shown=("stuk_inzien",),
    corrected=("stuk_verwijderen",),
    destroyed=DECIDED,
)
holds(
    Attendance,
    "aanwezigen",
    found=("person",),
    shown=MET,
    corrected=("vergadering_openen",),
    destroyed=DECIDED,
)
holds(
    Meeting,
    "vergaderingen",
    shown=MET,
    corrected=("vergadering_verzetten",),
    destroyed=DECIDED,
)
holds(Seat, "zetels", found=("person", "deputy"), destroyed=DECIDED)

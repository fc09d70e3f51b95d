"""What this module holds of people: nobody; of which file something was counted."""

from __future__ import annotations

from openprisma.figures.models import Event
from openprisma.gate.holdings import Stays, holds

holds(
    Event,
    "tellingen",
    found=("of",),
    shown=("cijfers_inzien", "indicatoren_inzien", "jaarverslag_inzien"),
    destroyed=Stays("Wat geteld is, noemt een dossier en geen persoon."),
    lasts="Wat geteld is, noemt een dossier en geen persoon.",
)

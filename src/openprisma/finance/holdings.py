"""What this module holds of people: nobody. Its words went through the text check."""

from __future__ import annotations

from openprisma.finance.models import READS, BudgetLine
from openprisma.gate.holdings import Stays, holds

holds(
    BudgetLine,
    "begrotingsregels",
    found=("label", "source", "about", "why"),
    shown=READS,
    corrected=("begroting_regel_verbeteren", "begroting_regel_intrekken"),
    destroyed=Stays("Een begrotingsregel gaat over geld en hoort bij geen dossier."),
    lasts="Een begrotingsregel gaat over geld en hoort bij geen dossier.",
)

"""What this module holds of people: nobody. Its words went through the text check."""

from __future__ import annotations

from openprisma.activities.models import READS, Activity
from openprisma.gate.holdings import Stays, holds

holds(
    Activity,
    "activiteiten",
    found=("about", "why"),
    shown=READS,
    corrected=("activiteit_verbeteren", "activiteit_intrekken"),
    destroyed=Stays("Een activiteit hoort bij geen dossier en noemt niemand."),
    lasts="Een activiteit hoort bij geen dossier en noemt niemand.",
)

"""What this module holds of people: what was concluded about them."""

from __future__ import annotations

from openprisma.analysis.models import Finding, Tie, Unknown
from openprisma.gate.holdings import holds
from openprisma.sharing.holdings import TERM

READ = ("analyse_inzien",)
holds(
    Finding,
    "bevindingen",
    found=("text", "person"),
    shown=READ,
    corrected=("bevinding_verwijderen",),
    destroyed=TERM,
)
holds(
    Tie,
    "verbanden",
    found=("one", "other", "person"),
    shown=READ,
    corrected=("verband_weghalen",),
    destroyed=TERM,
)
holds(
    Unknown,
    "open vragen",
    found=("text", "person"),
    shown=READ,
    corrected=("onbekend_weghalen",),
    destroyed=TERM,
)

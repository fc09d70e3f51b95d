"""What a box holds of people: whoever laid a toy in it."""

from __future__ import annotations

from openprisma.speelgoed.models import Toy

from openprisma.gate.holdings import Goes, holds

holds(
    Toy,
    "speelgoed",
    found=("text", "person"),
    shown=("speelgoed_bekijken",),
    destroyed=Goes(),
)

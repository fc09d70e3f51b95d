"""What this module holds of people: what left a file about them, and what came of it."""

from __future__ import annotations

from openprisma.gate.holdings import holds
from openprisma.results.models import Feedback, Inquiry, Reaction, Result
from openprisma.sharing.holdings import TERM

READ = ("resultaten_inzien",)
holds(
    Reaction,
    "reacties",
    found=("reason", "person"),
    shown=READ,
    destroyed=TERM,
    goes_with="result",
)
holds(
    Feedback,
    "terugkoppelingen",
    found=("why_not", "person"),
    shown=READ,
    destroyed=TERM,
    goes_with="result",
)
holds(
    Inquiry,
    "vragen naar bekendheid",
    found=("subject", "reason", "answer", "person"),
    shown=READ,
    corrected=("bekendheid_vastleggen",),
    destroyed=TERM,
    goes_with="subject",
)
holds(
    Result,
    "resultaten",
    found=("text", "recipient", "person"),
    shown=READ,
    corrected=("resultaat_weghalen", "ontvanger_inlichten"),
    destroyed=TERM,
)

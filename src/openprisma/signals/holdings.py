"""What this module holds of people: what a reporter saw, and what was said of it. What stays when
it goes is who judged which criterion how, form of crime and municipalities: a record without
persons. Source: bgs:1.16.1.b, bgs:2.16.2."""

from __future__ import annotations

from openprisma.gate.holdings import Clears, Goes, holds
from openprisma.signals.models import (
    Attachment,
    Fact,
    Remark,
    Signal,
    SimilarAnswer,
    Verdict,
)

READ = ("signaal_inzien",)
# The columns of a signal that hold prose.
WORDS = ("summary", "quality_reason", "organised", "tried", "restrictions")
holds(
    Fact,
    "feiten",
    found=("what", "observer", "source"),
    shown=READ,
    corrected=("feit_verwijderen",),
    destroyed=Goes(),
)
holds(
    Attachment,
    "bijlagen",
    found=("title", "content", "person"),
    unread=("content",),
    shown=("bijlage_inzien",),
    corrected=("bijlage_verwijderen",),
    destroyed=Goes(),
)
holds(Remark, "berichten", found=("text", "person"), shown=READ, destroyed=Goes())
holds(
    Signal,
    "toelichtingen",
    found=(*WORDS, "criteria", "person"),
    shown=READ,
    corrected=("signaal_herzien", "signaal_aanvullen"),
    destroyed=Clears((*WORDS, "criteria")),
)
holds(
    SimilarAnswer,
    "antwoorden over overeenkomstige signalen",
    found=("authority", "person"),
    shown=READ,
    corrected=("overeenkomst_beantwoorden", "signaal_teruggeven"),
    destroyed=Clears(("authority",)),
)
holds(
    Verdict,
    "oordelen",
    found=("weighing", "reasons", "authority", "person"),
    shown=READ,
    destroyed=Clears(("weighing", "reasons", "authority")),
)

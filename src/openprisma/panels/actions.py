"""Acts of the steering group: voting. What it decides belongs to the working method it decides about."""

from __future__ import annotations

from typing import Annotated

from openprisma.gate.acts import act
from openprisma.gate.run import Run
from openprisma.language.prose import Prose
from openprisma.panels.facts import current_round
from openprisma.panels.models import Vote


@act("stemmen")
def vote(run: Run, *, voor: bool, motivering: Annotated[str, Prose()] = "") -> None:
    """Cast one's vote on the proposal of this file. Source: werkwijze:handhavingsknelpunt.4."""
    Vote.objects.create(
        alliance_id=run.file.alliance_id, file_id=run.file_id, person_id=run.actor.person, in_favour=voor,
        reasons=motivering, round=current_round(run), on_day=run.today, receipt=run.line,
    )  # fmt: skip

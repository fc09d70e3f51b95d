"""Reads of a delivery that waits: how far it is, what is wrong with it, and how it begins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from openprisma.files.queries import Head, head
from openprisma.gate.acts import act
from openprisma.gate.run import Run
from openprisma.sharing.delivery import COLUMNS
from openprisma.sharing.models import Batch

SHOWN = 10  # rows of the preview


@dataclass(frozen=True)
class Waiting:
    """A delivery of one's own participant that was set ready."""

    id: UUID
    total: int
    checked: int
    errors: list[tuple[int, str]]
    preview: list[list[str]]

    @property
    def ready(self) -> bool:
        """Was every row looked at, and is nothing wrong?"""
        return self.checked == self.total and not self.errors


@dataclass(frozen=True)
class Deliveries:
    """The page of deliveries of a file: the headings of the template, and the delivery that
    waits."""

    head: Head
    columns: list[str]
    waiting: Waiting | None


@act("leveringen_inzien", reads="all")
def read_deliveries(run: Run) -> Deliveries:
    """What one's own participant set ready. Source: wgs:1.5.1."""
    found = Batch.objects.filter(file=run.file_id, participant=run.actor.participant).first()
    return Deliveries(head(run), list(COLUMNS), None if found is None else _told(found, run.today))


def _told(batch: Batch, today: date) -> Waiting:
    checked, errors = (batch.checked, batch.errors) if batch.on_day == today else (0, [])
    preview = [[row[name] for name in COLUMNS.values()] for row in batch.rows[:SHOWN]]
    return Waiting(batch.id, len(batch.rows), checked, [(nr, what) for nr, what in errors], preview)

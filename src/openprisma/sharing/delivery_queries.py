"""Reads of a delivery that waits: how far it is, what is wrong with it, and how it begins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from openprisma.files.queries import Head, head
from openprisma.gate.acts import act
from openprisma.gate.run import Run
from openprisma.sharing.delivery import numbered
from openprisma.sharing.models import Batch, Delivery
from openprisma.sharing.sheet import COLUMNS

SHOWN = 10  # rows of the preview


@dataclass(frozen=True)
class Waiting:
    """A delivery of one's own participant that was set ready; `notes` are what must be read before
    it goes."""

    id: UUID
    total: int
    checked: int
    errors: list[tuple[int, str]]
    preview: list[tuple[int, list[str]]]
    notes: list[str]

    @property
    def ready(self) -> bool:
        """Was every row looked at, and is nothing wrong?"""
        return self.checked == self.total and not self.errors


@dataclass(frozen=True)
class Done:
    """A spreadsheet that was delivered: when, and how many data came of it."""

    id: UUID
    on_day: date
    data: int


@dataclass(frozen=True)
class Deliveries:
    """The page of deliveries of a file: the headings of the template, the delivery that waits, and
    those that one's own participant delivered before, newest first."""

    head: Head
    columns: list[str]
    waiting: Waiting | None
    done: list[Done]


@act("leveringen_inzien", reads="all")
def read_deliveries(run: Run) -> Deliveries:
    """What one's own participant set ready. Source: wgs:1.5.1."""
    found = Batch.objects.filter(file=run.file_id, participant=run.actor.participant).first()
    done = Delivery.objects.filter(file=run.file_id, participant=run.actor.participant)
    told = [Done(one.id, one.on_day, one.data) for one in done.order_by("-on_day", "id")]
    waiting = None if found is None else _told(found, run.today)
    return Deliveries(head(run), list(COLUMNS), waiting, told)


def _told(batch: Batch, today: date) -> Waiting:
    """What waits; what was checked on an earlier day is to be checked again."""
    checked, errors = (batch.checked, batch.errors) if batch.on_day == today else (0, [])
    preview = [
        (nr, [row[name] for name in COLUMNS.values()])
        for nr, row in numbered(batch.numbers, batch.rows[:SHOWN])
    ]
    wrong = [(nr, what) for nr, what in errors]
    return Waiting(batch.id, len(batch.rows), checked, wrong, preview, list(batch.notes))

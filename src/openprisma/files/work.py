"""Long work of background tasks, that somebody sees and can stop. What is done is kept step by
step, so that a worker which takes it up again goes on behind the last. Kept are codes and numbers:
what a step is about stands in no job, and is read anew, under a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Generic, TypeVar
from uuid import UUID

from django.db import connection
from django.utils import timezone

from openprisma.gate import ledger
from openprisma.gate.acts import act
from openprisma.gate.declared import Identifier
from openprisma.gate.run import Run

Step = TypeVar("Step")
STILL = timedelta(hours=1)  # without a step: nobody works on it
WhichWork = Annotated[str, Identifier(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", 36)]


@dataclass
class Work(Generic[Step]):
    """One run of a kind of work (`werksoorten`): its steps by id. Going through it gives what is
    left, in the order of the ids; a step counts as done when the next is asked for, with the
    `message` (`werkmeldingen`) that was set meanwhile. It ends early when somebody stops it."""

    kind: str
    run: str
    steps: Mapping[UUID, Step]
    message: str = ""

    def __iter__(self) -> Iterator[tuple[UUID, Step]]:
        if not self.steps:
            return
        work, behind = ledger.call("work_begin", self.kind, self.run, len(self.steps))
        for one in sorted(self.steps):
            if behind is not None and one <= behind:
                continue
            yield one, self.steps[one]
            if not ledger.call("work_step", work, one, self.message):
                return
        ledger.call("work_end", work)


@dataclass(frozen=True)
class Shown:
    """Work as one sees it: a kind, how far it is, its state and last message in codes."""

    id: UUID
    kind: str
    done: int
    total: int
    state: str
    message: str
    began: datetime
    at: datetime

    @property
    def runs(self) -> bool:
        """Can it be stopped?"""
        return self.state == "loopt"

    @property
    def still(self) -> bool:
        """Did nobody do a step for long?"""
        return self.runs and timezone.now() - self.at > STILL


def works() -> list[Shown]:
    """The newest work, for who may stop it; nothing for others. At the door, under no line."""
    with connection.cursor() as cursor:
        cursor.execute("select * from fence.works()")
        return [Shown(*row) for row in cursor.fetchall()]


@dataclass(frozen=True)
class Stopped:
    """Whether work still ran when it was stopped."""

    ran: bool


@act("werk_afbreken")
def stop(run: Run, *, werk: WhichWork) -> Stopped:
    """Stop work of the system after the step that it is at; it does not run afterwards, whether it
    ran or not. Source: huisregels:6.3."""
    with connection.cursor() as cursor:
        cursor.execute("select fence.work_stop(%s)", [werk])
        return Stopped(bool(cursor.fetchone()[0]))

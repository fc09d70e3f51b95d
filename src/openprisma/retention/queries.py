"""What falls due, what a run did, and what is kept longer: counts and days, of nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from uuid import UUID

from django.db import connection

from openprisma.gate.acts import act
from openprisma.gate.destroying import endings, norm
from openprisma.gate.law import lawbook
from openprisma.gate.run import Run
from openprisma.kernel.errors import BadInput
from openprisma.retention.models import Destroyed, DestructionRun

AHEAD, FURTHEST = timedelta(days=90), timedelta(days=366 * 30)
NEWEST = 50  # runs that are shown


@dataclass(frozen=True)
class Falling:
    """Of one kind under one article: how many rows are past their term today, and how many on the
    day that was asked."""

    what: str
    norm: str
    today: int
    then: int


@dataclass(frozen=True)
class Line:
    """A line of a certificate: how many of what went, on which day."""

    what: str
    ground: str
    norm: str
    number: int
    on_day: date


@dataclass(frozen=True)
class Ran:
    """A run and its certificate."""

    id: UUID
    on_day: date
    law: str
    total: int
    done: int
    left: int
    state: str
    lines: list[Line]


@dataclass(frozen=True)
class Longer:
    """Something that is kept longer, in a file where one tests lawfulness: on which ground (of a
    whole file none), since when (of a whole file: when it would have gone, if that day came), and
    when somebody must look again."""

    file: UUID
    ground: str
    begun: date | None
    review: date | None


@dataclass(frozen=True)
class Outlook:
    """What goes until `then`, the newest runs, and what is kept longer."""

    today: date
    then: date
    falling: list[Falling]
    runs: list[Ran]
    longer: list[Longer]


@act("vernietiging_inzien")
def read(run: Run, *, op: date | None = None) -> Outlook:
    """What is past its term today and on a day (`op`, and otherwise in 90 days), what was destroyed
    and what is kept longer. Raises `BadInput` for a day that has passed or is far away.
    Source: wgs:1.8.7."""
    then = op or run.today + AHEAD
    if not run.today <= then <= run.today + FURTHEST:
        raise BadInput(
            "Op deze dag kunnen wij niet kijken.",
            fields={"op": "Kies vandaag of een dag daarna, binnen dertig jaar."},
        )
    return Outlook(run.today, then, _falling(run.today, then), _runs(), _longer())


def _falling(day: date, then: date) -> list[Falling]:
    now, later = _counts(day), _counts(then)
    book = lawbook()
    return [
        Falling(one.holding.what, norm(book, one.term), now.get(nr, 0), later.get(nr, 0))
        for nr, one in enumerate(endings())
        if nr in now or nr in later
    ]


def _counts(day: date) -> dict[int, int]:
    with connection.cursor() as cursor:
        cursor.execute("select nr, number from fence.due_counts(%s)", [day])
        return {nr: number for nr, number in cursor.fetchall() if number}


def _runs() -> list[Ran]:
    runs = list(DestructionRun.objects.order_by("-began")[:NEWEST])
    found = Destroyed.objects.filter(run__in=runs).order_by("run_id", "on_day", "norm", "what")
    lines = {
        key: [Line(one.what, one.ground, one.norm, one.number, one.on_day) for one in rows]
        for key, rows in groupby(found, key=lambda one: one.run_id)
    }
    return [
        Ran(
            one.id,
            one.on_day,
            one.law,
            one.total,
            one.done,
            one.remaining,
            one.state,
            lines.get(one.id, []),
        )
        for one in runs
    ]


def _longer() -> list[Longer]:
    with connection.cursor() as cursor:
        cursor.execute("select file, ground, begun, review from fence.kept_longer()")
        return [Longer(*row) for row in cursor.fetchall()]

"""Destroying what is past its term: by the system, on the day, and nobody is asked."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.db import connection
from django.db.models import F

from openprisma.gate.acts import act
from openprisma.gate.destroying import LOT, endings, norm
from openprisma.gate.law import lawbook
from openprisma.gate.run import Run
from openprisma.gate.writes import adds, changes
from openprisma.retention.models import RUNS, Destroyed, DestructionRun

DONE, FAILED = "klaar", "mislukt"
BY_TERM = "termijn"


@dataclass(frozen=True)
class Progress:
    """How far a run is: rows destroyed of those it began with, its state, how many rows went in
    this lot, and of how many files somebody works at this moment."""

    done: int
    total: int
    state: str
    number: int
    busy: int


@act(
    "termijn_uitvoeren",
    ends=True,
    writes=(
        adds(DestructionRun),
        changes(DestructionRun, "done", "remaining", "state", "at"),
        adds(Destroyed),
        changes(Destroyed, "number"),
    ),
)
def destroy(run: Run) -> Progress:
    """Destroy the next lot of what is past its term, in the run that is under way or a new one. It
    is one transaction: all of it goes, with its place on the certificate, or nothing. When nothing
    can go any more it counts what is left, and a run that leaves something failed. Source:
    wgs:1.8.7, bibob:29."""
    current = _current(run)
    gone, busy = _lot()
    number = sum(many for _, many in gone)
    for what, many in gone:
        _certify(run, current, what, many)
    left = 0 if number or busy else sum(due(run).values())
    state = RUNS if number or busy else FAILED if left else DONE
    current.done, current.remaining, current.state = current.done + number, left, state
    current.save(update_fields=["done", "remaining", "state", "at"])
    return Progress(current.done, current.total, state, number, busy)


def due(run: Run) -> dict[int, int]:
    """How many rows of each table (by number) go on the day of this line."""
    with connection.cursor() as cursor:
        cursor.execute("select nr, number from fence.due_counts(%s)", [run.today])
        return {nr: number for nr, number in cursor.fetchall() if number}


def _current(run: Run) -> DestructionRun:
    """The run that somebody began and that is not done, or a new one."""
    found = DestructionRun.objects.select_for_update().filter(state=RUNS).first()
    if found is not None:
        return found
    return DestructionRun.objects.create(
        on_day=run.today,
        law=lawbook().on(run.today).hash,
        total=sum(due(run).values()),
        receipt=run.line,
    )


def _lot() -> tuple[list[tuple[int, int]], int]:
    """Destroy at most `LOT` rows. Gives how many of which table, and in how many files somebody
    works."""
    with connection.cursor() as cursor:
        cursor.execute("select gone, busy from fence.destroy_due(%s)", [LOT])
        told, busy = cursor.fetchone()
    rows = json.loads(told) if isinstance(told, str) else told
    counts: dict[int, int] = {}
    for nr, _, many in rows:
        counts[nr] = counts.get(nr, 0) + many
    return sorted(counts.items()), busy


def _certify(run: Run, current: DestructionRun, nr: int, many: int) -> None:
    one = endings()[nr]
    told = {
        "run": current,
        "what": one.holding.what,
        "norm": norm(lawbook(), one.term),
        "ground": BY_TERM,
        "on_day": run.today,
    }
    if not Destroyed.objects.filter(**told).update(number=F("number") + many):
        Destroyed.objects.create(**told, number=many, receipt=run.line)

"""Who and what a file is about, as a table reads it: by number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from openprisma.gate.run import Run
from openprisma.subjects.facts import last_admissions


@dataclass(frozen=True)
class Member:
    """A subject as a table reads it: a number, and no name."""

    id: UUID
    nr: int
    kind: str
    role: str
    need: str
    state: str
    on_day: date


def members(run: Run) -> list[Member]:
    """Everybody and everything that was put forward in the file of a run, in that order."""
    return [
        Member(one.subject, nr, one.kind, one.role, one.need, one.state, one.on_day)
        for nr, one in enumerate(last_admissions(run), 1)
    ]

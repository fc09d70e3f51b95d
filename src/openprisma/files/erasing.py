"""Destroying what a file holds about persons: what each module says of its own tables
(`holdings.py`), table by table. Source: bgs:1.16."""

from __future__ import annotations

from openprisma.gate.constraints import file_of
from openprisma.gate.holdings import Goes, Holding, Stays, holdings
from openprisma.gate.run import Run
from openprisma.gate.writes import Write


def written() -> tuple[Write, ...]:
    """What all modules together write when a file is erased."""
    return tuple(write for one in _destroyed() for write in one.writes)


def erase_all(run: Run) -> dict[str, int]:
    """Destroy it all, what points at a person before the person. Gives how many rows of what."""
    counts: dict[str, int] = {}
    for one in _destroyed():
        rows = one.model._default_manager.filter(**{str(file_of(one.model)): run.file_id})
        gone = isinstance(one.destroyed, Goes)
        number = rows.delete()[0] if gone else rows.update(**one.emptied())
        counts[one.what] = counts.get(one.what, 0) + number
    return {what: number for what, number in counts.items() if number}


def _destroyed() -> list[Holding]:
    """What goes, of tables that belong to a file."""
    return [
        one for one in holdings() if file_of(one.model) and not isinstance(one.destroyed, Stays)
    ]

"""Who can erase what of a file: each module says it for its own tables, and the file asks them all.
Source: bgs:1.16."""

from __future__ import annotations

from collections.abc import Callable

from openprisma.gate.run import Run
from openprisma.gate.writes import Write

Eraser = Callable[[Run], dict[str, int]]
_erasers: list[Eraser] = []
_writes: list[Write] = []


def eraser(*writes: Write) -> Callable[[Eraser], Eraser]:
    """Mark a function that takes everything about persons out of the file of a run; it gives how
    many rows of what. `writes` are the tables it writes for that: others are shut to it."""

    def register(function: Eraser) -> Eraser:
        _erasers.append(function)
        _writes.extend(writes)
        return function

    return register


def written() -> tuple[Write, ...]:
    """What all modules together write when a file is erased."""
    return tuple(_writes)


def erase_all(run: Run) -> dict[str, int]:
    """Ask every module, the last one first: what points at a person goes before the person. Gives
    all counts."""
    counts: dict[str, int] = {}
    for one in reversed(_erasers):
        counts |= one(run)
    return {what: number for what, number in counts.items() if number}

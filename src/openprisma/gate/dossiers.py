"""The port through which the gate asks the files above it. `files` plugs in; the gate knows no
table of the domain."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol
from uuid import UUID

from openprisma.engine.procedures import AssignEntry, StageEntry
from openprisma.gate.run import Run
from openprisma.gate.writes import Write


class Dossiers(Protocol):
    """What the gate needs of files. What following a working method writes, it says itself:
    `explaining` is what `explain` writes, `assigning` what `assign` does, `releasing` the end of
    roles."""

    explaining: tuple[Write, ...]
    assigning: tuple[Write, ...]
    releasing: tuple[Write, ...]

    def entering(self, stage: StageEntry) -> tuple[Write, ...]:
        """What a file that enters this stage writes: that stage and its event, and no others."""

    def erasing(self) -> tuple[Write, ...]:
        """What `erase` writes: what every module erases of its own, and the record of it."""

    def header(self, file: UUID) -> Any:
        """The file as the actor may see it, or None."""

    def headers(self, files: Iterable[UUID]) -> list[Any]:
        """The same of many, in one statement; those the actor may not see are left out."""

    def roles(self, run: Run) -> frozenset[str]:
        """The roles of the actor on the file of this run, today; without a file, the actor's
        functions."""

    def judgements(self, run: Run) -> dict[str, bool]:
        """Judgements given on this file that still stand, by norm id."""

    def explain(self, run: Run) -> None:
        """What the writer said of doubtful words in this act is kept with the file."""

    def move(self, run: Run, stage: StageEntry) -> None:
        """The file enters a stage: what is counted then is noted, and whoever holds one of the
        roles it releases loses it today."""

    def erase(self, run: Run, ground: str) -> None:
        """Everything about persons in the file of this run goes, under a provision; a record of how
        much remains."""

    def assign(self, run: Run, entries: Iterable[AssignEntry]) -> None:
        """Give access as the procedure says."""


_plugged: list[Dossiers] = []


def plug(dossiers: Dossiers) -> None:
    """Called once, when the files module is ready."""
    _plugged[:] = [dossiers]


def dossiers() -> Dossiers:
    """The files module."""
    return _plugged[0]

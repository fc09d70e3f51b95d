"""Reads of figures: only under the act that counts, and never from the log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from openprisma.figures.published import EVENTS, Fact
from openprisma.figures.table import (
    Aside,
    Figure,
    TableEntry,
    asides,
    by_panel,
    figures,
    table,
)
from openprisma.gate.acts import act
from openprisma.gate.run import Run
from openprisma.kernel.errors import BadInput


@dataclass(frozen=True)
class Number:
    """A row of the table: how many started in the year, and how many ran in it."""

    nr: str
    label: str
    started: int
    running: int


@dataclass(frozen=True)
class Numbers:
    """The table for a program: numbers only."""

    title: str
    year: int
    as_of: date
    rows: list[Number]
    beside: dict[str, int]
    panels: dict[str, int]
    definitions: dict[str, str]
    cannot_tell: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """The table of a year as it was known on a day, what stands beside it, and by panel; `key` says
    what stands for a file in it (`stands_for`)."""

    year: int
    as_of: date
    entry: TableEntry
    rows: list[Figure]
    beside: list[Aside]
    panels: dict[str, list[Fact]]
    key: UUID

    def numbers(self) -> Numbers:
        """The same without what is behind it."""
        return Numbers(
            title=self.entry.title,
            year=self.year,
            as_of=self.as_of,
            rows=[
                Number(one.row.nr, one.row.label, len(one.started), len(one.running))
                for one in self.rows
            ],
            beside={one.label: len(one.events) for one in self.beside},
            panels={code: len(found) for code, found in self.panels.items()},
            definitions=self.entry.definitions,
            cannot_tell=self.entry.cannot_tell,
        )


EARLIEST = 2000


@act("cijfers_inzien")
def count(
    run: Run, *, jaar: Annotated[int, Field(ge=1900, le=2199)], peildatum: date | None = None
) -> Report:
    """The table “Operationele resultaten” of a year as it was known on a day, today unless told
    otherwise. Source: wgs:1.12, huisregels:7.1; never from the log (wgs:1.8.4). Raises
    `BadInput` for a year or day that cannot be."""
    day = peildatum or run.today
    if not EARLIEST <= jaar <= run.today.year:
        raise BadInput(
            "Over dit jaar zijn er geen cijfers.",
            fields={"jaar": f"Kies een jaar van {EARLIEST} tot en met dit jaar."},
        )
    if day > run.today:
        raise BadInput(
            "Deze dag ligt in de toekomst.",
            fields={"peildatum": "Kies vandaag of een eerdere dag."},
        )
    return counted(jaar, day)


def counted(year: int, day: date) -> Report:
    """The table of a year as it was known on a day. Only under an act that counts."""
    found = EVENTS.read(known_on__lte=day)
    events = found.rows
    return Report(
        year,
        day,
        table(),
        figures(events, year, day),
        asides(events, year, day),
        by_panel(events, year, day),
        found.key,
    )

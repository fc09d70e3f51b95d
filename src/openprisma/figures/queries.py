"""Reads of figures: only under the act that counts, and never from the log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field

from openprisma.figures.models import Event
from openprisma.figures.table import (
    Aside,
    Fact,
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
class Report:
    """The table of a year as it was known on a day, what stands beside it, and by panel."""

    year: int
    as_of: date
    entry: TableEntry
    rows: list[Figure]
    beside: list[Aside]
    panels: dict[str, list[Fact]]

    def as_dict(self) -> dict[str, object]:
        """The same for programs: numbers only."""
        return {
            "title": self.entry.title,
            "year": self.year,
            "as_of": self.as_of.isoformat(),
            "rows": [
                {
                    "nr": one.row.nr,
                    "label": one.row.label,
                    "started": len(one.started),
                    "running": len(one.running),
                }
                for one in self.rows
            ],
            "beside": {one.label: len(one.events) for one in self.beside},
            "panels": {code: len(found) for code, found in self.panels.items()},
            "definitions": self.entry.definitions,
            "cannot_tell": list(self.entry.cannot_tell),
        }


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
    events = [
        _fact(row) for row in Event.objects.filter(known_on__lte=day).order_by("on_day", "id")
    ]
    return Report(
        jaar,
        day,
        table(),
        figures(events, jaar, day),
        asides(events, jaar, day),
        by_panel(events, jaar, day),
    )


def _fact(row: Event) -> Fact:
    return Fact(
        row.id,
        row.of,
        row.kind,
        row.on_day,
        row.panel,
        row.origin,
        tuple(row.themes),
        row.advice,
        row.ending,
        row.carried,
    )

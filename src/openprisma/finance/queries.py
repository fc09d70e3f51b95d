"""Reads of money: the table of a year as it was known on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field

from openprisma.finance.entry import entry
from openprisma.finance.models import BudgetLine
from openprisma.finance.table import Check, Figure, Line, Table, checks, made_of
from openprisma.gate.acts import act
from openprisma.gate.run import Run
from openprisma.kernel.errors import BadInput

EARLIEST = 2000
Year = Annotated[int, Field(ge=1900, le=2199)]


@dataclass(frozen=True)
class Money:
    """The table of a year as it was known on a day; amounts in eurocents."""

    title: str
    year: int
    as_of: date
    lines: list[Line]
    figures: list[Figure]
    checks: list[Check]
    definitions: dict[str, str]

    @property
    def table(self) -> Table:
        """The same, to ask for parts and figures."""
        return Table(self.lines, self.figures)

    @property
    def differences(self) -> list[Check]:
        """What does not add up."""
        return [one for one in self.checks if not one.holds]


def as_known(year: int, day: date) -> list[Line]:
    """The lines of a year that counted on a day."""
    found = BudgetLine.objects.filter(year=year, known_on__lte=day, until_on__gt=day)
    return [_line(one) for one in found.order_by("part", "side", "kind", "nr", "id")]


def _line(one: BudgetLine) -> Line:
    return Line(
        str(one.id),
        one.part,
        one.side,
        one.kind,
        one.nr,
        one.label,
        one.budget,
        one.realised,
        one.hours,
        one.fte,
        tuple(one.about),
        one.source,
        one.known_on,
    )


def money(year: int, day: date) -> Money:
    """The table of a year as it was known on a day."""
    table = made_of(as_known(year, day))
    told = entry()
    return Money(told.title, year, day, table.lines, table.figures, checks(table), told.definitions)


def possible(run: Run, jaar: int, peildatum: date | None) -> date:
    """The day as of which is counted, today unless told otherwise. Raises `BadInput` for a year or
    day that cannot be."""
    if not EARLIEST <= jaar <= run.today.year + 1:
        raise BadInput(
            "Over dit jaar zijn er geen cijfers.",
            fields={"jaar": f"Kies een jaar van {EARLIEST} tot en met volgend jaar."},
        )
    if peildatum is not None and peildatum > run.today:
        raise BadInput(
            "Deze dag ligt in de toekomst.",
            fields={"peildatum": "Kies vandaag of een eerdere dag."},
        )
    return peildatum or run.today


@act("financien_inzien")
def read_money(run: Run, *, jaar: Year, peildatum: date | None = None) -> Money:
    """Budget and realisation of a year, each sum beside the total of the source, and what does not
    add up. Source: huisregels:14.1. Raises `BadInput` for a year or day that cannot be."""
    return money(jaar, possible(run, jaar, peildatum))

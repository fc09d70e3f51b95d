"""Indicators counted from activities and events: each with what is behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from openprisma.activities.published import Done
from openprisma.figures.published import Fact
from openprisma.reports.entry import RowEntry, TableEntry, entry

PLACES = "gemeenten"


@dataclass(frozen=True)
class Behind:
    """One activity or event behind a number, and how much it counts for."""

    on_day: date
    kind: str
    place: str
    audience: str
    team: str
    times: int


@dataclass(frozen=True)
class Indicator:
    """A number with what is behind it, and what the published report says, where it does."""

    id: str
    label: str
    number: int
    published: int | None
    behind: list[Behind]

    @property
    def says(self) -> str:
        """Whether the published report says another number, in words."""
        if self.published is None or self.published == self.number:
            return ""
        return f"{self.label}: wij tellen {self.number}, de bron noemt {self.published}."


@dataclass(frozen=True)
class IndicatorTable:
    """A table of indicators."""

    id: str
    title: str
    rows: list[Indicator]


@dataclass(frozen=True)
class Indicators:
    """The indicators of a year as they were known on a day, and what of the source does not fit."""

    title: str
    year: int
    as_of: date
    tables: list[IndicatorTable]
    definitions: dict[str, str]
    contradicts: list[str]

    @property
    def rows(self) -> list[Indicator]:
        """Every indicator."""
        return [one for table in self.tables for one in table.rows]

    @property
    def differences(self) -> list[str]:
        """Where the published report says another number, and where it contradicts itself."""
        return [*(one.says for one in self.rows if one.says), *self.contradicts]


def indicators(done: Iterable[Done], events: Iterable[Fact], year: int, as_of: date) -> Indicators:
    """The indicators of a year, of what was done and what happened in it until the day `as_of`."""
    here = [one for one in done if _within(one.on_day, year, as_of)]
    facts = [one for one in events if _within(one.on_day, year, as_of)]
    told = entry()
    published = told.published.get(year, {})
    tables = [_table(one, here, facts, published) for one in told.tables]
    contradicts = list(told.contradicts.get(year, ()))
    return Indicators(told.title, year, as_of, tables, told.definitions, contradicts)


def _within(day: date, year: int, as_of: date) -> bool:
    return day.year == year and day <= as_of


def _table(
    table: TableEntry, done: list[Done], facts: list[Fact], published: dict[str, int]
) -> IndicatorTable:
    rows = [_indicator(one, done, facts, published) for one in table.rows]
    if table.places:
        rows.insert(0, _places(table, done, published))
    return IndicatorTable(table.id, table.title, rows)


def _places(table: TableEntry, done: list[Done], published: dict[str, int]) -> Indicator:
    """In how many municipalities there was one of these activities."""
    found = [one for one in done if one.kind in table.places and one.place]
    number = len({one.place for one in found})
    label = "Gemeenten waar dit was"
    return Indicator(PLACES, label, number, published.get(PLACES), [_done(one) for one in found])


def _indicator(
    row: RowEntry, done: list[Done], facts: list[Fact], published: dict[str, int]
) -> Indicator:
    behind = [_done(one) for one in done if counts(row, one)]
    behind += [
        Behind(one.on_day, one.kind, "", "", "", 1) for one in facts if one.kind in row.events
    ]
    number = sum(one.times for one in behind)
    return Indicator(row.id, row.label, number, published.get(row.id), behind)


def counts(row: RowEntry, one: Done) -> bool:
    """Does an activity count for an indicator?"""
    return (
        one.kind in row.kinds
        and (not row.audiences or one.audience in row.audiences)
        and (not row.teams or one.team in row.teams)
    )


def _done(one: Done) -> Behind:
    return Behind(one.on_day, one.kind, one.place, one.audience, one.team, one.times)

"""The table as data: its rows and definitions, from `law/operationele_resultaten.yaml`, and the
counting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from openprisma.engine.reading import read, shaped
from openprisma.figures.published import Fact
from openprisma.kernel.places import data


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class RowEntry(_Strict):
    """A row: what it counts, and of which origin, theme or kind of advice only."""

    nr: str
    label: str
    counts: Literal["signals", "cases", "advices"]
    origin: str = ""
    theme: str = ""
    advice: str = ""


class OriginEntry(_Strict):
    """Who counts under a row of origin: organs, or participants by code."""

    organs: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()


class TableEntry(_Strict):
    """The table: rows, definitions, and what the published source leaves open."""

    title: str
    definitions: dict[str, str]
    cannot_tell: tuple[str, ...]
    origins: dict[str, OriginEntry]
    other_origin: str
    rows: tuple[RowEntry, ...]


@cache
def table() -> TableEntry:
    """The table as its file says it. Raises `LawError` with file and line."""
    path = data("law") / "operationele_resultaten.yaml"
    return shaped(TableEntry, read(path), path)


@dataclass(frozen=True)
class Figure:
    """A row with both columns, each as the events behind it."""

    row: RowEntry
    started: list[Fact]
    running: list[Fact]


@dataclass(frozen=True)
class Aside:
    """A number beside the table, with the events behind it."""

    label: str
    events: list[Fact]


STARTED, CLOSED, SIGNAL, ADVICE = (
    "casus_gestart",
    "casus_gesloten",
    "signaal_naar_casus",
    "advies_gegeven",
)


def figures(events: Iterable[Fact], year: int, until: date) -> list[Figure]:
    """Every row over the cases started in a year and over those running in it, as far as
    `until`."""
    known = _first(one for one in events if one.on_day <= min(date(year, 12, 31), until))
    closed = {one.of: one.on_day for one in known if one.kind == CLOSED}
    starts = [one for one in known if one.kind == STARTED]
    running = [one for one in starts if closed.get(one.of, date.max) >= date(year, 1, 1)]
    started = [one for one in running if one.on_day >= date(year, 1, 1)]
    return [
        Figure(row, _behind(row, started, known), _behind(row, running, known))
        for row in table().rows
    ]


SEVERAL = (SIGNAL, ADVICE)  # may happen to one file more than once


def _first(events: Iterable[Fact]) -> list[Fact]:
    """The first of each kind for each file; those that may happen more than once all."""
    found: dict[object, Fact] = {}
    for one in sorted(events, key=lambda one: (one.on_day, one.nr)):
        found.setdefault(one.nr if one.kind in SEVERAL else (one.of, one.kind), one)
    return list(found.values())


def _behind(row: RowEntry, cases: list[Fact], known: list[Fact]) -> list[Fact]:
    chosen = {
        one.of
        for one in cases
        if row.origin in ("", one.origin) and (not row.theme or row.theme in one.themes)
    }
    if row.counts == "cases":
        return [one for one in cases if one.of in chosen]
    kind = SIGNAL if row.counts == "signals" else ADVICE
    return [
        one
        for one in known
        if one.kind == kind and one.of in chosen and row.advice in ("", one.advice)
    ]


def asides(events: Iterable[Fact], year: int, until: date) -> list[Aside]:
    """What the table does not count: signals by what became of them, cases by how they ended,
    bottlenecks."""
    end = min(date(year, 12, 31), until)
    known = _first(one for one in events if one.on_day <= end)
    here = [one for one in known if one.on_day.year == year]
    running = figures(known, year, until)[1]
    new = {one.of for one in running.started}
    return [
        Aside("Signalen gemeld", _of(here, "signaal_gemeld")),
        Aside(f"Signalen in voorbereiding op {end:%d-%m-%Y}", _pending(known)),
        Aside("Signalen afgewezen", _of(here, "signaal_afgewezen")),
        Aside("Signalen die tot een knelpunt leidden", _of(here, "signaal_naar_knelpunt")),
        Aside("Casussen niet gestart", _of(here, "casus_niet_gestart")),
        Aside(
            "Casussen doorlopend uit eerdere jaren",
            [one for one in running.running if one.of not in new],
        ),
        Aside("Casussen nieuw", running.started),
        Aside(
            "Casussen gesloten met interventie",
            [one for one in _of(here, CLOSED) if one.ending == "met"],
        ),
        Aside(
            "Casussen gesloten zonder interventie",
            [one for one in _of(here, CLOSED) if one.ending == "zonder"],
        ),
        Aside("Handhavingsknelpunten aangewezen", _of(here, "knelpunt_gestart")),
        Aside("Handhavingsknelpunten lopend", _bottlenecks(known, year)),
        Aside("Bibob-adviezen gegeven", _of(here, "bibob_advies")),
    ]


def by_panel(events: Iterable[Fact], year: int, until: date) -> dict[str, list[Fact]]:
    """The cases running in a year, by the table that decides on them."""
    found: dict[str, list[Fact]] = {}
    for one in sorted(figures(events, year, until)[1].running, key=lambda one: one.panel):
        found.setdefault(one.panel, []).append(one)
    return found


def _of(events: list[Fact], kind: str) -> list[Fact]:
    return [one for one in events if one.kind == kind]


_DECIDED = (
    "signaal_afgewezen",
    "signaal_in_behandeling",
    "signaal_ingetrokken",
    "signaal_naar_knelpunt",
    SIGNAL,
)


def _pending(known: list[Fact]) -> list[Fact]:
    """Reported signals of which nothing more is known."""
    decided = {one.of for one in known if one.kind in _DECIDED}
    return [one for one in known if one.kind == "signaal_gemeld" and one.of not in decided]


def _bottlenecks(known: list[Fact], year: int) -> list[Fact]:
    closed = {one.of: one.on_day for one in known if one.kind == "knelpunt_gesloten"}
    return [
        one
        for one in _of(known, "knelpunt_gestart")
        if closed.get(one.of, date.max) >= date(year, 1, 1)
    ]

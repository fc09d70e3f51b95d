"""What stands in the file of a kind of scan and of a rule, as checked models."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from openprisma.scans.tables import Strict

Mode = Literal["gemeente", "wgs"]
Persons = Literal["geen", "organisaties", "natuurlijk"]
Shown = Literal["sleutel", "tekst", "dag", "bedrag", "maat", "aantal", "jaar", "janee"]
Cell = date | bool | int | float | str | None

SCORE = "score"  # a rule that weighs what it finds gives 1, 2 or 3 under this name
DAY = "peildatum"  # the day of which the scan tells


class ThresholdEntry(Strict):
    """A bound a rule uses, in `unit`. `min` and `max`: within what it may be set otherwise;
    `basis`: why it is what it is."""

    value: Decimal
    unit: str
    min: Decimal
    max: Decimal
    basis: str


class ExampleEntry(Strict):
    """A small world and what the rule finds in it. `fires`; `nearly`: by a hair not; `innocent`: it
    fires, and one of the innocent explanations, `because`, is the true one."""

    name: str
    kind: Literal["fires", "nearly", "innocent"]
    because: str = ""
    rows: dict[str, tuple[dict[str, Cell], ...]]
    ids: tuple[str, ...]
    scores: tuple[int, ...] = ()


class RuleEntry(Strict):
    """A rule. `says`: what a flag says, with `{inputs}`; `speaks_of`: its group; `alone`: whether
    it ranks something by itself; `switch`: the privacy decision without which it is off."""

    rule: str
    version: str
    title: str
    unit: str
    says: str
    innocent: tuple[str, ...]
    speaks_of: str
    weight: int
    alone: bool = True
    persons: Persons
    modes: tuple[Mode, ...]
    switch: str = ""
    sources: tuple[str, ...]
    thresholds: dict[str, ThresholdEntry] = {}
    inputs: dict[str, Shown]
    sql: str
    examples: tuple[ExampleEntry, ...]


class UnitEntry(Strict):
    """What a flag is about: its table and key, the ranked object it belongs to, and its day."""

    table: str
    key: str
    object: str
    day: str = ""


class MatchEntry(Strict):
    """Two columns that should meet. `says`: what was counted, as a person reads it. Both as
    `table.column`."""

    says: str
    to: str
    source: str


class KindEntry(Strict):
    """A kind of scan. `ranked`: the unit of the list; `order`: what comes first; `window_days`:
    flags so close together on one object are one story, 0 for all of them."""

    kind: str
    version: str
    title: str
    says: str
    default_mode: Mode
    ranked: str
    order: Literal["groepen", "punten"]
    window_days: int
    units: dict[str, UnitEntry]
    groups: dict[str, str]
    matches: tuple[MatchEntry, ...] = ()
    source: tuple[str, ...]

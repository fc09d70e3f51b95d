"""How a scan is done: the mode, the thresholds and the privacy decisions, fixed before a row is
loaded; and so which rules run, and why the others do not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from openprisma.engine.reading import read, shaped
from openprisma.kernel.errors import BadInput
from openprisma.scans.entries import DAY, Mode
from openprisma.scans.rules import Kind, Rule
from openprisma.scans.sql import Value
from openprisma.scans.tables import Strict

WHOM = {"natuurlijk": "mensen", "organisaties": "bedrijven"}
WORDS = {"gemeente": "een scan van de gemeente zelf", "wgs": "een scan onder de Wgs"}


class DecisionEntry(Strict):
    """A privacy decision that turns on what goes with origin. `record`: where it can be read."""

    switch: str
    kind: str
    decided_on: date
    until: date
    by: str
    record: str
    why: str


class DecisionsEntry(Strict):
    """The file of decisions."""

    decisions: tuple[DecisionEntry, ...]


@dataclass(frozen=True)
class Method:
    """A kind of scan as it is done this time. `day` is the day of which it tells."""

    kind: Kind
    mode: Mode
    day: date
    changed: dict[str, dict[str, Decimal]] = field(default_factory=dict)
    decisions: tuple[DecisionEntry, ...] = ()

    @property
    def on(self) -> frozenset[str]:
        """The switches that a decision turned on, for this kind and on this day."""
        return frozenset(
            one.switch
            for one in self.decisions
            if one.kind == self.kind.entry.kind and one.decided_on <= self.day < one.until
        )

    def off(self, rule: Rule) -> str:
        """Why a rule does not run whatever is loaded; empty when it may."""
        if self.mode not in rule.entry.modes:
            whom = WHOM.get(rule.entry.persons)
            return (
                f"De regel gaat over {whom} van een heel register; dat mag onder de Wgs niet."
                if whom and self.mode == "wgs"
                else f"De regel is er niet voor {WORDS[self.mode]}."
            )
        if rule.entry.switch and rule.entry.switch not in self.on:
            return (
                "De regel hangt samen met herkomst en staat uit, "
                "totdat een privacybesluit is vastgelegd."
            )
        return ""

    def values(self, rule: Rule) -> dict[str, Value]:
        """What the statement of a rule takes: its thresholds and the day."""
        said = {name: one.value for name, one in rule.entry.thresholds.items()}
        return {**said, **self.changed.get(rule.id, {}), DAY: self.day}

    def version(self, rule: Rule) -> str:
        """`1`, or `1; dagen_max=200` when a threshold was set otherwise."""
        changed = self.changed.get(rule.id, {})
        return "; ".join(
            [rule.entry.version, *(f"{name}={value:f}" for name, value in changed.items())]
        )


def method(
    kind: Kind,
    *,
    mode: str,
    day: date,
    thresholds: Path | None = None,
    decisions: Path | None = None,
) -> Method:
    """A method. Raises `BadInput` for a threshold that is not there or outside its bounds, and for
    a decision about something else."""
    chosen: Mode = kind.entry.default_mode if not mode else _mode(mode)
    changed = _changed(kind, thresholds) if thresholds else {}
    given = shaped(DecisionsEntry, read(decisions), decisions).decisions if decisions else ()
    known = kind.tables.entry.switches
    for one in given:
        if one.switch not in known:
            raise BadInput(
                f"Het besluit gaat over '{one.switch}', en die schakelaar is er niet.",
                remedy=f"Kies {', '.join(known)}.",
            )
    return Method(kind, chosen, day, changed, given)


def _mode(text: str) -> Mode:
    if text == "gemeente":
        return "gemeente"
    if text == "wgs":
        return "wgs"
    raise BadInput(f"'{text}' is geen modus.", remedy="Kies gemeente of wgs.")


def _changed(kind: Kind, path: Path) -> dict[str, dict[str, Decimal]]:
    try:
        said = TypeAdapter(dict[str, dict[str, Decimal]]).validate_python(dict(read(path)))
    except ValidationError as error:
        raise BadInput(
            "Het bestand met drempels is niet te lezen.", remedy="Schrijf VG01: {dagen_max: 200}."
        ) from error
    rules = {rule.id: rule for rule in kind.rules}
    for name, values in said.items():
        if name not in rules:
            raise BadInput(f"De regel {name} is er niet.", remedy=f"Kies {', '.join(rules)}.")
        _within(rules[name], values)
    return said


def _within(rule: Rule, values: dict[str, Decimal]) -> None:
    for name, value in values.items():
        one = rule.entry.thresholds.get(name)
        if one is None:
            known = ", ".join(rule.entry.thresholds) or "geen"
            raise BadInput(
                f"{rule.id} heeft geen drempel {name}.", remedy=f"Drempels van {rule.id}: {known}."
            )
        if not one.min <= value <= one.max:
            raise BadInput(
                f"De drempel {name} van {rule.id} ligt niet tussen {one.min} en {one.max}.",
                remedy="Kies een waarde daartussen.",
            )


def named(decisions: Iterable[DecisionEntry]) -> list[dict[str, Any]]:
    """The decisions as the outcome of a scan keeps them."""
    return [one.model_dump(mode="json") for one in decisions]

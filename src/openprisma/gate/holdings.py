"""What each module holds that reaches a person: how it is found, shown, corrected and destroyed.
One entry for each fenced table; a table without one does not start. Source: bgs:1.16."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.checks import Error
from django.core.exceptions import FieldDoesNotExist
from django.db.models import JSONField, Model, TextField

from openprisma.engine.procedures import Procedure
from openprisma.gate import acts
from openprisma.gate.constraints import Fenced, file_of, of_whom
from openprisma.gate.law import lawbook, procedures
from openprisma.gate.writes import Whose, Write, changes, removes


@dataclass(frozen=True)
class Goes:
    """The rows of a file go."""


@dataclass(frozen=True)
class Clears:
    """These fields are emptied; what is left reaches nobody but who acted."""

    fields: tuple[str, ...]


@dataclass(frozen=True)
class Stays:
    """Nothing goes when a file is erased, and why."""

    reason: str


@dataclass(frozen=True)
class Holding:
    """What a table holds. `what`: in words, as a record of destruction counts it; `found`: the
    fields in which a person can stand, by name, number or in prose; `shown`: the acts under which
    it is shown (none: at the door, by who works here); `corrected`: those that put it right;
    `lasts`: why it is read for as long as its file is there, and not for a term. On the day its
    term has passed a row goes, or is emptied (`gate/destroying.py`): `ends` is that condition where
    no column says it, `goes_with` the field of a row with which it goes at the latest, `unless`
    what keeps it; in both `{t}` is the row and `{day}` the day. `unread`: the fields that a search
    of a person cannot read."""

    model: type[Model]
    what: str
    found: tuple[str, ...]
    shown: tuple[str, ...]
    corrected: tuple[str, ...]
    destroyed: Goes | Clears | Stays
    lasts: str
    ends: str = ""
    goes_with: str = ""
    unless: str = ""
    unread: tuple[str, ...] = ()

    @property
    def writes(self) -> tuple[Write, ...]:
        """What destroying it with its file writes: also what others wrote."""
        return () if isinstance(self.destroyed, Stays) else self.ended

    @property
    def ended(self) -> tuple[Write, ...]:
        """The same on the day that its term has passed: what stays with a file goes then."""
        person, participant = of_whom(self.model)
        named: tuple[tuple[Whose, list[str]], ...] = (
            ("person", person),
            ("participant", participant),
        )
        others = tuple(whose for whose, columns in named if columns)
        if isinstance(self.destroyed, Clears):
            only = {name: (nothing,) for name, nothing in self.emptied().items()}
            return (changes(self.model, *self.destroyed.fields, of_others=others, only=only),)
        return (removes(self.model, of_others=others),)

    def emptied(self) -> dict[str, Any]:
        """The fields that are cleared, with what stands there then. Raises `TypeError` for a field
        that holds no text."""
        fields = self.destroyed.fields if isinstance(self.destroyed, Clears) else ()
        return {name: _nothing(self.model, name) for name in fields}


def _nothing(model: type[Model], name: str) -> Any:
    field = model._meta.get_field(name)
    if isinstance(field, JSONField):
        return {}
    if isinstance(field, TextField):
        return ""
    raise TypeError(f"{model._meta.label}.{name} holds no text that can be emptied")


_registry: dict[type[Model], Holding] = {}


def holds(
    model: type[Model],
    what: str,
    *,
    destroyed: Goes | Clears | Stays,
    found: tuple[str, ...] = (),
    shown: tuple[str, ...] = (),
    corrected: tuple[str, ...] = (),
    lasts: str = "",
    ends: str = "",
    goes_with: str = "",
    unless: str = "",
    unread: tuple[str, ...] = (),
) -> None:
    """Say what a table holds; in `holdings.py` of its module, in the order in which it goes: what
    points at a person before the person."""
    _registry[model] = Holding(
        model, what, found, shown, corrected, destroyed, lasts, ends, goes_with, unless, unread
    )


_apart: dict[str, str] = {}


def keeps_apart(app: str, reason: str) -> None:
    """Say that a search for a citizen does not look in a module, and why: another controller is
    responsible for it and the answer refers there, or who answers has it before them."""
    _apart[app] = reason


def apart(model: type[Model]) -> str:
    """Why a table is not searched for a request of a citizen; empty when it is."""
    return _apart.get(model._meta.app_label, "")


def holdings() -> list[Holding]:
    """Every holding in the order of destruction: the highest module first, within a module as it
    says."""
    ranks = {app.label: nr for nr, app in enumerate(apps.get_app_configs())}
    return sorted(_registry.values(), key=lambda one: -ranks[one.model._meta.app_label])


def held(model: type[Model]) -> Holding | None:
    """What a table holds, when it is told."""
    return _registry.get(model)


def place_of(model: type[Model]) -> str:
    """File and line of a table, as a person finds it."""
    file = inspect.getsourcefile(model) or ""
    return f"{file.rpartition('/src/')[2]}, regel {inspect.getsourcelines(model)[1]}"


def every_holding_is_told(**_: Any) -> list[Error]:
    """Every fenced table says what it holds, in fields and acts that are there; and what an act
    adds about persons to a file that is erased some day, goes then."""
    return [
        *(Error(text, id="gate.E005") for text in untold()),
        *(Error(text, id="gate.E006") for text in left_behind()),
    ]


def untold() -> Iterator[str]:
    """Fenced tables without a holding, and holdings that name what is not there."""
    known = lawbook().vocabulary.acts
    for model in apps.get_models():
        if not any(isinstance(one, Fenced) for one in model._meta.constraints):
            continue
        held = _registry.get(model)
        if held is None:
            yield f"{place_of(model)}: nothing says what {model.__name__} holds (holdings.py)"
            continue
        for name in held.found:
            try:
                model._meta.get_field(name)
            except FieldDoesNotExist:
                yield f"{place_of(model)}: its holding names {name}, and there is no such field"
        for act in sorted({*held.shown, *held.corrected} - known.keys()):
            yield f"{place_of(model)}: its holding names {act}, and there is no such act"


def left_behind() -> Iterator[str]:
    """Tables that show rows only under an act that reaches persons, and keep what an act added to
    a file that is erased later."""
    named = {
        one.model._meta.db_table: one.model
        for one in _registry.values()
        if isinstance(one.destroyed, Stays) and file_of(one.model) and reaches(one.model)
    }
    known = acts.registered()
    for act in sorted(set(before_erasing(procedures().values())) & known.keys()):
        for write in known[act].writes:
            if write.operation == "insert" and write.table in named:
                model = named[write.table]
                yield (
                    f"{known[act].place}: {act} adds to {model.__name__} in a file that is erased "
                    f"later, and nothing destroys it ({place_of(model)}; holdings.py)"
                )


def reaches(model: type[Model]) -> bool:
    """Does it show rows only under an act that reaches subjects?"""
    return any(
        isinstance(one, Fenced) and "fence.reached()" in one.sees for one in model._meta.constraints
    )


def before_erasing(methods: Any) -> Iterator[str]:
    """The acts that can be done in a file that is erased at a later stage, or by the act itself."""
    for method in methods:
        later = _later(method)
        erasing = {stage.stage for stage in method.entry.stages if stage.erases}
        for offer in method.offers:
            to = {stage for _, stage in offer.transitions}
            here = to if offer.stage is None else {offer.stage}
            if offer.stage == "*":
                here = set(later)
            if any(later[stage] & erasing for stage in here):
                yield offer.entry.act


def _later(method: Procedure) -> dict[str, set[str]]:
    """To which stages a file can still come from each."""
    steps: dict[str, set[str]] = {
        stage.stage: {to for offer in method.at(stage.stage) for _, to in offer.transitions}
        for stage in method.entry.stages
    }
    grown = True
    while grown:
        more = {
            stage: found | {one for to in found for one in steps[to]}
            for stage, found in steps.items()
        }
        grown, steps = more != steps, more
    return steps

"""References: parameters of an act that name a row. They are looked up before anything is judged,
under the line of the act, so that no fact is ever asked of a row that is not there and no act
looks for itself."""

from __future__ import annotations

from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model

from openprisma.gate import acts
from openprisma.gate.declared import Ref
from openprisma.gate.run import Run

Row = TypeVar("Row", bound=Model)


def resolve(run: Run) -> None:
    """Look up every row that the act of this run names. Raises `BadInput` for the first that is not
    there for this actor."""
    for name in acts.registered()[run.act].references:
        if run.inputs.get(name) is not None:
            _rows(run, name)


def names(run: Run, name: str) -> bool:
    """Does the act of this run name a row by this parameter?"""
    return name in acts.registered()[run.act].references and run.inputs.get(name) is not None


def referred(run: Run, name: str, of: type[Row]) -> Row:
    """The row that the act of this run names. Raises `BadInput` when it is not there, `KeyError`
    when the act names none: a fact about a row that is not there has no answer."""
    found = _rows(run, name)[run.inputs[name]]
    if not isinstance(found, of):
        raise TypeError(f"{name} of {run.act} is no {of.__name__}")
    return found


def referred_each(run: Run, name: str, of: type[Row]) -> list[Row]:
    """The same of a parameter that names several, in the order in which they were named; none, when
    it was left out."""
    if not names(run, name):
        return []
    rows = _rows(run, name)
    return [row for id_ in dict.fromkeys(run.inputs[name]) if isinstance(row := rows[id_], of)]


def _rows(run: Run, name: str) -> dict[UUID, Model]:
    mark = acts.registered()[run.act].references[name]
    found: dict[UUID, Model] = run.remember(f"reference {name}", lambda: _look(run, mark, name))
    return found


def _look(run: Run, mark: Ref, name: str) -> dict[UUID, Model]:
    given: Any = run.inputs[name]
    wanted = set(given) if isinstance(given, list) else {given}
    here = mark.of._default_manager.filter(**{f"{mark.by}__in": wanted})
    if not mark.anywhere:
        here = here.filter(file_id=run.file_id)
    found = {getattr(row, mark.by): row for row in here}
    if wanted - found.keys():
        raise mark.missing(name)
    return found

"""What may be counted and analysed without names: views of a table in which no column reaches a
person. Whoever makes figures reads these and no table; a view that says more does not start.
Source: wgs:1.12, huisregels:7."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from hashlib import blake2b
from typing import Any, Generic, TypeVar
from uuid import UUID, uuid4

from django.core.checks import Error
from django.core.exceptions import FieldDoesNotExist
from django.db.models import (
    BooleanField,
    DateField,
    DateTimeField,
    DecimalField,
    Field,
    IntegerField,
    Model,
    TextField,
)

from openprisma.gate.codes import codes, known
from openprisma.gate.constraints import Fenced, NoPersons, is_header
from openprisma.gate.holdings import held, place_of
from openprisma.gate.writes import PERSON_COLUMNS, STAMP

Row = TypeVar("Row")
# None of these is a code, so a shape that takes one may hold somebody.
PERSONAL = ("Jansen", "JANSEN", "jan", "999999990", "2512 AB", "2512AB", "GK-123-D")


@dataclass(frozen=True)
class Plain:
    """A day, a number, yes or no."""


@dataclass(frozen=True)
class Coded:
    """A code, or codes, of a list. What stands in no list is not told: it is no code."""

    of: str


@dataclass(frozen=True)
class Shaped:
    """A short code that no list knows any more, of this shape. What has another is not told."""

    pattern: str


@dataclass(frozen=True)
class Stands:
    """Stands for the row or file that a column names: the same through one answer, another in the
    next, so that answers cannot be laid side by side; and nobody finds the file by it."""


@dataclass(frozen=True)
class Numbered:
    """Which row of the answer it is."""


Column = Plain | Coded | Shaped | Stands | Numbered


@dataclass(frozen=True)
class Answer(Generic[Row]):
    """The rows of a view, and what `Stands` was made with."""

    rows: list[Row]
    key: UUID


@dataclass(frozen=True)
class View(Generic[Row]):
    """A view of a table: `row` is a dataclass, of which every part is one of the `columns` by its
    name; they come in this `order`."""

    name: str
    row: type[Row]
    model: type[Model]
    order: tuple[str, ...]
    columns: dict[str, Column] = field(default_factory=dict)

    @property
    def module(self) -> str:
        """The module whose table it is."""
        return self.model._meta.app_label

    def read(self, **only: Any) -> Answer[Row]:
        """The rows that whoever acts may count, `only` some by published columns. Raises
        `TypeError` for another: what is asked of a column tells what is in it."""
        for asked in only:
            if asked.partition("__")[0] not in self._stored():
                raise TypeError(f"{asked} is no column of {self.name}")
        key, stored = uuid4(), self._stored()
        found = self.model._default_manager.filter(**only).order_by(*self.order)
        tell = [_telling(self.columns[name], key) for name in stored]
        numbered = [name for name, one in self.columns.items() if isinstance(one, Numbered)]
        rows = [
            self.row(
                **dict.fromkeys(numbered, nr),
                **{name: told(value) for name, told, value in zip(stored, tell, row, strict=True)},
            )
            for nr, row in enumerate(found.values_list(*stored), 1)
        ]
        return Answer(rows, key)

    def _stored(self) -> list[str]:
        """The columns that the table has; which row it is, it has not."""
        return [name for name, one in self.columns.items() if not isinstance(one, Numbered)]


def stands_for(key: UUID, one: UUID) -> UUID:
    """What stands for a file or row in an answer of this key."""
    return UUID(bytes=blake2b(one.bytes, key=key.bytes, digest_size=16).digest())


def _telling(column: Column, key: UUID) -> Callable[[Any], Any]:
    """How a value of a column is told."""
    match column:
        case Coded(of):
            return lambda value: _coded(of, value)
        case Shaped(pattern):
            shape = re.compile(pattern)
            return lambda value: value if shape.fullmatch(value) else ""
        case Stands():
            return lambda value: stands_for(key, value)
        case _:
            return lambda value: value


def _coded(of: str, value: Any) -> Any:
    if isinstance(value, list | tuple):
        return tuple(one for one in value if one in codes(of, one))
    return value if value in codes(of, value) else ""


_registry: dict[str, View[Any]] = {}


def publishes(
    name: str,
    row: type[Row],
    model: type[Model],
    /,
    *,
    order: tuple[str, ...],
    **columns: Column,
) -> View[Row]:
    """A module says what of a table may be counted; in `published.py` beside it."""
    made = View(name, row, model, order, columns)
    _registry[name] = made
    return made


def views() -> list[View[Any]]:
    """Every published view, by name."""
    return [_registry[name] for name in sorted(_registry)]


def no_view_reaches_a_person(**_: Any) -> list[Error]:
    """No column of a published view reaches a person, by name, number, words or what it points
    at."""
    return [
        Error(
            f"{place_of(view.model)}: the published view {view.name} {what} (published.py)",
            id="gate.E008",
        )
        for view in views()
        for what in faults(view)
    ]


def faults(view: View[Any]) -> Iterator[str]:
    """What a view says that may not be counted."""
    named = {one.name for one in fields(view.row)}
    for name in sorted(named ^ view.columns.keys()):
        yield f"does not say what {name} is"
    for name, column in view.columns.items():
        if isinstance(column, Numbered):
            continue
        try:
            stored = view.model._meta.get_field(name)
        except FieldDoesNotExist:
            yield f"names {name}, and there is no such field"
            continue
        if isinstance(stored, Field) and (why := _reaches(view.model, stored, column)):
            yield f"has {name}, {why}"


def _reaches(model: type[Model], stored: Field[Any, Any], column: Column) -> str:
    """How a person can be reached by a column that is told so, or nothing."""
    if stored.column in (*PERSON_COLUMNS, STAMP):
        return "which names who acted"
    target = stored.related_model if stored.is_relation else None
    if isinstance(target, type) and not _may_name(target, column):
        return f"which names a row of {target.__name__}"
    if isinstance(column, Stands):
        return "" if target or _of_a_file(model, stored) else "which names no file"
    holding = held(model)
    if stored.name in (holding.found if holding else ()):
        return "in which a person can stand"
    return _unlike(stored, column)


def _may_name(target: type[Model], column: Column) -> bool:
    """May a view say which row of this table is named? Of a file what stands for it, and what holds
    nobody."""
    if any(isinstance(one, NoPersons) for one in target._meta.constraints):
        return isinstance(column, Coded | Stands)
    return is_header(target) and isinstance(column, Stands)


def _of_a_file(model: type[Model], stored: Field[Any, Any]) -> bool:
    """Does the fence of a table itself take this column for a file?"""
    taken = f"fence.among({stored.column}, (select fence.files()))"
    return any(
        isinstance(one, Fenced) and taken in f"{one.sees} {one.changes}"
        for one in model._meta.constraints
    )


def _unlike(stored: Field[Any, Any], column: Column) -> str:
    """What is wrong with how the values of a column are told."""
    inner = getattr(stored, "base_field", stored)
    match column:
        case Coded(of):
            return "" if known(of) else f"a code of the list {of}, and there is none"
        case Shaped(pattern):
            if not isinstance(inner, TextField):
                return "which is no text"
            taken = [one for one in PERSONAL if re.fullmatch(pattern, one)]
            return f"whose shape takes {taken[0]}" if taken else ""
        case _:
            plain = isinstance(inner, DateField | BooleanField | IntegerField | DecimalField)
            free = not plain or isinstance(inner, DateTimeField) or inner.is_relation
            return "which is no day, number or yes or no" if free else ""

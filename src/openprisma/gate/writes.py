"""What an act writes: which tables it adds to, changes (which columns) and removes from, whose rows
besides the actor's own, and which values where that matters.

Declared beside each act; what follows from a working method (a next stage, access, destruction) is
added from its file. `install` puts the sum in the database, where a table, a column or an operation
without an entry is shut under every line of that act.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any, Literal

from django.db.models import Model

from openprisma.engine.lawbook import Lawbook

Operation = Literal["insert", "update", "delete"]
Whose = Literal["person", "participant", "file"]

# Columns that name who acts: the first of each that a table has. A row is the actor's own when they
# agree with the line.
PERSON_COLUMNS = ("person_id", "decided_by_id", "proposed_by_id")
PARTICIPANT_COLUMNS = ("participant_id",)
# Columns that say on which day something was laid down or began: a new row says today.
DAY_COLUMNS = ("on_day", "known_on", "opened_on", "law_date", "from_day", "delivered_on")
STAMP = "receipt"  # on every row the line under which it was last written; the database sees to it


class Known(Enum):
    """A value that the database knows itself: `TODAY` its day, or that of the line; `NOW` not more
    than five minutes away; `ACT` the name of the act."""

    TODAY = "today"
    NOW = "now"
    ACT = "act"


@dataclass(frozen=True)
class Listed:
    """The codes of a list of the vocabulary."""

    name: str


@dataclass(frozen=True)
class Within:
    """A day not later than a term of the law after the day in another column; and that day is not
    in the future."""

    term: str
    after: str


TODAY, ACT = Known.TODAY, Known.ACT
Only = Mapping[str, tuple[Any, ...]]


@dataclass(frozen=True)
class Write:
    """One operation on one table. `columns` are those that an update may change, and the later ones
    (`gate/initial.py`) that a new row may fill in, by their name in the database; `others` says
    that rows of another `person`, of another `participant` or in another `file` of the line are
    written too; `allowed` which values a column gets, where not any will do."""

    table: str
    operation: Operation
    columns: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    allowed: Mapping[str, tuple[Any, ...]] = field(default_factory=dict, hash=False)

    def values(self, book: Lawbook) -> str:
        """`allowed` as the database keeps it. `book`: whose lists and terms it means."""
        told = {column: as_told(values, book) for column, values in self.allowed.items()}
        return json.dumps(told, sort_keys=True)


def as_told(values: Iterable[Any], book: Lawbook) -> list[Any]:
    """Values as the database compares them: in JSON, in an order that does not change."""
    parts = [one for value in values for one in _in_json(value, book)]
    found = {json.dumps(one, sort_keys=True): one for one in parts}
    return [found[text] for text in sorted(found)]


def _in_json(value: Any, book: Lawbook) -> list[Any]:
    if isinstance(value, Listed):
        return list(book.vocabulary.lists[value.name])
    if isinstance(value, Within):
        return [
            {
                "after": value.after,
                "within": f"{one.years} years {one.months} months {one.days} days",
            }
            for one in book.terms(value.term)
        ]
    if isinstance(value, Known):
        return [{value.value: True}]
    return [value.isoformat() if isinstance(value, date) else value]


def adds(
    model: type[Model],
    *,
    sets: tuple[str, ...] = (),
    of_others: tuple[Whose, ...] = (),
    only: Only | None = None,
) -> Write:
    """Rows are added to this table. A later column keeps its initial value, unless it is one of
    `sets`, or has one of the values in `only`. Raises `FieldDoesNotExist` for a field that the
    table does not have."""
    allowed = _by_column(model, only)
    columns = _columns(model, sets) | set(allowed)
    return Write(model._meta.db_table, "insert", columns, frozenset(of_others), allowed)


def changes(
    model: type[Model], *fields: str, of_others: tuple[Whose, ...] = (), only: Only | None = None
) -> Write:
    """These fields of rows of this table change, those in `only` to one of these values. Raises
    `FieldDoesNotExist` for a field that the table does not have."""
    allowed = _by_column(model, only)
    columns = _columns(model, fields) | set(allowed)
    return Write(model._meta.db_table, "update", columns, frozenset(of_others), allowed)


def _columns(model: type[Model], fields: Iterable[str]) -> frozenset[str]:
    return frozenset(str(model._meta.get_field(name).column) for name in fields)  # type: ignore[union-attr]


def _by_column(model: type[Model], only: Only | None) -> dict[str, tuple[Any, ...]]:
    return {
        next(iter(_columns(model, [name]))): tuple(values) for name, values in (only or {}).items()
    }


def removes(model: type[Model], *, of_others: tuple[Whose, ...] = ()) -> Write:
    """Rows of this table are removed."""
    return Write(model._meta.db_table, "delete", others=frozenset(of_others))


def together(writes: Iterable[Write]) -> tuple[Write, ...]:
    """One entry for each table and operation: columns, values and rows of others taken together."""
    found: dict[tuple[str, Operation], Write] = {}
    for one in writes:
        key = (one.table, one.operation)
        known = found.get(key, Write(*key))
        found[key] = Write(
            *key, known.columns | one.columns, known.others | one.others, _either(known, one)
        )
    return tuple(found[key] for key in sorted(found))


def _either(one: Write, other: Write) -> dict[str, tuple[Any, ...]]:
    """The values that one of two allows; any, when one of them does."""
    found = {}
    for column in sorted(one.columns | other.columns):
        said = [write.allowed.get(column) for write in (one, other) if column in write.columns]
        if None not in said:
            values = [value for values in said for value in values or ()]
            found[column] = tuple(v for nr, v in enumerate(values) if v not in values[:nr])
    return found


Writes = Mapping[str, tuple[Write, ...]]

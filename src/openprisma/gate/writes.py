"""What an act writes: which tables it adds to, changes (which columns) and removes from, and whose
rows besides the actor's own.

Declared beside each act; what follows from a working method (a next stage, access, destruction) is
added from its file. `install` puts the sum in the database, where a table, a column or an operation
without an entry is shut under every line of that act.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from django.db.models import Model

Operation = Literal["insert", "update", "delete"]
Whose = Literal["person", "participant", "file"]

# Columns that name who acts: the first of each that a table has. A row is the actor's own when they
# agree with the line.
PERSON_COLUMNS = ("person_id", "decided_by_id", "proposed_by_id")
PARTICIPANT_COLUMNS = ("participant_id",)
STAMP = "receipt"  # on every row the line under which it was last written; the database sees to it


@dataclass(frozen=True)
class Write:
    """One operation on one table. `columns` are those that an update may change, by their name in
    the database; `others` says that rows of another `person`, of another `participant` or in
    another `file` of the line are written too."""

    table: str
    operation: Operation
    columns: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()


def adds(model: type[Model], *, of_others: tuple[Whose, ...] = ()) -> Write:
    """Rows are added to this table."""
    return Write(model._meta.db_table, "insert", others=frozenset(of_others))


def changes(model: type[Model], *fields: str, of_others: tuple[Whose, ...] = ()) -> Write:
    """These fields of rows of this table change. Raises `FieldDoesNotExist` for a field that the
    table does not have."""
    columns = frozenset(str(model._meta.get_field(field).column) for field in fields)  # type: ignore[union-attr]
    return Write(model._meta.db_table, "update", columns, frozenset(of_others))


def removes(model: type[Model], *, of_others: tuple[Whose, ...] = ()) -> Write:
    """Rows of this table are removed."""
    return Write(model._meta.db_table, "delete", others=frozenset(of_others))


def together(writes: Iterable[Write]) -> tuple[Write, ...]:
    """One entry for each table and operation: columns and rows of others taken together."""
    found: dict[tuple[str, Operation], Write] = {}
    for one in writes:
        key = (one.table, one.operation)
        known = found.get(key, Write(*key))
        found[key] = Write(*key, known.columns | one.columns, known.others | one.others)
    return tuple(found[key] for key in sorted(found))


Writes = Mapping[str, tuple[Write, ...]]

"""What a new row begins with. Its *later* columns are those that some act changes, those of which
some act declares the values, those that say who acts beyond the first, and those that say when. On
adding, each holds its initial value, unless the act declares that it sets it (`adds` in
`gate/writes.py`).

Compiled from the models and the declarations; `install` tells it to a trigger on every fenced
table, so that raw SQL under a line of one act cannot write what another would add later.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.checks import Error
from django.db.models import (
    NOT_PROVIDED,
    BinaryField,
    DateTimeField,
    Field,
    JSONField,
    Model,
    TextField,
)

from openprisma.gate.compiled_acts import effects
from openprisma.gate.constraints import Fenced, guarded, of_whom
from openprisma.gate.law import lawbook, procedures
from openprisma.gate.writes import DAY_COLUMNS, Known, Write, Writes, as_told
from openprisma.kernel.errors import LawError

_GUARD = """create or replace trigger only_initial before insert on {table}
  for each row execute function fence.only_initial('{told}')"""


def initial_guards(writes: Writes) -> Iterator[str]:
    """For every fenced table the trigger that judges new rows, as SQL."""
    for model, one in guarded():
        if isinstance(one, Fenced):
            told = json.dumps(told_of(model, writes), sort_keys=True).replace("'", "''")
            yield _GUARD.format(table=model._meta.db_table, told=told)


def told_of(model: type[Model], writes: Writes) -> dict[str, Any]:
    """What the trigger is told of a table. Not of columns that every act that adds to it may fill
    in with anything, and of those that all fill in with the same values only that: a trigger that
    need not ask which act it is, costs less."""
    persons, participants = of_whom(model)
    free, same = _free(model, writes) - {*persons, *participants}, _same(model, writes)
    return {
        "first": {
            column: same.get(column, values)
            for column, values in first(model, writes).items()
            if column not in free
        },
        "person": persons[1:],
        "participant": participants[1:],
        "without": {
            str(field.column): None
            for field in model._meta.local_fields
            if isinstance(field, BinaryField)
        },
    }


def first(model: type[Model], writes: Writes) -> dict[str, list[Any]]:
    """The later columns of a table, each with the values it may begin with: none for one that an
    act must set."""
    persons, participants = of_whom(model)
    own = {*persons[:1], *participants[:1]}  # whose row it is, the policy judges
    later = (_changed(model, writes) | {*persons[1:], *participants[1:]}) - own
    later |= {column for one in _on(model, writes, "insert") for column in one.allowed}
    found = {}
    for field in model._meta.local_fields:
        column = str(field.column)
        if moment := _moment(field):
            found[column] = _told([moment])
        elif column in later:
            found[column] = _told(_begins(field))
    return found


def _changed(model: type[Model], writes: Writes) -> set[str]:
    """The columns that some act changes to something else than what they may begin with."""
    told = _on(model, writes, "update")
    return {
        str(field.column)
        for field in model._meta.local_fields
        for one in told
        if field.column in one.columns and not _within(one.allowed.get(str(field.column)), field)
    }


def _within(values: tuple[Any, ...] | None, field: Field[Any, Any]) -> bool:
    if values is None:
        return False
    begins = _told(_begins(field))
    return all(value in begins for value in _told(values))


def _told(values: Iterable[Any]) -> list[Any]:
    return as_told(values, lawbook())


def _moment(field: Field[Any, Any]) -> Known | None:
    if isinstance(field, DateTimeField):
        return Known.NOW
    return Known.TODAY if field.column in DAY_COLUMNS else None


def _begins(field: Field[Any, Any]) -> Iterator[Any]:
    """What Django gives a column that nobody fills in, nothing, and an empty value."""
    if field.default is not NOT_PROVIDED:
        yield field.get_default()
    if field.null:
        yield None
    if isinstance(field, TextField) and field.default in (NOT_PROVIDED, ""):
        yield ""
    elif isinstance(field, ArrayField | JSONField):
        yield []
        if isinstance(field, JSONField):
            yield {}


def _on(model: type[Model], writes: Writes, operation: str) -> list[Write]:
    return [
        one
        for written in writes.values()
        for one in written
        if (one.table, one.operation) == (model._meta.db_table, operation)
    ]


def _free(model: type[Model], writes: Writes) -> set[str]:
    """The columns that every act that adds to a table may fill in with anything."""
    sets = [set(one.columns) - one.allowed.keys() for one in _on(model, writes, "insert")]
    return set.intersection(*sets) if sets else set()


def _same(model: type[Model], writes: Writes) -> dict[str, list[Any]]:
    """Of the columns that every act that adds to a table fills in from the same values: which."""
    told = [
        {column: _told(values) for column, values in one.allowed.items()}
        for one in _on(model, writes, "insert")
    ]
    return {
        column: values
        for column, values in (told[0].items() if told else ())
        if all(one.get(column) == values for one in told)
    }


def every_declaration_names_something(**_: Any) -> list[Error]:
    """What an act declares to fill in is a later column, and it declares all that it must."""
    try:
        return [
            Error(text, id="gate.E008") for text in misdeclared(effects(lawbook(), procedures()))
        ]
    except LawError:
        return []  # told by E004


def misdeclared(writes: Mapping[str, tuple[Write, ...]]) -> Iterator[str]:
    """Declarations that name a column that is free anyway, or that forget one that nobody else
    fills in, in Dutch."""
    later = {
        model._meta.db_table: first(model, writes)
        for model, one in guarded()
        if isinstance(one, Fenced)
    }
    required = {
        model._meta.db_table: {
            str(field.column)
            for field in model._meta.local_fields
            if field.default is NOT_PROVIDED and not field.null and _moment(field) is None
        }
        for model, _ in guarded()
    }
    for act, written in sorted(writes.items()):
        for one in written:
            if one.operation != "insert" or one.table not in later:
                continue
            known = later[one.table]
            for column in sorted(one.columns - known.keys()):
                yield (
                    f"de handeling {act} zegt dat zij {one.table}.{column} vult, en geen handeling "
                    "wijzigt die kolom later: elke nieuwe rij mag haar vullen"
                )
            for column in sorted(known.keys() - one.columns):
                if column in required[one.table]:
                    yield (
                        f"de handeling {act} zegt niet wat zij in {one.table}.{column} zet, en die "
                        "kolom vult zichzelf niet"
                    )

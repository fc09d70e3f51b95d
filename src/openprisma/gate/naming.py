"""Which rows a row names by number, without a foreign key: foreign keys look past the fence, and a
claim stays when a datum under it goes.

A model says it in `named`: of each such column the table, or that it names no row of a file. The
database asks of a new row that what it names is there, in the same file; and of a row that can be
named so, that its number was never given before: otherwise what rests on something that is gone
would come back with somebody else's row of the same number. Source: bgs:1.7.1.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.core.checks import Error
from django.db.models import Field, Model, UUIDField

from openprisma.gate.constraints import Fenced, file_of, guarded

_NAMED = """create or replace trigger only_named before insert on {table}
  for each row execute function fence.only_named('{told}')"""
_ONCE = """create or replace trigger only_once before insert on {table}
  for each row execute function fence.only_once()"""


@dataclass(frozen=True)
class Names:
    """A column names rows of `model` (label of app and model) of the file in the column `mine`,
    by default its own; what both have of `same` is equal."""

    model: str
    mine: str = ""
    its: str = ""
    same: tuple[str, ...] = ()


@dataclass(frozen=True)
class NoRow:
    """A column of numbers that names no row of a file, and why nobody is harmed by a wrong one."""

    reason: str


def naming_guards() -> Iterator[str]:
    """The triggers that judge numbers in new rows, as SQL."""
    for model, told in _told():
        text = json.dumps({column: _as_told(model, one) for column, one in told.items()})
        yield _NAMED.format(table=model._meta.db_table, told=text)
    for table in sorted(
        {_target(one)._meta.db_table for _, told in _told() for one in told.values()}
    ):
        yield _ONCE.format(table=table)


def every_number_is_told(**_: Any) -> list[Error]:
    """Each column of numbers that is no key and no receipt says what it names, and what it names
    can be looked up."""
    return [Error(text, id="gate.E011") for text in (*_untold(), *_out_of_reach())]


def _untold() -> Iterator[str]:
    for model, one in guarded():
        if isinstance(one, Fenced):
            for column in sorted(numbers(model) ^ named(model).keys()):
                yield f"{model.__name__}.{column}: say in `named` what this number names"


def _out_of_reach() -> Iterator[str]:
    """What the trigger compares, `vault` must be able to read."""
    for model, told in _told():
        for column, one in told.items():
            target = _target(one)
            shown = {
                name
                for fence in target._meta.constraints
                if isinstance(fence, Fenced)
                for name in fence.vault
            }
            asked = {"id", one.its or str(file_of(target)), *one.same}
            for name in sorted(asked - shown):
                yield f"{model.__name__}.{column}: {target.__name__} lacks '{name}' in `vault`"


def numbers(model: type[Model]) -> set[str]:
    """The columns of a table that hold numbers of rows without being a foreign key."""
    return {
        str(field.column)
        for field in model._meta.local_fields
        if not field.primary_key and field.column != "receipt" and _is_number(field)
    }


def named(model: type[Model]) -> dict[str, Names | NoRow]:
    """What a model says that its numbers name."""
    told: dict[str, Names | NoRow] = getattr(model, "named", {})
    return told


def _is_number(field: Field[Any, Any]) -> bool:
    return isinstance(field.base_field if isinstance(field, ArrayField) else field, UUIDField)


def _told() -> Iterator[tuple[type[Model], dict[str, Names]]]:
    for model, one in guarded():
        told = {column: to for column, to in named(model).items() if isinstance(to, Names)}
        if told and isinstance(one, Fenced):
            yield model, told


def _target(told: Names) -> type[Model]:
    return apps.get_model(told.model)


def _as_told(model: type[Model], told: Names) -> dict[str, Any]:
    target = _target(told)
    return {
        "table": target._meta.db_table,
        "mine": told.mine or file_of(model),
        "its": told.its or file_of(target),
        "same": list(told.same),
    }

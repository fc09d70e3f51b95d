"""Finding a person in everything that is held (avg:15.1): every text of every fenced table, written
from the models, so that no table is forgotten. A column that the search cannot read must be told,
or nothing starts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.core.checks import Error
from django.db import models
from django.db.models import Field, Model

from openprisma.gate.constraints import Fenced, file_of
from openprisma.gate.holdings import apart, held, place_of
from openprisma.gate.keeping import kept_until

# What can hold words, and what can hold none.
TEXTS = (models.TextField, models.CharField, models.JSONField)
PLAIN = (
    models.UUIDField,
    models.DateField,
    models.BooleanField,
    models.IntegerField,
    models.FloatField,
    models.DecimalField,
    models.ForeignKey,
)

_HEAD = """drop function if exists fence.sought_rows();
create function fence.sought_rows()
returns table (tbl text, row_id uuid, file uuid, col text, told text)
language sql stable security definer set search_path = public, pg_temp as $seek$
  {parts} $seek$;
revoke execute on function fence.sought_rows from public, app;"""
_PART = """select '{table}', t.{key}, {file}, c.col, c.told from {table} t,
    lateral (values {cells}) c (col, told) where c.told <> ''{kept}"""
_READS = """grant select on {table} to vault;
drop policy if exists vault_reads on {table};
create policy vault_reads on {table} for select to vault using (true);"""


def sought() -> Iterator[tuple[type[Model], Fenced, list[str]]]:
    """Every fenced table that is searched, with the columns that can hold words. What another
    controller keeps here is not: of that the answer refers there."""
    for model in apps.get_models():
        for one in model._meta.constraints:
            if isinstance(one, Fenced) and not apart(model):
                yield model, one, [str(f.column) for f in model._meta.local_fields if _holds(f)]


def _holds(field: Field[Any, Any]) -> bool:
    base = field.base_field if isinstance(field, ArrayField) else field
    return isinstance(base, TEXTS)


def unnoticed() -> list[str]:
    """Tables that the database reads for a search and for nothing else: what changes in them
    changes no judgement."""
    return sorted(model._meta.db_table for model, one, _ in sought() if not one.vault)


def compiled() -> str:
    """The function that gives every text of every table that is searched, as SQL, and the right of
    `vault` to read them. Rows past their term are read by nobody (wgs:1.8.7)."""
    reads = [_READS.format(table=model._meta.db_table) for model, _, _ in sought()]
    parts = [_part(model, one, columns) for model, one, columns in sought() if columns]
    body = _HEAD.format(parts="\n  union all ".join(parts))
    return "\n".join([*reads, "set local role vault;", body, "reset role;"])


def _part(model: type[Model], one: Fenced, columns: list[str]) -> str:
    key, file = model._meta.pk, file_of(model)
    assert key is not None
    return _PART.format(
        table=model._meta.db_table,
        key=key.column,
        file=f"t.{file}" if file else "null::uuid",
        cells=", ".join(f"('{column}', t.{column}::text)" for column in columns),
        kept=f" and {kept_until('t.' + one.kept, one.term)}" if one.kept else "",
    )


def every_table_is_searched(**_: Any) -> list[Error]:
    """Every column of every fenced table is one that the search reads, one that can hold no words,
    or one of which its holding says that the search cannot read it."""
    return [Error(text, id="gate.E012") for text in unfound()]


def unfound() -> Iterator[str]:
    """Columns in which a person could stand unfound, with the place of their table."""
    for model, _, _ in sought():
        told = held(model)
        for field in model._meta.local_fields:
            if _holds(field) or isinstance(field, PLAIN):
                continue
            if isinstance(field, ArrayField) and isinstance(field.base_field, PLAIN):
                continue
            if told is None or field.name not in told.unread:
                yield (
                    f"{place_of(model)}: the search of a person cannot read {field.name}; say so "
                    "in its holding (unread, holdings.py)"
                )

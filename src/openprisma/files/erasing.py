"""Destroying what a file holds about persons: what each module says of its own tables
(`holdings.py`), table by table. Source: bgs:1.16."""

from __future__ import annotations

from typing import Any

from django.db import connection

from openprisma.gate.constraints import file_of
from openprisma.gate.holdings import Goes, Holding, Stays, holdings
from openprisma.gate.writes import Write


def written() -> tuple[Write, ...]:
    """What all modules together write when a file is erased."""
    return tuple(write for one in _destroyed() for write in one.writes)


def erase_all() -> dict[str, int]:
    """Destroy it all in the file that the line is about, what points at a person before the
    person. Gives how many rows of what.

    Who destroys need not read: no statement looks at a column, so that the database asks only what
    the act may remove, and not what it may see. That alone keeps it to this file, and so it is
    refused to whom that does not bind. Raises `RuntimeError`.
    """
    counts: dict[str, int] = {}
    with connection.cursor() as cursor:
        cursor.execute("select fence.bound()")
        if not cursor.fetchone()[0]:
            raise RuntimeError("only an act under the fence destroys what a file holds")
        for one in _destroyed():
            cursor.execute(*_statement(one))
            counts[one.what] = counts.get(one.what, 0) + cursor.rowcount
    return {what: number for what, number in counts.items() if number}


def _statement(one: Holding) -> tuple[str, list[Any]]:
    """What destroys a holding, with `fence.bound()` once more: whatever else, never without it."""
    table = one.model._meta.db_table
    if isinstance(one.destroyed, Goes):
        return f"delete from {table} where fence.bound()", []
    emptied = one.emptied()
    fields = [field for field in one.model._meta.concrete_fields if field.name in emptied]
    cleared = ", ".join(f"{field.column} = %s" for field in fields)
    values = [field.get_db_prep_save(emptied[field.name], connection) for field in fields]
    return f"update {table} set {cleared} where fence.bound()", values


def _destroyed() -> list[Holding]:
    """What goes, of tables that belong to a file."""
    return [
        one for one in holdings() if file_of(one.model) and not isinstance(one.destroyed, Stays)
    ]

"""Rows written past every act, by a superuser, in the prover's own world only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from psycopg import sql
from psycopg.types.json import Jsonb


def insert(root: Any, table: str, row: dict[str, Any]) -> bool:
    """Add a row as PostgreSQL gave it as JSON; one that is there already stays as it is. Was it
    added?"""
    query = (
        "insert into {} select * from jsonb_populate_record(null::{}, %s) on conflict do nothing"
    )
    name = sql.Identifier(table)
    return bool(root.execute(sql.SQL(query).format(name, name), [Jsonb(row)]).rowcount)


@contextmanager
def past_triggers(root: Any) -> Iterator[None]:
    """Inside the block no trigger and no foreign key looks."""
    root.execute("set session_replication_role = replica")
    try:
        yield
    finally:
        root.execute("set session_replication_role = origin")

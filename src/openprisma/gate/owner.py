"""What `owner` does (migrate, load a region, move the clock of a demo) leaves a line like
everything else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction

from openprisma.gate import ledger


def open_line(own: Any, name: str) -> UUID:
    """Open a line for `owner` in the current transaction of a connection: it sees rows, and the log
    says that it did."""
    by, line = uuid4().bytes, uuid4()
    ledger.call("issue", by, None, name, "1 hour", "beheer")
    with own.cursor() as cursor:
        cursor.execute("select pg_backend_pid(), transaction_timestamp()")
        backend, began = cursor.fetchone()
    ledger.call(
        "open", line, by, name, "beheer", "wgs:1.8.2.c", "", "", [], [], True, backend, began
    )
    return line


def close_line(own: Any, line: UUID) -> None:
    """What `owner` did is done: the last statement of its transaction. A database of before cannot
    keep that yet."""
    with own.cursor() as cursor:
        cursor.execute(
            "select to_regprocedure('fence.close(uuid,bytea,text,text[],jsonb)') is not null"
        )
        if cursor.fetchone()[0]:
            cursor.execute("select fence.close(%s, null, 'done', '{}', '{}')", [line])


@contextmanager
def owner_act(name: str) -> Iterator[UUID]:
    """A transaction in which `owner` may change reference data; gives the line, which rows carry as
    their receipt."""
    with transaction.atomic():
        connection.gate = "write"  # type: ignore[attr-defined]
        try:
            yield (line := open_line(connection, name))
            close_line(connection, line)
        finally:
            connection.gate = None  # type: ignore[attr-defined]


def born(own: Any) -> str | None:
    """`demo`, `test`, `production`, or None when the database has not been told yet."""
    with own.cursor() as cursor:
        cursor.execute("select fence.born()")
        row = cursor.fetchone()
    return row[0] if row else None


def move_clock(own: Any, day: date, backend: int = 0) -> None:
    """Let a session (or, with 0, everybody) live on another day. Only as `owner`; without effect in
    production."""
    with own.cursor() as cursor:
        cursor.execute(
            "insert into fence.clock "
            "values (%s, %s) on conflict (backend) do update set today = excluded.today",
            [backend, day],
        )

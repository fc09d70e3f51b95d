"""Who this process is to the database. Outside stories, tests and the command line a process is one
role for life."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from openprisma.gate import ledger

WEB = "app"  # people
WORKER = "worker"  # background tasks; only it may have passes of tasks


@contextmanager
def logged_in_as(role: str) -> Iterator[None]:
    """Be another role of the database for a while, with connections of its own. Raises
    `OperationalError` when the user of this process may not be that role."""
    before = connection.settings_dict["USER"]
    _become(role)
    try:
        yield
    finally:
        _become(before)


def _become(role: str) -> None:
    ledger.forget()
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]
    connection.settings_dict["USER"] = role

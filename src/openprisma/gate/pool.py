"""A connection waits for an answer no longer than it may, and goes back to the pool without the
cursors, channels, settings and locks of whoever had it.

Not `DISCARD ALL`: that also forgets the time zone, which Django sets once, when the connection is
made.
"""

from __future__ import annotations

import os
from typing import Any

from psycopg import Connection, OperationalError
from psycopg.abc import RV, PQGen
from psycopg.errors import _WaitTimeout

LEFTOVERS = (
    "close all",
    "unlisten *",
    "select pg_advisory_unlock_all()",
    "select set_config('fence.pass', '', false)",
)

# Seconds that one statement may take; 0 is as long as it needs. The web process sets it: somebody
# waits for the page. A time limit in the server does not help when the server itself hangs.
PATIENCE = float(os.environ.get("OPENPRISMA_PATIENCE") or 0)


class Hangs(OperationalError):
    """The database gave no answer in time. The connection is closed; whether the statement was
    carried out is not known."""


class Bounded(Connection[Any]):
    """A connection of which every statement has a deadline: `patience` seconds, or `PATIENCE`."""

    patience: float = PATIENCE

    @classmethod
    def connect(cls, conninfo: str = "", *, patience: float = 0, **settings: Any) -> Bounded:  # type: ignore[override]
        """Connect; `patience` in seconds. Raises `psycopg.OperationalError`."""
        made: Bounded = super().connect(conninfo, **settings)
        if patience:
            made.patience = patience
        return made

    def wait(self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        """Wait for an answer. Raises `Hangs`."""
        # Of the driver's own: waiting for a notification, for a cancellation.
        if timeout is not None:
            return super().wait(gen, interval, timeout)
        try:
            return super().wait(gen, interval, self.patience or None)
        except _WaitTimeout:
            # what comes in later would be taken for the answer to another question
            self.pgconn.finish()
            raise Hangs("no answer in time") from None


def clean(connection: Connection[Any]) -> None:
    """Called by the pool when a connection comes back."""
    for leftover in LEFTOVERS:
        connection.execute(leftover)

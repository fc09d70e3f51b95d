"""A connection goes back to the pool without the cursors, channels, settings and locks of whoever had it.

Not `DISCARD ALL`: that also forgets the time zone, which Django sets once, when the connection is made.
"""

from __future__ import annotations

from typing import Any

from psycopg import Connection

LEFTOVERS = (
    "close all",
    "unlisten *",
    "select pg_advisory_unlock_all()",
    "select set_config('fence.line', '', false), set_config('fence.pass', '', false)",
)


def clean(connection: Connection[Any]) -> None:
    """Called by the pool when a connection comes back."""
    for leftover in LEFTOVERS:
        connection.execute(leftover)

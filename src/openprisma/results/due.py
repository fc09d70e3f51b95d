"""Feedback that receivers of results owe, as the worklist tells it: how many and when, never what
(wgs:1.7.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import connection

SOON = timedelta(days=30)


@dataclass(frozen=True)
class Due:
    """In one file: of how many results feedback is due within a month or late, and the first
    day."""

    number: int
    first: date


def feedback_due(today: date) -> dict[UUID, Due]:
    """By file of mine for which I keep the results as the bureau. At the door, under no line.
    Source: wgs:1.7.4."""
    with connection.cursor() as cursor:
        cursor.execute("select file, number, first from fence.feedback(%s)", [today + SOON])
        return {file: Due(number, first) for file, number, first in cursor.fetchall()}

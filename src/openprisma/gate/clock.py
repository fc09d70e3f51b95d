"""The day: the database says which, so that policy and program never differ."""

from __future__ import annotations

from datetime import date

from django.db import connection


def today() -> date:
    """The effective day in Europe/Amsterdam; moved only in a database born as demo or test, by its
    owner."""
    with connection.cursor() as cursor:
        cursor.execute("select fence.today()")
        day: date = cursor.fetchone()[0]
    return day

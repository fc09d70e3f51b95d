"""Days as people in the Netherlands count them. A range runs from its first day up to, not
including, `until`."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

HOME = ZoneInfo("Europe/Amsterdam")
FOREVER = date(9999, 12, 31)

_MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
_DAYS = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"]


def day_at_home(moment: datetime) -> date:
    """The calendar day in Europe/Amsterdam of an aware moment."""
    if moment.tzinfo is None:
        raise ValueError("a moment without time zone has no day")
    return moment.astimezone(HOME).date()


def in_words(day: date, *, weekday: bool = False) -> str:
    """`9 maart 2026`, or `maandag 9 maart 2026`."""
    text = f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"{_DAYS[day.weekday()]} {text}" if weekday else text


# Of the clock that counts no summer (UTC): every hour that is seven here on some day of the year.
SEVEN = "5,6"


def at_seven(moment: int) -> bool:
    """Is it between seven and eight in the morning here, at this number of seconds since 1970?"""
    return datetime.fromtimestamp(moment, HOME).hour == 7

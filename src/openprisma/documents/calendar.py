"""A meeting as a calendar file: when and where, and nothing of what is discussed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from openprisma.documents.letters import on_one_line

HOME = ZoneInfo("Europe/Amsterdam")
LENGTH = timedelta(hours=2)


def as_calendar(
    uid: str,
    title: str,
    day: date,
    time: str,
    place: str,
    made: datetime,
    *,
    cancelled: bool = False,
) -> bytes:
    """One event (RFC 5545). `time` is `14:00` or empty for the whole day; `made` is when it was
    asked for: taken in again, a later one takes the place of an earlier. `cancelled`: it does not
    take place."""
    event = Event()
    event.add("uid", f"{uid}@openprisma")
    event.add("summary", on_one_line(title))
    event.add("dtstamp", made)
    event.add("class", "CONFIDENTIAL")
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    if time:
        hour, minute = (int(part) for part in time.split(":"))
        start = datetime(day.year, day.month, day.day, hour, minute, tzinfo=HOME)
        event.add("dtstart", start)
        event.add("dtend", start + LENGTH)
    else:
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
    if place:
        event.add("location", on_one_line(place))
    calendar = Calendar()
    calendar.add("prodid", "-//OpenPrisma//NL")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())

"""When the advice of the Bureau is late: eight weeks, still while a question of it is open, once at
most four more (bibob:15). There is no twelve weeks in the law: it is what these make together. And
how long a body may pass on what it obtained itself (bibob:28.2.m)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from operator import itemgetter
from typing import Any

from openprisma.engine.norms import TermEntry
from openprisma.engine.terms import end_of

Stretch = tuple[date, date | None]  # from when, and the day from which it runs on


def stood_still(pauses: Iterable[tuple[date, date]], since: date) -> int:
    """How many days from `since` on the term stood still: of questions that were open together, a
    day counts once. From the day of a question until the day of its answer (bibob:15.2)."""
    days = set()
    for start, end in pauses:
        first = max(start, since)
        days |= {first + timedelta(days=nr) for nr in range(max((end - first).days, 0))}
    return len(days)


def late_from(
    asked: date,
    pauses: Iterable[Stretch],
    extended: int,
    term: TermEntry,
    holidays: Mapping[str, Any],
) -> date | None:
    """The first day on which the advice is late; None while a question is open. `extended`: weeks
    more. The day on which it was asked does not count, and a question of that day stops nothing
    before the next; one that came when the advice was late already revives no term. The last day is
    carried over a weekend or holiday (atw:1.1)."""
    since = asked + timedelta(days=1)

    def late(still: int) -> date:
        days = term.days + still + 7 * extended
        return end_of(since, TermEntry(days=days, lengthens=term.lengthens), holidays)

    answered: list[tuple[date, date]] = []
    for start, end in sorted(pauses, key=itemgetter(0)):
        if start >= late(stood_still(answered, since)):
            break
        if end is None:
            return None
        answered.append((start, end))
    return late(stood_still(answered, since))


def passed_in_time(obtained: date, received: date, term: TermEntry) -> bool:
    """Was what a body obtained itself passed on within the term? Not longer ago than five years:
    the same day five years later is in time, the day after it is not (bibob:28.2.m, 2°)."""
    return received <= end_of(obtained, term, {})

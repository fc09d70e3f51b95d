"""When the advice of the Bureau is late: eight weeks, still while a question of it is open, once at
most four more (bibob:15). There is no twelve weeks in the law: it is what these make together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from openprisma.engine.norms import TermEntry
from openprisma.engine.terms import end_of

Stretch = tuple[date, date | None]  # from when, and the day from which it runs on


def stood_still(pauses: Iterable[Stretch], until: date) -> int:
    """How many days the term stood still before `until`: of questions that were open together, a
    day counts once. From the day of a question until the day of its answer (bibob:15.2)."""
    days = set()
    for start, end in pauses:
        last = min(end or until, until)
        days |= {start + timedelta(days=nr) for nr in range(max((last - start).days, 0))}
    return len(days)


def late_from(
    asked: date,
    pauses: Iterable[Stretch],
    extended: int,
    term: TermEntry,
    holidays: Mapping[str, Any],
) -> date | None:
    """The first day on which the advice is late; None while a question is open. `extended`: weeks
    more. The day on which it was asked does not count; the last day is carried over a weekend or
    holiday (atw:1.1)."""
    known = list(pauses)
    if any(end is None for _, end in known):
        return None
    still = stood_still(known, max((end for _, end in known if end), default=asked))
    whole = TermEntry(days=term.days + still + 7 * extended, lengthens=term.lengthens)
    return end_of(asked + timedelta(days=1), whole, holidays)

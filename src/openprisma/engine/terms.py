"""Terms: when something ends. Days in the Netherlands; the Algemene termijnenwet moves an end only
where it may."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from openprisma.engine.norms import TermEntry

SUNDAY, SATURDAY = 6, 5


def end_of(start: date, term: TermEntry, holidays: Mapping[str, Any]) -> date:
    """The first day after the term: a year from 15 May 2025 ends on 15 May 2026.

    A term that may lengthen and whose last day is a Saturday, Sunday or holiday runs on to the next
    working day (atw:1.1). A term of destruction never does: `lengthens` is false for it
    (wgs:1.8.7).
    """
    last = (
        start
        + relativedelta(years=term.years, months=term.months, days=term.days)
        - timedelta(days=1)
    )
    while term.lengthens and not is_working_day(last, holidays):
        last += timedelta(days=1)
    return last + timedelta(days=1)


def is_working_day(day: date, holidays: Mapping[str, Any]) -> bool:
    """Neither Saturday, Sunday nor a holiday of atw:3. `holidays` holds `fixed` (mm-dd) and
    `easter` (days after)."""
    if day.weekday() in (SATURDAY, SUNDAY):
        return False
    moving = {easter(day.year) + timedelta(days=int(offset)) for offset in holidays["easter"]}
    return day not in moving and day.strftime("%m-%d") not in holidays["fixed"]

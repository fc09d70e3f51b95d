"""How long a delivered datum may stay and a question may wait: read from the norms, computed
once."""

from __future__ import annotations

from datetime import date

from openprisma.engine.terms import end_of
from openprisma.gate.law import lawbook


def first_day(chosen: date | None, today: date) -> date:
    """The day on which a datum was first processed in this alliance: today, unless it was here
    before. Not the day on which its supplier noted it elsewhere. Source: wgs:1.8.7."""
    return chosen or today


def keep_until(first_processed: date, today: date) -> date:
    """The first day a datum may not be there any more, under the law of today. Also for what was
    first processed before the Wgs (Q15). Never lengthened by a weekend. Source: wgs:1.8.7."""
    return end_of(first_processed, lawbook().term("bewaren", today), lawbook().holidays)


def police_until(since: date, today: date) -> date:
    """The first day on which the police must have removed a datum of their daily task that they
    first processed on `since`. Never lengthened by a weekend. Source: wpg:8.6."""
    return end_of(since, lawbook().term("dagelijkse_politietaak", today), lawbook().holidays)


def review_by(today: date) -> date:
    """The last day on which somebody looks again whether a datum is still kept for a ground, when
    that is laid down or looked at today. Source: wgs:1.8.7, Q18."""
    return end_of(today, lawbook().term("herzien", today), lawbook().holidays)


def answer_by(chosen: date | None, today: date) -> date:
    """The first day on which an answer to a question of today is late: as chosen, or after the
    usual term. Source: huisregels:9.1."""
    return chosen or end_of(today, lawbook().term("antwoorden", today), lawbook().holidays)

"""Terms: in calendar days, lengthened only where the Algemene termijnenwet may."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from openprisma.engine.norms import TermEntry
from openprisma.engine.terms import end_of, is_working_day
from openprisma.gate.law import lawbook
from openprisma.kernel.days import day_at_home, in_words

HOLIDAYS = lawbook().holidays


@pytest.mark.parametrize(
    ("start", "term", "end"),
    [
        ("2025-05-15", {"years": 1}, "2026-05-15"),
        ("2024-02-29", {"years": 1}, "2025-02-28"),
        ("2026-01-31", {"months": 1}, "2026-02-28"),
        ("2026-03-02", {"days": 5}, "2026-03-07"),
        # Ends on a Saturday: runs on through Monday.
        ("2026-03-02", {"days": 6, "lengthens": True}, "2026-03-10"),
        ("2026-03-31", {"days": 3, "lengthens": True}, "2026-04-03"),  # Thursday before Good Friday
        # Good Friday, weekend, Easter Monday.
        ("2026-03-31", {"days": 4, "lengthens": True}, "2026-04-08"),
        ("2020-12-24", {"years": 5}, "2025-12-24"),
        ("2020-12-26", {"years": 5}, "2025-12-26"),  # ends at Christmas: destruction does not wait
    ],
)
def test_a_term_ends(start, term, end):
    assert end_of(date.fromisoformat(start), TermEntry(**term), HOLIDAYS) == date.fromisoformat(end)


def test_the_term_of_destruction_never_lengthens():
    book = lawbook()
    assert book.term("bewaren", date(2026, 3, 9)) == TermEntry(years=5, lengthens=False)


@pytest.mark.parametrize(
    "day",
    [
        "2026-01-01",
        "2026-04-03",
        "2026-04-06",
        "2026-04-27",
        "2026-05-05",
        "2026-05-14",
        "2026-05-25",
    ],
)
def test_holidays_are_no_working_days(day):
    assert not is_working_day(date.fromisoformat(day), HOLIDAYS)


def test_a_day_begins_at_midnight_in_amsterdam():
    assert day_at_home(datetime(2026, 3, 8, 23, 30, tzinfo=UTC)) == date(2026, 3, 9)
    assert day_at_home(datetime(2026, 7, 8, 22, 30, tzinfo=UTC)) == date(2026, 7, 9)
    with pytest.raises(ValueError, match="time zone"):
        day_at_home(datetime(2026, 3, 8))


def test_a_day_in_words():
    assert in_words(date(2026, 3, 9), weekday=True) == "maandag 9 maart 2026"

"""The term of the Bureau: every day here was counted by hand, with a calendar (bibob:15)."""

from __future__ import annotations

from datetime import date

import pytest

from openprisma.bibob.terms import late_from, passed_in_time, stood_still
from openprisma.gate.law import lawbook

ON = date(2026, 1, 1)


def day(text):
    return date.fromisoformat(text) if text else None


def late(asked, *pauses, weeks=0):
    book = lawbook()
    stretches = [(day(start), day(end)) for start, end in pauses]
    return late_from(day(asked), stretches, weeks, book.term("bibob_advies", ON), book.holidays)


@pytest.mark.parametrize(
    ("asked", "first_late"),
    [
        ("2025-09-01", "2025-10-28"),  # Monday, and eight weeks later a Monday is the last day
        ("2025-09-05", "2025-11-01"),
        ("2025-09-06", "2025-11-04"),  # a Saturday: Monday is the last day
        ("2025-09-07", "2025-11-04"),  # a Sunday
        ("2025-10-30", "2025-12-30"),  # two days of Christmas and a weekend
        ("2024-01-04", "2024-03-01"),  # 29 February is the last day
        ("2026-03-02", "2026-04-29"),  # the king's birthday
        ("2026-02-06", "2026-04-08"),  # Good Friday, a weekend, Easter Monday
        ("2026-03-19", "2026-05-16"),  # Ascension day; the Friday after it is a working day
        ("2026-03-30", "2026-05-27"),  # Whit Monday
        ("2025-11-06", "2026-01-03"),  # New Year
        ("2026-03-10", "2026-05-07"),  # Liberation day
    ],
)
def test_eight_weeks_end_on_a_working_day(asked, first_late):
    assert late(asked) == day(first_late)


@pytest.mark.parametrize(
    ("asked", "pauses", "first_late"),
    [
        ("2025-09-01", [("2025-09-10", "2025-09-20")], "2025-11-07"),
        ("2025-09-01", [("2025-09-10", "2025-09-10")], "2025-10-28"),  # answered the same day
        # Two questions at once: a day counts once.
        ("2025-09-01", [("2025-09-10", "2025-09-20"), ("2025-09-15", "2025-09-25")], "2025-11-12"),
        ("2025-09-01", [("2025-09-10", "2025-09-15"), ("2025-09-20", "2025-09-22")], "2025-11-04"),
        ("2025-11-10", [("2025-12-22", "2026-01-12")], "2026-01-27"),  # over the year's end
        ("2028-01-03", [("2028-02-20", "2028-03-05")], "2028-03-14"),  # over 29 February
        # Asked on the day of the request: the term began the day after, and stood still nine days.
        ("2025-09-01", [("2025-09-01", "2025-09-11")], "2025-11-06"),
        # On the last day, Monday 27 October: it is not late yet, and stands still.
        ("2025-09-01", [("2025-10-27", "2025-10-30")], "2025-10-31"),
        # The first question keeps the term running until the second: both count, in any order.
        ("2025-09-01", [("2025-10-30", "2025-11-02"), ("2025-09-10", "2025-09-20")], "2025-11-11"),
    ],
)
def test_it_stands_still_from_the_day_of_a_question_until_that_of_the_answer(
    asked, pauses, first_late
):
    assert late(asked, *pauses) == day(first_late)


@pytest.mark.parametrize(
    "pauses",
    [
        [("2025-11-10", None)],
        [("2025-11-10", "2025-11-20")],
        [("2025-10-28", "2025-11-20")],  # the first day on which it was late
    ],
)
def test_a_question_after_the_term_ran_out_does_not_revive_it(pauses):
    assert late("2025-09-01", *pauses) == day("2025-10-28")


def test_while_a_question_is_open_there_is_no_last_day():
    assert late("2025-09-01", ("2025-09-10", None)) is None
    assert late("2025-09-01", ("2025-09-05", "2025-09-08"), ("2025-09-10", None)) is None


@pytest.mark.parametrize(
    ("weeks", "pauses", "first_late"),
    [
        (1, [], "2025-11-04"),
        (4, [], "2025-11-25"),
        (4, [("2025-09-10", "2025-09-20")], "2025-12-05"),  # more than twelve weeks in all
    ],
)
def test_an_extension_comes_on_top_of_it(weeks, pauses, first_late):
    assert late("2025-09-01", *pauses, weeks=weeks) == day(first_late)


def test_the_days_that_it_stood_still_are_counted_from_a_day():
    pauses = [(day("2025-09-10"), day("2025-09-20")), (day("2025-09-12"), day("2025-09-14"))]
    assert stood_still(pauses, day("2025-09-01")) == 10
    assert stood_still(pauses, day("2025-09-15")) == 5
    assert stood_still(pauses, day("2025-09-20")) == 0


@pytest.mark.parametrize(
    ("obtained", "passed_on", "may"),
    [
        ("2020-04-09", "2025-04-09", True),  # five years ago to the day is not longer than five
        ("2020-04-08", "2025-04-09", False),
        ("2022-04-09", "2025-04-09", True),
        ("2020-02-29", "2025-02-28", True),
        ("2020-02-29", "2025-03-01", False),
        ("2018-12-24", "2023-12-25", False),  # no weekend or holiday lengthens it
    ],
)
def test_a_body_passes_on_only_what_it_obtained_no_longer_than_five_years_ago(
    obtained, passed_on, may
):
    term = lawbook().term("bibob_doorgeven", ON)
    assert passed_in_time(day(obtained), day(passed_on), term) is may

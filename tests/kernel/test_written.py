"""Days, numbers and yes or no as people write them: read as they are meant, or asked."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from openprisma.kernel.days import in_words
from openprisma.kernel.written import Unclear, day, number, yes

DAY = date(2025, 9, 20)
DAYS = some.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "2025-09-20",
        "20-09-2025",
        "20/09/2025",
        "20.9.2025",
        "20 september 2025",
        "zaterdag 20 september 2025",
        "za 20 sep. 2025",
        "20-9-25",
        "20250920",
        "20092025",
        "2025-09-20T10:30:00",
        "2025-09-20 00:00:00",
        "20-09-2025 10:30 uur",
        "2025-09-19T22:30:00Z",
        "20-sep-2025",
        "20\u00a0september\u00a02025",
        "2025/9/20",
        " 20 - 9 - 2025 ",
    ],
)
def test_a_day_is_read_however_the_dutch_write_it(text):
    assert day(text) == DAY


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("31-04-2025", "geen bestaande dag"),
        ("2025-02-29", "geen bestaande dag"),
        ("00-00-1980", "00"),
        ("1980-00-00", "00"),
        ("0000-01-01", "te ver weg"),
        ("0326-02-09", "te ver weg"),
        ("31-12-9999", "te ver weg"),
        ("1980", "alleen een jaar"),
        ("onbekend", "geen bestaande dag"),
        ("0", "geen dag"),
        ("86400", "geen dag"),
        ("1758326400", "geen dag"),
        ("290326", "welke cijfers"),
        ("45920", "20-09-2025"),
        ("45920.5", "20-09-2025"),
        ("-1", "geen bestaande dag"),
        ("03/04/2025", "3 april 2025 zijn of 4 maart 2025"),
        ("09/20/2025", "maand voorop"),
        ("1-2-70", "vier cijfers"),
        ("1-2-125", "vier cijfers"),
        ("20-foo-2025", "maand"),
        ("2025-09-20T99:00:00Z", "geen bestaande dag"),
        ("september 2025", "geen bestaande dag"),
    ],
)
def test_what_is_no_day_or_two_days_is_asked_and_never_1970(text, says):
    with pytest.raises(Unclear, match=says):
        day(text)


def test_a_leap_day_is_a_day():
    assert day("29-02-2024") == date(2024, 2, 29)


@given(DAYS)
def test_every_day_comes_back_from_every_dutch_form(one):
    forms = (
        one.isoformat(),
        f"{one.day}-{one.month}-{one.year}",
        f"{one.day:02}.{one.month:02}.{one.year}",
        in_words(one),
        in_words(one, weekday=True),
        f"{one:%Y%m%d}",
        f"{one:%d%m%Y}",
        f"{one.isoformat()}T23:59:59",
    )
    assert {day(form) for form in forms} == {one}


@given(some.integers(min_value=-(10**12), max_value=10**12))
def test_no_number_is_ever_a_day_but_one_written_in_eight_digits(value):
    text = str(value)
    try:
        found = day(text)
    except Unclear:
        return
    assert text in (f"{found:%Y%m%d}", f"{found:%d%m%Y}")


@given(some.text(max_size=30))
def test_whatever_is_typed_is_a_day_within_bounds_or_a_sentence(text):
    for reader in (day, number, yes):
        try:
            found = reader(text)
        except Unclear as unclear:
            assert str(unclear).endswith(".")
            continue
        assert reader is not day or 1900 <= found.year <= 2199


@pytest.mark.parametrize(
    ("text", "is_"),
    [
        ("12.000", "12000"),
        ("12.000,50", "12000.50"),
        ("12000,50", "12000.50"),
        ("€ 12.000", "12000"),
        ("€12.000,-", "12000"),
        ("EUR 1.250.000,00", "1250000"),
        ("12 000", "12000"),
        ("12\u00a0000,5", "12000.5"),
        ("7,5", "7.5"),
        ("12000.50", "12000.50"),
        ("0,125", "0.125"),
        ("-3", "-3"),
        ("1.000", "1000"),
        ("0", "0"),
    ],
)
def test_amounts_are_read_in_dutch_notation(text, is_):
    assert number(text) == Decimal(is_)


@pytest.mark.parametrize(
    "text", ["12,000", "12,000.50", "1.00.000", "0.125", "1e5", "NaN", "twaalf", "", "1,2,3", "٣"]
)
def test_a_number_that_is_none_or_two_is_asked(text):
    with pytest.raises(Unclear):
        number(text)


@given(some.integers(min_value=0, max_value=10**11), some.integers(min_value=0, max_value=99))
def test_every_amount_comes_back_with_and_without_points(whole, cents):
    dotted = f"{whole:,}".replace(",", ".")
    assert number(f"{dotted},{cents:02}") == number(f"{whole},{cents:02}")
    assert number(f"€ {dotted}") == whole


@pytest.mark.parametrize("text", ["ja", "Ja", "JA", "j", "x", "X", "yes", "waar", "WAAR", "1"])
def test_a_yes(text):
    assert yes(text) is True


@pytest.mark.parametrize("text", ["nee", "Nee", "n", "0", "", " ", "onwaar", "no"])
def test_a_no(text):
    assert yes(text) is False


@pytest.mark.parametrize("text", ["misschien", "ja, geheim", "geheim", "ja?", "#N/A", "2", "✓"])
def test_anything_else_is_never_a_no(text):
    with pytest.raises(Unclear):
        yes(text)


def test_days_count_from_no_epoch():
    epoch = date(1970, 1, 1)
    for seconds in (0, 1, 86_400, 86_400_000):
        with pytest.raises(Unclear):
            day(str(seconds))
    assert day(f"{epoch + timedelta(days=1):%d-%m-%Y}") == date(1970, 1, 2)

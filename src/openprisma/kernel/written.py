"""Days, numbers and yes or no as people in the Netherlands write them. What can be read in two ways
is asked and never guessed."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal

from openprisma.kernel.days import HOME, in_words

FIRST_YEAR, LAST_YEAR = 1900, 2199
CENTURY = 35  # two digits of a year up to this one are of this century; of others nobody knows

# What people and spreadsheets write for yes and no, and what nothing means.
_SAYS = dict.fromkeys(("ja", "j", "x", "waar", "yes", "y", "true", "1"), True) | dict.fromkeys(
    ("", "nee", "n", "onwaar", "no", "false", "0"), False
)
_HOW = "Schrijf dag-maand-jaar, zoals 20-09-2025."
_MONTHS = {
    name: nr
    for nr, names in enumerate(
        (
            "januari jan january",
            "februari feb february febr",
            "maart mrt mar march maa",
            "april apr",
            "mei may",
            "juni jun june",
            "juli jul july",
            "augustus aug august",
            "september sep sept",
            "oktober okt oct october",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
_WEEKDAY = re.compile(
    r"(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag|ma|di|wo|do|vr|za|zo)[.,]?\s+", re.IGNORECASE
)
_TIME = re.compile(r"(?a)(?<=\d)(?:T|\s+)\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:uur)?\Z")
_ZONE = re.compile(r"(?a)(?<=\d)[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})\Z")
_PARTS = re.compile(r"(?a)(\d{1,4})\s*([-/. ])\s*(\d{1,2}|[a-z]+)\.?\s*([-/. ])\s*(\d{1,4})\Z")
_DIGITS = re.compile(r"(?a)\d+(?:[.,]\d+)?\Z")
_EXCEL = date(1899, 12, 30)  # day 0 of a spreadsheet
_THOUSANDS = re.compile(r"(?a)[1-9]\d{0,2}(?P<mark>[. '])\d{3}(?:(?P=mark)\d{3})*(?:,\d+)?\Z")
_PLAIN = re.compile(r"(?a)\d+(?:,\d+)?\Z|\d+\.(?:\d{1,2}|\d{4,})\Z")
_MONEY = re.compile(r"€|\beur(?:o)?\b|,-+\Z|,=\Z", re.IGNORECASE)


class Unclear(ValueError):
    """What was written is not what was asked, or can be read in two ways. `what` says why, and
    `remedy` how to write it; both are whole Dutch sentences that repeat nothing of the value."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"{what} {remedy}")
        self.what, self.remedy = what, remedy


def yes(text: str) -> bool:
    """Yes or no; nothing is no. Raises `Unclear` for what is neither: a yes that is read as a no
    shares more than its writer wants."""
    said = _SAYS.get(text.strip().casefold())
    if said is None:
        raise Unclear("Dit is geen ja of nee.", "Schrijf ja of nee, of laat dit leeg voor nee.")
    return said


def day(text: str) -> date:
    """A day as people write it: `20-09-2025`, `20 september 2025`, `2025-09-20`, `20.9.25`. Years
    run from 1900 up to and including 2199. Raises `Unclear` for what is no day of the calendar,
    for a number that some program counts days with, and for what can be two days."""
    written = " ".join(text.split())
    if _ZONE.search(written):
        return _at_home(written)
    written = _TIME.sub("", _WEEKDAY.sub("", written, count=1)).lower().strip()
    if _DIGITS.fullmatch(written):
        return _from_digits(written)
    if not (found := _PARTS.fullmatch(written)):
        raise Unclear("Dit is geen bestaande dag.", _HOW)
    first, mark, month, other, last = found.groups()
    if len(first) == 4 and len(last) <= 2:
        first, last = last, first
    elif not month.isdigit():
        pass
    elif mark == other == "/" and max(int(first), int(month)) <= 12 and first != month:
        _two_ways(int(first), int(month), last)
    elif mark == other == "/" and int(month) > 12 >= int(first):
        raise Unclear("Hier staat de maand voorop.", _HOW)
    if not month.isdigit() and month not in _MONTHS:
        raise Unclear("Deze maand kennen wij niet.", _HOW)
    return _on(_year(last), int(month) if month.isdigit() else _MONTHS[month], int(first))


def _at_home(moment: str) -> date:
    """The day here of a moment that names its zone."""
    try:
        here = datetime.fromisoformat(moment.replace(" ", "T")).astimezone(HOME).date()
    except (ValueError, OverflowError):
        raise Unclear("Dit is geen bestaande dag.", _HOW) from None
    return _on(here.year, here.month, here.day)


def _two_ways(first: int, month: int, last: str) -> None:
    year = _year(last)
    one, other = _on(year, month, first), _on(year, first, month)
    raise Unclear(
        f"Dit kan {in_words(one)} zijn of {in_words(other)}.",
        f"Schrijf {one.day:02}-{one.month:02}-{one.year} of "
        f"{other.day:02}-{other.month:02}-{other.year}.",
    )


def _from_digits(text: str) -> date:
    """Eight digits are a day in one way at most: where the year stands last, the first four are
    day and month, and the last four no month and day."""
    if len(text) == 8 and text.isdigit():
        if int(text[4:6]) <= 12:
            return _on(int(text[:4]), int(text[4:6]), int(text[6:]))
        return _on(int(text[4:]), int(text[2:4]), int(text[:2]))
    if len(text) == 4 and text.isdigit() and FIRST_YEAR <= int(text) <= LAST_YEAR:
        raise Unclear("Dit is alleen een jaar.", "Schrijf ook de dag en de maand.")
    if len(text) == 6 and text.isdigit():
        raise Unclear("Dit kan een dag zijn, maar wij weten niet welke cijfers de dag zijn.", _HOW)
    number = int(text.replace(",", ".")[:12].split(".")[0])
    if len(text.split(".")[0].split(",")[0]) == 5 and 18_000 <= number <= 73_000:
        meant = _EXCEL + timedelta(days=number)
        raise Unclear(
            f"Dit is een getal. Een rekenblad bedoelt daarmee misschien {in_words(meant)}.",
            f"Is dat zo? Schrijf dan {meant.day:02}-{meant.month:02}-{meant.year}.",
        )
    raise Unclear("Dit is een getal en geen dag.", _HOW)


def _year(text: str) -> int:
    if len(text) == 2 and int(text) <= CENTURY:
        return 2000 + int(text)
    if len(text) != 4:
        raise Unclear("Wij weten niet welk jaar dit is.", "Schrijf het jaar met vier cijfers.")
    return int(text)


def _on(year: int, month: int, number: int) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Unclear(
            "Deze dag ligt te ver weg.",
            f"Schrijf een jaar van {FIRST_YEAR} tot en met {LAST_YEAR}.",
        )
    if not number or not month:
        raise Unclear(
            "De dag of de maand is 00.", "Schrijf een bestaande dag, of zet in de tekst wat u weet."
        )
    try:
        return date(year, month, number)
    except ValueError:
        raise Unclear("Dit is geen bestaande dag.", _HOW) from None


def number(text: str) -> Decimal:
    """A number or amount in Dutch notation: `12.000` is twelve thousand, `7,5` is seven and a half;
    `€ 12.000,-` as well. Raises `Unclear` for what is no number and for `12,000`, which is twelve
    here and twelve thousand elsewhere."""
    written = " ".join(_MONEY.sub(" ", text).split())
    below, written = written.startswith(("-", "−")), written.lstrip("-−+ ")
    if re.fullmatch(r"(?a)[1-9]\d{0,2}(,\d{3})+(\.\d+)?", written):
        raise Unclear(
            "Dit getal kan op twee manieren worden gelezen.",
            "Schrijf een punt tussen duizendtallen en een komma voor de centen, zoals 12.000,50.",
        )
    if _THOUSANDS.fullmatch(written):
        plain = re.sub(r"[. ']", "", written).replace(",", ".")
    elif _PLAIN.fullmatch(written):
        plain = written.replace(",", ".")
    else:
        raise Unclear("Dit is geen getal.", "Schrijf alleen cijfers, zoals 12.000 of 7,5.")
    return -Decimal(plain) if below else Decimal(plain)

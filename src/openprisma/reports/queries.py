"""Reads for accounting: the indicators, and the annual report. Only under the act that counts, and
never from the log (wgs:1.8.4)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from openprisma.activities.published import ACTIVITIES
from openprisma.figures.published import EVENTS, Fact
from openprisma.figures.queries import Numbers, Report, counted
from openprisma.finance.queries import Money, Year, money, possible
from openprisma.gate.acts import act
from openprisma.gate.run import Run
from openprisma.reports.counting import Indicators, indicators

FOLLOWED, UNFOLLOWED = "terugkoppeling_gevolgd", "terugkoppeling_niet_gevolgd"
ADVISED, DONE, ENDED = "advies_gegeven", "interventie_uitgevoerd", "interventie_afgerond"


@act("indicatoren_inzien")
def read_indicators(run: Run, *, jaar: Year, peildatum: date | None = None) -> Indicators:
    """The indicators of a year as they were known on a day, today unless told otherwise, beside
    what the published report says. Source: huisregels:14.3, wgs:1.12. Raises `BadInput` for a year
    or day that cannot be."""
    return _indicators(jaar, possible(run, jaar, peildatum))


def _indicators(year: int, day: date) -> Indicators:
    done = ACTIVITIES.read(known_on__lte=day, until_on__gt=day).rows
    return indicators(done, EVENTS.read(known_on__lte=day).rows, year, day)


@dataclass(frozen=True)
class Feedback:
    """What receivers of results told in a year (wgs:1.7.4): how many did something with one, and
    how many did nothing; never which result."""

    followed: int
    unfollowed: int


@dataclass(frozen=True)
class Interventions:
    """Interventions of a year: advised, done and ended, by kind."""

    advised: dict[str, int]
    done: dict[str, int]
    ended: dict[str, int]


@dataclass(frozen=True)
class Annual:
    """The annual report of a year as it was known on a day; `results` is the table of operational
    results with the events behind it."""

    year: int
    as_of: date
    results: Report
    indicators: Indicators
    money: Money
    interventions: Interventions
    feedback: Feedback
    sources: dict[str, str]

    def numbers(self) -> AnnualNumbers:
        """The same for a program: numbers, and no events of files."""
        return AnnualNumbers(
            self.year,
            self.as_of,
            self.results.numbers(),
            self.indicators,
            self.money,
            self.interventions,
            self.feedback,
            self.sources,
        )


@dataclass(frozen=True)
class AnnualNumbers:
    """The annual report for a program."""

    year: int
    as_of: date
    results: Numbers
    indicators: Indicators
    money: Money
    interventions: Interventions
    feedback: Feedback
    sources: dict[str, str]


SOURCES = {
    "Operationele resultaten": "gebeurtenissen in dossiers, in codes en dagen",
    "Indicatoren": "vastgelegde activiteiten, en gebeurtenissen in dossiers",
    "Financiën": "begrotingsregels zoals de bron ze noemt",
    "Interventies": "gebeurtenissen in dossiers, per soort interventie",
    "Terugkoppeling": "wat ontvangers over een resultaat lieten weten (artikel 1.7 lid 4 Wgs)",
}


@act("jaarverslag_inzien")
def read_annual(run: Run, *, jaar: Year, peildatum: date | None = None) -> Annual:
    """The annual report of a year, composed of what is counted; as it was known on a day, today
    unless told otherwise. It names nobody and no file. Source: wgs:1.12.1. Raises `BadInput` for a
    year or day that cannot be."""
    day = possible(run, jaar, peildatum)
    events = [
        one
        for one in EVENTS.read(known_on__lte=day).rows
        if one.on_day.year == jaar and one.on_day <= day
    ]
    return Annual(
        jaar,
        day,
        counted(jaar, day),
        _indicators(jaar, day),
        money(jaar, day),
        Interventions(*(_by_kind(events, kind) for kind in (ADVISED, DONE, ENDED))),
        Feedback(*(sum(one.kind == kind for one in events) for kind in (FOLLOWED, UNFOLLOWED))),
        SOURCES,
    )


def _by_kind(events: list[Fact], kind: str) -> dict[str, int]:
    return dict(sorted(Counter(one.advice for one in events if one.kind == kind).items()))

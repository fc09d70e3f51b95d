"""Acts of the analysis: claims and ties, each with the data they rest on, and what is still
unknown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from openprisma.analysis.models import Finding, Tie, Unknown
from openprisma.files.actions import Text, signed
from openprisma.gate.acts import act
from openprisma.gate.declared import Ref
from openprisma.gate.lists import AnalysisPart, Grade, TieKind
from openprisma.gate.references import referred, referred_each
from openprisma.gate.run import Run
from openprisma.gate.writes import adds, removes
from openprisma.sharing.models import Statement
from openprisma.sharing.terms import keep_until
from openprisma.subjects.actions import OneOf, two_of

OnData = list[
    Annotated[UUID, Ref(Statement, "Een gegeven is er niet.", "Kies gegevens uit dit dossier.")]
]
OneFinding = Annotated[
    UUID, Ref(Finding, "Deze bevinding is er niet.", "Kies een bevinding uit de lijst.")
]
OneTie = Annotated[UUID, Ref(Tie, "Dit verband is er niet.", "Kies een verband uit de lijst.")]
OneUnknown = Annotated[UUID, Ref(Unknown, "Deze vraag is er niet.", "Kies een vraag uit de lijst.")]
Amount = Annotated[Decimal, Field(ge=0, max_digits=14, decimal_places=2)]


@act("bevinding_vastleggen", reads="all", writes=(adds(Finding),))
def find(
    run: Run,
    *,
    onderdeel: AnalysisPart,
    uitspraak: Text,
    gegevens: OnData,
    betrouwbaarheid: Grade = "onbekend",
    geloofwaardigheid: Grade = "onbekend",
) -> UUID:
    """Write down a claim of the analysis and what it rests on, graded: how reliable the sources
    are, how credible the claim.
    Source: wgs:2.18.1, werkwijze:handhavingsknelpunt.11."""
    made = Finding.objects.create(
        part=onderdeel,
        text=uitspraak,
        reliability=betrouwbaarheid,
        credibility=geloofwaardigheid,
        **_resting(run),
        **signed(run),
    )
    return made.id


def _resting(run: Run) -> dict[str, Any]:
    """The columns that say on which statements something rests. What rests on none (only where a
    working method allows that) is kept as a datum of today. Source: wgs:1.8.7."""
    rows = referred_each(run, "gegevens", Statement)
    return {
        "statements": sorted(one.id for one in rows),
        "categories": sorted({one.category for one in rows}),
        "keep_until": min(
            (one.keep_until for one in rows), default=keep_until(run.today, run.today)
        ),
    }


@act("bevinding_verwijderen", reads="all", writes=(removes(Finding, of_others=("person",)),))
def drop_finding(run: Run, *, bevinding: OneFinding) -> None:
    """Take a claim out of the analysis, for good: of those whose data one may all read.
    Source: wgs:2.18.1."""
    referred(run, "bevinding", Finding).delete()


@act("verband_leggen", reads="all", writes=(adds(Tie),))
def tie(
    run: Run,
    *,
    een: OneOf,
    ander: OneOf,
    soort: TieKind,
    gegevens: OnData,
    sinds: date | None = None,
    bedrag: Amount | None = None,
) -> UUID:
    """Say how two subjects of this file hang together; for a flow of money the amount in euro. By a
    human, within one file (Q10).
    Source: wgs:2.18.1, werkwijze:handhavingsknelpunt.11."""
    two_of(een, ander)
    made = Tie.objects.create(
        one=een, other=ander, kind=soort, since=sinds, amount=bedrag, **_resting(run), **signed(run)
    )
    return made.id


@act("verband_weghalen", reads="all", writes=(removes(Tie, of_others=("person",)),))
def untie(run: Run, *, verband: OneTie) -> None:
    """Take a tie out of the analysis, for good. Source: wgs:2.18.1."""
    referred(run, "verband", Tie).delete()


@act("onbekend_vastleggen", writes=(adds(Unknown),))
def note_unknown(run: Run, *, vraag: Text) -> UUID:
    """Write down what nobody knows yet. Source: wgs:2.18.1."""
    return Unknown.objects.create(text=vraag, **signed(run)).id


@act("onbekend_weghalen", writes=(removes(Unknown, of_others=("person",)),))
def drop_unknown(run: Run, *, vraag: OneUnknown) -> None:
    """The question is answered, or does not matter any more. Source: wgs:2.18.1."""
    referred(run, "vraag", Unknown).delete()

"""Acts of the analysis: claims and ties, each with the data they rest on, and what is still unknown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from openprisma.analysis.models import Finding, Tie, Unknown
from openprisma.files.actions import Text, signed
from openprisma.gate.acts import act
from openprisma.gate.lists import AnalysisPart, Grade, TieKind
from openprisma.gate.run import Run
from openprisma.gate.writes import adds, removes
from openprisma.kernel.errors import BadInput
from openprisma.sharing.models import Statement
from openprisma.sharing.terms import keep_until
from openprisma.subjects.models import Subject

Amount = Annotated[Decimal, Field(ge=0, max_digits=14, decimal_places=2)]


@act("bevinding_vastleggen", reads="all", writes=(adds(Finding),))
def find(
    run: Run,
    *,
    onderdeel: AnalysisPart,
    uitspraak: Text,
    gegevens: list[UUID],
    betrouwbaarheid: Grade = "onbekend",
    geloofwaardigheid: Grade = "onbekend",
) -> UUID:
    """Write down a claim of the analysis and what it rests on, graded: how reliable the sources are, how credible the claim.
    Source: wgs:2.18.1, werkwijze:handhavingsknelpunt.11."""
    made = Finding.objects.create(
        part=onderdeel, text=uitspraak, reliability=betrouwbaarheid, credibility=geloofwaardigheid,
        **_resting(run, gegevens), **signed(run),
    )  # fmt: skip
    return made.id


def _resting(run: Run, chosen: list[UUID]) -> dict[str, Any]:
    """The columns that say on which statements something rests. Raises `BadInput` for one that is not in this file. What rests
    on none (only where a working method allows that) is kept as a datum of today. Source: wgs:1.8.7."""
    rows = list(Statement.objects.filter(file=run.file_id, pk__in=chosen).values_list("id", "category", "keep_until"))
    if set(chosen) - {id_ for id_, _, _ in rows}:
        raise BadInput("Een gegeven is er niet.", fields={"gegevens": "Kies gegevens uit dit dossier."})
    return {
        "statements": sorted(id_ for id_, _, _ in rows),
        "categories": sorted({category for _, category, _ in rows}),
        "keep_until": min((day for _, _, day in rows), default=keep_until(run.today, run.today)),
    }


@act("bevinding_verwijderen", reads="all", writes=(removes(Finding, of_others=("person",)),))
def drop_finding(run: Run, *, bevinding: UUID) -> None:
    """Take a claim out of the analysis, for good: of those whose data one may all read. Source: wgs:2.18.1."""
    if not Finding.objects.filter(pk=bevinding, file=run.file_id).delete()[0]:
        raise BadInput("Deze bevinding is er niet.", fields={"bevinding": "Kies een bevinding uit de lijst."})


@act("verband_leggen", reads="all", writes=(adds(Tie),))
def tie(
    run: Run,
    *,
    een: UUID,
    ander: UUID,
    soort: TieKind,
    gegevens: list[UUID],
    sinds: date | None = None,
    bedrag: Amount | None = None,
) -> UUID:
    """Say how two subjects of this file hang together; for a flow of money the amount in euro. By a human, within one file (Q10).
    Source: wgs:2.18.1, werkwijze:handhavingsknelpunt.11."""
    here = set(Subject.objects.filter(file=run.file_id, pk__in=[een, ander]).values_list("id", flat=True))
    if here != {een, ander} or een == ander:
        raise BadInput("Deze keuze bestaat niet.", fields={"ander": "Kies twee verschillende uit dit dossier."})
    made = Tie.objects.create(
        one=een, other=ander, kind=soort, since=sinds, amount=bedrag, **_resting(run, gegevens), **signed(run)
    )  # fmt: skip
    return made.id


@act("verband_weghalen", reads="all", writes=(removes(Tie, of_others=("person",)),))
def untie(run: Run, *, verband: UUID) -> None:
    """Take a tie out of the analysis, for good. Source: wgs:2.18.1."""
    if not Tie.objects.filter(pk=verband, file=run.file_id).delete()[0]:
        raise BadInput("Dit verband is er niet.", fields={"verband": "Kies een verband uit de lijst."})


@act("onbekend_vastleggen", writes=(adds(Unknown),))
def note_unknown(run: Run, *, vraag: Text) -> UUID:
    """Write down what nobody knows yet. Source: wgs:2.18.1."""
    return Unknown.objects.create(text=vraag, **signed(run)).id


@act("onbekend_weghalen", writes=(removes(Unknown, of_others=("person",)),))
def drop_unknown(run: Run, *, vraag: UUID) -> None:
    """The question is answered, or does not matter any more. Source: wgs:2.18.1."""
    if not Unknown.objects.filter(pk=vraag, file=run.file_id).delete()[0]:
        raise BadInput("Deze vraag is er niet.", fields={"vraag": "Kies een vraag uit de lijst."})

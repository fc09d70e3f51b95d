"""Acts on a bottleneck: propose it on a signal, and designate it. The decision is the permission."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import Field

from openprisma.bottlenecks.models import Application
from openprisma.engine.norms import TermEntry
from openprisma.engine.terms import end_of
from openprisma.files.actions import Text, Title, involve, open_file
from openprisma.files.models import File, Permission
from openprisma.gate.acts import act
from openprisma.gate.law import lawbook
from openprisma.gate.lists import BottleneckKind, Category
from openprisma.gate.run import Run
from openprisma.language.prose import Prose
from openprisma.panels.models import Decision
from openprisma.partners.models import Alliance

Codes = Annotated[list[str], Field(min_length=1)]
Categories = Annotated[list[Category], Field(min_length=1)]


@act("knelpunt_voordragen", starts=True, also=("signaal",))
def propose(
    run: Run,
    *,
    signaal: UUID,
    titel: Title,
    soort: BottleneckKind,
    doel: Annotated[str, Prose()] = "",
    binnen: Text,
    buiten: Text,
    niet_naleving: Annotated[str, Prose()] = "",
    georganiseerd: Annotated[str, Prose()] = "",
) -> UUID:
    """Propose a bottleneck on a signal that was taken up. Source: wgs:2.18.1.a, wgs:2.23.4."""
    file = open_file(run, title=titel, rests_on_file=signaal)
    Application.objects.create(
        file=file, alliance_id=file.alliance_id, kind=soort, goal=doel, scope_in=binnen, scope_out=buiten,
        noncompliance=niet_naleving, organised=georganiseerd, proposed_by_id=run.actor.person, receipt=run.line,
    )  # fmt: skip
    return file.id


@act("knelpunt_aanwijzen")
def designate(run: Run, *, deelnemers: Codes, categorieen: Categories, motivering: Text) -> UUID:
    """Record the decision: it opens exchange for these participants and categories, until the end of the term.

    Source: wgs:2.23.5; the term: werkwijze:handhavingsknelpunt.1, a parameter of the region.
    """
    rows = lawbook().categories(run.today)
    until = end_of(run.today, term(run), lawbook().holidays)
    numbers = sorted({rows[code].nr for code in categorieen})
    File.objects.filter(pk=run.file_id).update(ends_on=until, phase=run.procedure.entry.opens_phase)
    involve(run, deelnemers)  # the term, not the involvement, shuts the file: so that a refusal can name its ground
    decision = Decision.objects.create(
        alliance_id=run.file.alliance_id, file_id=run.file_id, decided_by_id=run.actor.person, on_day=run.today,
        until_day=until, participants=sorted(set(deelnemers)), categories=numbers, motivation=motivering,
        receipt=run.line,
    )  # fmt: skip
    Permission.objects.bulk_create(
        Permission(
            alliance_id=run.file.alliance_id, file_id=run.file_id, participant_id=code, category=number,
            from_day=run.today, until_day=until, receipt=run.line,
        )
        for code in sorted(set(deelnemers))
        for number in numbers
    )  # fmt: skip
    return decision.id


def term(run: Run) -> TermEntry:
    """How long a designation lasts: what the region agreed, or else what the working method says."""
    name = run.procedure.entry.term
    agreed = Alliance.objects.get(pk=run.file.alliance_id).parameters.get("termijnen", {})
    return TermEntry(**agreed[name]) if name in agreed else lawbook().term(name, run.today)

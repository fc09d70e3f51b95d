"""The description of a case for one receiver: everything this reader may read of it today, to keep.
Every copy leaves a line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from openprisma.analysis.queries import Analysis, read_analysis
from openprisma.cases.queries import CaseAbout, case
from openprisma.files.queries import Head
from openprisma.gate.acts import act
from openprisma.gate.run import Run
from openprisma.kernel.days import FOREVER
from openprisma.partners.models import Participant
from openprisma.sharing.models import Statement


@dataclass(frozen=True)
class Description:
    """A copy: for whom, under which norms, and the first day on which it must be gone: with the
    first datum in it."""

    head: Head
    receiver: str
    organisation: str
    grounds: list[str]
    expires_on: date
    about: CaseAbout
    analysis: Analysis
    line: str


@act("casusbeschrijving_ophalen", reads="all")
def describe(run: Run) -> Description:
    """Take a copy of what one may read of a case. Source: wgs:2.18.1, wgs:1.8.7."""
    analysis = read_analysis(run)
    ends = (
        Statement.objects.filter(file=run.file_id)
        .order_by("keep_until")
        .values_list("keep_until", flat=True)
        .first()
    )
    whose = (
        Participant.objects.filter(pk=run.actor.participant).values_list("name", flat=True).first()
    )
    return Description(
        head=analysis.head,
        receiver=run.actor.name,
        organisation=whose or "",
        about=case(run),
        analysis=analysis,
        grounds=[norm.short for norm in run.cache["verdict"].grounds],
        expires_on=ends or FOREVER,
        line=str(run.line)[:8],
    )

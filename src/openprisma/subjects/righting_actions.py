"""Who stands wrongly in a file is put right or taken out by who brought them in."""

from __future__ import annotations

from typing import Annotated

from openprisma.files.actions import signed
from openprisma.gate.acts import act
from openprisma.gate.references import referred
from openprisma.gate.run import Run
from openprisma.gate.writes import TODAY, adds, changes
from openprisma.kernel.errors import BadInput
from openprisma.kernel.written import Unclear
from openprisma.language.prose import Prose
from openprisma.subjects.actions import REMOVED, Mark, NameOf, OneOf
from openprisma.subjects.facts import last_admissions
from openprisma.subjects.identity import check_identifier
from openprisma.subjects.models import Admission, Subject

NOTHING = {"name": ("",), "identifier": ("",), "link": ("",), "left_on": (TODAY,)}


@act(
    "betrokkene_verbeteren",
    writes=(changes(Subject, "name", "identifier", "link", of_others=("participant",)),),
)
def correct_subject(
    run: Run,
    *,
    betrokkene: OneOf,
    naam: NameOf,
    kenmerk: Mark = "",
    verband: Annotated[str, Prose()] = "",
) -> None:
    """Correct name, number and link of somebody in a file; all three are written anew. Raises
    `BadInput` for a number that cannot be one of what it is about. Source: bgs:1.7.1, avg:16."""
    found = referred(run, "betrokkene", Subject)
    try:
        check_identifier(found.kind, kenmerk)
    except Unclear as unclear:
        raise BadInput(unclear.what, fields={"kenmerk": str(unclear)}) from None
    Subject.objects.filter(pk=found.id).update(
        name=naam, identifier=kenmerk, link=verband, receipt=run.line
    )


@act(
    "betrokkene_weghalen",
    writes=(
        changes(Subject, of_others=("participant",), only=NOTHING),
        adds(Admission, only={"state": (REMOVED,)}),
    ),
)
def take_out(run: Run, *, betrokkene: OneOf) -> None:
    """Take somebody out of a file: name, number and link are gone at once and for good, and nobody
    reads what rests on them any more. A proposal or admission of theirs ends.
    Source: bgs:1.7.1, avg:17.1."""
    found = referred(run, "betrokkene", Subject)
    for last in last_admissions(run):
        if last.subject == found.id and last.state != REMOVED:
            Admission.objects.create(
                subject=found.id,
                kind=last.kind,
                role=last.role,
                need=last.need,
                state=REMOVED,
                **signed(run),
            )
    Subject.objects.filter(pk=found.id).update(
        name="", identifier="", link="", left_on=run.today, receipt=run.line
    )

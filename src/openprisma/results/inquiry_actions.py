"""Acts on the question whether somebody is known to another alliance, and on what its receivers hear afterwards."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import Field

from openprisma.files.actions import signed
from openprisma.gate.acts import act
from openprisma.gate.lists import InquiryDatum
from openprisma.gate.run import Run
from openprisma.gate.writes import adds, changes
from openprisma.kernel.errors import BadInput
from openprisma.language.prose import Prose
from openprisma.results.actions import Line, Recipient
from openprisma.results.models import Inquiry
from openprisma.subjects.models import Subject

KNOWN, UNKNOWN = "bekend", "niet_bekend"


@act("bekendheid_vragen", reads="all", writes=(adds(Inquiry),))
def inquire(
    run: Run,
    *,
    betrokkene: UUID,
    verband: Recipient,
    gegevens: Annotated[list[InquiryDatum], Field(min_length=1)],
    waarom: Line = "",
) -> UUID:
    """Record that another alliance is asked whether it knows a subject, and which identifying data go along. Sending it is done
    by hand, with exactly those. Source: wgs:1.7.8."""
    if not Subject.objects.filter(pk=betrokkene, file=run.file_id).exists():
        raise BadInput("Deze keuze bestaat niet.", fields={"betrokkene": "Kies iemand uit dit dossier."})
    made = Inquiry.objects.create(
        subject_id=betrokkene, alliance_asked=verband, sent=sorted(set(gegevens)), reason=waarom, **signed(run)
    )
    return made.id


@act("bekendheid_vastleggen", reads="all", writes=(changes(Inquiry, "answer", "involved", "answered_on", of_others=("person",)),))
def answer(run: Run, *, vraag: UUID, bekend: bool, deelnemers: Annotated[str, Prose()] = "", zegt_meer: bool = False) -> None:
    """What the other alliance answered: known or not, and which of its participants are or were involved.
    Source: bgs:1.10.1.a."""
    if not Inquiry.objects.filter(pk=vraag, file=run.file_id).exists():
        raise BadInput("Deze vraag is er niet.", fields={"vraag": "Kies een vraag uit de lijst."})
    if bekend != bool(deelnemers):
        raise BadInput("Dit antwoord past niet.", fields={"deelnemers": "Schrijf bij bekend op welke deelnemers; anders niets."})
    Inquiry.objects.filter(pk=vraag).update(
        answer=KNOWN if bekend else UNKNOWN, involved=deelnemers, answered_on=run.today, receipt=run.line
    )

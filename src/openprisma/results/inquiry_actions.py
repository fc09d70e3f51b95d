"""Acts on the question whether somebody is known to another alliance, and on what its receivers
hear afterwards."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import Field

from openprisma.files.actions import signed
from openprisma.gate.acts import act
from openprisma.gate.declared import Ref
from openprisma.gate.lists import InquiryDatum
from openprisma.gate.references import referred
from openprisma.gate.run import Run
from openprisma.gate.writes import TODAY, adds, changes
from openprisma.kernel.errors import BadInput
from openprisma.language.prose import Prose
from openprisma.results.actions import Line, Recipient
from openprisma.results.facts import KNOWN, UNKNOWN
from openprisma.results.models import Inquiry
from openprisma.subjects.actions import OneOf


@act("bekendheid_vragen", reads="all", writes=(adds(Inquiry),))
def inquire(
    run: Run,
    *,
    betrokkene: OneOf,
    verband: Recipient,
    gegevens: Annotated[list[InquiryDatum], Field(min_length=1)],
    waarom: Line = "",
) -> UUID:
    """Record that another alliance is asked whether it knows a subject, and which identifying data
    go along. Sending it is done by hand, with exactly those. Source: wgs:1.7.8."""
    made = Inquiry.objects.create(
        subject_id=betrokkene,
        alliance_asked=verband,
        sent=sorted(set(gegevens)),
        reason=waarom,
        **signed(run),
    )
    return made.id


@act(
    "bekendheid_vastleggen",
    reads="all",
    writes=(
        changes(
            Inquiry,
            "involved",
            of_others=("person",),
            only={"answer": (KNOWN, UNKNOWN), "answered_on": (TODAY,)},
        ),
    ),
)
def answer(
    run: Run,
    *,
    vraag: Annotated[UUID, Ref(Inquiry, "Deze vraag is er niet.", "Kies een vraag uit de lijst.")],
    bekend: bool,
    deelnemers: Annotated[str, Prose()] = "",
    zegt_meer: bool = False,
) -> None:
    """What the other alliance answered: known or not, and which of its participants it involves.
    Source: bgs:1.10.1.a."""
    asked = referred(run, "vraag", Inquiry)
    if bekend != bool(deelnemers):
        raise BadInput(
            "Dit antwoord past niet.",
            fields={"deelnemers": "Schrijf bij bekend op welke deelnemers; anders niets."},
        )
    Inquiry.objects.filter(pk=asked.pk).update(
        answer=KNOWN if bekend else UNKNOWN,
        involved=deelnemers,
        answered_on=run.today,
        receipt=run.line,
    )

"""Acts on what a scan says, what participants do with it, and what came of that."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from openprisma.areascans.flag_actions import OneFlag
from openprisma.areascans.models import Effect, FollowUp, Report, ReportCheck
from openprisma.files.actions import (
    ENDS_ACCESS,
    ENDS_PERMISSIONS,
    SHUTS,
    Text,
    end_access,
    end_permissions,
    signed,
)
from openprisma.files.models import File
from openprisma.gate.acts import act
from openprisma.gate.declared import Ref
from openprisma.gate.lists import EffectReached, FollowState, FollowWay
from openprisma.gate.references import referred
from openprisma.gate.run import Run
from openprisma.gate.writes import Listed, adds, changes
from openprisma.kernel.errors import BadInput
from openprisma.language.prose import Prose

AGREED, DONE = "afgesproken", "klaar"  # of `opvolgstanden`
NOTHING = "geen"  # of `opvolgwijzen`
OneFollowUp = Annotated[
    UUID, Ref(FollowUp, "Deze afspraak is er niet.", "Kies een afspraak uit de lijst.")
]


@act("scan_rapport_schrijven", writes=(adds(Report),))
def write(run: Run, *, bevindingen: Text, aanbevelingen: Text) -> None:
    """What the scan says and recommends, without names; rests on flags that are true. Whoever
    checked an earlier text checks again. Source: wgs:2.18.1.c."""
    Report.objects.create(text=bevindingen, advice=aanbevelingen, **signed(run))


@act("scan_rapport_nakijken", writes=(adds(ReportCheck),))
def check(run: Run, *, klopt: bool, opmerking: Text) -> None:
    """Say for one's participant whether the report is right. Source: werkwijze:themascan.6."""
    ReportCheck.objects.create(
        participant_id=run.actor.participant, agrees=klopt, text=opmerking, **signed(run)
    )


@act("scan_opleveren", writes=(ENDS_PERMISSIONS,))
def deliver(run: Run) -> None:
    """The report is there for who asked and for who takes part; nothing is exchanged any more.
    Source: werkwijze:themascan.6, wgs:1.8.7."""
    end_permissions(run)


@act("opvolging_kiezen", writes=(adds(FollowUp, only={"state": (AGREED, DONE)}),))
def follow(run: Run, *, vlag: OneFlag, wijze: FollowWay, wat: Text, uiterlijk: date) -> UUID:
    """What one's participant does with a flag that is true, in its own words. A signal it writes
    itself: nothing of the scan goes into it. Source: werkwijze:themascan.7, wgs:2.23.1."""
    if uiterlijk < run.today:
        raise BadInput(
            "Deze dag is voorbij.", fields={"uiterlijk": "Kies vandaag of een latere dag."}
        )
    made = FollowUp.objects.create(
        flag=vlag,
        participant_id=run.actor.participant,
        way=wijze,
        text=wat,
        due=uiterlijk,
        state=DONE if wijze == NOTHING else AGREED,
        **signed(run),
    )
    return made.id


@act(
    "opvolging_bijwerken",
    writes=(
        changes(
            FollowUp, "result", of_others=("person",), only={"state": (Listed("opvolgstanden"),)}
        ),
    ),
)
def move(
    run: Run, *, afspraak: OneFollowUp, stand: FollowState, resultaat: Annotated[str, Prose()] = ""
) -> None:
    """How far one's own follow-up is, and what it brought. Source: werkwijze:themascan.7."""
    named = referred(run, "afspraak", FollowUp)
    FollowUp.objects.filter(pk=named.pk).update(state=stand, result=resultaat, receipt=run.line)


@act("opvolging_afronden")
def followed(run: Run) -> None:
    """Every follow-up has an end; what it brought can be measured.
    Source: werkwijze:themascan.8."""


@act("effect_meten", writes=(adds(Effect),))
def measure(run: Run, *, bereikt: EffectReached, waarop: Text, lessen: Text) -> None:
    """Whether the goal was reached, and on what that rests; without personal data.
    Source: wgs:2.18.1.c."""
    Effect.objects.create(reached=bereikt, basis=waarop, lessons=lessen, **signed(run))


@act("scan_sluiten", writes=(SHUTS, *ENDS_ACCESS))
def close(run: Run) -> None:
    """The scan is done: nobody reads from today. Source: werkwijze:themascan.9."""
    File.objects.filter(pk=run.file_id).update(ends_on=run.today)
    end_access(run, staying=[])

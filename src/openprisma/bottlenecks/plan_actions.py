"""Acts of the year: what participants put in, and the plan of approach."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from openprisma.bottlenecks.models import Commitment, Measure, PlanVerdict
from openprisma.files.actions import Text, signed
from openprisma.files.facts import involved
from openprisma.gate.acts import act
from openprisma.gate.declared import Ref, Standing
from openprisma.gate.lists import MeasureKind, MeasureState, Organisation
from openprisma.gate.references import referred
from openprisma.gate.run import Run
from openprisma.gate.writes import Listed, adds, changes
from openprisma.kernel.errors import BadInput
from openprisma.language.prose import Prose

OneMeasure = Annotated[
    UUID, Ref(Measure, "Deze maatregel is er niet.", "Kies een maatregel uit de lijst.")
]
PROPOSED = "voorgesteld"
RUNNING = (PROPOSED, "loopt")  # a measure that did not end yet
Hours = Annotated[int, Field(ge=0, le=400)]


@act("inzet_toezeggen", writes=(adds(Commitment),))
def commit(run: Run, *, uren: Hours, middelen: Annotated[str, Prose()] = "") -> None:
    """Say what one's participant puts in: hours a week and means.
    Source: werkwijze:handhavingsknelpunt.12."""
    Commitment.objects.create(
        participant_id=run.actor.participant, hours=uren, means=middelen, **signed(run)
    )


@act(
    "maatregel_voorstellen",
    writes=(adds(Measure, of_others=("participant",), only={"state": (PROPOSED,)}),),
)
def propose_measure(
    run: Run,
    *,
    soort: MeasureKind,
    deelnemer: Organisation,
    maatregel: Text,
    doel: Text,
    uiterlijk: date,
) -> UUID:
    """A measure for the plan, of one of five kinds, by an involved participant.
    Source: werkwijze:handhavingsknelpunt.12."""
    if deelnemer not in involved(run):
        raise BadInput(
            "Deze deelnemer is niet betrokken.",
            fields={"deelnemer": "Kies een betrokken deelnemer."},
        )
    if uiterlijk < run.today:
        raise BadInput(
            "Deze dag is voorbij.", fields={"uiterlijk": "Kies vandaag of een latere dag."}
        )
    made = Measure.objects.create(
        kind=soort,
        participant_id=deelnemer,
        text=maatregel,
        goal=doel,
        due=uiterlijk,
        state=PROPOSED,
        **signed(run),
    )
    return made.id


@act("plan_beoordelen", writes=(adds(PlanVerdict),))
def judge_plan(
    run: Run, *, positief: bool, motivering: Text, gezien: Standing | None = None
) -> None:
    """The panel's verdict on the plan as it stands. `gezien`: what stood on the form
    (`plan.gezien`). Source: werkwijze:handhavingsknelpunt.13."""
    if not Measure.objects.filter(file=run.file_id).exists():
        raise BadInput(
            "Er is nog geen plan.", remedy="Vraag de casusregisseur om maatregelen voor te stellen."
        )
    PlanVerdict.objects.create(positive=positief, reasons=motivering, **signed(run))


@act(
    "maatregel_bijwerken",
    writes=(
        changes(
            Measure, "result", of_others=("person",), only={"state": (Listed("maatregelstanden"),)}
        ),
    ),
)
def move_measure(
    run: Run, *, maatregel: OneMeasure, stand: MeasureState, resultaat: Annotated[str, Prose()] = ""
) -> None:
    """How far one's own measure is, and what it brought.
    Source: werkwijze:handhavingsknelpunt.13."""
    named = referred(run, "maatregel", Measure)
    Measure.objects.filter(pk=named.pk).update(state=stand, result=resultaat, receipt=run.line)

"""Acts on interventions: advise, promise or decline, do, end. Each participant acts under its own
power (wgs:1.3.4)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from openprisma.figures.actions import note, notes
from openprisma.files.actions import Text, signed
from openprisma.gate.acts import act
from openprisma.gate.declared import Ref
from openprisma.gate.lists import InterventionKind, Organisation
from openprisma.gate.references import names, referred
from openprisma.gate.run import Run
from openprisma.gate.writes import TODAY, Whose, adds, changes
from openprisma.interventions.facts import ADVISED, DECLINED, DONE, ENDED, PROMISED
from openprisma.interventions.models import Intervention
from openprisma.kernel.errors import BadInput
from openprisma.language.prose import Prose
from openprisma.partners.models import Person

OneAdvice = Annotated[
    UUID, Ref(Intervention, "Dit advies is er niet.", "Kies een advies uit de lijst.")
]
Owner = Annotated[
    UUID,
    Ref(Person, "Deze persoon hoort niet bij uw deelnemer.", "Kies een collega.", anywhere=True),
]
Amount = Annotated[Decimal, Field(ge=0, max_digits=14, decimal_places=2)]
Short = Annotated[str, Field(max_length=200), Prose()]
Line = Annotated[str, Field(max_length=2000), Prose()]
# What a participant outside the file answers, another keeps (werkwijze:casusoverleg.7).
OUTSIDE: tuple[Whose, ...] = ("person", "participant")

ADVISES = adds(Intervention, of_others=("participant",), only={"state": (ADVISED,)})


@act("interventie_adviseren", writes=(ADVISES, *notes("advies_gegeven")))
def advise(
    run: Run,
    *,
    soort: InterventionKind,
    deelnemer: Organisation,
    advies: Text,
    bevoegdheid: Short = "",
    verwacht_effect: Text,
    noodzaak: Line = "",
    nodig_volgens: list[Organisation] | None = None,
    toets: Line = "",
) -> UUID:
    """Advise a participant to act, on which power of its own, and what that should bring; no names.
    `noodzaak`: why it is needed for the purpose, as `nodig_volgens` judged, which are involved.
    `toets`: how it was looked whether the advice is right, or why that cannot be done.
    Source: wgs:2.23.7, bgs:1.8.1."""
    made = Intervention.objects.create(
        kind=soort,
        participant_id=deelnemer,
        text=advies,
        power=bevoegdheid,
        effect=verwacht_effect,
        necessity=noodzaak,
        judged_by=sorted(set(nodig_volgens or [])),
        quality=toets,
        state=ADVISED,
        **signed(run),
    )
    note(run, "advies_gegeven", advice=soort, panel=run.file.panel)
    return made.id


@act(
    "interventie_toezeggen",
    writes=(changes(Intervention, "owner", "due", of_others=OUTSIDE, only={"state": (PROMISED,)}),),
)
def promise(
    run: Run,
    *,
    interventie: OneAdvice,
    eigenaar: Owner | None = None,
    uiterlijk: date,
) -> None:
    """Take the advice: who does it, before which day. Who does it is left out where another records
    what a participant outside the file answered. Source: wgs:2.23.7, werkwijze:casusoverleg.7."""
    if uiterlijk < run.today:
        raise BadInput(
            "Deze dag is voorbij.", fields={"uiterlijk": "Kies vandaag of een latere dag."}
        )
    advised = referred(run, "interventie", Intervention).participant_id
    known = names(run, "eigenaar")
    if known and referred(run, "eigenaar", Person).designated_by_id != advised:
        raise BadInput(
            "Deze persoon hoort niet bij de deelnemer van dit advies.",
            fields={"eigenaar": "Kies een collega."},
        )
    if not known and advised == run.actor.participant:
        raise BadInput("Er staat niet wie het doet.", fields={"eigenaar": "Kies een collega."})
    _change(run, state=PROMISED, owner_id=eigenaar, due=uiterlijk)


@act(
    "interventie_weigeren",
    writes=(
        changes(
            Intervention,
            "reason",
            of_others=OUTSIDE,
            only={"state": (DECLINED,), "ended_on": (TODAY,)},
        ),
    ),
)
def decline(run: Run, *, interventie: OneAdvice, reden: Annotated[str, Prose()] = "") -> None:
    """Do not take the advice, and say why. Source: werkwijze:casusoverleg.7."""
    _change(run, state=DECLINED, reason=reden, ended_on=run.today)


@act(
    "interventie_uitvoeren",
    writes=(
        changes(Intervention, "reference", "done_on", of_others=OUTSIDE, only={"state": (DONE,)}),
        *notes("interventie_uitgevoerd"),
    ),
)
def do(run: Run, *, interventie: OneAdvice, kenmerk: Short, op: date) -> None:
    """It was done: under which reference of one's own, on which day. Raises `BadInput` for a day
    that is still to come, or before that of the advice. Source: werkwijze:casusoverleg.7."""
    if op > run.today:
        raise BadInput(
            "Deze dag ligt in de toekomst.", fields={"op": "Kies vandaag of een eerdere dag."}
        )
    if op < referred(run, "interventie", Intervention).on_day:
        raise BadInput(
            "Deze dag ligt vóór het advies.",
            fields={"op": "Kies de dag van het advies of later."},
        )
    _change(run, state=DONE, reference=kenmerk, done_on=op)
    advice = referred(run, "interventie", Intervention)
    note(run, "interventie_uitgevoerd", advice=advice.kind)


@act(
    "interventie_afronden",
    writes=(
        changes(
            Intervention,
            "outcome",
            "reached",
            "imposed",
            "collected",
            of_others=OUTSIDE,
            only={"state": (ENDED,), "ended_on": (TODAY,)},
        ),
        *notes("interventie_afgerond"),
    ),
)
def end(
    run: Run,
    *,
    interventie: OneAdvice,
    resultaat: Text,
    effect: Annotated[str, Prose()] = "",
    opgelegd: Amount | None = None,
    geind: Amount | None = None,
) -> None:
    """What it brought: the outcome, amounts imposed and collected in euro, the effect.
    Source: wgs:2.23.7."""
    if geind is not None and geind > (opgelegd or Decimal(0)):
        raise BadInput(
            "Er is meer geïnd dan opgelegd.", fields={"geind": "Controleer beide bedragen."}
        )
    _change(
        run,
        state=ENDED,
        outcome=resultaat,
        reached=effect,
        imposed=opgelegd,
        collected=geind,
        ended_on=run.today,
    )
    advice = referred(run, "interventie", Intervention)
    note(run, "interventie_afgerond", advice=advice.kind)


def _change(run: Run, **columns: Any) -> None:
    named = referred(run, "interventie", Intervention)
    Intervention.objects.filter(pk=named.pk).update(receipt=run.line, **columns)

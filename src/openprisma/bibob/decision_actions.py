"""Acts of the body on its judgement: the danger, what it means to decide, views, the decision, what
it reports to the Bureau, objections, and using it again."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from openprisma.bibob.actions import past
from openprisma.bibob.facts import OPEN, REFRAINED, still_to_hear, usable_until
from openprisma.bibob.models import (
    BureauAdvice,
    BureauNotice,
    Conclusion,
    Intention,
    Objection,
    Reuse,
    Ruling,
    View,
)
from openprisma.files.actions import Text, signed
from openprisma.files.models import File
from openprisma.gate.acts import act
from openprisma.gate.declared import Identifier, Ref
from openprisma.gate.lists import (
    BibobDecision,
    BibobGround,
    BibobHeard,
    BibobKept,
    BibobLevel,
    BibobPurpose,
    BibobReport,
    BibobRuling,
)
from openprisma.gate.references import referred
from openprisma.gate.run import Run
from openprisma.gate.writes import Listed, adds, changes
from openprisma.kernel.errors import BadInput
from openprisma.language.prose import Prose

OneObjection = Annotated[UUID, Ref(Objection, "Dit bezwaar is er niet.", "Kies een bezwaar.")]
Reference = Annotated[str, Identifier(r"[A-Z0-9][A-Z0-9./-]{0,39}", 40)]
NO_DANGER = "geen_gevaar"
CONCLUDED, CORRECTION, LAPSED = "conclusie", "correctie", "conclusie_vervallen"
Prosaic = Annotated[str, Prose()]


@act(
    "bibob_gevaar_concluderen",
    writes=(adds(Conclusion), adds(BureauNotice, only={"kind": (CONCLUDED, CORRECTION)})),
)
def conclude(
    run: Run,
    *,
    conclusie: BibobLevel,
    gronden: list[BibobGround] | None = None,
    motivering: Text,
) -> None:
    """The body's own judgement of the danger; again when a view or new facts change it. Danger
    without advice of the Bureau is to be reported at once, and another judgement after that as a
    correction. Source: bibob:3.1, bibob:3.6, bibob:3.7, bibob:7a.7."""
    before = Conclusion.objects.filter(file=run.file_id).order_by("at").last()
    Conclusion.objects.create(
        level=conclusie, grounds=sorted(set(gronden or [])), reasons=motivering, **signed(run)
    )
    advised = BureauAdvice.objects.filter(file=run.file_id).exclude(outcome=REFRAINED).exists()
    if BureauNotice.objects.filter(file=run.file_id, kind=CONCLUDED).exists():
        if before is not None and before.level != conclusie:
            BureauNotice.objects.create(kind=CORRECTION, **signed(run))
    elif conclusie != NO_DANGER and not advised:
        BureauNotice.objects.create(kind=CONCLUDED, **signed(run))


@act("bibob_voornemen_vastleggen", writes=(adds(Intention),))
def intend(run: Run, *, besluit: BibobDecision, derde_genoemd: bool, motivering: Text) -> None:
    """What the body means to decide. Against somebody it is told first, with a copy of the advice.
    `derde_genoemd` must be answered: a third who was forgotten would not be heard.
    Source: bibob:33.1, bibob:28.3."""
    Intention.objects.create(
        decision=besluit, third=derde_genoemd, reasons=motivering, **signed(run)
    )


@act("bibob_zienswijze_vastleggen", writes=(adds(View),))
def record_view(run: Run, *, van: BibobHeard, gegeven: bool, zienswijze: Prosaic = "") -> None:
    """Somebody could give a view: what they said, or that they did not. Source: bibob:33.1."""
    if van not in still_to_hear(run):
        raise BadInput(
            "Van deze persoon wordt geen zienswijze verwacht.",
            fields={"van": "Leg eerst een voornemen vast, of kies een ander."},
        )
    View.objects.create(of=van, given=gegeven, text=zienswijze, **signed(run))


@act("bibob_besluiten", writes=(adds(Ruling),))
def decide(
    run: Run,
    *,
    besluit: BibobDecision,
    motivering: Text,
    evenredig: Prosaic = "",
    verzonden_op: date,
) -> None:
    """The body decides. `evenredig`: why that is proportionate. Source: bibob:3.1, bibob:3.5,
    bibob:3.7."""
    past(run, verzonden_op, "verzonden_op")
    Ruling.objects.create(
        decision=besluit,
        reasons=motivering,
        proportion=evenredig,
        sent_on=verzonden_op,
        **signed(run),
    )


@act("bibob_melden", writes=(changes(BureauNotice, "done_on", of_others=("person",)),))
def report(run: Run, *, melding: BibobReport, gemeld_op: date) -> None:
    """It was reported to the Bureau, which keeps the register. Source: bibob:7a.7, bibob:7a.8."""
    past(run, gemeld_op, "gemeld_op")
    waiting = BureauNotice.objects.filter(file=run.file_id, kind=melding, done_on=None)
    waiting.update(done_on=gemeld_op, receipt=run.line)


@act("bibob_bezwaar_vastleggen", writes=(adds(Objection),))
def record_objection(run: Run, *, ontvangen_op: date) -> UUID:
    """An objection or appeal against the decision came in. Source: werkwijze:bibob.2."""
    past(run, ontvangen_op, "ontvangen_op")
    return Objection.objects.create(received_on=ontvangen_op, **signed(run)).id


@act(
    "bibob_bezwaar_beslissen",
    writes=(
        changes(
            Objection,
            "decided_on",
            of_others=("person",),
            only={"outcome": (Listed("bibob_bezwaaruitkomsten"),)},
        ),
        adds(BureauNotice, only={"kind": (CORRECTION,)}),
    ),
)
def decide_objection(
    run: Run, *, bezwaar: OneObjection, uitkomst: BibobRuling, beslist_op: date
) -> None:
    """What came of an objection. A conclusion that lapses is to be corrected with the Bureau at
    once, where the body itself had to report it; on its own advice the Bureau corrects itself.
    Source: bibob:7a.7."""
    past(run, beslist_op, "beslist_op")
    named = referred(run, "bezwaar", Objection)
    if named.outcome != OPEN:
        raise BadInput(
            "Op dit bezwaar is al beslist.", fields={"bezwaar": "Kies een open bezwaar."}
        )
    Objection.objects.filter(pk=named.pk).update(
        outcome=uitkomst, decided_on=beslist_op, receipt=run.line
    )
    own = BureauNotice.objects.filter(file=run.file_id, kind=CONCLUDED)
    if uitkomst == LAPSED and own.exists():
        BureauNotice.objects.create(kind=CORRECTION, **signed(run))


@act("bibob_sluiten", writes=(changes(File, "ends_on"),))
def close(run: Run) -> None:
    """The file is done. What it holds of persons stays until nobody may use it any more.
    Source: bibob:29."""
    until = max(usable_until(run).values(), default=run.today)
    File.objects.filter(pk=run.file_id).update(ends_on=max(until, run.today))


@act("bibob_advies_gebruiken", writes=(adds(Reuse),))
def use_again(run: Run, *, wat: BibobKept, voor: BibobPurpose, kenmerk: Reference) -> None:
    """Use the advice of the Bureau or the own findings for another decision, of this reference.
    Source: bibob:28.2, bibob:29."""
    Reuse.objects.create(what=wat, purpose=voor, reference=kenmerk, **signed(run))


@act("bibob_laten_verlopen")
def expire(run: Run) -> None:
    """Nobody may use it any more: its stage says so, and it is destroyed. Source: bibob:29."""

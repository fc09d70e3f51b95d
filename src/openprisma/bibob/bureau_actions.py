"""Acts around the advice of the Landelijk Bureau Bibob: ask it, keep its questions and its term,
keep what it says (bibob:15)."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from openprisma.bibob.actions import past
from openprisma.bibob.models import BureauAdvice, BureauRequest, Pause
from openprisma.bibob.terms import late_from
from openprisma.files.actions import Text, signed
from openprisma.gate.acts import act
from openprisma.gate.declared import Ref
from openprisma.gate.law import lawbook
from openprisma.gate.lists import BibobOutcome
from openprisma.gate.references import referred
from openprisma.gate.run import Run
from openprisma.gate.writes import adds, changes
from openprisma.kernel.errors import BadInput

OnePause = Annotated[UUID, Ref(Pause, "Deze vraag is er niet.", "Kies een vraag van het Bureau.")]
Weeks = Annotated[int, Field(ge=1, le=52)]
MOVES = changes(BureauRequest, "due", of_others=("person",))


def term_of(run: Run, request: BureauRequest) -> date | None:
    """The first day on which the advice is late, as it stands now; None while it stands still."""
    book = lawbook()
    pauses = Pause.objects.filter(file=run.file_id, asked_on__gte=request.asked_on)
    return late_from(
        request.asked_on,
        pauses.values_list("asked_on", "received_on"),
        request.extended,
        book.term("bibob_advies", run.today),
        book.holidays,
    )


def _running(run: Run) -> BureauRequest:
    found: BureauRequest = BureauRequest.objects.get(file=run.file_id, ended_on=None)
    return found


def _not_before(request: BureauRequest, day: date, field: str) -> None:
    """Raises `BadInput` for a day before the advice was asked."""
    if day < request.asked_on:
        raise BadInput(
            "Toen was het advies nog niet gevraagd.",
            fields={field: "Kies de dag van de aanvraag of een latere dag."},
        )


def _move(run: Run) -> None:
    request = _running(run)
    BureauRequest.objects.filter(pk=request.pk).update(due=term_of(run, request), receipt=run.line)


@act("bibob_lbb_vragen", writes=(adds(BureauRequest, sets=("due",)),))
def ask_bureau(run: Run, *, gevraagd_op: date, ingelicht: bool = False) -> None:
    """The body asked the Bureau, and told the applicant so. Source: bibob:7a.4, bibob:15.1,
    bibob:32."""
    past(run, gevraagd_op, "gevraagd_op")
    request = BureauRequest(asked_on=gevraagd_op, **signed(run))
    request.due = term_of(run, request)
    request.save(force_insert=True)


@act("bibob_lbb_vraag_vastleggen", writes=(adds(Pause), MOVES))
def record_question(run: Run, *, gevraagd_op: date) -> UUID:
    """The Bureau asked for more: the term stands still from that day on. Source: bibob:15.2."""
    past(run, gevraagd_op, "gevraagd_op")
    _not_before(_running(run), gevraagd_op, "gevraagd_op")
    made = Pause.objects.create(asked_on=gevraagd_op, **signed(run))
    _move(run)
    return made.id


@act(
    "bibob_lbb_antwoord_vastleggen",
    writes=(changes(Pause, "received_on", of_others=("person",)), MOVES),
)
def record_answer(run: Run, *, vraag: OnePause, ontvangen_op: date) -> None:
    """The Bureau received what it asked: on that day the term runs on. Source: bibob:15.2."""
    past(run, ontvangen_op, "ontvangen_op")
    pause = referred(run, "vraag", Pause)
    if pause.received_on is not None:
        raise BadInput("Deze vraag is al beantwoord.", fields={"vraag": "Kies een open vraag."})
    if ontvangen_op < pause.asked_on:
        raise BadInput(
            "Dit antwoord ligt voor de vraag.",
            fields={"ontvangen_op": "Kies de dag van de vraag of een latere dag."},
        )
    Pause.objects.filter(pk=pause.pk).update(received_on=ontvangen_op, receipt=run.line)
    _move(run)


@act(
    "bibob_lbb_verlenging_vastleggen",
    writes=(changes(BureauRequest, "due", "extended", of_others=("person",)),),
)
def record_extension(run: Run, *, weken: Weeks) -> None:
    """The Bureau said that it needs more time, and how much. Source: bibob:15.3."""
    BureauRequest.objects.filter(pk=_running(run).pk).update(extended=weken, receipt=run.line)
    _move(run)


@act(
    "bibob_lbb_advies_vastleggen",
    writes=(
        adds(BureauAdvice),
        changes(BureauRequest, "ended_on", of_others=("person",)),
    ),
)
def record_advice(run: Run, *, uitkomst: BibobOutcome, uitgebracht_op: date, advies: Text) -> None:
    """The Bureau advised, or said that it does not. The body judges for itself.
    Source: bibob:9.1, bibob:9.5."""
    past(run, uitgebracht_op, "uitgebracht_op")
    request = _running(run)
    _not_before(request, uitgebracht_op, "uitgebracht_op")
    BureauRequest.objects.filter(pk=request.pk).update(ended_on=run.today, receipt=run.line)
    BureauAdvice.objects.create(
        outcome=uitkomst,
        issued_on=uitgebracht_op,
        text=advies,
        participant_id=run.actor.participant,
        **signed(run),
    )

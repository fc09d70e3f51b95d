"""Acts of the steering group or a table on a file: put it on an agenda, write the decision, name an
interest, vote, and the tasks that follow. What is decided belongs to the working method it is
about."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from openprisma.files.actions import in_file, signed
from openprisma.files.facts import at_work
from openprisma.gate.acts import act
from openprisma.gate.declared import Identifier, Ref, Standing
from openprisma.gate.lists import Category, DecisionKind, Organisation, TaskKind
from openprisma.gate.references import referred
from openprisma.gate.run import Run
from openprisma.gate.writes import TODAY, adds, changes
from openprisma.kernel.errors import BadInput
from openprisma.language.prose import Prose
from openprisma.panels.facts import (
    NOTHING,
    current_round,
    draft,
    on_agenda,
    recused,
    rests_on,
    running_point,
)
from openprisma.panels.models import (
    Advice,
    AgendaItem,
    Attendance,
    Draft,
    Interest,
    Meeting,
    Recusal,
    Task,
    Vote,
)
from openprisma.panels.seats import seat_of, voting_seats
from openprisma.partners.models import Person
from openprisma.subjects.actions import ADMITTED, REMOVED, Proposed, check_admission

Text = Annotated[str, Field(min_length=1, max_length=4000), Prose()]
Codes = Annotated[list[Organisation], Field(min_length=1)]
Categories = Annotated[list[Category], Field(min_length=1)]

OneMeeting = Annotated[
    UUID,
    Ref(
        Meeting, "Deze vergadering is er niet.", "Kies een vergadering uit de lijst.", anywhere=True
    ),
]
Somebody = Annotated[
    UUID, Ref(Person, "Deze persoon is er niet.", "Kies iemand uit de lijst.", anywhere=True)
]
OneTask = Annotated[UUID, Ref(Task, "Deze taak is er niet.", "Kies een taak uit de lijst.")]
Version = Annotated[str, Identifier(r"[0-9a-f-]{36}|geen", 36)]
DRAFTED = ("participants", "categories", "necessity", "proportionality", "subsidiarity")
AMONG_SUBJECTS = "casus_subjecten"  # the one decision that is about some subjects and not others


@act(
    "agenderen",
    also=("vergadering",),
    writes=(
        adds(
            AgendaItem,
            sets=("present", "there", "day", "reply_by"),
            of_others=("file",),
            only={"there_on": (TODAY, None)},
        ),
    ),
)
def put_on_agenda(
    run: Run,
    *,
    vergadering: OneMeeting,
    besluit: DecisionKind,
    voorstel: Text,
    toelaten: Proposed | None = None,
    verwijderen: Proposed | None = None,
) -> UUID:
    """Put this file on the agenda of a meeting, for a decision; the proposal is the memo and names
    nobody. `toelaten` and `verwijderen`: whom a decision about subjects is about, by number. Raises
    `BadInput` for a decision that is not possible here, for a meeting that is over, and for
    subjects whom it cannot be about. Source: werkwijze:stuurgroep.6, werkwijze:casusoverleg.3."""
    meeting = referred(run, "vergadering", Meeting)
    _possible(run, besluit, meeting)
    _about_whom(run, besluit, toelaten or [], verwijderen or [])
    recorded = dict(Attendance.objects.filter(file=meeting.pk).values_list("person_id", "on_day"))
    there = set(recorded)
    return AgendaItem.objects.create(
        alliance_id=run.file.alliance_id,
        file_id=meeting.pk,
        dossier_id=run.file_id,
        nr=next_nr(meeting.pk),
        title=run.file.title,
        kind=besluit,
        proposal=voorstel,
        round=current_round(run),
        form=meeting.form,
        day=meeting.day,
        reply_by=meeting.reply_by,
        panel=run.file.panel,
        admits=sorted(set(toelaten or [])),
        removes=sorted(set(verwijderen or [])),
        present=voting_seats(run, there, run.today),
        there=sorted(there),
        there_on=run.today if run.today in recorded.values() else None,
        receipt=run.line,
    ).id


def _possible(run: Run, decision: str, meeting: Meeting) -> None:
    """Raises `BadInput` for a decision that is not possible here; for a sitting of a day that is
    over, whose attendance would count for what nobody there spoke of; and for a round in which
    there is no time left to answer."""
    if run.procedure.offered(decision, run.file.stage) is None:
        raise BadInput(
            "Dit besluit past niet bij deze stap.",
            fields={"besluit": "Kies een besluit dat hier kan."},
        )
    late = meeting.day < run.today if meeting.reply_by is None else meeting.reply_by <= run.today
    if late:
        raise BadInput(
            "Deze vergadering of schriftelijke ronde is voorbij.",
            fields={"vergadering": "Kies een vergadering van vandaag of later, of plan er een."},
        )


def _about_whom(run: Run, decision: str, admits: list[UUID], removes: list[UUID]) -> None:
    if decision == AMONG_SUBJECTS and not (admits or removes):
        raise BadInput("U koos niemand.", fields={"toelaten": "Kies wie erbij komt of eraf gaat."})
    if decision != AMONG_SUBJECTS and (admits or removes):
        raise BadInput(
            "Dit besluit gaat niet over wie erbij komt of eraf gaat.",
            fields={"toelaten": "Kies hier niemand, of kies een ander besluit."},
        )
    check_admission(run, admits, ADMITTED)
    check_admission(run, removes, REMOVED)


def next_nr(meeting: UUID) -> int:
    """The number of the next point on an agenda."""
    return AgendaItem.objects.filter(file=meeting).count() + 1


@act(
    "besluit_voorbereiden",
    writes=(
        adds(Draft, sets=DRAFTED),
        changes(Draft, *DRAFTED, "person", of_others=("person",), only={"on_day": (TODAY,)}),
    ),
)
def write_decision(
    run: Run,
    *,
    deelnemers: Codes,
    categorieen: Categories,
    noodzaak: Text,
    evenredigheid: Text,
    minder_ingrijpend: Text,
    gezien: Version | None = None,
) -> None:
    """Write the text of the decision, again as often as needed; the chair records it as it then
    stands. What votes rest on, and so when members vote again, the working method says.
    `gezien`: the version this writer began from, `NOTHING` for none; left out, it is not asked.
    Raises `BadInput` when somebody else wrote another one since. Source: werkwijze:stuurgroep.9."""
    if gezien is not None and gezien != version(draft(run)):
        raise BadInput(
            "Iemand anders schreef intussen aan deze tekst. "
            "Wat u schreef, staat hieronder. Lees eerst bij het dossier wat er nu staat; "
            "stuurt u daarna opnieuw, dan komt uw tekst ervoor in de plaats."
        )
    Draft.objects.update_or_create(
        file_id=run.file_id,
        round=current_round(run),
        defaults={
            "alliance_id": run.file.alliance_id,
            "participants": sorted(set(deelnemers)),
            "categories": sorted(set(categorieen)),
            "necessity": noodzaak,
            "proportionality": evenredigheid,
            "subsidiarity": minder_ingrijpend,
            "person_id": run.actor.person,
            "on_day": run.today,
            "receipt": run.line,
        },
    )


def version(written: dict[str, Any] | None) -> str:
    """Which writing of a decision's text this is."""
    return str(written["receipt"]) if written else NOTHING


@act("belang_melden", writes=(adds(Recusal), adds(Interest)))
def recuse(run: Run, *, reden: Text) -> None:
    """Say that one has an interest and does not take part. That one is prevented everybody sees;
    why, only who may know the subject. Source: werkwijze:stuurgroep.5."""
    if seat_of(run, run.actor.person, run.today) is None:
        raise BadInput(
            "U zit vandaag niet in dit overleg.",
            remedy="U hoeft geen belang te melden: u stemt niet mee.",
        )
    if run.actor.person in recused(run):
        raise BadInput(
            "U meldde al een belang in dit dossier.",
            remedy="U hoeft niets te doen: u doet niet mee, ook niet aan een volgend besluit.",
        )
    recusal = Recusal.objects.create(round=current_round(run), **signed(run))
    Interest.objects.create(recusal=recusal, reason=reden, known_on=run.today, **in_file(run))


@act("stemmen", writes=(adds(Vote),))
def vote(
    run: Run,
    *,
    voor: bool,
    motivering: Annotated[str, Prose()] = "",
    bezwaar: bool = False,
    gezien: Standing | None = None,
) -> None:
    """Cast one's vote on the proposal of this file. `bezwaar`: against deciding in writing, so that
    a sitting is needed. `gezien`: what stood on the form (`besluit.gezien`).
    Source: werkwijze:stuurgroep.4, werkwijze:stuurgroep.8."""
    _cast(run, in_favour=voor, reasons=motivering, objection=bezwaar)


@act("stem_wijzigen", writes=(adds(Vote),))
def change_vote(
    run: Run,
    *,
    voor: bool,
    motivering: Annotated[str, Prose()] = "",
    bezwaar: bool = False,
    gezien: Standing | None = None,
) -> None:
    """Cast one's vote again, in the place of the one that counts; both stay. The same questions as
    a vote. Source: werkwijze:stuurgroep.4."""
    _cast(run, in_favour=voor, reasons=motivering, objection=bezwaar)


def _cast(run: Run, **said: Any) -> None:
    before = Vote.objects.filter(
        file=run.file_id, person=run.actor.person, round=current_round(run)
    ).count()
    Vote.objects.create(
        round=current_round(run), nr=before, rests_on=rests_on(run), **said, **signed(run)
    )


@act("adviseren", writes=(adds(Advice),))
def advise(run: Run, *, advies: Text, gezien: Standing | None = None) -> None:
    """Say what one advises on the point that the file has on an agenda, as who sits there without a
    vote. `gezien`: what stood on the form (`besluit.gezien`). Source: werkwijze:stuurgroep.4."""
    point = on_agenda(run)
    if point is None:
        raise BadInput("Dit staat op geen agenda.", remedy="Vraag de secretaris.")
    Advice.objects.create(point=point.id, words=advies, **signed(run))


@act("taak_toevoegen", writes=(adds(Task),))
def add_task(
    run: Run,
    *,
    soort: TaskKind,
    tekst: Text,
    eigenaar: Somebody,
    uiterlijk: date,
) -> UUID:
    """A condition of the decision or an action, with an owner and a day. It belongs to the last
    point about the file whose list of decisions is not adopted: also when that just was decided.
    Raises `BadInput` for a day that is over, and for an owner who could not see the task."""
    if uiterlijk < run.today:
        raise BadInput(
            "Deze dag is voorbij.", fields={"uiterlijk": "Kies vandaag of een latere dag."}
        )
    if eigenaar not in at_work(run):
        raise BadInput(
            "Deze persoon werkt niet aan dit dossier.",
            fields={"eigenaar": "Kies iemand die aan dit dossier werkt."},
        )
    task = Task.objects.create(
        kind=soort,
        text=tekst,
        owner_id=eigenaar,
        due=uiterlijk,
        round=current_round(run),
        point=running_point(run),
        **in_file(run),
    )
    return task.id


@act("taak_afronden", writes=(changes(Task, "result", only={"done_on": (TODAY,)}),))
def finish_task(run: Run, *, taak: OneTask, resultaat: Text) -> None:
    """A task is done; with what came of it."""
    open_ones = Task.objects.filter(pk=taak, file=run.file_id, done_on=None)
    if not open_ones.update(done_on=run.today, result=resultaat, receipt=run.line):
        raise BadInput("Deze taak staat niet open.", fields={"taak": "Kies een taak uit de lijst."})


@act("taak_heropenen", writes=(changes(Task, only={"done_on": (None,), "result": ("",)}),))
def reopen_task(run: Run, *, taak: OneTask) -> None:
    """A task that was finished too soon is open again."""
    finished = Task.objects.filter(pk=taak, file=run.file_id, done_on__isnull=False)
    if not finished.update(done_on=None, result="", receipt=run.line):
        raise BadInput("Deze taak staat nog open.", fields={"taak": "Kies een taak uit de lijst."})

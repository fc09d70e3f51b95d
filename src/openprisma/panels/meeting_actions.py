"""Acts on a meeting itself: plan it, put points on its agenda, open it with who is there, close its
list of decisions."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from openprisma.files.actions import OPENS_AT_A_PANEL, in_file, open_file
from openprisma.gate.acts import act
from openprisma.gate.declared import Identifier, Ref, Standing
from openprisma.gate.lists import MeetingForm, PanelOrNone
from openprisma.gate.references import referred
from openprisma.gate.run import Run
from openprisma.gate.writes import TODAY, adds, changes, removes
from openprisma.kernel.days import in_words
from openprisma.kernel.errors import BadInput
from openprisma.language.prose import Prose
from openprisma.panels.actions import next_nr
from openprisma.panels.facts import IN_WRITING
from openprisma.panels.models import AgendaItem, Attendance, Meeting, Panel
from openprisma.panels.seats import seats, voting_seats
from openprisma.partners.models import Person

Text = Annotated[str, Field(min_length=1, max_length=4000), Prose()]
Sitting = Annotated[
    UUID,
    Ref(
        Person,
        "Iemand zit niet in dit overleg.",
        "Kies alleen leden en hun vervangers.",
        anywhere=True,
    ),
]
Point = Annotated[
    UUID, Ref(AgendaItem, "Dit punt staat niet op deze agenda.", "Kies een punt van de agenda.")
]
Short = Annotated[str, Field(min_length=3, max_length=80), Prose()]
Time = Annotated[str, Identifier(r"|([01]?\d|2[0-3])[.:][0-5]\d", 5)]


PLANNED = ("day", "time", "place", "reply_by")


@act(
    "vergadering_plannen",
    starts=True,
    writes=(OPENS_AT_A_PANEL, adds(Meeting, sets=PLANNED)),
)
def plan(
    run: Run,
    *,
    vorm: MeetingForm,
    datum: date,
    tijd: Time = "",
    plaats: Annotated[str, Prose()] = "",
    overleg: PanelOrNone = "",
    reageren_tot: date | None = None,
) -> UUID:
    """Plan a sitting of a table (`overleg`, its code) or of the steering group (empty), or a round
    in writing with the day to answer by. Source: werkwijze:stuurgroep.1."""
    if datum < run.today:
        raise BadInput("Deze dag is voorbij.", fields={"datum": "Kies vandaag of een latere dag."})
    if vorm == IN_WRITING and (reageren_tot is None or reageren_tot <= datum):
        raise BadInput(
            "De reactietermijn ontbreekt.",
            fields={"reageren_tot": "Kies een dag na de dag van verzenden."},
        )
    file = open_file(run, title=titled(overleg, datum, vorm), panel=overleg)
    Meeting.objects.create(
        file=file,
        alliance_id=file.alliance_id,
        form=vorm,
        day=datum,
        time=tijd.replace(".", ":"),
        place=plaats,
        reply_by=reageren_tot if vorm == IN_WRITING else None,
        receipt=run.line,
    )
    return file.id


def titled(panel: str, day: date, form: str) -> str:
    """What a meeting of a panel is called. Raises `BadInput` for a panel that is not there."""
    return f"{_name(panel)} {in_words(day)}" + (", schriftelijk" if form == IN_WRITING else "")


def _name(panel: str) -> str:
    """What people call a panel. Raises `BadInput` for one that is not there."""
    if not panel:
        return "Stuurgroep"
    found = Panel.objects.filter(pk=panel).values_list("name", flat=True).first()
    if found is None:
        raise BadInput(
            "Dit overleg is er niet.", fields={"overleg": "Kies een overleg uit de lijst."}
        )
    return str(found)


@act("agendapunt_toevoegen", writes=(adds(AgendaItem, sets=("day", "reply_by")),))
def add_point(run: Run, *, titel: Short, toelichting: Text) -> UUID:
    """A point that is about no file, such as an advice of the RAC."""
    meeting = Meeting.objects.get(pk=run.file_id)
    made = AgendaItem.objects.create(
        nr=next_nr(meeting.pk),
        title=titel,
        proposal=toelichting,
        form=meeting.form,
        day=meeting.day,
        reply_by=meeting.reply_by,
        panel=run.file.panel,
        **in_file(run),
    )
    return made.id


@act(
    "vergadering_openen",
    writes=(
        removes(Attendance, of_others=("person",)),
        adds(Attendance, of_others=("person",)),
        changes(AgendaItem, "present", "there", only={"there_on": (TODAY,)}),
    ),
)
def open_meeting(
    run: Run,
    *,
    aanwezig: Annotated[list[Sitting], Field(min_length=1)],
) -> None:
    """Record who is there, on the day of the meeting; points on the agenda know it from now on.
    Again when somebody comes later. Source: werkwijze:stuurgroep.7."""
    sitting = {
        person for seat in seats(run) for person in (seat.person_id, seat.deputy_id) if person
    }
    if set(aanwezig) - sitting:
        raise BadInput(
            "Iemand zit niet in dit overleg.",
            fields={"aanwezig": "Kies alleen leden en hun vervangers."},
        )
    Attendance.objects.filter(file=run.file_id).exclude(person__in=aanwezig).delete()
    known = set(Attendance.objects.filter(file=run.file_id).values_list("person_id", flat=True))
    Attendance.objects.bulk_create(
        Attendance(
            alliance_id=run.file.alliance_id,
            file_id=run.file_id,
            person_id=person,
            on_day=run.today,
            receipt=run.line,
        )
        for person in dict.fromkeys(aanwezig)
        if person not in known
    )
    AgendaItem.objects.filter(file=run.file_id).update(
        present=voting_seats(run, set(aanwezig), run.today),
        there=sorted(set(aanwezig)),
        there_on=run.today,
    )


@act("punt_notuleren", writes=(changes(AgendaItem, "minutes"),))
def minute(
    run: Run,
    *,
    punt: Point,
    verslag: Text,
) -> None:
    """Write down what was said at a point, again as often as needed; the chair closes it with the
    list of decisions. Source: werkwijze:stuurgroep.1."""
    AgendaItem.objects.filter(pk=referred(run, "punt", AgendaItem).pk).update(
        minutes=verslag, receipt=run.line
    )


@act("besluitenlijst_vaststellen", writes=(changes(AgendaItem, only={"closed_on": (TODAY,)}),))
def close_meeting(run: Run, *, gezien: Standing | None = None) -> None:
    """The chair closes the list of decisions: nothing is added to this meeting any more, and no
    vote or decision rests on its points. `gezien`: what stood on the form
    (`besluit.lijst_gezien`). Source: werkwijze:stuurgroep.2."""
    AgendaItem.objects.filter(file=run.file_id).update(closed_on=run.today, receipt=run.line)

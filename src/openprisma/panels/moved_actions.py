"""Acts on a meeting that did not begin: it is moved to another day, or does not take place."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from openprisma.files.models import File
from openprisma.gate.acts import act
from openprisma.gate.run import Run
from openprisma.gate.writes import changes
from openprisma.kernel.errors import BadInput
from openprisma.language.prose import Prose
from openprisma.panels.facts import IN_WRITING
from openprisma.panels.meeting_actions import Time, titled
from openprisma.panels.models import AgendaItem, Meeting

Why = Annotated[str, Field(min_length=3, max_length=1000), Prose()]


@act(
    "vergadering_verzetten",
    writes=(
        changes(Meeting, "day", "time", "place", "reply_by", "moved_from", "notice"),
        changes(AgendaItem, "day", "reply_by"),
        changes(File, "title"),
    ),
)
def move(
    run: Run,
    *,
    datum: date,
    reden: Why,
    tijd: Time = "",
    plaats: Annotated[str, Prose()] = "",
    reageren_tot: date | None = None,
) -> None:
    """Move a meeting to another day, with its agenda: votes given stay, for what they are about
    stays. Raises `BadInput` for a day that is over, and for a round in writing that would give
    members less time than they were promised. Source: werkwijze:stuurgroep.1."""
    meeting = Meeting.objects.get(pk=run.file_id)
    if datum < run.today:
        raise BadInput("Deze dag is voorbij.", fields={"datum": "Kies vandaag of een latere dag."})
    until = _reply_by(meeting, datum, reageren_tot)
    AgendaItem.objects.filter(file=run.file_id).update(day=datum, reply_by=until, receipt=run.line)
    Meeting.objects.filter(pk=run.file_id).update(
        day=datum,
        time=tijd.replace(".", ":"),
        place=plaats,
        reply_by=until,
        moved_from=meeting.day,
        notice=reden,
        receipt=run.line,
    )
    title = titled(run.file.panel, datum, meeting.form)
    File.objects.filter(pk=run.file_id).update(title=title)


def _reply_by(meeting: Meeting, day: date, asked: date | None) -> date | None:
    """The day to answer by of a round in writing; None for a sitting."""
    if meeting.form != IN_WRITING:
        return None
    least = meeting.reply_by or day
    if asked is None or asked <= day or asked < least:
        raise BadInput(
            "Leden krijgen zo te weinig tijd om te antwoorden.",
            fields={
                "reageren_tot": "Kies een dag na de dag van verzenden, en niet eerder dan eerst."
            },
        )
    return asked


@act(
    "vergadering_afgelasten",
    writes=(changes(Meeting, "notice", "cancelled_on"), changes(AgendaItem, "closed_on")),
)
def cancel(run: Run, *, reden: Why) -> None:
    """A meeting does not take place: nothing rests on its points any more, and what stood on its
    agenda can stand on another. Source: werkwijze:stuurgroep.1."""
    Meeting.objects.filter(pk=run.file_id).update(
        notice=reden, cancelled_on=run.today, receipt=run.line
    )
    AgendaItem.objects.filter(file=run.file_id).update(closed_on=run.today, receipt=run.line)

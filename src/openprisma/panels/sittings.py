"""What the law may ask of a meeting: its day, who was recorded there, until when its decisions are
recorded, and whether its list of decisions is the one that was read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from openprisma.engine.terms import end_of
from openprisma.gate.facts import fact
from openprisma.gate.law import lawbook
from openprisma.gate.references import names, referred
from openprisma.gate.run import Run
from openprisma.gate.verdicts import fingerprint
from openprisma.kernel.days import FOREVER
from openprisma.panels.facts import IN_WRITING, draft, on_agenda, recorded
from openprisma.panels.models import AgendaItem, Attendance, Meeting
from openprisma.partners.facts import agreed_term

RECORDING = "vastleggen"  # the term of the working method of panels


@fact("besluit.aanwezig")
def _present(run: Run) -> int:
    """How many were there for the text as it stands: nobody, for one written after that day, and
    nobody by what was recorded on another day."""
    point, written = on_agenda(run), draft(run)
    if point is None or not recorded(point) or (written and written["on_day"] > point.day):
        return 0
    return point.present


@fact("besluit.vergaderdag")
def _sits_on(run: Run) -> date:
    """The day of the meeting that decides; there is none for a round in writing."""
    point = on_agenda(run)
    return FOREVER if point is None or point.form == IN_WRITING else point.day


@fact("besluit.vastleggen_tot")
def _record_by(run: Run) -> date:
    """The first day on which it is too late to record what was decided in a meeting."""
    day = _sits_on(run)
    term = lawbook().term(RECORDING, run.today)
    return day if day == FOREVER else end_of(day, term, lawbook().holidays)


@fact("besluit.antwoordtijd_te_kort", ahead=False)
def _too_little_time(run: Run) -> bool:
    """Would members of a round in writing have less than the shortest time for what they are asked
    now: for the point that comes on its agenda, or for the text or the subjects that change while
    it runs? What changes makes their votes lapse, so they answer anew (Q3)."""
    point: AgendaItem | Meeting | None = (
        referred(run, "vergadering", Meeting) if names(run, "vergadering") else on_agenda(run)
    )
    if point is None or point.reply_by is None:
        return False
    term = agreed_term("bezwaartijd", run)
    late: date = point.reply_by
    return late < end_of(max(run.today, point.day), term, lawbook().holidays)


@fact("vergadering.dag")
def _day_of_meeting(run: Run) -> date:
    """The day the meeting of this file is on; a round in writing: the day it is sent."""
    found = Meeting.objects.filter(pk=run.file_id).values_list("day", flat=True).first()
    return found or FOREVER


def listed(points: Iterable[AgendaItem], there: Iterable[UUID]) -> str:
    """A list of decisions as one code: which points, the writing of each, and who was there."""
    lines = sorted([str(one.id), one.minutes] for one in points)
    return fingerprint([lines, sorted(str(who) for who in there)])


@fact("besluit.lijst_gezien", ahead=False)
def _list_as_seen(run: Run) -> bool:
    """Is the list of decisions still the one that stood on the form?"""
    there = Attendance.objects.filter(file=run.file_id).values_list("person_id", flat=True)
    now = listed(AgendaItem.objects.filter(file=run.file_id), there)
    return run.inputs.get("gezien") in (None, now)

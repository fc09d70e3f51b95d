"""Requests and their answers as the readers of a file see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from openprisma.engine.terms import end_of
from openprisma.gate.acts import act
from openprisma.gate.law import lawbook
from openprisma.gate.run import Run
from openprisma.partners.models import Participant
from openprisma.partners.queries import Counted, addressed
from openprisma.sharing.models import Reply, Request


@dataclass(frozen=True)
class Asked:
    """A request, what each participant answered last, and who has not answered."""

    id: UUID
    subject: str
    category: str
    question: str
    by: str
    on_day: date
    replies: list[tuple[str, str, str, date]]
    waiting: list[str]
    mine: bool
    answer_by: date | None
    late: bool


def requests(run: Run) -> list[Asked]:
    """All requests of the file that this reader may see, the newest first; the last answer of each
    participant counts."""
    names = dict(Participant.objects.values_list("code", "name"))
    given: dict[UUID, dict[str, Reply]] = {}
    for reply in Reply.objects.filter(file=run.file_id).order_by("at"):
        given.setdefault(reply.request_id, {})[reply.participant_id] = reply
    found = (
        Request.objects.filter(file=run.file_id).select_related("subject", "person").order_by("-at")
    )
    return [_told(one, given.get(one.id, {}), names, run) for one in found]


def _told(one: Request, given: dict[str, Reply], names: dict[str, str], run: Run) -> Asked:
    rows = {row.nr: row.code for row in lawbook().categories(run.today).values()}
    final = {code for code, reply in given.items() if reply.answer != LATER}
    return Asked(
        id=one.id,
        subject=one.subject.name,
        category=lawbook().vocabulary.lists["categorieen"][rows[one.category]],
        question=one.question,
        by=one.person.name,
        on_day=one.on_day,
        replies=[(names[code], r.answer, r.reasons, r.on_day) for code, r in sorted(given.items())],
        waiting=[names[code] for code in one.participants if code not in final],
        mine=run.actor.participant in one.participants and run.actor.participant not in final,
        answer_by=one.answer_by,
        late=_late(one, final, run.today),
    )


def _late(one: Request, answered: set[str], today: date) -> bool:
    return (
        one.answer_by is not None
        and one.answer_by <= today
        and not set(one.participants) <= answered
    )


@act("vragen_tellen")
def count_unanswered(run: Run) -> Counted:
    """Of everybody whose answer is asked within the days of `herinneren` or is late: how many
    questions, and in how many files one is late, so at least how many are; for a mail that says
    no more than that. Source: huisregels:6.1."""
    soon = end_of(run.today, lawbook().term("herinneren", run.today), lawbook().holidays)
    found: dict[UUID, tuple[int, int]] = {}
    for person, _, open_, first in _questions():
        if first is not None and first <= soon:
            before, late = found.get(person, (0, 0))
            found[person] = (before + open_, late + (first <= run.today))
    return addressed(found)


def _questions() -> list[tuple[UUID, UUID, int, date | None]]:
    with connection.cursor() as cursor:
        cursor.execute("select person, file, open, first from fence.questions()")
        return list(cursor.fetchall())


LATER = "later"  # the one answer that leaves a request open

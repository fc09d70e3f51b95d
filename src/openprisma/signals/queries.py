"""Reads of one signal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from openprisma.files.actions import open_norms
from openprisma.files.facts import arrival, involved
from openprisma.files.models import Judgement, WordNote
from openprisma.files.port import rests_on
from openprisma.files.queries import Head, head
from openprisma.gate.acts import act
from openprisma.gate.facts import Facts
from openprisma.gate.run import Run
from openprisma.partners.models import Municipality, Participant
from openprisma.signals.facts import (
    asks_known,
    forms_of_crime,
    rule,
    standing_assessors,
    waiting_for,
)
from openprisma.signals.models import (
    Attachment,
    Fact,
    Remark,
    Signal,
    SimilarAnswer,
    Verdict,
)
from openprisma.subjects.models import Subject


@dataclass(frozen=True)
class Enclosed:
    """An attachment in a list, without its content."""

    id: UUID
    title: str
    kind: str
    size: int
    removed: list[str]
    on_day: date


@dataclass(frozen=True)
class SignalPage:
    """A signal as those who may judge or handle it read it. The weighing of others is shown after
    one's own verdict."""

    head: Head
    signal: Signal
    reporter: str
    places: list[str]
    expected: list[str]
    facts: list[Fact]
    subjects: list[Subject]
    verdicts: list[Verdict]
    waiting: list[str]
    own: Verdict | None
    notes: list[WordNote]
    allowed: Judgement | None
    open_norms: list[str]
    remarks: list[Remark]
    attachments: list[Enclosed]
    form: str
    rule: str
    assessors: list[str]
    standing: str
    asks_known: bool
    similar: list[SimilarAnswer]
    unanswered: list[str]
    my_answer: str


@act("signaal_inzien")
def read_signal(run: Run) -> SignalPage:
    """The whole signal, for who assesses or handles it. Source: wgs:2.23.2."""
    signal = Signal.objects.select_related("participant").get(pk=run.file_id)
    verdicts = _verdicts(run)
    names = dict(Participant.objects.values_list("code", "name"))
    places = dict(
        Municipality.objects.filter(pk__in=signal.municipalities).values_list("code", "name")
    )
    answers, me = _answers(run), run.actor.participant
    asked = involved(run) - {signal.participant_id}
    return SignalPage(
        head=head(run),
        signal=signal,
        reporter=signal.participant.name,
        places=[places.get(code, code) for code in signal.municipalities],
        expected=[names[code] for code in signal.expected],
        facts=list(Fact.objects.filter(file=run.file_id).order_by("seen_on", "id")),
        subjects=list(Subject.objects.filter(file=run.file_id).order_by("id")),
        verdicts=verdicts,
        waiting=sorted(names[code] for code in waiting_for(run)),
        notes=list(WordNote.objects.filter(file=run.file_id).order_by("words")),
        allowed=_allowed(run),
        open_norms=open_norms(run),
        remarks=list(
            Remark.objects.filter(file=run.file_id).select_related("person").order_by("at")
        ),
        attachments=_attachments(run),
        form=forms_of_crime().get(signal.form, signal.form),
        rule=rule(run),
        similar=list(answers.values()),
        assessors=sorted(names[code] for code in standing_assessors(run)),
        standing=arrival(run),
        asks_known=asks_known(run),
        unanswered=sorted(names[code] for code in asked - answers.keys()),
        my_answer=answers[me].answer if me in answers else "",
        own=next((verdict for verdict in verdicts if verdict.participant_id == me), None),
    )


def _verdicts(run: Run) -> list[Verdict]:
    found = Verdict.objects.filter(file=run.file_id).select_related("participant", "person")
    return list(found.order_by("on_day"))


UNAVOIDABLE = "bgs:1.9.1/onvermijdelijk"


def _allowed(run: Run) -> Judgement | None:
    """Who said last that an unavoidable word may stand here, and why, while nothing changed."""
    found = Judgement.objects.filter(file=run.file_id, norm=UNAVOIDABLE).select_related("person")
    last = found.order_by("-at").first()
    return last if last and last.rests_on == rests_on(UNAVOIDABLE, Facts(run), run.today) else None


def _answers(run: Run) -> dict[str, SimilarAnswer]:
    """What each participant answered when asked for a similar signal."""
    given = SimilarAnswer.objects.filter(file=run.file_id).select_related("participant")
    return {answer.participant_id: answer for answer in given.order_by("on_day")}


def _attachments(run: Run) -> list[Enclosed]:
    rows = Attachment.objects.filter(file=run.file_id).order_by("on_day", "id")
    return [
        Enclosed(*row)
        for row in rows.values_list("id", "title", "kind", "size", "removed", "on_day")
    ]

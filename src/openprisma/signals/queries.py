"""Reads of one signal."""

from __future__ import annotations

from dataclasses import dataclass

from openprisma.files.actions import open_norms
from openprisma.files.queries import Head, head
from openprisma.gate.acts import act
from openprisma.gate.run import Run
from openprisma.partners.models import Municipality, Participant
from openprisma.signals.facts import waiting_for
from openprisma.signals.models import Fact, Remark, Signal, Verdict, WordNote
from openprisma.subjects.models import Subject


@dataclass(frozen=True)
class SignalPage:
    """A signal as those who may judge or handle it read it. The weighing of others is shown after one's own verdict."""

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
    open_norms: list[str]
    remarks: list[Remark]


@act("signaal_inzien")
def read_signal(run: Run) -> SignalPage:
    """The whole signal, for who assesses or handles it. Source: wgs:2.23.2."""
    signal = Signal.objects.select_related("participant").get(pk=run.file_id)
    verdicts = list(Verdict.objects.filter(file=run.file_id).select_related("participant", "person").order_by("on_day"))
    names = dict(Participant.objects.values_list("code", "name"))
    places = dict(Municipality.objects.filter(pk__in=signal.municipalities).values_list("code", "name"))
    return SignalPage(
        head=head(run), signal=signal, reporter=signal.participant.name,
        places=[places.get(code, code) for code in signal.municipalities],
        expected=[names[code] for code in signal.expected],
        facts=list(Fact.objects.filter(file=run.file_id).order_by("seen_on", "id")),
        subjects=list(Subject.objects.filter(file=run.file_id).order_by("id")), verdicts=verdicts,
        waiting=sorted(names[code] for code in waiting_for(run)),
        notes=list(WordNote.objects.filter(file=run.file_id).order_by("words")), open_norms=open_norms(run),
        remarks=list(Remark.objects.filter(file=run.file_id).select_related("person").order_by("at")),
        own=next((v for v in verdicts if v.participant_id == run.actor.participant), None),
    )  # fmt: skip

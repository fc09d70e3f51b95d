"""Reads of files: the head and team of one under a line, its log, and why one may do what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.db import connection

from openprisma.engine.procedures import StageEntry
from openprisma.files.facts import categories_of, involved, next_phase, verdicts
from openprisma.files.models import (
    ERASED,
    Assignment,
    Deviation,
    Erasure,
    File,
    Involvement,
    PhaseNeed,
    Step,
    WordNote,
)
from openprisma.files.notes import ALLOWED
from openprisma.gate.acts import act, registered
from openprisma.gate.declared import Ref
from openprisma.gate.explain import Choice, Explanation, explain, explain_colleague, offered
from openprisma.gate.law import procedures
from openprisma.gate.lists import ActName, LogPurpose, Method
from openprisma.gate.run import Actor, Run
from openprisma.gate.turns import turns_of_all
from openprisma.kernel.days import FOREVER
from openprisma.kernel.errors import BadInput
from openprisma.kernel.names import listed_as
from openprisma.partners.models import Participant, Person
from openprisma.partners.queries import Counted, addressed


@dataclass(frozen=True)
class Member:
    """Somebody who may look: name, participant or bureau, role, since when."""

    person: UUID
    name: str
    participant: str
    role: str
    since: date


@dataclass(frozen=True)
class NextPhase:
    """What is judged before the next phase opens: why it is needed, the codes of the categories,
    what each participant says of it, and all this as one code."""

    needs: list[str]
    categories: list[str]
    verdicts: list[tuple[str, bool | None]]
    standing: str


@dataclass(frozen=True)
class Kin:
    """What came of a signal (`later`), or what an activity rests on: the name of its working method
    and the day it began, and which file for who has a part in it."""

    kind: str
    title: str
    began: date
    later: bool
    file: UUID | None


@dataclass(frozen=True)
class Head:
    """The head of a file: the same on all its tabs."""

    file: File
    kind_title: str
    plural: str
    stages: list[tuple[StageEntry, date | None]]
    role: str
    participant: str
    involved: list[tuple[str, date]]
    team: list[Member]
    today: date
    choices: list[Choice]
    erasures: list[Erasure]
    exceptions: list[WordNote]
    next_phase: NextPhase | None
    deviations: list[Deviation]
    kin: list[Kin]

    @property
    def stage(self) -> StageEntry:
        """The stage the file is at."""
        return procedures()[self.file.kind].stage(self.file.stage)

    @property
    def erased(self) -> bool:
        """Is all about persons gone? Destroying by term takes a part, and leaves the title."""
        return bool(self.erasures) and self.file.title == ERASED

    @property
    def gone(self) -> set[str]:
        """Of what something went, by the name of its holding. Where it is empty now, it was not
        always."""
        return {what for one in self.erasures for what in one.counts}

    @property
    def ended(self) -> str:
        """What its working method says of a file whose term has passed."""
        return procedures()[self.file.kind].entry.ended

    @property
    def bureau(self) -> list[Member]:
        """Who works on the file for no participant: the bureau, a panel, who oversees."""
        return [one for one in self.team if not one.participant]

    @property
    def days_left(self) -> int | None:
        """Days until the file shuts; None without a term."""
        return None if self.file.ends_on == FOREVER else (self.file.ends_on - self.today).days


def head(run: Run) -> Head:
    """The head of the file of a run; inside an act."""
    file: File = run.file
    entered: dict[str, date] = {}
    for stage, on_day in (
        Step.objects.filter(file=file.id).order_by("at").values_list("stage", "on_day")
    ):
        entered.setdefault(stage, on_day)
    entry = procedures()[file.kind].entry
    shown = [s for s in entry.stages if (s.running and not s.aside) or s.stage in entered]
    stages = [(s, entered.get(s.stage)) for s in shown]
    involved = Involvement.objects.filter(
        file=file.id, until_day__gt=run.today, participant__until_day__gt=run.today
    ).order_by("from_day", "participant__name")
    return Head(
        file=file,
        kind_title=entry.title,
        plural=entry.plural,
        stages=stages,
        role=run.role,
        participant=run.actor.participant,
        involved=list(involved.values_list("participant__name", "from_day")),
        team=_team(run),
        today=run.today,
        choices=offered(run),
        erasures=list(Erasure.objects.filter(file=file.id).order_by("at")),
        exceptions=_exceptions(run),
        next_phase=_next_phase(run),
        deviations=list(Deviation.objects.filter(file=file.id).order_by("on_day", "id")),
        kin=_kin(run),
    )


def _next_phase(run: Run) -> NextPhase | None:
    """None of a file that has no phases, or whose last phase is open."""
    if not procedures()[run.file.kind].entry.opens_phase or run.file.phase >= LAST_PHASE:
        return None
    phase, said = run.file.phase + 1, verdicts(run)
    needs = PhaseNeed.objects.filter(file=run.file.id, phase=phase).order_by("on_day", "id")
    names = dict(Participant.objects.values_list("code", "name"))
    return NextPhase(
        needs=list(needs.values_list("reasons", flat=True)),
        categories=categories_of(run, phase),
        verdicts=sorted((names.get(code, code), said.get(code)) for code in involved(run)),
        standing=next_phase(run),
    )


def _kin(run: Run) -> list[Kin]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select kind, began, later, kin from fence.kin() where file = %s order by began",
            [run.file.id],
        )
        return [
            Kin(kind, procedures()[kind].entry.title, *rest) for kind, *rest in cursor.fetchall()
        ]


def _exceptions(run: Run) -> list[WordNote]:
    """The words about nationality that may stand in this file, with who allowed them and why: as
    far as its reader may read about persons at all (bgs:1.9)."""
    found = WordNote.objects.filter(file=run.file.id, state=ALLOWED)
    return list(found.select_related("decided_by").order_by("words", "id"))


def _team(run: Run) -> list[Member]:
    held = Assignment.objects.filter(
        file=run.file.id, from_day__lte=run.today, until_day__gt=run.today
    )
    rows = sorted(
        held.select_related("person", "participant"), key=lambda one: listed_as(one.person.name)
    )
    return [
        Member(
            r.person_id,
            r.person.name,
            r.participant.name if r.participant else "",
            r.role,
            r.from_day,
        )
        for r in rows
    ]


LAST_PHASE = 3  # wgs:2.23.6.c


@dataclass(frozen=True)
class LogLine:
    """A row of the log as a reviewer reads it; never content. What somebody did more than once on a
    day, in the same way, is one: `times`, from `since` to `at`. `granted`: the database opened the
    file under it; one that was refused by the program after that has looked at what the norms ask.
    Without an act: what was tried with passes that nobody has."""

    at: datetime
    day: date
    actor: str
    participant: str
    act: str
    purpose: str
    ground: str
    outcome: str
    reasons: list[str]
    granted: bool
    times: int
    since: datetime


@dataclass(frozen=True)
class Log:
    """The head of a file and who did what with it, newest first."""

    head: Head
    lines: list[LogLine]


@dataclass(frozen=True)
class Why:
    """The head of a file, and why an act is allowed there or not."""

    head: Head
    why: Explanation


ROWS = 200  # of the log on one page


@act("logboek_inzien")
def read_log(run: Run, *, doel: LogPurpose, voor: datetime | None = None) -> Log:
    """Who did what with this file, newest first, at most `ROWS` rows; `voor`: those before a
    moment. Source: wgs:1.8.4, bgs:1.12."""
    return _log(run, voor)


@act("logboek_eigen_inzien")
def read_own_log(run: Run, *, doel: LogPurpose, voor: datetime | None = None) -> Log:
    """What people of one's own participant did with this file. Source: wgs:1.8.4."""
    return _log(run, voor)


def _log(run: Run, before: datetime | None) -> Log:
    with connection.cursor() as cursor:
        cursor.execute(
            "select at, day, actor, participant, act, purpose, ground, outcome, reasons, granted, "
            "times, since from fence.read_log(%s, %s)",
            [ROWS, before],
        )
        rows: list[Any] = cursor.fetchall()
    names = dict(Participant.objects.values_list("code", "name"))
    lines = [LogLine(*row) for row in rows]
    told = [
        replace(line, participant=names.get(line.participant, line.participant or ""))
        for line in lines
    ]
    return Log(head(run), told)


def expired_files() -> dict[UUID, str]:
    """Files whose term has passed and whose stage does not say so yet, each with its working
    method."""
    with connection.cursor() as cursor:
        cursor.execute("select file, kind from fence.expired()")
        return dict(cursor.fetchall())


@act("taken_tellen")
def count_waiting(
    run: Run, *, sinds: datetime | None = None, herinnerd: datetime | None = None
) -> Counted:
    """How many turns wait for whom, for a mail that says no more than that; `sinds`: only those in
    files that came to their stage from then on; `herinnerd`: only those that somebody reminded of
    from then on. Source: huisregels:6.1, huisregels:6.4."""
    counted = turns_of_all(sinds, herinnerd)
    return addressed({person: (number, 0) for person, number in counted})


def _of_method(run: Run, act: str) -> bool:
    """Does the working method of the file of a run offer an act, at whatever stage?"""
    return any(offer.entry.act == act for offer in procedures()[run.file.kind].offers)


WhoWorksHere = Annotated[UUID, Ref(Assignment, then="Kies iemand uit het dossier.", by="person_id")]


@act("lijst_ophalen")
def take_list(run: Run, *, werkwijze: Method) -> None:
    """A list of one's own files of a working method is taken along: the line is what is kept of
    it. What is in it is there at the door, without a name. Source: huisregels:10.1."""


@act("waarom_lezen")
def why(run: Run, *, handeling: ActName, collega: WhoWorksHere | None = None) -> Why:
    """Why may I, or may a colleague, do an act on this file? Raises `BadInput` for an act that its
    working method never offers there: its norms ask what such a file does not have.
    Source: huisregels:5."""
    if handeling not in registered() or not _of_method(run, handeling):
        raise BadInput(
            "Deze handeling bestaat niet.",
            fields={"handeling": "Kies een handeling op het dossier."},
        )
    if collega is None:
        return Why(head(run), explain(run, handeling))
    person = next((m for m in _team(run) if m.person == collega), None)
    if person is None:
        raise BadInput(
            "Deze keuze bestaat niet.", fields={"collega": "Kies iemand uit het dossier."}
        )
    participant = Person.objects.values_list("designated_by_id", flat=True).get(pk=collega)
    colleague = Actor(collega, person.name, participant or "", False)
    return Why(head(run), explain_colleague(run, colleague, handeling))

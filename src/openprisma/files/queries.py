"""Reads of files: one's own work without a line, a file's head and team under one, and the log."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Annotated, Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from openprisma.engine.procedures import Offer, StageEntry
from openprisma.files.models import Assignment, Erasure, File, Involvement, Step
from openprisma.gate.acts import act, registered
from openprisma.gate.declared import Ref
from openprisma.gate.explain import Choice, Explanation, explain, explain_colleague, offered
from openprisma.gate.law import procedures
from openprisma.gate.lists import ActName, LogPurpose
from openprisma.gate.run import Actor, Run
from openprisma.kernel.days import FOREVER
from openprisma.kernel.errors import BadInput
from openprisma.partners.models import Participant, Person
from openprisma.partners.queries import Waiting, addressed


@dataclass(frozen=True)
class Work:
    """A file of mine in a list: what it is, at which stage, and what waits for me there."""

    id: UUID
    reference: str
    kind: str
    kind_title: str
    title: str
    stage: StageEntry
    opened_on: date
    ends_on: date | None
    roles: frozenset[str]
    mine: Offer | None
    shut: bool
    warns: tuple[int, ...]
    today: date

    @property
    def warning(self) -> int | None:
        """The warning that stands: the fewest days of those the working method warns for; None
        while the end is far off."""
        left = None if self.ends_on is None else (self.ends_on - self.today).days
        return min(
            (days for days in self.warns if left is not None and 0 < left <= days), default=None
        )

    @property
    def shared_by_me(self) -> bool:
        """Did I, or my own organisation, begin it? Otherwise somebody else lets me take part."""
        begun = {
            a.role or a.function
            for o in procedures()[self.kind].entry.start
            for a in o.assigns
            if a.of == "eigen"
        }
        return bool(begun & self.roles)

    @property
    def kept_inside(self) -> bool:
        """Is it still where whoever began it left it, and so not shared yet?"""
        first = {to.stage for o in procedures()[self.kind].entry.start for to in o.to}
        return self.shared_by_me and self.stage.stage in first

    @property
    def running(self) -> bool:
        """Is there still work on it?"""
        return self.stage.running and not self.shut


# Of somebody with more files than this, the files are read from the newest on, each asked whether
# it is mine; of anybody else my files are read and then sorted. The first is quick when most files
# are mine, the second when few are.
MANY = 2_000


@dataclass(frozen=True)
class _Mine:
    """What I have a part in on a day."""

    rows: QuerySet[Assignment]

    @staticmethod
    def of(actor: Actor, today: date) -> _Mine:
        return _Mine(
            Assignment.objects.filter(person=actor.person, from_day__lte=today, until_day__gt=today)
        )

    @cached_property
    def many(self) -> bool:
        return self.rows[: MANY + 1].count() > MANY

    def files(self, kind: str | None, running: bool) -> QuerySet[File]:
        """My files. At the door the database returns no other file, so that those of somebody with
        many need no condition."""
        files = (
            File.objects.all()
            if self.many
            else File.objects.filter(pk__in=self.rows.values("file"))
        )
        if running:
            at_work = Q(pk__in=[])
            for procedure in procedures().values():
                at_work |= Q(
                    kind=procedure.id,
                    stage__in=[stage.stage for stage in procedure.entry.stages if stage.running],
                )
            files = files.filter(at_work)
        return files.filter(kind=kind) if kind else files

    def work(self, chosen: list[File], today: date) -> list[Work]:
        """Those files with my roles in them."""
        roles: dict[UUID, set[str]] = {}
        for file, role in self.rows.filter(file__in=[one.id for one in chosen]).values_list(
            "file_id", "role"
        ):
            roles.setdefault(file, set()).add(role)
        return [_work(file, frozenset(roles[file.id]), today) for file in chosen]


def my_work(
    actor: Actor,
    today: date,
    *,
    kind: str | None = None,
    running: bool = False,
    most: int | None = None,
) -> list[Work]:
    """The files I am assigned to today, the newest first and at most `most`: a handful of
    statements, however many files. At the door, under no line. `running`: only those on which
    there is still work."""
    mine = _Mine.of(actor, today)
    return mine.work(_page(mine.files(kind, running), most, None, False), today)


@dataclass(frozen=True)
class Stretch:
    """A stretch of a list of mine, whether there is more after it, and the number in the whole list
    as far as it was counted."""

    work: list[Work]
    older: bool
    count: int
    exact: bool


def stretch(
    actor: Actor,
    today: date,
    *,
    kind: str,
    most: int,
    counted: int,
    after: UUID | None = None,
    oldest: bool = False,
) -> Stretch:
    """My files of one kind, the newest first and at most `most`. At the door, under no line.
    `after`: only what comes after that file; `oldest`: the last ones of the list. Counts to
    `counted`, and no further than `most` for somebody with thousands of files, of whom each is
    asked whether it is theirs. Raises `BadInput` if `after` is no file of mine."""
    mine = _Mine.of(actor, today)
    files = mine.files(kind, False)
    found = _page(files, most + (not oldest), after, oldest)
    limit, whole = most if mine.many else counted, not (oldest or after)
    count = (
        len(found)
        if whole and (mine.many or len(found) <= most)
        else files.order_by("-opened_on", "id")[: limit + 1].count()
    )
    return Stretch(
        mine.work(found[:most], today), len(found) > most, min(count, limit), count <= limit
    )


def work_on(actor: Actor, today: date, files: Iterable[UUID]) -> list[Work]:
    """These files of mine, also those on which the work ended. At the door, under no line."""
    mine = _Mine.of(actor, today)
    chosen = mine.rows.filter(file__in=list(files)).values("file")
    return mine.work(list(File.objects.filter(pk__in=chosen).order_by("id")), today)


def _page(files: QuerySet[File], most: int | None, after: UUID | None, oldest: bool) -> list[File]:
    """A stretch of a list, found by its first file and never by counting those before it."""
    if oldest:
        return list(reversed(files.order_by("opened_on", "-id")[:most]))
    if after is not None:
        day = File.objects.filter(pk=after).values_list("opened_on", flat=True).first()
        if day is None:
            raise BadInput(
                "Dit stuk van de lijst bestaat niet.", remedy="Begin weer bij de nieuwste."
            )
        files = files.filter(opened_on__lte=day).filter(Q(opened_on__lt=day) | Q(id__gt=after))
    return list(files.order_by("-opened_on", "id")[:most])


def kind_of(file: UUID) -> str | None:
    """The working method of a file of mine; None for any other. At the door."""
    return File.objects.filter(pk=file).values_list("kind", flat=True).first()


def stage_of(file: UUID) -> str | None:
    """The stage a file of mine is at; None for any other. At the door."""
    return File.objects.filter(pk=file).values_list("stage", flat=True).first()


def _work(file: File, roles: frozenset[str], today: date) -> Work:
    procedure = procedures()[file.kind]
    offers = [o for o in procedure.at(file.stage) if o.entry.primary and roles & set(o.entry.by)]
    shut = file.ends_on <= today
    return Work(
        id=file.id,
        reference=file.reference,
        kind=file.kind,
        kind_title=procedure.entry.title,
        title=file.title,
        stage=procedure.stage(file.stage),
        opened_on=file.opened_on,
        ends_on=None if file.ends_on == FOREVER else file.ends_on,
        roles=roles,
        mine=offers[0] if offers and not shut else None,
        shut=shut,
        warns=procedure.entry.warns,
        today=today,
    )


@dataclass(frozen=True)
class Member:
    """Somebody who may look: name, participant or bureau, role, since when."""

    person: UUID
    name: str
    participant: str
    role: str
    since: date


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

    @property
    def stage(self) -> StageEntry:
        """The stage the file is at."""
        return procedures()[self.file.kind].stage(self.file.stage)

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
    stages = [(s, entered.get(s.stage)) for s in entry.stages if s.running or s.stage in entered]
    involved = Involvement.objects.filter(file=file.id, until_day__gt=run.today).order_by(
        "from_day", "participant__name"
    )
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
    )


def _team(run: Run) -> list[Member]:
    rows = Assignment.objects.filter(
        file=run.file.id, from_day__lte=run.today, until_day__gt=run.today
    )
    rows = rows.select_related("person", "participant").order_by("person__name")
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


@dataclass(frozen=True)
class LogLine:
    """One line of the log as a reviewer reads it; never content. `granted`: the database opened the
    file under it; one that was refused by the program after that has looked at what the norms
    ask."""

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


@act("logboek_inzien")
def read_log(run: Run, *, doel: LogPurpose) -> tuple[Head, list[LogLine]]:
    """Who did what with this file, newest first, at most 200 lines. Source: wgs:1.8.4, bgs:1.12."""
    return _log(run)


@act("logboek_eigen_inzien")
def read_own_log(run: Run, *, doel: LogPurpose) -> tuple[Head, list[LogLine]]:
    """What people of one's own participant did with this file. Source: wgs:1.8.4."""
    return _log(run)


def _log(run: Run) -> tuple[Head, list[LogLine]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select at, day, actor, participant, act, purpose, ground, outcome, reasons, granted "
            "from fence.read_log(200)"
        )
        rows: list[Any] = cursor.fetchall()
    lines = [LogLine(*row) for row in rows]
    names = dict(Participant.objects.values_list("code", "name"))
    return head(run), [
        replace(line, participant=names.get(line.participant, line.participant or ""))
        for line in lines
    ]


def expired_files() -> dict[UUID, str]:
    """Files whose term has passed and whose stage does not say so yet, each with its working
    method."""
    with connection.cursor() as cursor:
        cursor.execute("select file, kind from fence.expired()")
        return dict(cursor.fetchall())


@act("taken_tellen")
def count_waiting(run: Run, *, sinds: datetime | None = None) -> dict[UUID, Waiting]:
    """How many files wait for whom at a primary act, for a mail that says no more than that;
    `sinds`: only those that came to their stage from then on. Source: huisregels:6.1."""
    offers = [
        (p.id, o.stage or "*", role)
        for p in procedures().values()
        for o in p.offers
        if o.entry.primary
        for role in o.entry.by
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "select * from fence.waiting(%s, %s, %s, %s)",
            [*([one[i] for one in offers] for i in range(3)), sinds],
        )
        return addressed({person: (number, 0) for person, number in cursor.fetchall()})


WhoWorksHere = Annotated[UUID, Ref(Assignment, then="Kies iemand uit het dossier.", by="person_id")]


@act("waarom_lezen")
def why(
    run: Run, *, handeling: ActName, collega: WhoWorksHere | None = None
) -> tuple[Head, Explanation]:
    """Why may I, or may a colleague, do an act on this file? Source: huisregels:5."""
    if handeling not in registered():
        raise BadInput(
            "Deze handeling bestaat niet.",
            fields={"handeling": "Kies een handeling op het dossier."},
        )
    if collega is None:
        return head(run), explain(run, handeling)
    person = next((m for m in _team(run) if m.person == collega), None)
    if person is None:
        raise BadInput(
            "Deze keuze bestaat niet.", fields={"collega": "Kies iemand uit het dossier."}
        )
    participant = Person.objects.values_list("designated_by_id", flat=True).get(pk=collega)
    return head(run), explain_colleague(
        run, Actor(collega, person.name, participant or "", False), handeling
    )

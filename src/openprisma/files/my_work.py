"""My own work, at the door and under no line: the files I have a part in, as lists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import Q, QuerySet

from openprisma.engine.procedures import StageEntry
from openprisma.files.models import Assignment, File
from openprisma.gate.law import procedures
from openprisma.gate.run import Actor
from openprisma.gate.turns import my_turns
from openprisma.gate.verdicts import fingerprint
from openprisma.kernel.days import FOREVER
from openprisma.kernel.errors import BadInput


@dataclass(frozen=True)
class Work:
    """A file of mine in a list: what it is, at which stage, and whether it is my turn (`mine`),
    where that is asked."""

    id: UUID
    reference: str
    kind: str
    kind_title: str
    title: str
    stage: StageEntry
    opened_on: date
    ends_on: date | None
    roles: frozenset[str]
    mine: bool
    shut: bool
    warns: tuple[int, ...]
    today: date
    since: str  # a code of when I came to take part: another once it went away and came again
    panel: str  # the panel that decides on it or that it is a meeting of; empty: the steering group

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

    def work(self, chosen: list[File], today: date, *, turns: bool = False) -> list[Work]:
        """Those files with my roles in them; with `turns` whose turn it is is asked as well."""
        ids = [one.id for one in chosen]
        waits = {turn.file for turn in my_turns(ids)} if turns and ids else set()
        roles: dict[UUID, set[str]] = {}
        parts: dict[UUID, list[str]] = {}
        for file, role, part in self.rows.filter(file__in=ids).values_list("file_id", "role", "id"):
            roles.setdefault(file, set()).add(role)
            parts.setdefault(file, []).append(str(part))
        return [
            _work(
                file,
                frozenset(roles[file.id]),
                today,
                fingerprint(sorted(parts[file.id])),
                mine=file.id in waits,
            )
            for file in chosen
        ]


def my_work(
    actor: Actor,
    today: date,
    *,
    kind: str | None = None,
    running: bool = False,
    most: int | None = None,
    turns: bool = False,
) -> list[Work]:
    """The files I am assigned to today, the newest first and at most `most`: a handful of
    statements, however many files. At the door, under no line. `running`: only those on which
    there is still work; `turns`: also whether it is my turn."""
    mine = _Mine.of(actor, today)
    return mine.work(_page(mine.files(kind, running), most, None, False), today, turns=turns)


@dataclass(frozen=True)
class Stretch:
    """A page of a list of mine, whether there is more after it, and the number in the whole list
    as far as it was counted."""

    work: list[Work]
    older: bool
    count: int
    exact: bool


def page_of(
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
    work = mine.work(found[:most], today, turns=True)
    return Stretch(work, len(found) > most, min(count, limit), count <= limit)


def work_on(actor: Actor, today: date, files: Iterable[UUID]) -> list[Work]:
    """These files of mine, also those on which the work ended. At the door, under no line."""
    mine = _Mine.of(actor, today)
    chosen = mine.rows.filter(file__in=list(files)).values("file")
    return mine.work(list(File.objects.filter(pk__in=chosen).order_by("id")), today)


def work_and_terms(actor: Actor, today: date, files: Iterable[UUID], most: int) -> list[Work]:
    """These files of mine, and those whose term runs, the first to end first, at most `most`
    besides. At the door, under no line: two statements."""
    mine, named = _Mine.of(actor, today), list(files)
    own = File.objects.filter(pk__in=mine.rows.values("file"))
    ending = own.filter(ends_on__lt=FOREVER).order_by("ends_on")[:most].values("pk")
    chosen = own.filter(Q(pk__in=named) | Q(pk__in=ending)).order_by("ends_on", "id")
    return mine.work(list(chosen), today)


def _page(files: QuerySet[File], most: int | None, after: UUID | None, oldest: bool) -> list[File]:
    """A page of a list, found by its first file and never by counting those before it."""
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


def _work(file: File, roles: frozenset[str], today: date, since: str, *, mine: bool) -> Work:
    procedure = procedures()[file.kind]
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
        mine=mine,
        shut=file.ends_on <= today,
        warns=procedure.entry.warns,
        today=today,
        since=since,
        panel=file.panel,
    )

"""Reads of a meeting: its agenda, who sits there, and one point with its votes, its tasks and its
text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from openprisma.engine.verdict import Finding
from openprisma.files.models import File
from openprisma.files.queries import Head, head
from openprisma.gate.acts import act, registered
from openprisma.gate.declared import Ref
from openprisma.gate.dossiers import dossiers
from openprisma.gate.explain import Choice, look_ahead, offered
from openprisma.gate.law import lawbook
from openprisma.gate.run import Run
from openprisma.panels.ballots import GONE, Ballot, Said, advice, ballots, kept, votes_that_count
from openprisma.panels.facts import PARTS, deciding_day, draft, on_agenda, quorum, rule, supporters
from openprisma.panels.models import (
    AgendaItem,
    Attendance,
    Decision,
    Interest,
    Meeting,
    Paper,
    Seat,
    Task,
)
from openprisma.panels.seats import panel_name, seats_on
from openprisma.partners.models import Participant
from openprisma.subjects.facts import last_admissions


@dataclass(frozen=True)
class Condition:
    """One thing the decision needs, from the law, and whether it is there; `lacks` what a reader is
    told when it is not. `counts`: it is about how members voted."""

    says: str
    norm: str
    holds: bool
    lacks: str
    counts: bool


@dataclass(frozen=True)
class Todo:
    """A task as people read it."""

    id: UUID
    kind: str
    text: str
    owner: str
    due: date
    done_on: date | None
    result: str


@dataclass(frozen=True)
class Point:
    """A point about a file, as everybody in the meeting may read it: no names of persons or
    companies. As it stands now while it can be decided; after that what was decided, for ever:
    `decided`, or, without it, that it was not (`past`)."""

    item: AgendaItem
    dossier: UUID
    dossier_kind: str
    reference: str
    stage: str
    ends_on: date
    ballots: list[Ballot]
    in_favour: int
    against: int
    supporters: int
    quorum: int
    carried: bool
    rule: str
    conditions: list[Condition]
    tasks: list[Todo]
    text: dict[str, Any] | None
    participants: list[str]
    categories: list[str]
    choices: list[Choice]
    admits: list[str]
    removes: list[str]
    decided: Decision | None
    past: bool
    advice: list[Said]


Item = AgendaItem  # for who prints it: doors know no table


@dataclass(frozen=True)
class Listed:
    """A document of a meeting in a list, without its content."""

    id: UUID
    title: str
    kind: str
    size: int
    removed: list[str]


@dataclass(frozen=True)
class MeetingPage:
    """A meeting and, when one is chosen, a point of it."""

    head: Head
    meeting: Meeting
    panel: str
    items: list[AgendaItem]
    papers: list[Listed]
    members: list[tuple[UUID, str, str, bool]]
    present: int
    voting: int
    point: Point | None

    @property
    def over(self) -> bool:
        """Is its day past, or are answers late by now, and is its list of decisions not adopted?"""
        until, today = self.meeting.reply_by, self.head.today
        past = until <= today if until else self.meeting.day < today
        return past and self.head.stage.running


Agendad = Annotated[
    UUID,
    Ref(
        AgendaItem,
        "Dit punt staat niet op deze agenda.",
        "Kies een punt van de agenda.",
        by="dossier_id",
    ),
]


OnePoint = Annotated[
    UUID, Ref(AgendaItem, "Dit punt staat niet op deze agenda.", "Kies een punt van de agenda.")
]


@act("vergadering_inzien", also=("dossier",))
def read_meeting(
    run: Run, *, dossier: Agendad | None = None, punt: OnePoint | None = None
) -> MeetingPage:
    """The agenda, and the point about a file when one is named: the last about that file, or
    `punt`, for a file may stand there more than once. Source: werkwijze:stuurgroep.1."""
    meeting = Meeting.objects.get(pk=run.file_id)
    present = Attendance.objects.filter(file=run.file_id).values_list("person_id", "person__name")
    there = dict(present.order_by("person__name"))
    sitting = seats_on(run, min(meeting.day, run.today))
    items = list(AgendaItem.objects.filter(file=run.file_id).order_by("nr"))
    about = [one for one in items if dossier is not None and one.dossier_id == dossier]
    named = [one for one in about if punt in (None, one.id)]
    chosen = named[-1] if named else None
    return MeetingPage(
        head=head(run),
        meeting=meeting,
        panel=panel_name(run),
        items=items,
        papers=_papers(run),
        members=_members(sitting, there),
        present=len(there),
        voting=sum(seat.votes for seat in sitting),
        point=None if chosen is None else _point(run, chosen, set(there)),
    )


def _papers(run: Run) -> list[Listed]:
    rows = Paper.objects.filter(file=run.file_id).order_by("on_day", "title", "id")
    return [Listed(*row) for row in rows.values_list("id", "title", "kind", "size", "removed")]


def _members(sitting: list[Seat], there: dict[UUID, str]) -> list[tuple[UUID, str, str, bool]]:
    """Everybody who may sit there, on the day of the meeting when that is over, and everybody who
    was recorded there: id, name, on whose behalf, and whether they are there."""
    found = []
    for seat in sitting:
        whose = seat.participant.name if seat.participant else "adviseur"
        found.append((seat.person_id, seat.person.name, whose, seat.person_id in there))
        if seat.deputy is not None:
            found.append(
                (
                    seat.deputy.id,
                    seat.deputy.name,
                    f"{whose}, vervanger van {seat.person.name}",
                    seat.deputy.id in there,
                )
            )
    known = {who for who, *_ in found}
    gone = [(who, name, GONE, True) for who, name in there.items() if who not in known]
    return found + gone


def _point(run: Run, item: AgendaItem, there: set[UUID]) -> Point:
    file: File = dossiers().header(item.dossier_id)  # type: ignore[arg-type]  # chosen by its file
    about = replace(run, file=file, file_id=file.id, cache={})
    current, decided = on_agenda(about), _decided(about, item)
    past = current is None or current.id != item.id
    votes, earlier = kept(about, item, decided) if past else (votes_that_count(about), None)
    day = _told_on(item, decided) if past else deciding_day(about)
    text = _text_of(run, decided) if past else draft(about)
    conditions = [] if past else _conditions(about, item.kind)
    names = dict(Participant.objects.values_list("code", "name"))
    labels = lawbook().vocabulary.lists["categorieen"]
    given = [vote.in_favour for vote in votes]
    return Point(
        item=item,
        dossier=file.id,
        dossier_kind=file.kind,
        reference=file.reference,
        stage=about.file.stage,
        ends_on=file.ends_on,
        ballots=ballots(about, item, votes, there, day=day, earlier=earlier),
        in_favour=decided.in_favour if decided else given.count(True),
        against=decided.against if decided else given.count(False),
        supporters=supporters(about),
        quorum=quorum(about),
        carried=decided is not None if past else all(c.holds for c in conditions if c.counts),
        rule=rule(about),
        conditions=conditions,
        tasks=tasks(about, point=item.id if past else None),
        text=text,
        advice=advice(item),
        participants=[names.get(code, code) for code in (text or {}).get("participants", ())],
        categories=[labels.get(code, code) for code in (text or {}).get("categories", ())],
        choices=_choices(about),
        admits=_numbered(about, item.admits),
        removes=_numbered(about, item.removes),
        decided=decided,
        past=past,
    )


def _told_on(item: AgendaItem, decided: Decision | None) -> date:
    """The day by which it is told who sat there, at a point that decides nothing any more."""
    return decided.on_day if decided else min(item.closed_on or item.day, item.day)


def _decided(about: Run, item: AgendaItem) -> Decision | None:
    """The decision by which the round of a point ended, when this point is the one it was taken at:
    the last of that round for the kind that was decided."""
    made = Decision.objects.filter(file=about.file.id, round=item.round).first()
    last = AgendaItem.objects.filter(dossier=about.file.id, round=item.round).order_by("at").last()
    return made if made and last and last.id == item.id and made.kind == item.kind else None


def _text_of(run: Run, decided: Decision | None) -> dict[str, Any] | None:
    """The text of a decision, as it was recorded."""
    if decided is None:
        return None
    codes = {row.nr: row.code for row in lawbook().categories(run.today).values()}
    text = {part: getattr(decided, part) for part in PARTS}
    categories = [codes[number] for number in decided.categories]
    return text | {"participants": decided.participants, "categories": categories}


def _numbered(about: Run, subjects: list[UUID]) -> list[str]:
    """Subjects as a table reads them: number, kind and role, no name."""
    lists = lawbook().vocabulary.lists
    kinds, roles = lists["onderwerpsoorten"], lists["subjectrollen"]
    return [
        f"nummer {nr} ({kinds.get(one.kind, one.kind)}, {roles.get(one.role, one.role)})"
        for nr, one in enumerate(last_admissions(about), 1)
        if one.subject in subjects
    ]


def _conditions(about: Run, decision: str) -> list[Condition]:
    """What the decision needs, as the law says it; who may record it is left out, for that differs
    by reader."""
    if decision not in registered():
        return []
    findings = look_ahead(about, decision, about.role).findings
    return [
        Condition(
            one.norm.entry.says,
            one.norm.id,
            one.state in ("holds", "replaced"),
            one.norm.entry.refusal,
            bool(_OF_VOTES & one.norm.facts),
        )
        for one in findings
        if one.state != "not_applicable" and _told(one)
    ]


_OF_VOTES = frozenset(("besluit.voorstanders", "besluit.stemmen_voor", "besluit.stemmen_tegen"))


def _told(finding: Finding) -> bool:
    norm = finding.norm
    return norm.kind not in ("permits", "empowers") and not any(
        path.startswith("wie.") for path in norm.facts
    )


def _choices(about: Run) -> list[Choice]:
    """What this reader can do about the file of the point: only what belongs in a meeting."""
    known = lawbook().vocabulary.acts
    return [one for one in offered(about) if known[one.act].in_meeting]


def tasks(run: Run, point: UUID | None = None) -> list[Todo]:
    """Conditions and actions of a file, those that are open first; or only those that were agreed
    at a point."""
    asked = {"file": run.file.id} if point is None else {"file": run.file.id, "point": point}
    found = Task.objects.filter(**asked).select_related("owner").order_by("done_on", "due")
    rows = [Todo(t.id, t.kind, t.text, t.owner.name, t.due, t.done_on, t.result) for t in found]
    return sorted(rows, key=lambda one: (one.done_on is not None, one.due))


@dataclass(frozen=True)
class Declared:
    """An interest somebody declared, and why."""

    name: str
    on_day: date
    reason: str


@dataclass(frozen=True)
class Interests:
    """The head of a file, and the interests that members declared."""

    head: Head
    declared: list[Declared]


@act("belangen_inzien")
def read_interests(run: Run) -> Interests:
    """Why members do not take part: for who may know the subject.
    Source: werkwijze:stuurgroep.5."""
    found = (
        Interest.objects.filter(file=run.file_id)
        .select_related("recusal__person")
        .order_by("recusal__on_day")
    )
    told = [Declared(one.recusal.person.name, one.recusal.on_day, one.reason) for one in found]
    return Interests(head(run), told)

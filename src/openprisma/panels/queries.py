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
from openprisma.panels.facts import (
    cast,
    current_round,
    draft,
    on_agenda,
    panel_name,
    recused,
    rests_on,
    rule_of_votes,
    seats,
)
from openprisma.panels.models import AgendaItem, Attendance, Interest, Meeting, Paper, Task, Vote
from openprisma.partners.models import Participant


@dataclass(frozen=True)
class Ballot:
    """One seat and what became of its vote: `voor`, `tegen`, `doet_niet_mee`, `geen_stem`,
    `afwezig` or `open`."""

    name: str
    participant: str
    chair: bool
    state: str
    reasons: str
    objection: bool


@dataclass(frozen=True)
class Condition:
    """One thing the decision needs, from the law, and whether it is there."""

    says: str
    norm: str
    holds: bool


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
    companies."""

    item: AgendaItem
    dossier: UUID
    dossier_kind: str
    reference: str
    stage: str
    ends_on: date
    ballots: list[Ballot]
    in_favour: int
    against: int
    quorum: int
    carried: bool
    rule: str
    conditions: list[Condition]
    tasks: list[Todo]
    text: dict[str, Any] | None
    participants: list[str]
    categories: list[str]
    choices: list[Choice]


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


Agendad = Annotated[
    UUID,
    Ref(
        AgendaItem,
        "Dit punt staat niet op deze agenda.",
        "Kies een punt van de agenda.",
        by="dossier_id",
    ),
]


@act("vergadering_inzien", also=("dossier",))
def read_meeting(run: Run, *, dossier: Agendad | None = None) -> MeetingPage:
    """The agenda, and the point about a file when one is named. Source: werkwijze:stuurgroep.1."""
    there = set(Attendance.objects.filter(file=run.file_id).values_list("person_id", flat=True))
    items = list(AgendaItem.objects.filter(file=run.file_id).order_by("nr"))
    chosen = next((one for one in items if dossier is not None and one.dossier_id == dossier), None)
    return MeetingPage(
        head=head(run),
        meeting=Meeting.objects.get(pk=run.file_id),
        panel=panel_name(run),
        items=items,
        papers=_papers(run),
        members=_members(run, there),
        present=len(there),
        voting=sum(seat.votes for seat in seats(run)),
        point=None if chosen is None else _point(run, chosen, there),
    )


def _papers(run: Run) -> list[Listed]:
    rows = Paper.objects.filter(file=run.file_id).order_by("on_day", "title", "id")
    return [Listed(*row) for row in rows.values_list("id", "title", "kind", "size", "removed")]


def _members(run: Run, there: set[UUID]) -> list[tuple[UUID, str, str, bool]]:
    """Everybody who may sit there: id, name, on whose behalf, and whether they are there."""
    found = []
    for seat in seats(run):
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
    return found


def _point(run: Run, item: AgendaItem, there: set[UUID]) -> Point:
    file: File = dossiers().header(item.dossier_id)  # type: ignore[arg-type]  # chosen by its file
    about = replace(run, file=file, file_id=file.id, cache={})
    names = dict(Participant.objects.values_list("code", "name"))
    votes = [vote for _, vote, _ in cast(about)]
    text, current = draft(about), on_agenda(about)
    labels = lawbook().vocabulary.lists["categorieen"]
    quorum, carried, rule = rule_of_votes(about)
    return Point(
        item=item,
        dossier=file.id,
        dossier_kind=file.kind,
        reference=file.reference,
        stage=about.file.stage,
        ends_on=file.ends_on,
        ballots=[_ballot(seat, about, there) for seat in seats(run)],
        in_favour=votes.count(True),
        against=votes.count(False),
        quorum=quorum,
        carried=carried,
        rule=rule,
        conditions=_conditions(about, item.kind)
        if current is not None and current.id == item.id
        else [],
        tasks=tasks(about),
        text=text,
        participants=[names.get(code, code) for code in (text or {}).get("participants", ())],
        categories=[labels.get(code, code) for code in (text or {}).get("categories", ())],
        choices=_choices(about),
    )


def _ballot(seat: Any, about: Run, there: set[UUID]) -> Ballot:
    same = {seat.person_id, seat.deputy_id} - {None}
    given = about.share(
        ("votes", about.file.id), lambda: {v.person_id: v for v in votes_that_count(about)}
    )
    vote = next((given[who] for who in same if who in given), None)
    if vote is not None:
        state = "voor" if vote.in_favour else "tegen"
    elif seat.person_id in recused(about):
        state = "doet_niet_mee"
    elif not seat.votes:
        state = "geen_stem"
    else:
        state = "open" if not there or same & there else "afwezig"
    whose = seat.participant.name if seat.participant else "adviseur"
    reasons, objection = (vote.reasons, vote.objection) if vote else ("", False)
    return Ballot(seat.person.name, whose, seat.chair, state, reasons, objection)


def votes_that_count(about: Run) -> list[Vote]:
    """The votes that count, the last of each member last."""
    voted = {who for who, _, _ in cast(about)}
    found = Vote.objects.filter(
        file=about.file.id, round=current_round(about), person__in=voted
    ).order_by("nr")
    return [vote for vote in found if vote.rests_on in (None, rests_on(about))]


def _conditions(about: Run, decision: str) -> list[Condition]:
    """What the decision needs, as the law says it; who may record it is left out, for that differs
    by reader."""
    if decision not in registered():
        return []
    findings = look_ahead(about, decision, about.role).findings
    return [
        Condition(one.norm.entry.says, one.norm.id, one.state in ("holds", "replaced"))
        for one in findings
        if one.state != "not_applicable" and _told(one)
    ]


def _told(finding: Finding) -> bool:
    norm = finding.norm
    return norm.kind not in ("permits", "empowers") and not any(
        path.startswith("wie.") for path in norm.facts
    )


def _choices(about: Run) -> list[Choice]:
    """What this reader can do about the file of the point: only what belongs in a meeting."""
    known = lawbook().vocabulary.acts
    return [one for one in offered(about) if known[one.act].in_meeting]


def tasks(run: Run) -> list[Todo]:
    """Conditions and actions of a file, those that are open first."""
    found = Task.objects.filter(file=run.file.id).select_related("owner").order_by("done_on", "due")
    rows = [Todo(t.id, t.kind, t.text, t.owner.name, t.due, t.done_on, t.result) for t in found]
    return sorted(rows, key=lambda one: (one.done_on is not None, one.due))


@dataclass(frozen=True)
class Declared:
    """An interest somebody declared, and why."""

    name: str
    on_day: date
    reason: str


@act("belangen_inzien")
def read_interests(run: Run) -> tuple[Head, list[Declared]]:
    """Why members do not take part: for who may know the subject.
    Source: werkwijze:stuurgroep.5."""
    found = (
        Interest.objects.filter(file=run.file_id)
        .select_related("recusal__person")
        .order_by("recusal__on_day")
    )
    return head(run), [
        Declared(one.recusal.person.name, one.recusal.on_day, one.reason) for one in found
    ]

"""The overview of a file on which a panel decides: what every working method has, and what its own
module tells about it. Without personal data of subjects."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol, TypeVar

from openprisma.files.actions import open_norms
from openprisma.files.models import File, Judgement
from openprisma.files.queries import Head, head
from openprisma.gate.acts import act
from openprisma.gate.explain import offered
from openprisma.gate.law import lawbook
from openprisma.gate.run import Run
from openprisma.kernel.errors import BadInput
from openprisma.panels.ballots import votes_that_count
from openprisma.panels.facts import draft, on_agenda, standing
from openprisma.panels.models import AgendaItem, Decision, Recusal, Vote
from openprisma.panels.queries import Todo, tasks
from openprisma.panels.seats import panel_name
from openprisma.partners.models import Participant


class About(Protocol):
    """What a working method tells about a file of its own; `wanted` are the categories asked for,
    each with a reason."""

    @property
    def wanted(self) -> dict[str, str]: ...


_presenters: dict[str, Callable[[Run], About]] = {}
Presenter = TypeVar("Presenter", bound=Callable[[Run], About])


def about(kind: str) -> Callable[[Presenter], Presenter]:
    """Mark the function that tells about files of a working method."""

    def register(presenter: Presenter) -> Presenter:
        _presenters[kind] = presenter
        return presenter

    return register


@dataclass(frozen=True)
class Ruling:
    """A decision in words."""

    decision: Decision
    participants: list[str]
    categories: list[str]
    unspoken: list[str]


@dataclass(frozen=True)
class Overview:
    """What everybody who works on a file may see of it; `about` differs by working method."""

    head: Head
    about: Any
    panel: str
    decisions: list[Ruling]
    votes: list[tuple[Vote, bool]]
    judgements: list[Judgement]
    open_norms: list[str]
    tasks: list[Todo]
    recused: list[str]
    draft: dict[str, Any]
    agenda: list[tuple[AgendaItem, bool]]
    warns: tuple[int, ...]
    rehearsal: Rehearsal | None
    can_decide: list[str]
    point: AgendaItem | None
    standing: str


@dataclass(frozen=True)
class Rehearsal:
    """What this reader could do on another day, if nothing else changed."""

    day: date
    days_left: int
    can: list[str]
    cannot: list[tuple[str, str]]


def rehearse(run: Run, day: date) -> Rehearsal:
    """Judge everything offered here as if it were another day. Raises `BadInput` for a day before
    today."""
    if day < run.today:
        raise BadInput("Deze dag is voorbij.", fields={"dag": "Kies vandaag of een latere dag."})
    choices = offered(replace(run, today=day, cache={}, shared_cache={}))
    left = (run.file.ends_on - day).days
    cannot = [(one.label, one.reasons[0].what) for one in choices if one.reasons]
    return Rehearsal(day, left, [one.label for one in choices if one.allowed], cannot)


@act("dossier_inzien")
def overview(run: Run, *, dag: date | None = None) -> Overview:
    """The overview of a file; with `dag` also what would be possible on that day.
    Source: wgs:2.18.1."""
    names = dict(Participant.objects.values_list("code", "name"))
    return Overview(
        head=head(run),
        about=_presenters[run.file.kind](run),
        panel=panel_name(run),
        decisions=[_ruling(d, names, run) for d in _decisions(run)],
        votes=_votes(run),
        judgements=list(
            Judgement.objects.filter(file=run.file_id).select_related("person").order_by("at")
        ),
        open_norms=open_norms(run),
        tasks=tasks(run),
        draft=draft(run) or {},
        agenda=_agenda(run),
        warns=run.procedure.entry.warns,
        rehearsal=None if dag is None else rehearse(run, dag),
        can_decide=_decidable(run),
        point=on_agenda(run),
        standing=standing(run),
        recused=list(
            Recusal.objects.filter(file=run.file_id)
            .order_by("on_day")
            .values_list("person__name", flat=True)
        ),
    )


def _agenda(run: Run) -> list[tuple[AgendaItem, bool]]:
    """The points about the file on agendas, the newest first, and whether the meeting is one of the
    reader's own: of another not even the address is told."""
    points = list(AgendaItem.objects.filter(dossier=run.file_id).order_by("-at"))
    mine = set(
        File.objects.filter(pk__in=[one.file_id for one in points]).values_list("id", flat=True)
    )
    return [(one, one.file_id in mine) for one in points]


def _decidable(run: Run) -> list[str]:
    """The decisions that the procedure offers at this stage, whoever records them."""
    kinds = lawbook().vocabulary.lists["besluitsoorten"]
    return [
        offer.entry.act for offer in run.procedure.at(run.file.stage) if offer.entry.act in kinds
    ]


def _votes(run: Run) -> list[tuple[Vote, bool]]:
    """Every vote on the file, and whether it counts or counted: it lapses when what it rests on
    changes."""
    counting = {vote.id for vote in votes_that_count(run)}
    for decision in Decision.objects.filter(file=run.file_id):
        counting.update(decision.counted)
    found = (
        Vote.objects.filter(file=run.file_id)
        .select_related("person")
        .order_by("-round", "at", "id")
    )
    return [(vote, vote.id in counting) for vote in found]


def _decisions(run: Run) -> list[Decision]:
    return list(
        Decision.objects.filter(file=run.file_id)
        .select_related("decided_by")
        .order_by("-on_day", "id")
    )


def _ruling(decision: Decision, names: dict[str, str], run: Run) -> Ruling:
    labels = lawbook().vocabulary.lists["categorieen"]
    rows = {row.nr: row.code for row in lawbook().categories(run.today).values()}
    return Ruling(
        decision,
        [names.get(code, code) for code in decision.participants],
        [labels[rows[number]] for number in decision.categories],
        [names.get(code, code) for code in decision.without_seat],
    )

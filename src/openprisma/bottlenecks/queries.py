"""Reads of one bottleneck: its overview, without personal data of subjects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from openprisma.bottlenecks.models import Application, Evaluation, Review
from openprisma.files.actions import open_norms
from openprisma.files.models import Judgement
from openprisma.files.queries import Head, head
from openprisma.gate.acts import act
from openprisma.gate.law import lawbook
from openprisma.gate.run import Run
from openprisma.panels.facts import draft
from openprisma.panels.models import Decision, Recusal, Vote
from openprisma.panels.queries import Todo, tasks
from openprisma.partners.models import Participant


@dataclass(frozen=True)
class Ruling:
    """A decision in words."""

    decision: Decision
    participants: list[str]
    categories: list[str]
    unspoken: list[str]


@dataclass(frozen=True)
class Overview:
    """What everybody who works on a bottleneck may see of it."""

    head: Head
    application: Application
    decisions: list[Ruling]
    votes: list[Vote]
    judgements: list[Judgement]
    open_norms: list[str]
    evaluations: list[Evaluation]
    reviews: list[Review]
    tasks: list[Todo]
    recused: list[str]
    draft: dict[str, Any]


@act("dossier_inzien")
def overview(run: Run) -> Overview:
    """The overview of a bottleneck. Source: wgs:2.18.1.a."""
    names = dict(Participant.objects.values_list("code", "name"))
    return Overview(
        head=head(run), application=Application.objects.select_related("proposed_by").get(pk=run.file_id),
        decisions=[_ruling(d, names, run) for d in _decisions(run)],
        votes=list(Vote.objects.filter(file=run.file_id).select_related("person").order_by("-round", "on_day", "id")),
        judgements=list(Judgement.objects.filter(file=run.file_id).select_related("person").order_by("at")),
        open_norms=open_norms(run), tasks=tasks(run), draft=draft(run) or {},
        reviews=list(Review.objects.filter(file=run.file_id).select_related("person").order_by("at")),
        recused=list(Recusal.objects.filter(file=run.file_id).order_by("on_day").values_list("person__name", flat=True)),
        evaluations=list(Evaluation.objects.filter(file=run.file_id).select_related("person").order_by("-on_day", "id")),
    )  # fmt: skip


def _decisions(run: Run) -> list[Decision]:
    return list(Decision.objects.filter(file=run.file_id).select_related("decided_by").order_by("-on_day", "id"))


def _ruling(decision: Decision, names: dict[str, str], run: Run) -> Ruling:
    labels = lawbook().vocabulary.lists["categorieen"]
    rows = {row.nr: row.code for row in lawbook().categories(run.today).values()}
    return Ruling(
        decision,
        [names.get(code, code) for code in decision.participants],
        [labels[rows[number]] for number in decision.categories],
        [names.get(code, code) for code in decision.without_seat],
    )

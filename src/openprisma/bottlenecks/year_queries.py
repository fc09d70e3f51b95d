"""Reads of the year: the analysis and what it rests on, and the plan with what participants put in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from openprisma.bottlenecks.models import Commitment, Finding, Measure, PlanVerdict
from openprisma.files.queries import Head, head
from openprisma.gate.acts import act
from openprisma.gate.law import lawbook
from openprisma.gate.run import Run
from openprisma.sharing.models import Statement


@dataclass(frozen=True)
class Claim:
    """A claim, the data under it that can be read today, and how many of them are gone or looked into."""

    id: UUID
    part: str
    text: str
    by: str
    on_day: date
    rests_on: list[tuple[str, str]]
    missing: int


@dataclass(frozen=True)
class Analysis:
    """The analysis as this reader may see it; `data` are the data a new claim may rest on."""

    head: Head
    claims: list[Claim]
    data: list[tuple[UUID, str]]


@dataclass(frozen=True)
class Plan:
    """The plan of approach, what the panel thought of it, and what participants put in; without personal data."""

    measures: list[Measure]
    verdict: PlanVerdict | None
    commitments: list[Commitment]


@act("analyse_inzien", reads="all")
def read_analysis(run: Run) -> Analysis:
    """The problem analysis: each claim with the data it rests on. Source: wgs:2.18.1.a."""
    rows = {row.nr: lawbook().vocabulary.lists["categorieen"][row.code] for row in lawbook().categories(run.today).values()}
    held = Statement.objects.filter(file=run.file_id).select_related("participant").order_by("category", "delivered_on")
    data = {one.id: (one.text, f"{rows[one.category]}, {one.participant.name}") for one in held}
    found = Finding.objects.filter(file=run.file_id).select_related("person").order_by("on_day", "id")
    return Analysis(
        head=head(run), claims=[_claim(one, data) for one in found],
        data=[(id_, f"{text[:80]} ({where})") for id_, (text, where) in data.items()],
    )  # fmt: skip


def _claim(one: Finding, data: dict[UUID, tuple[str, str]]) -> Claim:
    there = [data[id_] for id_ in one.statements if id_ in data]
    missing = len(one.statements) - len(there)
    return Claim(one.id, one.part, one.text, one.person.name, one.on_day, there, missing)


def plan(run: Run) -> Plan:
    """The plan of the file of a run; inside an act."""
    last: dict[Any, Commitment] = {}
    for one in Commitment.objects.filter(file=run.file_id).select_related("participant").order_by("at"):
        last[one.participant_id] = one
    measures = Measure.objects.filter(file=run.file_id).select_related("participant").order_by("due", "id")
    verdict = PlanVerdict.objects.filter(file=run.file_id).select_related("person").order_by("-at").first()
    return Plan(list(measures), verdict, list(last.values()))

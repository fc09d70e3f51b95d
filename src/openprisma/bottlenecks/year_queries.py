"""Reads of the year: the plan, with what participants put in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from openprisma.bottlenecks.models import Commitment, Measure, PlanVerdict
from openprisma.gate.run import Run


@dataclass(frozen=True)
class Plan:
    """The plan of approach, what the panel thought of it, and what participants put in; without
    personal data."""

    measures: list[Measure]
    verdict: PlanVerdict | None
    commitments: list[Commitment]


def plan(run: Run) -> Plan:
    """The plan of the file of a run; inside an act."""
    last: dict[Any, Commitment] = {}
    for one in (
        Commitment.objects.filter(file=run.file_id).select_related("participant").order_by("at")
    ):
        last[one.participant_id] = one
    measures = (
        Measure.objects.filter(file=run.file_id).select_related("participant").order_by("due", "id")
    )
    verdict = (
        PlanVerdict.objects.filter(file=run.file_id)
        .select_related("person")
        .order_by("-at")
        .first()
    )
    return Plan(list(measures), verdict, list(last.values()))

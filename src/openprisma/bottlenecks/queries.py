"""What a bottleneck tells about itself in its overview: application, reviews, evaluations, plan. No
personal data."""

from __future__ import annotations

from dataclasses import dataclass

from openprisma.bottlenecks.models import Application, Evaluation, Review
from openprisma.bottlenecks.year_queries import Plan, plan
from openprisma.gate.run import Run
from openprisma.panels.overview import about


@dataclass(frozen=True)
class Bottleneck:
    """What is particular to a bottleneck."""

    application: Application
    evaluations: list[Evaluation]
    reviews: list[Review]
    plan: Plan

    @property
    def wanted(self) -> dict[str, str]:
        """The categories that the application asks for, each with a reason."""
        asked: dict[str, str] = self.application.wanted
        return asked


@about("handhavingsknelpunt")
def bottleneck(run: Run) -> Bottleneck:
    """The application and what came of it. Source: wgs:2.18.1.a."""
    return Bottleneck(
        application=Application.objects.select_related("proposed_by").get(pk=run.file_id),
        evaluations=list(
            Evaluation.objects.filter(file=run.file_id)
            .select_related("person")
            .order_by("-on_day", "id")
        ),
        reviews=list(
            Review.objects.filter(file=run.file_id).select_related("person").order_by("at")
        ),
        plan=plan(run),
    )

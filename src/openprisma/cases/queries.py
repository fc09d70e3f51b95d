"""What a case tells about itself in its overview: goal, scope, subjects by number, goals, money,
interventions. No names."""

from __future__ import annotations

from dataclasses import dataclass

from openprisma.cases.facts import advised, proposal
from openprisma.cases.models import Case, CaseEvaluation, Goal, MoneyCheck
from openprisma.gate.clock import today
from openprisma.gate.run import Run
from openprisma.interventions.models import Intervention
from openprisma.interventions.queries import interventions
from openprisma.panels.models import Panel
from openprisma.panels.overview import about
from openprisma.partners.models import Alliance, Municipality
from openprisma.subjects.queries import Member, members


@dataclass(frozen=True)
class CaseAbout:
    """What is particular to a case."""

    case: Case
    places: list[str]
    route: tuple[str, str]
    subjects: list[Member]
    goals: list[Goal]
    money: MoneyCheck | None
    interventions: list[Intervention]
    evaluations: list[CaseEvaluation]

    @property
    def wanted(self) -> dict[str, str]:
        """The categories asked for, each with a reason."""
        asked: dict[str, str] = self.case.wanted
        return asked


@about("casusoverleg")
def case(run: Run) -> CaseAbout:
    """The case and what came of it. Source: wgs:2.18.1.b."""
    held = Case.objects.select_related("proposed_by").get(pk=run.file_id)
    code, why = advised(run)
    places = (
        Municipality.objects.filter(code__in=held.municipalities)
        .order_by("name")
        .values_list("name", flat=True)
    )
    names = dict(Panel.objects.values_list("code", "name"))
    return CaseAbout(
        case=held,
        places=list(places),
        route=(names.get(code, code), why),
        subjects=members(run),
        goals=list(Goal.objects.filter(file=run.file_id).order_by("on_day", "id")),
        money=MoneyCheck.objects.filter(file=run.file_id)
        .select_related("person")
        .order_by("-at")
        .first(),
        interventions=interventions(run),
        evaluations=list(
            CaseEvaluation.objects.filter(file=run.file_id)
            .select_related("person")
            .order_by("on_day")
        ),
    )


def route(places: list[str], needed: list[str]) -> tuple[str, str, str]:
    """The table that the norms give for a new case, its name, and what they say: a proposal that
    explains itself. Source: werkwijze:casusoverleg.1."""
    known = list(Panel.objects.order_by("code"))
    districts = set(Municipality.objects.filter(code__in=places).values_list("district", flat=True))
    national = set(
        Alliance.objects.values_list("parameters", flat=True).get().get("landelijke_deelnemers", ())
    )
    tables = {one.code for one in known if districts & set(one.districts)}
    code, why = proposal(known, tables, bool(national & set(needed)), today())
    return code, next((one.name for one in known if one.code == code), code), why


def panel_choices() -> list[tuple[str, str]]:
    """Code and name of each table, for a form; no persons."""
    return list(Panel.objects.order_by("code").values_list("code", "name"))

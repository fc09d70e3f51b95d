"""What the law may ask of the application for a bottleneck."""

from __future__ import annotations

from collections.abc import Iterable

from openprisma.bottlenecks.models import Application, Evaluation, Measure, PlanVerdict, Review
from openprisma.files.facts import themes_of
from openprisma.gate.facts import fact
from openprisma.gate.law import lawbook
from openprisma.gate.references import names, referred
from openprisma.gate.run import Run
from openprisma.gate.verdicts import fingerprint
from openprisma.panels.facts import current_round
from openprisma.partners.facts import parameters


def _answer(run: Run, field: str, column: str) -> str:
    """From the form while proposing, from the file afterwards."""
    held = run.rows(Application, column) if run.file is not None else []
    return str(held[0][0] if held else run.inputs.get(field, ""))


@themes_of("handhavingsknelpunt")
def _proposed_under(run: Run) -> list[str]:
    return [one for (themes,) in run.rows(Application, "themes") for one in themes]


@fact("aanvraag.soort", ahead=False)
def _kind(run: Run) -> str:
    return _answer(run, "soort", "kind")


@fact("aanvraag.structurele_niet_naleving", ahead=False)
def _noncompliance(run: Run) -> bool:
    return bool(_answer(run, "niet_naleving", "noncompliance").strip())


@fact("aanvraag.georganiseerd_verband", ahead=False)
def _organised(run: Run) -> bool:
    return bool(_answer(run, "georganiseerd", "organised").strip())


@fact("aanvraag.doel", ahead=False)
def _goal(run: Run) -> bool:
    return bool(_answer(run, "doel", "goal").strip())


@fact("aanvraag.ernst", ahead=False)
def _severity(run: Run) -> bool:
    return bool(_answer(run, "ernst", "severity").strip())


@fact("aanvraag.categorieen", ahead=False)
def _wanted(run: Run) -> frozenset[str]:
    """The categories asked for, each with a reason: from the form while proposing, from the file
    afterwards."""
    held = run.rows(Application, "wanted") if run.file is not None else []
    wanted = held[0][0] if held else run.inputs.get("categorieen") or {}
    return frozenset(code for code, why in wanted.items() if str(why).strip())


@fact("aanvraag.nieuwe_verwerkingswijze")
def _new_method(run: Run) -> bool:
    return (True,) in run.rows(Application, "new_method")


NOT_YET = "geen"


def reviews(run: Run) -> dict[str, tuple[bool | None, dict[str, bool]]]:
    """Of each kind of review the last: whether positive, and its checks."""
    rows = sorted(run.rows(Review, "at", "kind", "positive", "checks"), key=lambda row: row[0])
    return {kind: (positive, checks) for _, kind, positive, checks in rows}


@fact("aanvraag.dpia")
def _dpia(run: Run) -> str:
    """The last step the assessment took."""
    steps, done = lawbook().vocabulary.lists["dpia_stappen"], reviews(run)
    return next((step for step in reversed(steps) if step in done), NOT_YET)


@fact("aanvraag.cfg_advies")
def _cfg(run: Run) -> bool:
    return "cfg_adviseren" in reviews(run)


@fact("aanvraag.rac")
def _rac(run: Run) -> str:
    found = reviews(run).get("rac_vastleggen")
    return NOT_YET if found is None else "positief" if found[0] else "negatief"


@fact("aanvraag.toets")
def _test(run: Run) -> str:
    found = reviews(run).get("toetsrapport_vastleggen")
    return NOT_YET if found is None else "positief" if found[0] else "negatief"


@fact("plan.oordeel")
def _plan(run: Run) -> str:
    """The last verdict on the plan; when a measure is named, the last one that was given with that
    measure in it."""
    since = referred(run, "maatregel", Measure).at if names(run, "maatregel") else None
    rows = sorted(
        row for row in run.rows(PlanVerdict, "at", "positive") if since is None or row[0] > since
    )
    return NOT_YET if not rows else "positief" if rows[-1][1] else "negatief"


def planned(measures: Iterable[Measure]) -> str:
    """A plan as one code: which measures stand in it. What a measure is never changes."""
    return fingerprint(sorted(str(one.id) for one in measures))


@fact("plan.gezien", ahead=False)
def _as_seen(run: Run) -> bool:
    """Is the plan still the one that stood on the form?"""
    now = planned(Measure.objects.filter(file=run.file_id))
    return run.inputs.get("gezien") in (None, now)


@fact("maatregel.van_eigen_deelnemer", ahead=False)
def _own_measure(run: Run) -> bool:
    return referred(run, "maatregel", Measure).participant_id == run.actor.participant


@fact("vraag.nalezers")
def _readers_afterwards(run: Run) -> frozenset[str]:
    """The roles that may still read after the end date: a parameter of the region."""
    return frozenset(parameters(run).get("lezen_na_einddatum", ()))


@fact("vraag.dpia_stap", ahead=False)
def _step(run: Run) -> str:
    return str(run.inputs.get("stap", NOT_YET))


@fact("vraag.afwijking", ahead=False)
def _deviation(run: Run) -> bool:
    return bool(str(run.inputs.get("afwijking", "")).strip())


@fact("vraag.afwijking_gemeld", ahead=False)
def _deviation_told(run: Run) -> bool:
    return bool(run.inputs.get("gemeld"))


@fact("vraag.deelnemers", ahead=False)
def _participants(run: Run) -> frozenset[str]:
    return frozenset(run.inputs.get("deelnemers", ()))


@fact("vraag.categorieen", ahead=False)
def _categories(run: Run) -> frozenset[str]:
    return frozenset(run.inputs.get("categorieen", ()))


@fact("besluit.geevalueerd")
def _evaluated(run: Run) -> bool:
    """Was there an evaluation since the last decision?"""
    return (current_round(run),) in run.rows(Evaluation, "round")

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
from openprisma.panels.facts import NOTHING, PARTS, current_round, draft
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
    """The last step the assessment took: measures that change after it was adopted ask for another
    round."""
    return next((kind for kind in reversed(_in_turn(run)) if kind in _steps()), NOT_YET)


def _steps() -> dict[str, str]:
    return lawbook().vocabulary.lists["dpia_stappen"]


def _in_turn(run: Run) -> list[str]:
    """What was laid down about the application, the first first."""
    return [kind for _, kind in sorted(run.rows(Review, "at", "kind"))]


@fact("aanvraag.cfg_advies")
def _cfg(run: Run) -> bool:
    """Did the coordinating officer advise on the assessment with the measures it has now?"""
    turn = _in_turn(run)
    since = max((nr for nr, kind in enumerate(turn) if kind in _open_steps()), default=-1)
    return "cfg_adviseren" in turn[since + 1 :]


def _open_steps() -> list[str]:
    """The steps of the assessment before it is adopted, which is the last one."""
    return list(_steps())[:-1]


@fact("aanvraag.rac")
def _rac(run: Run) -> str:
    found = reviews(run).get("rac_vastleggen")
    return NOT_YET if found is None else "positief" if found[0] else "negatief"


@fact("aanvraag.rac_keert", ahead=False)
def _rac_turned(run: Run) -> bool:
    """Would an advice in favour take the place of one against, about the same text of the decision
    (bgs:1.13.6)? Of one that does not say which text it was about, it would."""
    rows = sorted(run.rows(Review, "at", "kind", "positive", "about"), key=lambda row: row[0])
    last = [row for row in rows if row[1] == "rac_vastleggen"][-1:]
    against = any(not positive and about in ("", advised_on(run)) for *_, positive, about in last)
    return against and bool(run.inputs.get("positief"))


def advised_on(run: Run) -> str:
    """Which text of the decision an advice is about, as one code."""
    parts = ("participants", "categories", *PARTS)
    return fingerprint([(draft(run) or {}).get(part, NOTHING) for part in parts])


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

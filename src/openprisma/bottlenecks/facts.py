"""What the law may ask of the application for a bottleneck."""

from __future__ import annotations

from openprisma.bottlenecks.models import Application, Evaluation
from openprisma.gate.facts import fact
from openprisma.gate.run import Run
from openprisma.panels.facts import current_round


def _answer(run: Run, field: str, column: str) -> str:
    """From the form while proposing, from the file afterwards."""
    held = run.rows(Application, column) if run.file is not None else []
    return str(held[0][0] if held else run.inputs.get(field, ""))


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

"""What the law may ask of an advice and what came of it."""

from __future__ import annotations

from typing import Any

from openprisma.files.facts import involved
from openprisma.gate.facts import fact
from openprisma.gate.run import Run
from openprisma.interventions.models import Intervention

ADVISED, PROMISED, DECLINED, DONE, ENDED = "geadviseerd", "toegezegd", "geweigerd", "uitgevoerd", "afgerond"
OPEN = (ADVISED, PROMISED, DONE)


def _named(run: Run) -> tuple[Any, ...] | None:
    """The intervention an act names: whose it is and its state."""
    named = str(run.inputs.get("interventie", ""))
    rows = run.rows(Intervention, "id", "participant_id", "state")
    return next(((of, state) for id_, of, state in rows if str(id_) == named), None)


@fact("interventie.aan_deelnemer", ahead=False)
def _addressed(run: Run) -> bool:
    return run.inputs.get("deelnemer") in involved(run)


@fact("interventie.bevoegdheid", ahead=False)
def _power(run: Run) -> bool:
    return bool(str(run.inputs.get("bevoegdheid", "")).strip())


@fact("interventie.van_eigen_deelnemer", ahead=False)
def _own(run: Run) -> bool:
    """True as well for an intervention that is not there: the act itself says so."""
    named = _named(run)
    return named is None or named[0] == run.actor.participant


@fact("interventie.stand", ahead=False)
def _state(run: Run) -> str:
    named = _named(run)
    return str(named[1]) if named else "geen"


@fact("interventie.reden", ahead=False)
def _reason(run: Run) -> bool:
    return bool(str(run.inputs.get("reden", "")).strip())


@fact("casus.open_interventies")
def _open(run: Run) -> int:
    return sum(state in OPEN for (state,) in run.rows(Intervention, "state"))

"""What the law may ask of an advice and what came of it."""

from __future__ import annotations

from openprisma.files.facts import involved
from openprisma.gate.facts import fact
from openprisma.gate.references import referred
from openprisma.gate.run import Run
from openprisma.interventions.models import Intervention
from openprisma.partners.facts import participants

ADVISED, PROMISED, DECLINED, DONE, ENDED = (
    "geadviseerd",
    "toegezegd",
    "geweigerd",
    "uitgevoerd",
    "afgerond",
)
OPEN = (ADVISED, PROMISED, DONE)


@fact("interventie.aan_deelnemer", ahead=False)
def _addressed(run: Run) -> bool:
    """To a participant of today, involved in the file or not (wgs:2.23.7)."""
    return run.inputs.get("deelnemer") in participants(run)


@fact("interventie.noodzaak", ahead=False)
def _needed(run: Run) -> bool:
    return bool(str(run.inputs.get("noodzaak", "")).strip())


def _judges(run: Run) -> frozenset[str]:
    return frozenset(run.inputs.get("nodig_volgens") or ())


@fact("interventie.door_betrokkenen", ahead=False)
def _by_the_involved(run: Run) -> bool:
    """Is it told which participants find it needed, and are they all involved (wgs:2.23.7)?"""
    return bool(_judges(run)) and _judges(run) <= involved(run)


@fact("interventie.ook_eigen_oordeel", ahead=False)
def _also_own(run: Run) -> bool:
    return run.actor.participant in _judges(run)


@fact("interventie.bevoegdheid", ahead=False)
def _power(run: Run) -> bool:
    return bool(str(run.inputs.get("bevoegdheid", "")).strip())


@fact("interventie.getoetst", ahead=False)
def _tested(run: Run) -> bool:
    return bool(str(run.inputs.get("toets", "")).strip())


@fact("interventie.van_eigen_deelnemer", ahead=False)
def _own(run: Run) -> bool:
    return referred(run, "interventie", Intervention).participant_id == run.actor.participant


@fact("interventie.deelnemer_betrokken", ahead=False)
def _takes_part(run: Run) -> bool:
    return referred(run, "interventie", Intervention).participant_id in involved(run)


@fact("interventie.stand", ahead=False)
def _state(run: Run) -> str:
    return referred(run, "interventie", Intervention).state


@fact("interventie.reden", ahead=False)
def _reason(run: Run) -> bool:
    return bool(str(run.inputs.get("reden", "")).strip())


@fact("casus.open_interventies")
def _open(run: Run) -> int:
    return sum(state in OPEN for (state,) in run.rows(Intervention, "state"))


@fact("casus.afgeronde_interventies")
def _ended(run: Run) -> int:
    return sum(state == ENDED for (state,) in run.rows(Intervention, "state"))

"""What the law may ask of an activity that somebody lays down."""

from __future__ import annotations

from datetime import date

from openprisma.gate.facts import fact
from openprisma.gate.law import lawbook
from openprisma.gate.run import Run

# What the acts on files count by themselves since there are house rules on figures (huisregels:7).
COUNTED = ("bibob_advies",)
SINCE = "cijfers_inzien"


@fact("activiteit.nog_te_komen", ahead=False)
def _to_come(run: Run) -> bool:
    """Is the day still to come?"""
    day = run.inputs.get("op")
    return isinstance(day, date) and day > run.today


@fact("activiteit.telt_zelf", ahead=False)
def _counts_itself(run: Run) -> bool:
    """Does the system count this already, on that day?"""
    return counted(str(run.inputs.get("soort", "")), run.inputs.get("op"))


def counted(kind: str, day: date | None) -> bool:
    """Was there an act on that day whose doing is counted by itself?"""
    return kind in COUNTED and day is not None and bool(lawbook().on(day).binding(SINCE))

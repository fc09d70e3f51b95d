"""What the law may ask of figures that somebody takes over, and where a case came from."""

from __future__ import annotations

from openprisma.figures.table import table
from openprisma.gate.facts import fact
from openprisma.gate.law import lawbook
from openprisma.gate.run import Run
from openprisma.partners.facts import organs


def origin(run: Run, participant: str) -> str:
    """Under which row of the table a participant counts as reporter: a code of the list
    `herkomsten`, as the file of the table says."""
    organ = organs(run).get(participant, "")
    found = (
        code
        for code, one in table().origins.items()
        if participant in one.participants or organ in one.organs
    )
    return next(found, table().other_origin)


@fact("cijfers.van_voor_de_wet", ahead=False)
def _before(run: Run) -> bool:
    """Did no norm permit this yet on any of the days?"""
    days = [one.op for one in run.inputs.get("gebeurtenissen", ())]
    return not any(lawbook().on(day).binding(run.act) for day in days)

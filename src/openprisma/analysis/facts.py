"""What the law may ask of a claim."""

from __future__ import annotations

from openprisma.gate.facts import fact
from openprisma.gate.run import Run


@fact("bevinding.aantal_gegevens", ahead=False)
def _resting_on(run: Run) -> int:
    return len(set(run.inputs.get("gegevens", ())))

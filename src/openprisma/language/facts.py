"""What the law may ask of the words somebody typed."""

from __future__ import annotations

from openprisma.gate.facts import fact
from openprisma.gate.run import Run
from openprisma.language.check import Reading
from openprisma.language.prose import readings


def read_of(run: Run) -> list[Reading]:
    """What the check found in each text of the act of this run, read once. Raises `TooMuch`."""
    found: dict[str, Reading] = run.remember("readings", lambda: readings(run.act, run.inputs))
    return list(found.values())


@fact("tekst.zeker", ahead=False)
def _certain(run: Run) -> frozenset[str]:
    return frozenset(finding.kind for reading in read_of(run) for finding in reading.certain)


@fact("tekst.verklaard", ahead=False)
def _explained(run: Run) -> bool:
    """Did the writer say of every doubtful word what it is?"""
    said = {words.lower() for words in run.inputs.get("woorden") or {}}
    return all(
        reading.words(one).lower() in said for reading in read_of(run) for one in reading.possible
    )

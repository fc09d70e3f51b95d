"""The text check on a cell of a spreadsheet that is taken in as a whole."""

from __future__ import annotations

from openprisma.gate.plain import legible
from openprisma.kernel.written import Unclear
from openprisma.language.check import check


def in_cell(text: str, longest: int, *, looked: bool) -> str:
    """A text in which the check finds nothing certain, and nothing doubtful unless somebody
    `looked` at it and says that it is about nobody. Raises `Unclear`. Source: bgs:1.9.1."""
    if len(text) > longest:
        raise Unclear("Deze tekst is te lang.", f"Schrijf hoogstens {longest} tekens.")
    if not legible(text):
        raise Unclear("Hier staan tekens die geen tekst zijn.", "Typ dit vakje opnieuw.")
    reading = check(text, observation=False)
    if found := reading.certain:
        kind = reading.kind(found[0])
        raise Unclear(f"De tekstcontrole stopt dit ({kind.label}).", "Schrijf het zonder.")
    if reading.possible and not looked:
        raise Unclear(
            f"Misschien zegt dit iets over iemand ({reading.kind(reading.possible[0]).label}).",
            "Is dat niet zo? Zeg dan dat u de woorden nakeek.",
        )
    return text

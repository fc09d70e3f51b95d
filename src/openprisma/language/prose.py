"""Which parameters of an act hold prose, and what stands in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from openprisma.gate.acts import registered
from openprisma.gate.declared import Declared, Name, marks, short
from openprisma.language.check import Reading, check, check_name, warm
from openprisma.language.effort import LONGEST, Effort, TooMuch


@dataclass(frozen=True)
class Prose(Declared):
    """Marks a parameter as prose that is read before it is kept; in an `observation` no assumption
    belongs. `within`: only who reads the subjects of a file reads it, though its act writes for
    others as well. `longest`: characters of the text, or of each text of a group; a longer one is
    refused before anything reads it."""

    observation: bool = False
    within: bool = False
    longest: int = LONGEST

    def accept(self, text: str) -> None:
        """Its length only: what stands in it a norm judges."""
        short(text, self.longest)


def prose(act: str) -> dict[str, Prose]:
    """The parameters of an act that hold prose, by name."""
    return dict(marks(registered()[act].inputs, Prose))


def names(act: str) -> dict[str, Name]:
    """The parameters of an act that hold a name, which is read as one, by name."""
    return dict(marks(registered()[act].inputs, Name))


def readings(act: str, given: dict[str, Any]) -> dict[str, Reading]:
    """What the check finds in each piece of prose and each name given to an act; parts of a group
    under `name.part`. All share one effort. Raises `TooMuch` when that is over."""
    warm()
    found, effort = {}, Effort()
    for name, mark in prose(act).items():
        for where, text in _pieces(name, given.get(name)):
            found[where] = check(text, observation=mark.observation, effort=effort)
    for name in names(act):
        for where, text in _pieces(name, given.get(name)):
            found[where] = check_name(text, effort=effort)
    return found


def readings_to_show(act: str, given: dict[str, Any]) -> dict[str, Reading]:
    """The same of what was typed and may be anything: nothing when a text is longer than it may be,
    or takes too long. What was not read was refused, so this only leaves out the marks."""
    longest = {name: mark.longest for name, mark in prose(act).items()}
    longest |= {name: mark.longest for name, mark in names(act).items()}
    if any(
        len(text) > most
        for name, most in longest.items()
        for _, text in _pieces(name, given.get(name))
    ):
        return {}
    try:
        return readings(act, given)
    except TooMuch:
        return {}


def _pieces(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        yield from (
            (f"{name}.{part}", text) for part, text in value.items() if isinstance(text, str)
        )
    elif isinstance(value, list):
        yield from (
            (f"{name}.{nr}", text) for nr, text in enumerate(value) if isinstance(text, str)
        )
    elif isinstance(value, str):
        yield name, value

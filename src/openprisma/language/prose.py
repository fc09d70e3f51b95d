"""Which parameters of an act hold prose, and what stands in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from openprisma.gate.acts import registered
from openprisma.language.check import Reading, check


@dataclass(frozen=True)
class Prose:
    """Marks a parameter as prose that is read before it is kept; in an `observation` no assumption belongs."""

    observation: bool = False


def prose(act: str) -> dict[str, Prose]:
    """The parameters of an act that hold prose, by name."""
    fields = registered()[act].inputs.model_fields
    return {name: mark for name, field in fields.items() for mark in field.metadata if isinstance(mark, Prose)}


def readings(act: str, given: dict[str, Any]) -> dict[str, Reading]:
    """What the check finds in each piece of prose given to an act; parts of a group under `name.part`."""
    found = {}
    for name, mark in prose(act).items():
        for where, text in _pieces(name, given.get(name)):
            found[where] = check(text, observation=mark.observation)
    return found


def _pieces(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        yield from ((f"{name}.{part}", text) for part, text in value.items() if isinstance(text, str))
    elif isinstance(value, str):
        yield name, value

"""The outcome of a scan that somebody sends: read in a process of its own (`reading`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from openprisma.documents.reading import BROKE, DESK, refused

Value = str | int | float | bool | None


@dataclass(frozen=True)
class Found:
    """One flag as a file says it: a rule and its version, an object, and the values."""

    rule: str
    unit: str
    version: str
    values: dict[str, Value]


@dataclass(frozen=True)
class Told:
    """What a file says: in which mode the rules ran (empty when it does not say), and the flags."""

    mode: str
    flags: list[Found]


def read_outcome(content: bytes, *, most: int, whose: str = "") -> Told:
    """The flags in an `uitkomst.json`. `whose` is the person who sends it. Raises `BadInput` for
    what is no outcome, for more than `most`, and when too many files are read already."""
    told, _ = DESK.read("outcomes", content, whose=whose, most=most)
    if not _whole(told) or len(told["rows"]) > most:
        raise refused(*BROKE)
    return Told(told["mode"], [Found(*row) for row in told["rows"]])


def _whole(told: Any) -> bool:
    """Is this what an outcome looks like?"""
    return (
        isinstance(told, dict)
        and told.keys() == {"mode", "rows"}
        and type(told["mode"]) is str
        and isinstance(told["rows"], list)
        and all(map(_row, told["rows"]))
    )


def _row(told: Any) -> bool:
    return (
        isinstance(told, list)
        and len(told) == 4
        and all(type(text) is str for text in told[:3])
        and isinstance(told[3], dict)
        and all(value is None or type(value) in _PLAIN for value in told[3].values())
    )


_PLAIN = (bool, int, float, str)

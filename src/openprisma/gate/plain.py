"""What no field of any act may hold: characters that no text has, days that no calendar of ours
reaches."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from pydantic import BaseModel

# Control characters but spaces and line ends, and halves of characters.
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
_NO_CHARACTER = re.compile(r"[\x00\ud800-\udfff]")  # of these, what no database takes
FIRST_YEAR, LAST_YEAR = 1900, 2199


def whole(text: str) -> bool:
    """Is every part of it a character that can be kept?"""
    return not _NO_CHARACTER.search(text)


def legible(text: str) -> bool:
    """Can a text be kept and shown?"""
    return not _NO_TEXT.search(text)


def illegible(given: dict[str, Any]) -> list[str]:
    """The names of what was given that holds characters of no text, in itself, its parts or their
    names."""
    return [name for name, value in given.items() if not all(map(legible, _texts((name, value))))]


def beyond(given: dict[str, Any]) -> list[str]:
    """The names of what was given that holds a day before `FIRST_YEAR` or after `LAST_YEAR`:
    nothing here is about such a day, and a term that is counted from it has no end."""
    return [
        name
        for name, value in given.items()
        if not all(FIRST_YEAR <= day.year <= LAST_YEAR for day in _days(value))
    ]


def _texts(value: Any) -> Iterator[str]:
    return _walk(value, lambda one: isinstance(one, str))


def _days(value: Any) -> Iterator[date]:
    return _walk(value, lambda one: isinstance(one, date))


def _walk(value: Any, wanted: Callable[[Any], bool]) -> Iterator[Any]:
    if wanted(value):
        yield value
    elif isinstance(value, dict):
        yield from (
            found for pair in value.items() for part in pair for found in _walk(part, wanted)
        )
    elif isinstance(value, list | tuple | set | frozenset):
        yield from (found for part in value for found in _walk(part, wanted))
    elif isinstance(value, BaseModel):
        yield from (found for _, part in value for found in _walk(part, wanted))

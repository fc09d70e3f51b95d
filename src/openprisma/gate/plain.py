"""What no field of any act may hold: characters that no text has, days that no calendar of ours
reaches."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from pydantic import BaseModel

from openprisma.kernel.written import FIRST_YEAR, LAST_YEAR

# Control characters but spaces and line ends, halves of characters, and numbers of which Unicode
# says that they are no character.
_NO_TEXT = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(
        chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)
    )
    + "]"
)
# What nobody sees, and what makes others read a text in another order than it has: soft hyphens,
# spaces without width, marks of direction, fillers, variants, tags.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_LINE_END = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")  # that no keyboard has
_NO_CHARACTER = re.compile(r"[\x00\ud800-\udfff]")  # of these, what no database takes


def whole(text: str) -> bool:
    """Is every part of it a character that can be kept?"""
    return not _NO_CHARACTER.search(text)


def legible(text: str) -> bool:
    """Can a text be kept and shown?"""
    return not _NO_TEXT.search(text)


def tidy(value: Any) -> Any:
    """A value with, in every text of it, no characters that nobody sees, and lines that end as
    they do everywhere. People paste such characters without knowing, so they are dropped and not
    refused."""
    if isinstance(value, str):
        return _UNSEEN.sub("", _LINE_END.sub("\n", value))
    if isinstance(value, dict):
        return {name: tidy(one) for name, one in value.items()}
    if isinstance(value, list | tuple) and type(value) in (list, tuple):
        return type(value)(tidy(one) for one in value)
    if isinstance(value, set | frozenset):
        return type(value)(tidy(one) for one in value)
    return value


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

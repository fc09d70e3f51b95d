"""Where the headings of a table stand: people put a title above them, and write them their own
way."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

LOOKED = 30  # rows in which the headings must stand
ENOUGH = 3  # headings that we know, in one row, make it the row of headings
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def heading(text: str) -> str:
    """A heading as we compare it: without capitals, double spaces, underscores, and the star or
    colon behind it."""
    plain = _UNSEEN.sub("", unicodedata.normalize("NFKC", text)).lower().replace("_", " ")
    return " ".join(plain.split()).strip(" *:.")


def found_at(rows: Sequence[Sequence[str]], heads: frozenset[str]) -> int | None:
    """The index of the row of headings, or nothing when none of the first rows is one."""
    known = [len({heading(cell) for cell in row} & heads) for row in rows[:LOOKED]]
    best = max(known, default=0)
    return known.index(best) if best >= min(ENOUGH, len(heads)) and best else None

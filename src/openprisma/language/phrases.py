"""Phrases of the word list, found in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from openprisma.language.lexicon import lexicon, pattern
from openprisma.language.spelling import SHORTEST, is_word, near, sound
from openprisma.language.text import Text, fold, inside

Level = str  # `zeker` or `mogelijk`


@dataclass(frozen=True)
class Finding:
    """Words in a text that do not belong there: `start` and `end` in characters, `kind` and `level` of the word list."""

    start: int
    end: int
    kind: str
    level: Level


@cache
def _levels(kind: str) -> list[tuple[Level, re.Pattern[str]]]:
    return [(level, pattern(phrase)) for level in ("zeker", "mogelijk") for phrase in lexicon().phrases(kind, level)]


@cache
def _single(kind: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Single long words that are certain, which a misspelling is compared with: whole ones, and beginnings."""
    words = [fold(p) for p in lexicon().phrases(kind, "zeker") if re.fullmatch(r"[\w-]+\*?", p) and len(p) > SHORTEST]
    return frozenset(w for w in words if not w.endswith("*")), tuple(w[:-1] for w in words if w.endswith("*"))


def found(text: Text, kind: str) -> Iterator[Finding]:
    """Every phrase of a kind in a text, exceptions left out; certain ones first."""
    spared = [m.span() for phrase in lexicon().phrases(kind, "behalve") for m in pattern(phrase).finditer(text.plain)]
    spared += text.names + text.labels + (text.quotes if kind == "aanname" else [])
    for level, looked_for in _levels(kind):
        for match in looked_for.finditer(text.plain):
            if not inside(*match.span(), spared):
                group = "marked" if "marked" in looked_for.groupindex else 0
                yield Finding(*match.span(group), kind, level)
    yield from _misspelt(text, kind, spared)


def _misspelt(text: Text, kind: str, spared: list[tuple[int, int]]) -> Iterator[Finding]:
    whole, begins = _single(kind)
    for word in (word for words in text.sentences for word in words):
        if len(word.plain) < SHORTEST or inside(word.start, word.end, spared) or is_word(word.plain):
            continue
        if near(word.plain, whole) or any(_begins(word.plain, stem) for stem in begins):
            yield Finding(word.start, word.end, kind, "zeker")


def _begins(word: str, stem: str) -> bool:
    """Does a misspelt word begin as a stem sounds, or one slip away from it?"""
    heads = [word[: len(stem) + more] for more in (-1, 0, 1)]
    return any(sound(head) == sound(stem) for head in heads) or (len(stem) >= 8 and near(heads[1], {stem}) is not None)

"""A text as the cells of a form: what stands between commas, colons and brackets. *Man, astma,
woont boven* says by itself what a sentence needs a verb for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from openprisma.language.finding import Finding
from openprisma.language.lexicon import lexicon, pattern
from openprisma.language.phrases import index
from openprisma.language.text import Text, Word

_BETWEEN = re.compile(r"[,;:/=()|\n]|\s[-–]\s|(?<=[.!?])\s")
# What may follow: since when, who says so, how it went.
_SINCE = re.compile(r"\s+(?:sinds|vanaf|volgens|gehad|geweest|na|in|al|met|of)\b")
MOST = 8  # words of a cell: a longer one is a sentence
LEVELS = {"cel": "zeker", "cel_mogelijk": "mogelijk"}


def cells(text: Text) -> list[tuple[int, int]]:
    """Where the cells stand: `start` and `end` in characters, a last point left out."""
    found, start = [], 0
    for gap in [*_BETWEEN.finditer(text.text), None]:
        end = gap.start() if gap else len(text.text)
        inside = text.text[start:end].rstrip(" .!?")
        if inside.strip():
            found.append((start, start + len(inside)))
        start = gap.end() if gap else end
    return found


def found(text: Text, kind: str) -> Iterator[Finding]:
    """Every cell that is a phrase of a kind, with at most the word for a person before it."""
    phrases = index(kind, *LEVELS)
    if not phrases.begins and not phrases.anywhere:
        return
    for words, end in _with_words(text):
        text.effort.step()
        for word in _beginnings(words):
            for level, phrase in phrases.that_begin(word.plain):
                match = pattern(phrase).match(text.plain, word.start, end)
                if match and (match.end() == end or _SINCE.match(text.plain, match.end(), end)):
                    group = "marked" if "marked" in match.re.groupindex else 0
                    yield Finding(*match.span(group), kind, LEVELS[level])


def _with_words(text: Text) -> Iterator[tuple[list[Word], int]]:
    words = iter(text.words)
    word = next(words, None)
    for start, end in cells(text):
        held = []
        while word is not None and word.start < end:
            if word.start >= start:
                held.append(word)
            word = next(words, None)
        if 0 < len(held) <= MOST and not text.named.hold(held[0].start, held[0].end):
            yield held, end


def _beginnings(words: list[Word]) -> list[Word]:
    """The first word; and the second when the first is a person: *huurder parkinson*."""
    return words[: 2 if lexicon().person(words[0].plain) else 1]

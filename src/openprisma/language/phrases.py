"""Phrases of the word list, found in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

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


@dataclass
class Index:
    """Phrases by how they begin, so that each is tried only where a word begins so; `anywhere` has no beginning."""

    begins: dict[str, list[tuple[Level, str]]]
    anywhere: list[tuple[Level, str]]

    def matches(self, text: Text) -> Iterator[tuple[Level, re.Match[str]]]:
        """Every match in a text, folded."""
        for level, phrase in self.anywhere:
            yield from ((level, match) for match in pattern(phrase).finditer(text.plain))
        for word in (word for words in text.sentences for word in words):
            for length in range(1, HEAD + 1):
                for level, phrase in self.begins.get(word.plain[:length], ()) if len(word.plain) >= length else ():
                    if match := pattern(phrase).match(text.plain, word.start):
                        yield level, match


HEAD = 4  # letters by which a phrase is found


@cache
def index(kind: str, *levels: Level) -> Index:
    """The phrases of a kind at some levels."""
    made = Index({}, [])
    for level in levels:
        for phrase in lexicon().phrases(kind, level):
            head = re.match(r"{?([a-z0-9]+)([?]?)", fold(phrase))
            letters = (head[1][:-1] if head[2] else head[1])[:HEAD] if head else ""
            if letters:
                made.begins.setdefault(letters, []).append((level, phrase))
            else:
                made.anywhere.append((level, phrase))
    return made


@cache
def _single(kind: str) -> tuple[frozenset[str], frozenset[str]]:
    """Single long words that are certain, which a misspelling is compared with: whole ones, and beginnings."""
    words = [fold(p) for p in lexicon().phrases(kind, "zeker") if re.fullmatch(r"[\w-]+\*?", p) and len(p) > SHORTEST]
    return frozenset(w for w in words if not w.endswith("*")), frozenset(w[:-1] for w in words if w.endswith("*"))


def found(text: Text, kind: str) -> Iterator[Finding]:
    """Every phrase of a kind in a text, exceptions left out."""
    spared = [match.span() for _, match in index(kind, "behalve").matches(text)]
    spared += text.names + text.labels + (text.quotes if kind == "aanname" else [])
    spared += _not_of_people(text) if kind in lexicon().grammar("ook_van_dieren") else []
    for level, match in index(kind, "zeker", "mogelijk").matches(text):
        if not inside(*match.span(), spared):
            group = "marked" if "marked" in match.re.groupindex else 0
            yield Finding(*match.span(group), kind, level)
    for word in (word for words in text.sentences for word in words):
        if len(word.plain) >= SHORTEST and not inside(word.start, word.end, spared) and _misspelt(word.plain, kind):
            yield Finding(word.start, word.end, kind, "zeker")


def _not_of_people(text: Text) -> list[tuple[int, int]]:
    """The sentences that are about animals or plants, and about nobody: a horse may be lame."""
    about = [({w.plain for w in words}, (words[0].start, words[-1].end)) for words in text.sentences]
    living, lists = lexicon().grammar("dieren_en_planten"), lexicon()
    return [place for found, place in about if found & living and not any(lists.person(w) for w in found - living)]


@lru_cache(maxsize=2_000)
def _misspelt(word: str, kind: str) -> bool:
    """Is this no word, and was a certain one of this kind meant?"""
    if is_word(word):
        return False
    whole, begins = _single(kind)
    if near(word, whole) or sound(word).startswith(tuple(sound(stem) for stem in begins)):
        return True
    lengths = {len(stem) for stem in begins if len(stem) >= LONG}
    return any(near(word[:length], begins) for length in lengths)


LONG = 8  # letters of a beginning that may hold a slip

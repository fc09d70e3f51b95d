"""Phrases of the word list, found in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from openprisma.language.lexicon import lexicon, pattern
from openprisma.language.spelling import SHORTEST, Near, is_word, sound
from openprisma.language.text import Places, Text, fold

Level = str  # `zeker` or `mogelijk`


@dataclass(frozen=True)
class Finding:
    """Words in a text that do not belong there: `start` and `end` in characters, `kind` and `level`
    of the word list."""

    start: int
    end: int
    kind: str
    level: Level


@dataclass
class Index:
    """Phrases by how they begin, so that each is tried only where a word begins so; `anywhere` has
    no beginning."""

    begins: dict[str, list[tuple[Level, str]]]
    anywhere: list[tuple[Level, str]]

    def matches(self, text: Text) -> Iterator[tuple[Level, re.Match[str]]]:
        """Every match in a text, folded."""
        for level, phrase in self.anywhere:
            text.effort.step()
            yield from ((level, match) for match in pattern(phrase).finditer(text.plain))
        for word in text.words:
            text.effort.step()
            for length in range(1, HEAD + 1):
                for level, phrase in (
                    self.begins.get(word.plain[:length], ()) if len(word.plain) >= length else ()
                ):
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


@dataclass(frozen=True)
class Certain:
    """Single long words of a kind that are certain, which a misspelling is compared with: whole
    ones, beginnings, how those sound, and the lengths of those that may hold a slip."""

    whole: Near
    begins: Near
    sounds: tuple[str, ...]
    lengths: tuple[int, ...]


@cache
def _single(kind: str) -> Certain:
    words = [
        fold(p)
        for p in lexicon().phrases(kind, "zeker")
        if re.fullmatch(r"[\w-]+\*?", p) and len(p) > SHORTEST
    ]
    begins = {w[:-1] for w in words if w.endswith("*")}
    lengths = sorted({len(stem) for stem in begins if len(stem) >= LONG})
    return Certain(
        Near({w for w in words if not w.endswith("*")}),
        Near(begins),
        tuple(sound(stem) for stem in begins),
        tuple(lengths),
    )


def found(text: Text, kind: str) -> Iterator[Finding]:
    """Every phrase of a kind in a text, exceptions left out."""
    spared = [match.span() for _, match in index(kind, "behalve").matches(text)]
    spared += text.names + text.labels + (text.quotes if kind == "aanname" else [])
    spared += _not_of_people(text) if kind in lexicon().grammar("ook_van_dieren") else []
    left_out = Places(spared)
    for level, match in index(kind, "zeker", "mogelijk").matches(text):
        text.effort.step()
        if not left_out.hold(*match.span()):
            group = "marked" if "marked" in match.re.groupindex else 0
            yield Finding(*match.span(group), kind, level)
    for word in text.words:
        text.effort.step()
        if (
            len(word.plain) >= SHORTEST
            and not left_out.hold(word.start, word.end)
            and _misspelt(word.plain, kind)
        ):
            yield Finding(word.start, word.end, kind, "zeker")


def _not_of_people(text: Text) -> list[tuple[int, int]]:
    """The sentences that are about animals or plants, and about nobody: a horse may be lame."""
    about = [
        ({w.plain for w in words}, (words[0].start, words[-1].end)) for words in text.sentences
    ]
    living, lists = lexicon().grammar("dieren_en_planten"), lexicon()
    return [
        place
        for found, place in about
        if found & living and not any(lists.person(w) for w in found - living)
    ]


@lru_cache(maxsize=2_000)
def _misspelt(word: str, kind: str) -> bool:
    """Is this no word, and was a certain one of this kind meant?"""
    if is_word(word):
        return False
    known = _single(kind)
    if known.whole.to(word) or sound(word).startswith(known.sounds):
        return True
    return any(known.begins.to(word[:length]) for length in known.lengths)


LONG = 8  # letters of a beginning that may hold a slip

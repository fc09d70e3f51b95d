"""Phrases of the word list, found in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from openprisma.language.finding import Finding, Level
from openprisma.language.heads import HEAD, heads
from openprisma.language.lexicon import lexicon, pattern
from openprisma.language.somebody import Somebody
from openprisma.language.spelling import SHORTEST, Near, is_word, sound
from openprisma.language.text import Places, Text, Word, fold


@dataclass
class Index:
    """Phrases by how they begin, so that each is tried only where a word begins so; `anywhere` has
    no beginning."""

    begins: dict[str, list[tuple[Level, str]]]
    anywhere: list[tuple[Level, str]]

    def matches(self, text: Text) -> Iterator[tuple[Level, str, re.Match[str]]]:
        """Every match of a phrase in a text, folded."""
        for level, phrase in self.anywhere:
            text.effort.step()
            for match in pattern(phrase).finditer(text.plain):
                if lexicon().holds(match):
                    yield level, phrase, match
        for word in text.words:
            text.effort.step()
            for level, phrase in self.that_begin(word.plain, anywhere=False):
                found = pattern(phrase).match(text.plain, word.start)
                if found and lexicon().holds(found):
                    yield level, phrase, found

    def that_begin(self, word: str, *, anywhere: bool = True) -> Iterator[tuple[Level, str]]:
        """The phrases that may begin with a folded word; with `anywhere` also those that may begin
        with any."""
        for length in range(1, min(HEAD, len(word)) + 1):
            yield from self.begins.get(word[:length], ())
        yield from self.anywhere if anywhere else ()


@cache
def index(kind: str, *levels: Level) -> Index:
    """The phrases of a kind at some levels."""
    made = Index({}, [])
    for level in levels:
        for phrase in lexicon().phrases(kind, level):
            found = heads(fold(phrase))
            for letters in found:
                made.begins.setdefault(letters, []).append((level, phrase))
            if not found:
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


def found(text: Text, kind: str, somebody: Somebody) -> Iterator[Finding]:
    """Every phrase of a kind in a text, exceptions left out."""
    spared = _spared(text, kind, somebody)
    asked = [m.span() for _, _, m in index(kind, "vraag").matches(text)]
    yield from (Finding(*place, kind, "mogelijk") for place in asked)
    left_out = Places(spared + asked)
    for level, phrase, match in index(kind, "zeker", "mogelijk", "bij_mens").matches(text):
        text.effort.step()
        if left_out.hold(*match.span()) or _of_a_thing(phrase, kind, match, somebody):
            continue
        group = "marked" if "marked" in match.re.groupindex else 0
        if level != "bij_mens" or somebody.beside(*match.span()):
            yield Finding(*match.span(group), kind, "mogelijk" if level == "mogelijk" else "zeker")
    for word in text.words:
        text.effort.step()
        if (
            len(word.plain) >= SHORTEST
            and not left_out.hold(word.start, word.end)
            and _misspelt(word.plain, kind)
            and not _thing_of_nobody(word, kind, somebody)
        ):
            yield Finding(word.start, word.end, kind, "zeker")


def _thing_of_nobody(word: Word, kind: str, somebody: Somebody) -> bool:
    return (
        kind in lexicon().grammar("ding_door_laatste_deel")
        and lexicon().nouns.thing(word.plain)
        and somebody.none(somebody.around(word.start)[0])
    )


def _spared(text: Text, kind: str, somebody: Somebody) -> list[tuple[int, int]]:
    spared = [match.span() for _, _, match in index(kind, "behalve").matches(text)]
    spared += text.names + text.labels + (text.quotes if kind == "aanname" else [])
    if kind in lexicon().grammar("ook_van_dieren"):
        spared += somebody.of_animals()
    return spared


def _of_a_thing(phrase: str, kind: str, match: re.Match[str], somebody: Somebody) -> bool:
    """Is one word found that is a thing by its last part (*invalidenlift*), or that says what a
    thing is like in a sentence about nobody (*een blinde gevel*)?"""
    sentence, place = somebody.around(match.start())
    if place == len(sentence) or sentence[place].end != match.end():
        return False
    word, nouns = sentence[place].plain, lexicon().nouns
    stem = fold(phrase.removesuffix("*"))
    by_last_part = (
        kind in lexicon().grammar("ding_door_laatste_deel")
        and phrase.endswith("*")
        and nouns.ends_on_a_thing(word.removeprefix(stem))
    )
    describes = (
        kind in lexicon().grammar("bijvoeglijk_bij_ding")
        and word.endswith("e")
        and place + 1 < len(sentence)
        and nouns.thing(sentence[place + 1].plain)
    )
    return (by_last_part or describes) and somebody.none(sentence)


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

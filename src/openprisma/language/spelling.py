"""Near words: what somebody meant who typed something else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from spellchecker import SpellChecker

SHORTEST = 6  # letters; shorter words resemble too many others
_SOUNDS = (
    ("sch", "s"),
    ("ij", "i"),
    ("ei", "i"),
    ("y", "i"),
    ("th", "t"),
    ("ph", "f"),
    ("ck", "k"),
    ("c", "k"),
    ("z", "s"),
    ("x", "ks"),
)


@cache
def _speller() -> SpellChecker:
    return SpellChecker(language="nl")


@lru_cache(maxsize=4_096)
def is_word(word: str) -> bool:
    """Is this a Dutch word as it stands?"""
    return word in _speller().word_frequency


@lru_cache(maxsize=4_096)
def sound(word: str) -> str:
    """How a folded word sounds, roughly: poolen as polen, roemeenze as roemense, katoliek as
    katholiek."""
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    return re.sub(r"(.)\1+", r"\1", word)


class Near:
    """Known words, found by one that is a slip of the finger away: a letter more, less or other, or
    two that changed places.

    Two such words have a shortening by one letter in common, or are one. So a word is looked up by
    its shortenings (as many as it has letters), instead of making every word that it could become
    (sixty times as many).
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._known = frozenset(known)
        self._longest = max(map(len, self._known), default=0)
        self._by_shortening: dict[str, list[str]] = {}
        for one in sorted(self._known):
            for short in _shortenings(one):
                self._by_shortening.setdefault(short, []).append(one)

    def to(self, word: str) -> str | None:
        """The known word that this folded one was meant to be; the first of the alphabet if there
        are more, nothing for a short or an existing word."""
        if not SHORTEST <= len(word) <= self._longest + 1 or is_word(word):
            return None
        found = self._by_shortening.keys() & _shortenings(word)
        return min(
            (one for short in found for one in self._by_shortening[short] if _slip(word, one)),
            default=None,
        )


@lru_cache(maxsize=4_096)  # the same word is asked for each kind
def _shortenings(word: str) -> frozenset[str]:
    return frozenset({word, *(word[:place] + word[place + 1 :] for place in range(len(word)))})


def _slip(word: str, other: str) -> bool:
    """Is one of these the other with at most one slip?"""
    shorter, longer = sorted((word, other), key=len)
    place = next(
        (n for n, (one, two) in enumerate(zip(shorter, longer, strict=False)) if one != two),
        len(shorter),
    )
    if len(shorter) < len(longer):
        return shorter[place:] == longer[place + 1 :]
    one, two = word[place:], other[place:]
    return one[1:] == two[1:] or (one[:2] == two[1::-1] and one[2:] == two[2:])

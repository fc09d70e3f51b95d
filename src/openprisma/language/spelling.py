"""Near words: what somebody meant who typed something else."""

from __future__ import annotations

import re
from collections.abc import Set
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


def is_word(word: str) -> bool:
    """Is this a Dutch word as it stands?"""
    return word in _speller().word_frequency


def sound(word: str) -> str:
    """How a folded word sounds, roughly: poolen as polen, roemeenze as roemense, katoliek as katholiek."""
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    return re.sub(r"(.)\1+", r"\1", word)


@lru_cache(maxsize=64)
def _slips(word: str) -> frozenset[str]:
    return frozenset(_speller().edit_distance_1(word))


def near(word: str, known: Set[str]) -> str | None:
    """The known word that this was meant to be, one slip of the finger away; nothing for a short or an existing word."""
    if len(word) < SHORTEST or is_word(word):
        return None
    return min((_slips(word) & known), default=None)

"""A text as words with their places: folded for comparing, never changed in length."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

_WORD = re.compile(r"[^\W_](?:[\w'+-]*\w)?")
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-Z0-9'\"‘“])")
_QUOTE = re.compile(r"(?<!\w)['\"‘“„]([^'\"’”]{2,80})['\"’”](?!\w)")
# Names of firms: capitals before a legal form; and whoever comes after a title.
_FIRM = re.compile(
    r"(?:\b[A-Z][\w&'.-]*\s+(?:(?:&|en|van|de|der|by)\s+)?)*\b[A-Z][\w&'-]*\s+(?:&\s+\w+\s+)?"
    r"(?:B\.?V\.?|N\.?V\.?|V\.?O\.?F\.?|C\.?V\.?|Holding|Beheer|i\.\s?o\.)(?!\w)"
)
_TITLE = re.compile(r"\b(?:[Dd]e heer|[Mm]evrouw|[Dd]hr\.|[Mm]w\.|[Mm]evr\.|familie)\s+(?:(?:de|den|van|der|De|Van)\s+)*[A-Z]\w+")
_STREET = re.compile(
    r"\b(?:[A-Z][\w'.-]*\s+(?:(?:van|de|der|den)\s+)*){0,3}[A-Z][\w'-]*"
    r"(?:straat|laan|plein|kade|gracht|steeg|singel|dreef|burgwal|boulevard)\b"
)
_CALLED = re.compile(
    r"\b(?:heet|heten|genaamd|merk|cafe|café|restaurant|eetcafe|hotel|winkel|krant|schip|stichting|vereniging|bakkerij|slagerij"
    r"|salon|garage|club)\s+((?:(?:de|het|De|Het|van|by|bij)\s+)*(?:[A-Z][\w'-]*\s*)+)"
)
_NAMING = re.compile(
    r"\b(?:heet|heten|tekst|staat|stond|merk|genoemd|genaamd|stijl|als|bord|bordje|briefje|opschrift|label|bestelling|vermeldt"
    r"|gevel|titel|naam|bon)\b[^.!?]{0,25}$",
    re.IGNORECASE,
)


def fold(text: str) -> str:
    """Lower case without accents, letter for letter: places in the result are places in the text."""
    plain = (unicodedata.normalize("NFD", letter)[0].lower() for letter in text)
    return "".join("'" if letter in "’‘`" else letter if len(letter) == 1 else "?" for letter in plain)


@dataclass(frozen=True)
class Word:
    """A word and its place: `start` and `end` in characters, end exclusive. `plain` is folded."""

    text: str
    plain: str
    start: int
    end: int


@dataclass(frozen=True)
class Text:
    """A text to be read, once."""

    text: str

    @cached_property
    def plain(self) -> str:
        """The text, folded."""
        return fold(self.text)

    @cached_property
    def sentences(self) -> list[list[Word]]:
        """The words, by sentence."""
        ends = [match.end() for match in _SENTENCE.finditer(self.text)] + [len(self.text) + 1]
        found: list[list[Word]] = [[] for _ in ends]
        for match in _WORD.finditer(self.text):
            index = next(i for i, end in enumerate(ends) if match.start() < end)
            found[index].append(Word(match[0], self.plain[match.start() : match.end()], match.start(), match.end()))
        return [words for words in found if words]

    @cached_property
    def names(self) -> list[tuple[int, int]]:
        """Places that hold the name of a firm, a shop, a street or somebody with a title: what stands there is a name."""
        found = [match.span() for pattern in (_FIRM, _TITLE, _STREET) for match in pattern.finditer(self.text)]
        return found + [match.span(1) for match in _CALLED.finditer(self.text)]

    @cached_property
    def quotes(self) -> list[tuple[int, int]]:
        """Places between quotation marks."""
        return [match.span(1) for match in _QUOTE.finditer(self.text)]

    @cached_property
    def labels(self) -> list[tuple[int, int]]:
        """Quotations that say what something is called, not what somebody said."""
        return [(start, end) for start, end in self.quotes if _NAMING.search(self.text[max(0, start - 40) : start - 1])]


def inside(start: int, end: int, places: list[tuple[int, int]]) -> bool:
    """Does a stretch lie within one of the places?"""
    return any(first <= start and end <= last for first, last in places)

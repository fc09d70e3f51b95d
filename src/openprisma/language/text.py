"""A text as words with their places: folded for comparing, never changed in length."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import accumulate

from openprisma.language.effort import Effort

_WORD = re.compile(r"[^\W_](?:[\w'+-]*\w)?")
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-Z0-9'\"‘“])")
_QUOTE = re.compile(r"(?<!\w)['\"‘“„]([^'\"’”]{2,80})['\"’”](?!\w)")
# Names of firms: capitals before a legal form; and whoever comes after a title. Every repetition in
# these has an end: one without could be begun anew at each word and run to the end of the text.
_CAPITAL = r"[A-Z][\w&'.-]{0,60}"
_FIRM = re.compile(
    rf"(?:\b{_CAPITAL}\s+(?:(?:&|en|van|de|der"
    rf"|by)\s+)?){{0,8}}\b[A-Z][\w&'-]{{0,60}}\s+(?:&\s+\w{{1,60}}\s+)?"
    r"(?:B\.?V\.?|N\.?V\.?|V\.?O\.?F\.?|C\.?V\.?|Holding|Beheer|i\.\s?o\.)(?!\w)"
)
_LEGAL_FORM = re.compile(r"B\.?V|N\.?V|V\.?O\.?F|C\.?V|Holding|Beheer|i\.\s?o\.")
_TITLE = re.compile(
    r"\b(?:[Dd]e heer|[Mm]evrouw|[Mm]eneer|[Dd]hr\.?|[Mm]w\.?|[Mm]evr\.?|[Hh]r\.|[Ff]amilie"
    r"|[Cc]ollega|[Dd]rs\.|[Ii]ng\.)\s+"
    r"(?:(?:de|den|van|der|De|Van)\s+){0,4}[A-Z]\w+"
)
_STREET = re.compile(
    r"\b(?:[A-Z][\w'.-]{0,60}\s+(?:(?:van|de|der|den)\s+){0,4}){0,3}[A-Z][\w'-]{0,60}"
    r"(?:straat|laan|plein|kade|gracht|steeg|singel|dreef|burgwal|boulevard)\b"
)
_CALLED = re.compile(
    r"\b(?:heet|heten|genaamd|merk|(?i:cafe|café|restaurant|eetcaf[eé]|hotel|winkel|krant|schip"
    r"|stichting|vereniging|bakkerij"
    r"|slagerij|salon|kapsalon|garage|club|bar|discotheek|bistro|brasserie|lunchroom|pension"
    r"|herberg|eethuis|snackbar|cafetaria"
    r"|grillroom|coffeeshop|toko|supermarkt|sportschool|zaal|pizzeria|partycentrum|manege"
    r"|camping|jachthaven|motorschip))\s+((?:(?:de|het|De|Het|van|by"
    r"|bij)\s+){0,4}(?:[A-Z][\w'-]*\s*)+)"
)
_NAMING = re.compile(
    r"\b(?:heet|heten|tekst|staat|stond|merk|genoemd|genaamd|stijl|als|bord|bordje|briefje"
    r"|opschrift|label|bestelling|vermeldt"
    r"|gevel|titel|naam|bon)\b[^.!?]{0,25}$",
    re.IGNORECASE,
)
# *Omschreef hem als "getint type"*: what stands there is what somebody said.
_DESCRIBING = re.compile(
    r"\b(?:(?:om|be)schr(?:eef|even|ijft|ijven)|typeer\w+|herken\w+|duidde"
    r"|beeld\w+)\b[^.!?]{0,40}\bals\s*$",
    re.IGNORECASE,
)


@lru_cache(maxsize=4_096)
def _letter(letter: str) -> str:
    """One letter, in lower case and without its accent; always one character."""
    if letter in "’‘`":
        return "'"
    plain = unicodedata.normalize("NFKD", letter)[0].lower()
    return _ALIKE.get(plain, plain) if len(plain) == 1 else "?"


# Letters of another script that look like ours, and small capitals: whoever reads a text reads
# ours.
_ALIKE = dict(
    zip(
        "авеікмнорстухѕјԁһӏԛԝαβεικνορτυχϲɑıɡʜɪʟɴᴏʀᴛᴜᴠᴡᴢᴍᴋᴊᴇᴅᴄᴀᴘꜱ",
        "abeikmhopctyxsjdhlqwabeiknoptyxcaighilnortuvwzmkjedcaps",
        strict=True,
    )
)


def fold(text: str) -> str:
    """Lower case without accents, letter for letter: places in the result are places in the
    text."""
    return "".join(map(_letter, text))


def plain_name(name: str) -> str:
    """A name as it is compared: folded, letters with points or spaces between them as one word
    (b. v., v.o.f.), and one space between words."""
    told = fold(unicodedata.normalize("NFKC", name))
    words = " ".join(re.findall(r"\w+", re.sub(r"\b(\w)[. ]+(?=\w\b)", r"\1", told)))
    return words


@dataclass(frozen=True)
class Word:
    """A word and its place: `start` and `end` in characters, end exclusive. `plain` is folded."""

    text: str
    plain: str
    start: int
    end: int


class Places:
    """Stretches of a text: `start` and `end` in characters, end exclusive. Asking costs the
    logarithm of how many there are."""

    def __init__(self, places: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(places)
        self._starts = [start for start, _ in ordered]
        self._furthest = list(accumulate((end for _, end in ordered), max))

    def hold(self, start: int, end: int) -> bool:
        """Does a stretch lie within one of the places?"""
        before = bisect_right(self._starts, start)
        return before > 0 and end <= self._furthest[before - 1]


@dataclass(frozen=True)
class Text:
    """A text to be read, once. `effort` ends the reading of one that takes too long."""

    text: str
    effort: Effort = field(default_factory=Effort)

    @cached_property
    def plain(self) -> str:
        """The text, folded."""
        return fold(self.text)

    @cached_property
    def shouted(self) -> bool:
        """Is it written in capitals only, so that a capital says nothing?"""
        return self.text.isupper()

    @cached_property
    def sentences(self) -> list[list[Word]]:
        """The words, by sentence."""
        ends = [match.end() for match in _SENTENCE.finditer(self.text)] + [len(self.text) + 1]
        found: list[list[Word]] = [[] for _ in ends]
        for match in _WORD.finditer(self.text):
            self.effort.step()
            index = bisect_right(ends, match.start())
            found[index].append(
                Word(match[0], self.plain[match.start() : match.end()], match.start(), match.end())
            )
        return [words for words in found if words]

    @cached_property
    def words(self) -> list[Word]:
        """All words, in order."""
        return [word for words in self.sentences for word in words]

    @cached_property
    def names(self) -> list[tuple[int, int]]:
        """Places that hold the name of a firm, a shop, a street or somebody with a title: what
        stands there is a name."""
        looked_for = (
            (_FIRM, _TITLE, _STREET) if _LEGAL_FORM.search(self.text) else (_TITLE, _STREET)
        )
        found = [match.span() for pattern in looked_for for match in pattern.finditer(self.text)]
        return found + [match.span(1) for match in _CALLED.finditer(self.text)]

    @cached_property
    def quotes(self) -> list[tuple[int, int]]:
        """Places between quotation marks."""
        return [match.span(1) for match in _QUOTE.finditer(self.text)]

    @cached_property
    def labels(self) -> list[tuple[int, int]]:
        """Quotations that say what something is called, not what somebody said."""
        return [
            (start, end)
            for start, end in self.quotes
            if _NAMING.search(self.text[max(0, start - 40) : start - 1])
            and not _DESCRIBING.search(self.text[max(0, start - 80) : start - 1])
        ]

    @cached_property
    def named(self) -> Places:
        """Names and labels: words in them say nothing of anybody."""
        return Places(self.names + self.labels)

    @cached_property
    def quoted(self) -> Places:
        """The places between quotation marks, to ask."""
        return Places(self.quotes)

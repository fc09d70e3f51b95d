"""The text check: what stands in a field that does not belong there. Deterministic, from a list a
jurist can read."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from openprisma.language import assumptions, cells, origin, phrases
from openprisma.language.effort import LONGEST, Effort, TooMuch
from openprisma.language.finding import Finding
from openprisma.language.lexicon import Kind, lexicon
from openprisma.language.somebody import Somebody
from openprisma.language.text import Text, fold

CERTAIN, POSSIBLE = "zeker", "mogelijk"
_GIVEN_OUT = re.compile(r"(?:afgegeven|uitgegeven|verstrekt)\s+(?:in|door|te)\s+$", re.IGNORECASE)


@dataclass(frozen=True)
class Reading:
    """What the check found in one field, in the order of the text; no two findings overlap."""

    text: str
    findings: tuple[Finding, ...]

    @property
    def certain(self) -> list[Finding]:
        """Findings that keep the text from being saved."""
        return [finding for finding in self.findings if finding.level == CERTAIN]

    @property
    def possible(self) -> list[Finding]:
        """Findings that want a word from the writer."""
        return [finding for finding in self.findings if finding.level == POSSIBLE]

    @property
    def pieces(self) -> list[tuple[str, Finding | None]]:
        """The text cut where findings begin and end, for showing them in place."""
        cut, place = list[tuple[str, Finding | None]](), 0
        for finding in self.findings:
            cut += [(self.text[place : finding.start], None), (self.words(finding), finding)]
            place = finding.end
        return [piece for piece in [*cut, (self.text[place:], None)] if piece[0]]

    @property
    def told(self) -> list[tuple[str, Kind, bool]]:
        """Each finding once: its words, what kind it is, and whether it is certain."""
        return list(
            dict.fromkeys((self.words(f), self.kind(f), f.level == CERTAIN) for f in self.findings)
        )

    def document(self, finding: Finding) -> bool:
        """Is a finding about a document that says who somebody is, or where it was given out?"""
        last = fold(self.words(finding)).split()[-1]
        return finding.kind == "nationaliteit" and (
            last in lexicon().documents or bool(_GIVEN_OUT.search(self.text[: finding.start]))
        )

    def words(self, finding: Finding) -> str:
        """The words a finding is about."""
        return self.text[finding.start : finding.end]

    def kind(self, finding: Finding) -> Kind:
        """What kind of datum a finding is, with its rule and a neutral wording."""
        return lexicon().kinds[finding.kind]


# Between them they ask for every list.
_SAMPLES = (
    "De Poolse man van ca. 40 is vermoedelijk lid van de vakbond, slikt insuline en bidt thuis.",
    "Nationaliteit: Marokkaanse; geboorteplaats Paramaribo; verblijfstitel; DNA; gaat vreemd.",
    "Pools",
)


@cache
def warm() -> None:
    """Build what reading any text needs, once in a process and before the time of a text begins:
    the first to write something does not pay for it."""
    for sample in _SAMPLES:
        _settled(_all(Text(sample, Effort(seconds=600)), True))


def check(text: str, *, observation: bool = True, effort: Effort | None = None) -> Reading:
    """Read a text of at most `LONGEST` characters. `observation`: it says what was seen, so an
    assumption does not belong in it (bgs:2.16.1). `effort`: what reading may cost yet, shared by
    the texts of one act. Raises `TooMuch` for a longer text, before anything reads it, and when
    the time is over."""
    if len(text) > LONGEST:
        raise TooMuch
    warm()
    whole = Text(text, effort or Effort())
    return Reading(text, tuple(_settled(_all(whole, observation))))


def check_name(text: str, *, effort: Effort | None = None) -> Reading:
    """Read what somebody or something is called. A word that begins with a capital there may be the
    name itself (*J. de Pool*, *Moskeevereniging*): that is for the writer to say. What describes
    somebody (*Poolse man*, *Marokkaan met baard*) is no name."""
    read = check(text, observation=False, effort=effort)
    return replace(read, findings=tuple(_as_name(text, finding) for finding in read.findings))


# What comes before or after a word that describes somebody, and never before or after a name.
_GOES_ON = re.compile(r"\s+(?:met|uit|van|zonder|in|die|dat|en|of)\b|,\s*(?:ca|circa|ongeveer|\d)")
_BEGINS = re.compile(
    r"(?:\(|\d\s|\b(?:onbekende?|een|man|vrouw|jongen|meisje),?\s)\s*$", re.IGNORECASE
)


def _as_name(text: str, finding: Finding) -> Finding:
    words = text[finding.start : finding.end]
    described = bool(
        _GOES_ON.match(text, finding.end) or _BEGINS.search(text[: finding.start])
    ) or origin.describes(words)
    if described or not words[0].isupper():
        return finding
    return replace(finding, level=POSSIBLE)


def _all(text: Text, observation: bool) -> Iterator[Finding]:
    yield from origin.found(text)
    somebody = Somebody(text)
    for kind in lexicon().kinds:
        if kind != "aanname" or observation:
            yield from phrases.found(text, kind, somebody)
            yield from cells.found(text, kind)
    if observation:
        yield from assumptions.found(text)


def _settled(findings: Iterable[Finding]) -> list[Finding]:
    """Certain before possible, long before short; what overlaps a kept one is dropped."""
    kept: list[Finding] = []
    taken: list[tuple[int, int]] = []  # the places of `kept`, in order
    for finding in sorted(findings, key=lambda f: (f.level != CERTAIN, f.start - f.end, f.start)):
        place = bisect_left(taken, (finding.start, finding.end))
        free = place == 0 or taken[place - 1][1] <= finding.start
        if free and (place == len(taken) or finding.end <= taken[place][0]):
            taken.insert(place, (finding.start, finding.end))
            kept.append(finding)
    return sorted(kept, key=lambda f: f.start)

"""The reading table: each provision with our reading, the norms that carry it out, how certain they
are, a story in which it may and one in which it may not, and what becomes of it otherwise.

Norms, states and stories come from the law files and the stories; the reading itself says them only
where those cannot."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from openprisma.engine.lawbook import Lawbook
from openprisma.engine.norms import Article, Norm, ProvisionEntry
from openprisma.engine.readings import (
    ASKS_NOTHING,
    CONTENTS,
    FOLDER,
    Reading,
    Readings,
    load_readings,
)
from openprisma.proof.reference import Told, not_refused

OURS = ("werkwijze", "huisregels", "voorbeeldwet")  # agreements, not statutes: nothing to read
STATES = {
    "duty": "plicht",
    "deferred": "uitgesteld",
    "power": "bevoegdheid",
    "definition": "begrip",
    "covered": "in andere normen",
    "other": "niet voor een RIEC",
    "parts": "in de onderdelen",
    "norm": "norm",
}
CERTAINTY = {
    "seen": "gezien",
    "inferred": "afgeleid",
    "practice": "praktijk",
    "house": "huisregel",
    "assumed": "aangenomen",
}
NO_NORM, NO_STORY = "geen norm", "–"
_PARAGRAPH = re.compile(r"\blid (\d+)")
# "2 onder c", "1 a-j", "lid 2 onder c tot en met k", but no word that follows.
_PART = re.compile(
    r"(?:\blid \d+|^\S+),?(?: onder)? ([a-z])(?:(?:-| tot en met | en )([a-z]))?(?![a-z])"
)
_SENTENCE = re.compile(r"\b(eerste|tweede|derde|1e|2e|3e) zin\b")
_NUMBERS = {"eerste": 1, "tweede": 2, "derde": 3, "1e": 1, "2e": 2, "3e": 3}


@dataclass(frozen=True)
class Row:
    """One provision in the table: each cell a sentence or names, never empty."""

    reading: Reading
    state: str
    told: str
    norms: tuple[Norm, ...]
    certainty: str
    allowed: str
    refused: str


@dataclass
class Table:
    """The readings beside the law files and the stories."""

    readings: Readings
    book: Lawbook
    stories: Told

    def rows(self) -> Iterator[Row]:
        """A row for each reading, in the order of the files."""
        for reading in self.readings.by_provision.values():
            norms = self.norms(reading)
            state, told = self._state(reading, norms)
            yield Row(
                reading,
                state,
                told,
                norms,
                ", ".join(CERTAINTY[one] for one in self._certain(reading, norms)),
                self.allowed(reading, norms) if norms else NO_STORY,
                self.refused(reading, norms) if norms else NO_STORY,
            )

    @cached_property
    def _latest(self) -> dict[str, Norm]:
        """Of each norm the version that was made last."""
        return {norm.id: norm for norm in sorted(self.book.norms, key=lambda n: n.valid_from)}

    @cached_property
    def _by_home(self) -> dict[str, list[Norm]]:
        found: dict[str, list[Norm]] = defaultdict(list)
        for norm in self._latest.values():
            found[self.readings.home(norm.id.split("/")[0])].append(norm)
        return found

    @cached_property
    def _provisions(self) -> dict[str, list[ProvisionEntry]]:
        found: dict[str, list[ProvisionEntry]] = defaultdict(list)
        for article in self.book.articles.values():
            for provision in article.entry.provisions:
                for where in places(article, provision, self.readings):
                    found[where].append(provision)
        return found

    def norms(self, reading: Reading) -> tuple[Norm, ...]:
        """Those of its own paragraph or part, those that it names, and those that a provision in
        the law files names."""
        own = self._by_home.get(reading.provision, [])
        named = [
            *reading.entry.norms,
            *(
                norm
                for one in self._provisions.get(reading.provision, ())
                for norm in getattr(one, "norms", ())
            ),
        ]
        known = [self._latest[one] for one in named if one in self._latest]
        return tuple({norm.id: norm for norm in (*own, *known)}.values())

    def _state(self, reading: Reading, norms: tuple[Norm, ...]) -> tuple[str, str]:
        """What becomes of it, and in words who must and when, or why not."""
        said = self._said(reading.provision)
        if norms:
            waits = [norm.entry.awaits for norm in norms if norm.entry.awaits]
            more = [f"{STATES[state]}: {told}" for state, told in said if state != "covered"]
            more += [f"wacht op {one}" for one in dict.fromkeys(waits)]
            return "norm", "; ".join(more)
        if said:
            return said[0][0], "; ".join(dict.fromkeys(told for _, told in said))
        if any(one.startswith(f"{reading.provision}.") for one in self.readings.by_provision):
            return "parts", ""
        if state := ASKS_NOTHING.get(reading.entry.kind, ""):
            return state, reading.entry.who if state == "power" else ""
        return next(self._inherited(reading.provision), ("", ""))

    def _said(self, provision: str) -> list[tuple[str, str]]:
        """What the law files say of it, or else its own reading."""
        found: list[tuple[str, str]] = [
            (one.state, _in_words(one)) for one in self._provisions.get(provision, ())
        ]
        own = self.readings.by_provision.get(provision)
        if not found and own and own.entry.state:
            found = [(own.entry.state, own.entry.reason)]
        return found

    def _inherited(self, provision: str) -> Iterator[tuple[str, str]]:
        """What is said of the paragraph or article of which it is a part."""
        while "." in provision:
            provision = provision.rpartition(".")[0]
            yield from (one for one in self._said(provision) if one[0] != "covered")

    def _certain(self, reading: Reading, norms: tuple[Norm, ...]) -> list[str]:
        """From certain to assumed, each once."""
        said = [one.certainty for one in self._provisions.get(reading.provision, ())]
        found = {norm.certainty for norm in norms} or set(said) or {reading.entry.certainty}
        return [one for one in CERTAINTY if one in found]

    def allowed(self, reading: Reading, norms: Sequence[Norm]) -> str:
        """A story in which it holds: one in which what it refused is done as well, else one that
        does what it always binds, else one that does what it binds under a condition."""
        if reading.entry.stories.allowed:
            return reading.entry.stories.allowed
        unconditional = [norm for norm in norms if norm.entry.applies == "waar"]
        return (
            self._shortest([story for n in norms for story in self.stories.both.get(n.id, ())])
            or self._doing(unconditional)
            or self._doing(norms)
        )

    def _doing(self, norms: Sequence[Norm]) -> str:
        acts = [act for norm in norms for act in norm.acts]
        return self._shortest([story for act in acts for story in self.stories.done.get(act, ())])

    def refused(self, reading: Reading, norms: Sequence[Norm]) -> str:
        """A story in which one of its norms refuses, or why there is none."""
        if reading.entry.stories.refused:
            return reading.entry.stories.refused
        for norm in norms:
            if story := self._shortest(self.stories.refused.get(norm.id, ())):
                return story
        return next(filter(None, (not_refused(norm, self.stories) for norm in norms)), "")

    def _shortest(self, stories: Sequence[str]) -> str:
        return min(stories, key=lambda one: (self.stories.steps[one], one), default="")


def table_of(folder: Path, book: Lawbook, stories: Told) -> Table:
    """The table of a folder of law. Raises `LawError` with file and line."""
    return Table(load_readings(folder), book, stories)


def places(article: Article, provision: ProvisionEntry, readings: Readings) -> list[str]:
    """The readings that a provision of a law file is about: `1.5 lid 2 c-k` is about nine; empty
    when there is none."""
    name = provision.id
    paragraph, part, sentence = (
        _PARAGRAPH.search(name),
        _PART.search(name),
        _SENTENCE.search(name),
    )
    whole = f"{article.id}.{paragraph[1]}" if paragraph else article.id
    finer: list[str] = []
    if part:
        first, last = part[1], part[2] or part[1]
        finer = [f"{whole}.{chr(one)}" for one in range(ord(first), ord(last) + 1)]
    elif sentence:
        finer = [f"{whole}.zin{_NUMBERS[sentence[1]]}"]
    for wanted in (finer, [whole]):
        if found := [one for one in wanted if one in readings.by_provision]:
            return found
    return []


def _in_words(provision: ProvisionEntry) -> str:
    later = f"Later: {provision.later}." if provision.later else ""
    held = ", ".join(part for part in (provision.owner, provision.term) if part)
    return " ".join(part for part in (held and f"{held}.", provision.reason, later) if part)


def gaps_in_readings(table: Table) -> Iterator[str]:
    """What the reading misses, and what it names that is not there, in Dutch."""
    readings = table.readings
    for statute, listed in readings.contents.items():
        read = {one for one in readings.by_provision if one.startswith(f"{statute}:")}
        yield from (
            f"{FOLDER}: {one} is niet gelezen" for one in sorted(listed - read, key=_in_order)
        )
        for one in sorted(read - listed, key=_in_order):
            if re.sub(r"\.zin\d+$", "", one) not in listed:
                yield f"{readings.by_provision[one].where}: {one} staat niet in {CONTENTS}"
    for article in table.book.articles.values():
        if article.statute not in OURS:
            yield from _unread(article, readings)
            if not any(_within(one, article.id) for one in readings.by_provision):
                yield f"{article.where}: van dit artikel is niets gelezen"
    known = {norm.id for norm in table.book.norms}
    for reading in readings.by_provision.values():
        entry = reading.entry
        missing = [one for one in entry.norms if one not in known]
        yield from (f"{reading.where}: de norm {one} is er niet" for one in missing)
        for one in (entry.stories.allowed, entry.stories.refused):
            if one and one not in table.stories.steps:
                yield f"{reading.where}: er is geen verhaal '{one}'"
    yield from _empty(table)


def _within(provision: str, whole: str) -> bool:
    return provision == whole or provision.startswith(f"{whole}.")


def _unread(article: Article, readings: Readings) -> Iterator[str]:
    """Norms and provisions of an article about which no reading says anything."""
    for norm in article.norms:
        if readings.home(norm.id.split("/")[0]) not in readings.by_provision:
            yield f"{norm.where}: de bepaling van {norm.id} is niet gelezen"
    for provision in article.entry.provisions:
        if not places(article, provision, readings):
            yield f"{article.where}: bepaling {provision.id} is niet gelezen"


def _empty(table: Table) -> Iterator[str]:
    """Readings without anything that becomes of them, or of which no story shows what they say."""
    for row in table.rows():
        where = f"{row.reading.where}: {row.reading.provision}"
        if not row.state:
            yield f"{where} heeft geen norm, en er staat niet wat er dan mee gebeurt"
        if row.norms and not row.allowed:
            yield f"{where} heeft geen verhaal waarin het mag"
        if row.norms and not row.refused:
            yield f"{where} heeft geen verhaal waarin het wordt geweigerd"


def _in_order(provision: str) -> list[tuple[int, str]]:
    """As a statute counts: 1.9 before 1.10."""
    return [(int(one), "") if one.isdigit() else (0, one) for one in re.split(r"[.:]", provision)]

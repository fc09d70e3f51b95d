"""The words of `law/woordenlijst.yaml` and of `law/woorden/`, bent as Dutch bends them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import count
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from openprisma.engine.reading import place, read, shaped
from openprisma.kernel.errors import LawError
from openprisma.kernel.places import data
from openprisma.language import forms
from openprisma.language.nouns import Nouns
from openprisma.language.text import fold

# Levels at which a phrase of a kind may stand in the list.
# A `vraag` is asked also when it holds words that are certain by themselves.
LEVELS = ("zeker", "mogelijk", "vraag", "behalve", "bij_mens", "cel", "cel_mogelijk")


@dataclass(frozen=True)
class Origin:
    """A form of a word for where somebody comes from. `form`: `land`, `adjective` or `people`."""

    kind: str
    form: str
    land: str


@dataclass(frozen=True)
class Kind:
    """A kind of datum that does not belong in a text, and what to say about it. `at_home`: how
    words begin that are no objection in a datum of the category of this name, nor is the kind;
    nothing for a kind that has no such category, or of which a norm asks there too."""

    code: str
    label: str
    rule: str
    neutral: str
    at_home: tuple[str, ...] = ()


@dataclass
class Lexicon:
    """All lists, ready to use."""

    raw: dict[str, Any]
    origins: dict[str, list[Origin]] = field(default_factory=dict)
    _small: dict[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def kinds(self) -> dict[str, Kind]:
        """The kinds of data, by code."""
        return {
            code: Kind(
                code, k["label"], k["rule"], k["neutral"], tuple(k.get("in_eigen_categorie", ()))
            )
            for code, k in self.raw["soorten"].items()
        }

    @cached_property
    def people(self) -> frozenset[str]:
        """Words for people, folded."""
        return frozenset(fold(word) for word in self.raw["personen"])

    @cached_property
    def things(self) -> frozenset[str]:
        """Words that look like people and are not, folded."""
        return frozenset(fold(word) for word in self.raw["dingen"])

    @cached_property
    def nouns(self) -> Nouns:
        """What a noun names: a person, or something else."""
        return Nouns(self.people, self.things, self.raw["geen_mens"])

    @cached_property
    def certain_beside(self) -> frozenset[str]:
        """Words that make a land a datum about a person."""
        return frozenset(self.raw["bij_land"]["zeker"])

    @cached_property
    def doubtful_beside(self) -> frozenset[str]:
        """Words that may make a land a datum about a person."""
        return frozenset(self.raw["bij_land"]["oordeel"])

    @cached_property
    def documents(self) -> frozenset[str]:
        """Of those words the documents that say who somebody is (bgs:1.9)."""
        return frozenset(self.raw["bij_land"]["identiteit"])

    @cached_property
    def nouns_of_list(self) -> frozenset[str]:
        """Things, and words that make a land a datum about a person."""
        return self.things | self.certain_beside | self.doubtful_beside

    def grammar(self, name: str) -> frozenset[str]:
        """Small words that say how a sentence hangs together, folded."""
        if name not in self._small:
            self._small[name] = frozenset(fold(word) for word in self.raw["zinsbouw"][name])
        return self._small[name]

    @cached_property
    def country_codes(self) -> str:
        """Two-letter codes as alternatives in a pattern."""
        return "|".join(self.raw["landcodes"])

    @cached_property
    def codes_after_a_label(self) -> str:
        """All codes, which say something after a label only, as alternatives in a pattern."""
        codes = {*self.raw["landcodes_bij_opschrift"], *self.raw["landcodes"]}
        return "|".join(sorted(codes, key=lambda code: (-len(code), code)))

    def person(self, word: str) -> bool:
        """Is this folded word a person or a group of people?"""
        return self.nouns.person(word)

    def holds(self, match: re.Match[str]) -> bool:
        """Does each place of a match that has room for an origin hold one?"""
        return all(
            any(
                one.form in ORIGINS[name.split("_")[0]]
                for one in self.origins.get(re.sub(r"\s+", " ", words), ())
            )
            for name, words in match.groupdict().items()
            if name != "marked" and words is not None
        )

    def says(self, name: str, text: str) -> bool:
        """Does a text hold one of the patterns of this name, written as any text may be?"""
        found: re.Pattern[str] = self.raw["patronen"][name]
        return found.search(fold(text)) is not None

    def phrases(self, kind: str, level: str) -> list[str]:
        """The phrases of a kind at one of the `LEVELS`, without names of lists."""
        return list(self.raw["woorden"].get(kind, {}).get(level, ()))


class WordFile(BaseModel):
    """The shape of a file beside the list."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    landen: list[str] = []
    streken: list[str] = []
    landcodes_bij_opschrift: list[str] = []
    personen: list[str] = []
    geen_mens: dict[str, list[str]] = {}
    lijsten: dict[str, list[str]] = {}
    woorden: dict[str, dict[str, list[str]]] = {}
    patronen: dict[str, list[str]] = {}


class WordList(WordFile):
    """The shape of the list. Every phrase can be read as a pattern."""

    soorten: dict[str, dict[str, Any]]
    landcodes: list[str]
    dingen: list[str]
    bij_land: dict[str, list[str]]
    zinsbouw: dict[str, list[str]]


WORDS = data("law") / "woordenlijst.yaml"
BESIDE = "woorden"  # the folder beside it
# Names of lists that are made of the lands, and which forms stand in them. There are so many that a
# pattern has room for any word, which is looked up (`Lexicon.holds`).
ORIGINS = {
    "land": {"land"},
    "bijvoeglijk": {"adjective"},
    "inwoner": {"people"},
    "herkomst": {"land", "adjective", "people"},
}


@cache
def lexicon() -> Lexicon:
    """The lists of this process, read once. Raises `LawError`."""
    return load(WORDS)


def load(path: Path, *, every: bool = False) -> Lexicon:
    """Read a word list and the folder beside it; with `every` also each phrase, which otherwise
    happens when a text asks for it. Raises `LawError` naming the file, and the phrase that cannot
    be read."""
    raw = shaped(WordList, read(path), path).model_dump()
    more = [
        (one, shaped(WordFile, read(one), one).model_dump())
        for one in sorted((path.parent / BESIDE).glob("*.yaml"))
    ]
    raw["patronen"] = {name: _joined(some, path) for name, some in raw["patronen"].items()}
    for file, beside in more:
        for name in ("landen", "streken", "landcodes_bij_opschrift", "personen"):
            raw[name] += beside[name]
        raw["patronen"] |= {name: _joined(some, file) for name, some in beside["patronen"].items()}
        for name, words in beside["geen_mens"].items():
            raw["geen_mens"].setdefault(name, []).extend(words)
    origins = _origins(raw)
    for file, beside in more:
        for kind, level, phrase in _phrases(beside, file):
            filled = _filled(phrase, beside["lijsten"], file)
            raw["woorden"].setdefault(kind, {}).setdefault(level, []).append(filled)
    for _, _, phrase in _phrases(raw, path) if every else ():
        pattern(phrase)
    return Lexicon(raw, origins)


def _joined(patterns: list[str], path: Path) -> re.Pattern[str]:
    """Patterns of which one is enough. Raises `LawError` for one that cannot be read."""
    for one in patterns:
        try:
            re.compile(one)
        except re.error as error:
            raise LawError(
                f"“{one}” is geen leesbaar patroon ({error.msg})", where=place(path)
            ) from error
    return re.compile("|".join(f"(?:{one})" for one in patterns))


def _origins(raw: dict[str, Any]) -> dict[str, list[Origin]]:
    found: dict[str, list[Origin]] = {}
    for kind, rows in (("nationaliteit", raw["landen"]), ("afkomst", raw["streken"])):
        for row in rows:
            for form, word in forms.of_land(row):
                origin = Origin(kind, form, fold(row.split("|")[0]))
                found.setdefault(fold(word), []).append(origin)
    return found


def _phrases(raw: dict[str, Any], path: Path) -> Iterator[tuple[str, str, str]]:
    for kind, levels in raw["woorden"].items():
        for level, phrases in levels.items():
            if level not in LEVELS:
                raise LawError(f"“{level}” is geen graad van een zinsdeel", where=place(path))
            yield from ((kind, level, phrase) for phrase in phrases)


def _filled(phrase: str, lists: dict[str, list[str]], path: Path) -> str:
    """A phrase with the words of its lists in place of their names. Raises `LawError` for a name
    that is none."""

    def words(name: re.Match[str]) -> str:
        if name[1] in ORIGINS:
            return name[0]
        if name[1] not in lists:
            raise LawError(f"“{name[1]}” is geen lijst", where=place(path))
        longest_first = sorted(lists[name[1]], key=lambda one: (-len(one), one))
        return "(?:" + "|".join(_filled(one, lists, path) for one in longest_first) + ")"

    return re.sub(r"(?<!\(\?)<([a-z_]+)>", words, phrase)


# A word, and what may stand before the last one of a land: Costa Rica, Verenigde Staten.
_ANY = (
    r"(?:(?:costa|sri|sierra|san|el|saint|sint|puerto|burkina|sao|verenigde?|arabische"
    r"|dominicaanse|westelijke|centraal-afrikaanse)\s+){0,2}[\w'-]+"
)


@cache
def pattern(phrase: str) -> re.Pattern[str]:
    """A phrase of the list as a pattern on folded text: `*` is a word or its end, braces hold what
    is marked. Raises `LawError` for one that cannot be read."""
    text = fold(phrase).replace(".", r"\.")
    text = re.sub(r"^\+", r"\\+", text)
    text = re.sub(r"(?<![\w\])}])\*(?=\w)", r"[\\w'-]*", text)
    text = re.sub(r"(?<![\w\])}])\*", r"[\\w'-]+", text)
    text = re.sub(r"(?<=\w)\*", r"[\\w'-]*", text)
    text = re.sub(r"{([^{}0-9][^{}]*)}", r"(?P<marked>\1)", text)
    number = count(1)
    text = re.sub(
        rf"<({'|'.join(ORIGINS)})>", lambda name: f"(?P<{name[1]}_{next(number)}>{_ANY})", text
    )
    spaced = re.sub(r",? ", lambda gap: r",?\s+" if "," in gap[0] else r"\s+", text)
    try:
        return re.compile(rf"(?<![\w'+-]){spaced}(?!['-]?\w)")
    except re.error as error:
        raise LawError(
            f"“{phrase}” is geen leesbaar zinsdeel ({error.msg})", where=place(WORDS)
        ) from error

"""The words of `law/woordenlijst.yaml`, bent as Dutch bends them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from openprisma.engine.reading import place, read, shaped
from openprisma.kernel.errors import LawError
from openprisma.kernel.places import data
from openprisma.language.text import fold

# Words on these ends are people, unless the list says they are things.
_PERSON_END = re.compile(
    r"(?:[a-z]{3}(?:er|aar|ist|eur|ling|ster|man|vrouw|kracht|genoot|houder|nemer|baas|loper|rijder|student|agent|migrant)"
    r"|[a-z]{3}(?:ers|aars|aren|isten|eurs|lingen|sters|mannen|vrouwen|krachten|genoten|houders|nemers|bazen|lopers|rijders"
    r"|studenten|agenten|migranten|lieden|lui))$"
)
# letters in which such an end and the three before it fit: a longer word is not looked through
_TAIL = 16


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

    def person(self, word: str) -> bool:
        """Is this folded word a person or a group of people?"""
        return word not in self.things and (
            word in self.people or bool(_PERSON_END.search(word[-_TAIL:]))
        )

    def phrases(self, kind: str, level: str) -> list[str]:
        """The phrases of a kind at `zeker`, `mogelijk` or `behalve`."""
        return list(self.raw["woorden"].get(kind, {}).get(level, ()))


class WordList(BaseModel):
    """The shape of the file. Every phrase can be read as a pattern."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    soorten: dict[str, dict[str, Any]]
    landen: list[str]
    streken: list[str]
    landcodes: list[str]
    personen: list[str]
    dingen: list[str]
    bij_land: dict[str, list[str]]
    zinsbouw: dict[str, list[str]]
    woorden: dict[str, dict[str, list[str]]]


WORDS = data("law") / "woordenlijst.yaml"


@cache
def lexicon() -> Lexicon:
    """The lists of this process, read once. Raises `LawError`."""
    return load(WORDS)


def load(path: Path, *, every: bool = False) -> Lexicon:
    """Read a word list; with `every` also each phrase of it, which otherwise happens when a text
    asks for it. Raises `LawError` naming the file, and the phrase that cannot be read."""
    raw = shaped(WordList, read(path), path)
    for phrase in (
        one
        for levels in raw.woorden.values()
        for phrases in levels.values()
        for one in phrases
        if every
    ):
        pattern(phrase)
    found = Lexicon(raw.model_dump())
    for kind, rows in (("nationaliteit", raw.landen), ("afkomst", raw.streken)):
        for row in rows:
            for form, word in _forms(row):
                origin = Origin(kind, form, fold(row.split("|")[0]))
                found.origins.setdefault(fold(word), []).append(origin)
    return found


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
    spaced = re.sub(r",? ", lambda gap: r",?\s+" if "," in gap[0] else r"\s+", text)
    try:
        return re.compile(rf"(?<![\w'+-]){spaced}(?!['-]?\w)")
    except re.error as error:
        raise LawError(
            f"“{phrase}” is geen leesbaar zinsdeel ({error.msg})", where=place(WORDS)
        ) from error


def _forms(row: str) -> list[tuple[str, str]]:
    """Every form of one row: land, adjective with and without -e, people in singular and plural."""
    land, adjective, people = row.split("|")
    one, _, irregular = people.partition("/")
    forms = [
        ("land", land),
        ("adjective", adjective),
        ("adjective", _bent(adjective)),
        ("people", one),
    ]
    return [*forms, ("people", irregular or _plural(one)), ("people", _plural(one))]


def _bent(adjective: str) -> str:
    """pools: poolse; chinees: chinese; thais: thaise; mediterraan: mediterrane."""
    if adjective.endswith("ees"):
        return adjective[:-3] + "ese"
    return adjective[:-3] + "ane" if adjective.endswith("aan") else adjective + "e"


def _plural(one: str) -> str:
    """Pool: Polen; Turk: Turken; Rus: Russen; Chinees: Chinezen; Duitser: Duitsers; Belg: Belgen;
    Thai: Thai."""
    if one.endswith("ees"):
        return one[:-3] + "ezen"
    if double := re.fullmatch(r"(.*)([aeou])\2([bcdfgklmnprt])", one):
        return f"{double[1]}{double[2]}{double[3]}en"
    if one.endswith(("er", "ër", "a", "i", "o")):
        return one + "s"
    if re.fullmatch(r".*[^aeiou][aeiou][bdfgklmnprst]", one):
        return one + one[-1] + "en"
    return one + "en"

"""The shape of a law file: an article, its versions, their norms and examples, and the state of
every provision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from openprisma.engine.citations import short_citation
from openprisma.engine.grammar import Node, Truth, parse, paths
from openprisma.engine.reading import Located, place, read, shaped
from openprisma.engine.vocabulary import Vocabulary
from openprisma.kernel.errors import LawError

Kind = Literal["permits", "requires", "forbids", "empowers", "judgement"]
KINDS: tuple[Kind, ...] = ("permits", "requires", "forbids", "empowers", "judgement")
Certainty = Literal["seen", "inferred", "practice", "house", "assumed"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TermEntry(_Strict):
    """A length of time. `lengthens`: may the Algemene termijnenwet carry its end over a weekend or
    holiday?"""

    years: int = 0
    months: int = 0
    days: int = 0
    lengthens: bool = False


class JudgementEntry(_Strict):
    """An open norm: the engine asks, a person with `by` answers with reasons; lapses when facts in
    `rests_on` change: everything the question is about, and no count."""

    question: str
    by: str
    rests_on: tuple[str, ...] = Field(min_length=1)


class NormEntry(_Strict):
    """A norm as a jurist writes it. Exactly one of the five kinds is filled in.

    `awaits` names the later work in which it can refuse for the first time; until then it counts as
    deferred, not as modelled, although it is judged.
    """

    id: str = Field(pattern=r"^[0-9]+[a-z]?(\.[a-z0-9-]+)*(/[a-z0-9-]+)?$")
    binds: tuple[str, ...] = Field(min_length=1)
    applies: str = Field("waar", alias="if")
    permits: str | None = None
    requires: str | None = None
    forbids: str | None = None
    empowers: str | None = None
    judgement: JudgementEntry | None = None
    says: str
    refusal: str = Field(min_length=1)
    remedy: str = Field(min_length=1)
    kernel: bool = False
    show_to: Literal["user", "reviewer"] = "user"
    certainty: Certainty | None = None
    question: str | None = Field(None, pattern=r"^Q\d+$")
    exception_to: str | None = None
    awaits: str = ""

    @model_validator(mode="after")
    def _one_kind(self) -> NormEntry:
        filled = [kind for kind in KINDS if getattr(self, kind) is not None]
        if len(filled) != 1:
            raise ValueError(f"precies één van {', '.join(KINDS)}; hier staan er {len(filled)}")
        return self


class ExampleEntry(_Strict):
    """A case a jurist can check; every example is a test. `expect` is `allowed`, `refused by <id>`
    or `waits for <id>`."""

    name: str
    act: str
    facts: dict[str, Any]
    judgements: dict[str, bool] = {}
    expect: str


class CategoryRow(_Strict):
    """One row of the matrix of bgs:2.15: who may supply what, from which phase, for which working
    methods."""

    nr: int
    code: str
    phase: int = Field(ge=1, le=3)
    methods: tuple[str, ...]
    sources: tuple[str, ...] = ()
    not_sources: tuple[str, ...] = ()
    condition: str = ""
    content: str = ""  # the limits of the second column, in our words; empty where it sets none
    sensitive: bool = (
        False  # special or criminal data: who supplied them consents first (wgs:1.7.3)
    )


class VersionEntry(_Strict):
    """An article as it reads from a day on. The statute's own text is never copied; `summary` is
    ours."""

    valid_from: date
    published: str
    certainty: Certainty
    summary: str
    norms: tuple[NormEntry, ...] = ()
    examples: tuple[ExampleEntry, ...] = ()
    categories: tuple[CategoryRow, ...] = ()
    holidays: dict[str, Any] = {}
    terms: dict[str, TermEntry] = {}


# What becomes of a provision that is no norm of its own, and how we call that.
PROVISION_STATES = {
    "duty": "plicht",
    "deferred": "uitgesteld",
    "power": "bevoegdheid",
    "definition": "begrip",
    "covered": "in andere normen",
    "other": "niet voor een RIEC",
}


class ProvisionEntry(_Strict):
    """A provision that is no norm of its own: a *duty* with term and owner, *deferred* with a
    reason and what it waits for, a *power* of an owner, a *definition* that says where it counts,
    *covered* by the norms that it names, or for an *other* alliance than a RIEC."""

    id: str
    text: str
    state: Literal["duty", "deferred", "power", "definition", "covered", "other"]
    owner: str = ""
    term: str = ""
    reason: str = ""
    later: str = ""
    norms: tuple[str, ...] = ()
    certainty: Certainty = "seen"

    @model_validator(mode="after")
    def _complete(self) -> ProvisionEntry:
        if self.state == "duty" and not (self.owner and self.term):
            raise ValueError("een plicht heeft een houder (owner) en een termijn (term)")
        if self.state == "deferred" and not (self.reason and self.later):
            raise ValueError("uitgesteld vraagt een reden (reason) en waarheen (later)")
        if self.state == "power" and (self.term or not self.owner):
            raise ValueError("een bevoegdheid heeft een houder (owner) en geen termijn (term)")
        if self.state in ("definition", "other") and not self.reason:
            raise ValueError("zeg waar dit telt (reason)")
        if self.state == "covered" and not self.norms:
            raise ValueError("in andere normen: noem ze (norms)")
        return self

    @property
    def stands(self) -> str:
        """How we call its state."""
        return PROVISION_STATES[self.state]

    @property
    def told(self) -> str:
        """Who and when, or why; the norms that cover it stand in `norms`."""
        if self.state == "deferred":
            return f"{self.reason} Komt bij: {self.later}."
        return ", ".join(part for part in (self.owner, self.term, self.reason) if part)


class ArticleEntry(_Strict):
    """A law file."""

    citation: str
    title: str
    source: str = Field(pattern=r"^https://")
    versions: tuple[VersionEntry, ...] = ()
    provisions: tuple[ProvisionEntry, ...] = ()
    untranslated: tuple[str, ...] = ()


@dataclass(frozen=True)
class Norm:
    """A norm ready for use. `id` is its citation, such as `wgs:2.23.6.c`; `until` is the first day
    it no longer reads so."""

    id: str
    entry: NormEntry
    kind: Kind
    acts: tuple[str, ...]
    article: str
    certainty: Certainty
    valid_from: date
    until: date
    applies: Node
    condition: Node
    where: str

    @property
    def facts(self) -> frozenset[str]:
        """The facts this norm asks for."""
        return paths(self.applies) | paths(self.condition)

    @property
    def short(self) -> str:
        """`2.23 lid 6 onder c Wgs`: the citation a refusal names."""
        return short_citation(self.id)


@dataclass(frozen=True)
class Article:
    """An article with its versions in order, as read from one file."""

    id: str
    statute: str
    number: str
    entry: ArticleEntry
    norms: tuple[Norm, ...]
    where: str


def load_article(path: Path, vocabulary: Vocabulary) -> Article:
    """Read, check and compile one law file. Raises `LawError` with file and line."""
    raw = read(path)
    entry = shaped(ArticleEntry, raw, path)
    statute, number = path.parent.name, path.stem
    norms: list[Norm] = []
    for index, version in enumerate(entry.versions):
        later = (
            entry.versions[index + 1].valid_from if index + 1 < len(entry.versions) else date.max
        )
        if later <= version.valid_from:
            raise LawError("versies staan op volgorde van valid_from", where=place(path, raw.line))
        for position, norm in enumerate(version.norms):
            where = place(path, _line(raw, index, position))
            norms.append(_norm(f"{statute}:{number}", norm, version, later, where, vocabulary))
    return Article(f"{statute}:{number}", statute, number, entry, tuple(norms), place(path))


def _line(raw: Located, version: int, norm: int) -> int:
    return int(getattr(raw["versions"][version]["norms"][norm], "line", 0))


def _norm(
    article: str,
    entry: NormEntry,
    version: VersionEntry,
    until: date,
    where: str,
    vocabulary: Vocabulary,
) -> Norm:
    kind = next(kind for kind in KINDS if getattr(entry, kind) is not None)
    text = getattr(entry, kind)
    try:
        acts = vocabulary.bound(entry.binds)
        applies = parse(entry.applies, vocabulary)
        condition = parse(text, vocabulary) if isinstance(text, str) else Truth(True)
        if entry.judgement:
            vocabulary.rested_on(entry.judgement.rests_on)
    except LawError as error:
        raise LawError(f"norm {entry.id}: {error.what}", where=where) from error
    return Norm(
        id=f"{article}.{entry.id}",
        entry=entry,
        kind=kind,
        acts=acts,
        article=article,
        certainty=entry.certainty or version.certainty,
        valid_from=version.valid_from,
        until=until,
        applies=applies,
        condition=condition,
        where=where,
    )

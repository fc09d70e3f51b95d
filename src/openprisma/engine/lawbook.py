"""All law files together: what holds on a day, compiled once, and the judgement of an act under
it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from openprisma.engine.acts import FOLDER
from openprisma.engine.groups import Surroundings, derived
from openprisma.engine.norms import Article, CategoryRow, Norm, TermEntry, load_article
from openprisma.engine.readings import FOLDER as READINGS
from openprisma.engine.targets.closure import Closure, compiled
from openprisma.engine.verdict import Finding, State, Verdict
from openprisma.engine.vocabulary import Vocabulary, load_vocabulary
from openprisma.kernel.errors import LawError


@dataclass(frozen=True)
class _Compiled:
    norm: Norm
    applies: Closure
    holds: Closure
    asks: frozenset[str]


@dataclass
class Lawbook:
    """Vocabulary and articles. Immutable after loading; `on(day)` gives the norms that hold on a
    day."""

    vocabulary: Vocabulary
    articles: dict[str, Article]
    _sets: dict[tuple[date, ...], NormSet] = field(default_factory=dict)
    _days: dict[date, NormSet] = field(default_factory=dict)
    _rows: dict[date, dict[str, CategoryRow]] = field(default_factory=dict)

    @cached_property
    def norms(self) -> tuple[Norm, ...]:
        """Every version of every norm."""
        return tuple(norm for article in self.articles.values() for norm in article.norms)

    def norm(self, norm_id: str, on: date) -> Norm:
        """The version of a norm that holds on a day. Raises `LawError` when there is none."""
        for norm in self.norms:
            if norm.id == norm_id and norm.valid_from <= on < norm.until:
                return norm
        raise LawError(f"de norm {norm_id} geldt niet op {on}")

    def on(self, day: date) -> NormSet:
        """The norms that hold on a day, compiled; days between two changes of the law share one
        set."""
        if day not in self._days:
            changes = tuple(sorted({n.valid_from for n in self.norms if n.valid_from <= day}))
            if changes not in self._sets:
                chosen = [norm for norm in self.norms if norm.valid_from <= day < norm.until]
                self._sets[changes] = NormSet(chosen, self.vocabulary)
            self._days[day] = self._sets[changes]
        return self._days[day]

    def categories(self, day: date) -> dict[str, CategoryRow]:
        """The rows of the category matrix (bgs:2.15) that hold on a day, by code. Shared: do not
        change them."""
        if day not in self._rows:
            rows: dict[str, CategoryRow] = {}
            for article in self.articles.values():
                current = [v for v in article.entry.versions if v.valid_from <= day]
                rows |= {row.code: row for row in (current[-1].categories if current else ())}
            self._rows[day] = rows
        return self._rows[day]

    def term(self, name: str, day: date) -> TermEntry:
        """A length of time that an article lays down, as it reads on a day. Raises `LawError` for
        an unknown name."""
        for article in self.articles.values():
            for version in reversed(article.entry.versions):
                if version.valid_from <= day and name in version.terms:
                    return version.terms[name]
        raise LawError(f"geen artikel kent de termijn '{name}' op {day}")

    def terms(self, name: str) -> list[TermEntry]:
        """The same as every version of the law gives it."""
        return [
            version.terms[name]
            for article in self.articles.values()
            for version in article.entry.versions
            if name in version.terms
        ]

    @cached_property
    def holidays(self) -> dict[str, Any]:
        """The days that the Algemene termijnenwet puts beside Sunday, as its file lists them."""
        return dict(self.articles["atw:3"].entry.versions[-1].holidays)


class NormSet:
    """The norms of one day. Judging gives all reasons, always; a missing fact raises."""

    def __init__(self, norms: list[Norm], vocabulary: Vocabulary) -> None:
        self.norms, self.vocabulary = tuple(sorted(norms, key=lambda n: n.id)), vocabulary
        self._acts: dict[str, list[_Compiled]] = {}
        self._known: dict[str, tuple[str, ...]] = {}
        self._ready: dict[tuple[str, frozenset[str]], tuple[_Compiled, ...]] = {}
        for norm in self.norms:
            ready = _Compiled(norm, compiled(norm.applies), compiled(norm.condition), norm.facts)
            for act in norm.acts:
                self._acts.setdefault(act, []).append(ready)

    @cached_property
    def hash(self) -> str:
        """A fingerprint of these norms, for receipts: 16 hexadecimal digits."""
        text = "\n".join(f"{n.id} {n.entry.model_dump_json(by_alias=True)}" for n in self.norms)
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def binding(self, act: str) -> tuple[Norm, ...]:
        """The norms that bind an act."""
        return tuple(ready.norm for ready in self._acts.get(act, ()))

    def facts(self, act: str) -> frozenset[str]:
        """All facts the norms of an act ask for."""
        return frozenset().union(*(norm.facts for norm in self.binding(act)))

    def _asked(self, act: str) -> tuple[str, ...]:
        """The same, sorted and remembered."""
        if act not in self._known:
            self._known[act] = tuple(sorted(self.facts(act)))
        return self._known[act]

    def _chosen(self, act: str, ahead: frozenset[str]) -> tuple[_Compiled, ...]:
        """The norms of an act that ask nothing that is not known yet, remembered."""
        if (act, ahead) not in self._ready:
            self._ready[act, ahead] = tuple(
                ready for ready in self._acts.get(act, ()) if not ready.asks & ahead
            )
        return self._ready[act, ahead]

    def judge(
        self,
        act: str,
        facts: Mapping[str, Any],
        on: date,
        *,
        judgements: Mapping[str, bool] | None = None,
        ahead: frozenset[str] = frozenset(),
    ) -> Verdict:
        """Judge an act. `ahead` names facts not known yet (a form still to be filled in): norms
        that ask them are left out. Raises `MissingFact`."""
        given = judgements or {}
        findings = [
            Finding(ready.norm, _state(ready, facts, given)) for ready in self._chosen(act, ahead)
        ]
        known = {path: facts[path] for path in self._asked(act) if path in facts}
        return Verdict(
            act,
            on,
            self.hash,
            known,
            tuple(_after_exceptions(findings)),
            self.vocabulary.of_another,
        )


def _state(ready: _Compiled, facts: Mapping[str, Any], judgements: Mapping[str, bool]) -> State:
    if not ready.applies(facts):
        return "not_applicable"
    if ready.norm.kind == "judgement":
        answer = judgements.get(ready.norm.id)
        return "waits" if answer is None else "holds" if answer else "violated"
    holds = bool(ready.holds(facts))
    return "holds" if holds != (ready.norm.kind == "forbids") else "violated"


def _after_exceptions(findings: list[Finding]) -> list[Finding]:
    """An exception that applies sets its norm aside; two that apply to one norm conflict, and both
    say so."""
    rivals: dict[str, list[Finding]] = {}
    for finding in findings:
        target = finding.norm.entry.exception_to
        if target and finding.state != "not_applicable":
            rivals.setdefault(target, []).append(finding)
    quarrel = {f.norm.id for group in rivals.values() if len(group) > 1 for f in group}

    def settled(finding: Finding) -> Finding:
        if finding.norm.id in quarrel:
            return Finding(finding.norm, "conflict")
        return Finding(finding.norm, "replaced") if finding.norm.id in rivals else finding

    return [settled(finding) for finding in findings]


WORDS = "woorden"  # lists of words, which are no articles


def load_lawbook(folder: Path, around: Surroundings) -> Lawbook:
    """Read a folder of law; `around` it are working methods and acts, from which groups of acts are
    derived. Raises `LawError` naming file and line; nothing is half loaded."""
    words = load_vocabulary(folder / "vocabulary.yaml")
    vocabulary = replace(words, groups=words.groups | derived(words, around, "vocabulary.yaml"))
    beside = (FOLDER, READINGS, WORDS)
    files = sorted(path for path in folder.glob("*/*.yaml") if path.parent.name not in beside)
    articles = {a.id: a for a in (load_article(path, vocabulary) for path in files)}
    _check_exceptions(articles)
    return Lawbook(vocabulary, articles)


def _check_exceptions(articles: dict[str, Article]) -> None:
    ids = {norm.id for article in articles.values() for norm in article.norms}
    for article in articles.values():
        for norm in article.norms:
            if norm.entry.exception_to and norm.entry.exception_to not in ids:
                raise LawError(
                    f"uitzondering op {norm.entry.exception_to}, die er niet is", where=norm.where
                )

"""Runs the examples in the law files: each is a case that a jurist wrote and a test that anyone can
run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from openprisma.engine.lawbook import Lawbook, NormSet
from openprisma.engine.norms import Article, ExampleEntry
from openprisma.engine.verdict import Verdict
from openprisma.engine.vocabulary import Vocabulary
from openprisma.kernel.errors import OpenPrismaError


@dataclass(frozen=True)
class Outcome:
    """An example, what was expected and what came out; `good` when they agree."""

    article: str
    example: ExampleEntry
    got: str
    good: bool


def run_examples(lawbook: Lawbook) -> Iterator[Outcome]:
    """Judge every example of every article under its own version, with the norms of that article
    alone.

    With the norms of other articles an example would have to repeat all facts of the world.
    """
    for article in lawbook.articles.values():
        yield from run_examples_of(lawbook, article)


def run_examples_of(lawbook: Lawbook, article: Article) -> Iterator[Outcome]:
    """The same of one article."""
    for version in article.entry.versions:
        for example in version.examples:
            got = _outcome(lawbook, article, example, version.valid_from)
            yield Outcome(article.id, example, got, _agrees(article.id, example.expect, got))


def _agrees(article: str, expected: str, got: str) -> bool:
    words = expected.split()
    if words[0] in ("refused", "waits"):
        return got == f"{words[0]} {words[1]} {article}.{words[2]}"
    return expected == got


def _outcome(lawbook: Lawbook, article: Article, example: ExampleEntry, day: date) -> str:
    try:
        verdict = _judge(lawbook, article, example, day)
    except OpenPrismaError as error:
        return f"error: {error.what}"
    objections = [o for o in verdict.objections if o.norm.article == article.id]
    if not objections:
        return "allowed"
    word = "waits for" if objections[0].state == "waits" else "refused by"
    return f"{word} {objections[0].norm.id}"


def _judge(lawbook: Lawbook, article: Article, example: ExampleEntry, day: date) -> Verdict:
    norms = NormSet([n for n in article.norms if n.valid_from <= day < n.until], lawbook.vocabulary)
    facts = {path: typed(value, path, lawbook.vocabulary) for path, value in example.facts.items()}
    judgements = {f"{article.id}.{name}": answer for name, answer in example.judgements.items()}
    return norms.judge(example.act, facts, day, judgements=judgements)


def plain_facts(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts as an example of a law file writes them: sets as sorted lists."""
    return {
        path: sorted(value) if isinstance(value, (frozenset, set, list)) else value
        for path, value in facts.items()
    }


def typed(value: Any, path: str, vocabulary: Vocabulary) -> Any:
    """A value as YAML has it, in the type the vocabulary gives the field. Raises `LawError` for an
    unknown field."""
    match vocabulary.field(path).type, value:
        case "codes", list():
            return frozenset(map(str, value))
        case "code", _:
            return str(value)
        case _:
            return value

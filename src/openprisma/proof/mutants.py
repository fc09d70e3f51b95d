"""Norms made wrong on purpose: taken away, turned round, made wider. Each must be noticed by an
example or an invariant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import z3

from openprisma.engine.examples import run_examples
from openprisma.engine.grammar import And, Codes, Compare, Member, Node, Not, Or, Truth
from openprisma.engine.lawbook import Lawbook
from openprisma.engine.norms import Norm
from openprisma.proof.invariants import Invariants
from openprisma.proof.model import Question

WIDER = {"<": "<=", ">": ">=", "<=": "<", ">=": ">", "=": "!=", "!=": "="}


@dataclass(frozen=True)
class Mutant:
    """A norm made wrong: what was done to it, and the law with it."""

    norm: str
    done: str
    book: Lawbook


def mutants(book: Lawbook, norm: Norm) -> Iterator[Mutant]:
    """One norm taken away, turned round, and each part of its condition and of when it applies left
    out or changed."""
    yield Mutant(norm.id, "weggehaald", _with(book, norm, None))
    if norm.kind != "judgement" and norm.condition != Truth(True):
        yield Mutant(
            norm.id, "omgekeerd", _with(book, norm, replace(norm, condition=Not(norm.condition)))
        )
        for what, node in changed(norm.condition):
            yield Mutant(norm.id, what, _with(book, norm, replace(norm, condition=node)))
    for what, node in changed(norm.applies):
        yield Mutant(norm.id, f"als: {what}", _with(book, norm, replace(norm, applies=node)))


def changed(node: Node) -> Iterator[tuple[str, Node]]:
    """The same condition with one thing changed, each thing in turn."""
    match node:
        case And(parts) | Or(parts):
            for at, part in enumerate(parts):
                rest = (*parts[:at], *parts[at + 1 :])
                yield (
                    f"zonder deel {at + 1}",
                    rest[0] if len(rest) == 1 else replace(node, parts=rest),
                )
                for what, other in changed(part):
                    yield (
                        f"deel {at + 1}: {what}",
                        replace(node, parts=(*parts[:at], other, *parts[at + 1 :])),
                    )
        case Not(of):
            yield "zonder niet", of
            for what, other in changed(of):
                yield what, replace(node, of=other)
        case Compare(op, left, right):
            yield f"{op} werd {WIDER[op]}", Compare(WIDER[op], left, right)
        case Member(one, Codes(values)) if len(values) > 1:
            for code in values:
                yield (
                    f"zonder {code}",
                    Member(one, Codes(tuple(other for other in values if other != code))),
                )


def _with(book: Lawbook, norm: Norm, instead: Norm | None) -> Lawbook:
    """The law with another version of one norm, or without it."""
    article = book.articles[norm.article]
    norms = tuple(instead if one is norm else one for one in article.norms)
    other = replace(article, norms=tuple(one for one in norms if one is not None))
    return Lawbook(book.vocabulary, book.articles | {norm.article: other})


def killed_by(
    mutant: Mutant, original: Lawbook, norm: Norm, invariants: Invariants, day: date
) -> str:
    """What notices a mutant: an example, an act that can never be done any more, an invariant, or
    that it changes nothing at all; empty when nothing does."""
    for outcome in run_examples(mutant.book):
        if not outcome.good:
            return f"voorbeeld: {outcome.example.name}"
    for act in norm.acts:
        question = Question(mutant.book, act, day)
        if question.find(question.allowed()) is None:
            return f"kan nooit meer: {act}"
        for invariant in invariants.norms:
            if (
                act in invariant.acts
                and question.find(question.allowed(), z3.Not(question.says(invariant.always)))
                is not None
            ):
                return f"invariant: {invariant.id}"
        for witness in invariants.possible:
            if (
                act in witness.acts
                and question.find(question.allowed(), question.says(witness.when)) is None
            ):
                return f"kan niet meer: {witness.id}"
    return "" if _differs(mutant.book, original, norm, day) else "verandert niets"


def _differs(one: Lawbook, other: Lawbook, norm: Norm, day: date) -> bool:
    """Is there a case of any act that the two judge differently?"""
    for act in norm.acts:
        first = Question(other, act, day)
        second = Question(one, act, day, first.world)
        if first.find(first.allowed() != second.allowed()) is not None:
            return True
    return False

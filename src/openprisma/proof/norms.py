"""Questions to the norms of one day, act by act: can it be allowed, does each norm matter, do
exceptions quarrel, and does every invariant hold?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations

import z3

from openprisma.engine.lawbook import Lawbook
from openprisma.engine.norms import Norm
from openprisma.proof.answers import Answer, State
from openprisma.proof.invariants import Invariant, Invariants, Witness
from openprisma.proof.model import Facts, Looked, Question


def about_norms(
    book: Lawbook, invariants: Invariants, day: date, *, only: Iterable[str] | None = None
) -> Iterator[Answer]:
    """Everything that is asked of the norms that hold on a day; of these acts alone, when some are
    named."""
    acts = [act for act in (only or book.vocabulary.acts) if book.on(day).binding(act)]
    matters: dict[str, bool] = {}
    questions: dict[str, Question] = {}
    for act in acts:
        question = questions[act] = Question(book, act, day)
        yield _possible(question)
        yield from _clashes(question)
        yield from _let_through(question)
        for one in question.norms:
            if not matters.get(one.norm.id):
                matters[one.norm.id] = _matters(question, one)
    yield from _needed(
        [norm for norm in book.on(day).norms if set(norm.acts) <= questions.keys()], matters
    )
    for invariant in invariants.norms:
        yield from (
            _always(questions[act], invariant) for act in invariant.acts if act in questions
        )
    for witness in invariants.possible:
        yield from (_witness(questions[act], witness) for act in witness.acts if act in questions)


def _witness(question: Question, witness: Witness) -> Answer:
    case = question.find(question.allowed(), question.says(witness.when))
    return Answer(
        witness.id,
        "kan wat moet kunnen?",
        "fails" if case is None else "holds",
        case or {},
        question.act,
    )


def _possible(question: Question) -> Answer:
    """An act that no case allows is a contradiction of the norms."""
    case = question.find(question.allowed())
    return Answer(
        question.act,
        "kan dit ooit?",
        "fails" if case is None else "holds",
        case or {},
        question.act,
    )


def _clashes(question: Question) -> Iterator[Answer]:
    """Two exceptions to one norm that both apply would refuse; there must be no such case."""
    pairs = combinations([one for one in question.norms if one.norm.entry.exception_to], 2)
    for one, other in pairs:
        if one.norm.entry.exception_to == other.norm.entry.exception_to:
            case = question.find(one.applies, other.applies)
            about = f"{one.norm.id} en {other.norm.id}"
            yield Answer(
                about,
                "botsen deze uitzonderingen?",
                "holds" if case is None else "fails",
                case or {},
                question.act,
            )


def _let_through(question: Question) -> Iterator[Answer]:
    """What all norms together allow, the kernel norms in the database allow. They ask of each norm
    alone that it holds where it applies: one ground of several would be too strict there, for
    another may carry the act."""
    kernel = [one for one in question.norms if one.norm.entry.kernel]
    if kernel:
        case = question.find(question.allowed(), z3.Not(z3.And([one.good for one in kernel])))
        strict = [
            one.norm.id
            for one in kernel
            if case and question.find(question.allowed(), z3.Not(one.good))
        ]
        state: State = "holds" if case is None else "fails"
        yield Answer(
            ", ".join(strict) or question.act,
            "laat de database door wat de normen toestaan?",
            state,
            case or {},
            question.act,
        )


def _matters(question: Question, one: Looked) -> bool:
    """Is there a case that this norm alone decides?"""
    if one.norm.kind == "permits":
        return (
            question.find(question.allowed(), z3.Not(question.allowed(without=one.norm)))
            is not None
        )
    return question.find(z3.Not(question.allowed()), question.allowed(without=one.norm)) is not None


def _needed(norms: list[Norm], matters: dict[str, bool]) -> Iterator[Answer]:
    """A norm that decides no case of any act is dead, unless it says what it waits for."""
    for norm in norms:
        state: State = "holds" if matters[norm.id] else "told" if norm.entry.awaits else "fails"
        yield Answer(norm.id, "beslist deze norm ooit alleen?", state)


def _always(question: Question, invariant: Invariant) -> Answer:
    case = question.find(question.allowed(), z3.Not(question.says(invariant.always)))
    state: State = "holds" if case is None else "fails"
    return Answer(invariant.id, "klopt dit in elk geval dat mag?", state, case or {}, question.act)


def refused_alone(book: Lawbook, norm: Norm, act: str, day: date) -> Facts | None:
    """A case that is refused by this norm alone: a readable example for a jurist. None if there is
    none."""
    question = Question(book, act, day)
    found = next((one for one in question.norms if one.norm is norm), None)
    if found is None:
        return None
    return question.find(
        z3.Not(question.allowed()), z3.Not(found.good), question.allowed(without=norm)
    )

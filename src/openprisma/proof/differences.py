"""What a change of the law changes: for each act a case that became allowed, and one that became
forbidden."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import z3

from openprisma.engine.lawbook import Lawbook
from openprisma.proof.model import Facts, Question


@dataclass(frozen=True)
class Difference:
    """One act that the law of two days judges differently: a case, and the norms that refuse it on
    the other day."""

    act: str
    became: str  # ALLOWED or FORBIDDEN
    case: Facts
    norms: tuple[str, ...]


ALLOWED, FORBIDDEN = "mag nu", "mag niet meer"


def differences(book: Lawbook, before: date, after: date) -> Iterator[Difference]:
    """By act, at most one case each way. Nothing for an act that both days judge alike in every
    case."""
    for act in book.vocabulary.acts:
        old = Question(book, act, before)
        new = Question(book, act, after, old.world)
        for became, here, there in ((ALLOWED, new, old), (FORBIDDEN, old, new)):
            case = new.find(here.allowed(), z3.Not(there.allowed())) if here.norms else None
            if case is not None:
                yield Difference(act, became, case, _refusing(there, case))


def _refusing(question: Question, case: Facts) -> tuple[str, ...]:
    """The norms that refuse a case, by judging it as the gate would; without a ground there is none
    to name."""
    facts = {
        path: frozenset(value) if isinstance(value, list) else value for path, value in case.items()
    }
    answered = {one.norm.id: True for one in question.norms if one.norm.kind == "judgement"}
    verdict = question.book.on(question.day).judge(
        question.act, facts, question.day, judgements=answered
    )
    return tuple(finding.norm.id for finding in verdict.objections)

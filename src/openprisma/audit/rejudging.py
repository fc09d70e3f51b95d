"""Judging again: does each decision in the log follow from the norms of its day and the facts that
it names?

Facts are kept as codes, numbers and days (`gate/verdicts.py`), so this needs nobody's data and
works after those are gone. Never with other norms than those of the day: a change of law is
rehearsed on stories, not on the log.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from openprisma.engine.lawbook import Lawbook
from openprisma.engine.vocabulary import Vocabulary
from openprisma.gate.facts import asked_of_rows
from openprisma.gate.law import lawbook
from openprisma.kernel.errors import OpenPrismaError

_JUDGED = """select line, day, act, outcome, verdict::text
  from fence.outcome o join fence.line l on l.id = o.line
 where verdict <> '{}' or outcome = 'done' and purpose <> 'beheer' order by o.at"""
_ERASED = "select id, erased_on from fence.erased where source = 'line' order by erased_on, id"
_KEPT = """select count(*) from fence.outcome o join fence.line l on l.id = o.line
 where verdict = '{}' and not (outcome = 'done' and purpose <> 'beheer')"""


@dataclass(frozen=True)
class Otherwise:
    """A decision that does not follow again: which line, and why not, in Dutch."""

    line: UUID
    says: str


@dataclass
class Rejudged:
    """How many followed again, which did not, how many were refused before any norm was judged, and
    what was destroyed when."""

    same: int = 0
    otherwise: list[Otherwise] = field(default_factory=list)
    unjudged: int = 0
    destroyed: Counter[date] = field(default_factory=Counter)


def rejudge(connection: Any) -> Rejudged:
    """Judge every decision in the log again."""
    found = Rejudged(unjudged=connection.execute(_KEPT).fetchone()[0])
    for line, day, act, outcome, grounds in connection.execute(_JUDGED):
        wrong = _judged(day, act, outcome, grounds)
        if wrong:
            found.otherwise.append(Otherwise(line, wrong))
        found.same += not wrong
    found.destroyed = Counter(day for _, day in connection.execute(_ERASED).fetchall())
    return found


def _judged(day: date, act: str, outcome: str, grounds: str) -> str:
    """The same of what stands in the log under a line for `act`; what was done without being
    judged, or cannot be read at all, is wrong too, and stops nothing."""
    try:
        verdict = json.loads(grounds)
        if verdict == {}:
            return "gedaan zonder oordeel"
        if verdict["act"] != act:
            return "het oordeel gaat over een andere handeling"
        return judged_again(lawbook(), day, outcome, verdict)
    except (RecursionError, LookupError, TypeError, ValueError, AttributeError) as error:
        return f"niet te lezen ({type(error).__name__})"


def judged_again(book: Lawbook, day: date, outcome: str, grounds: Mapping[str, Any]) -> str:
    """Empty when the decision follows again from what it names; else why not, in Dutch."""
    on = date.fromisoformat(grounds["law_date"])
    norms = book.on(on)
    if on != day:
        return f"beoordeeld met de normen van {on}, maar gedaan op {day}"
    if (
        hashlib.sha256(_canonical(grounds["facts"]).encode()).hexdigest()[:16]
        != grounds["facts_hash"]
    ):
        return "de feiten zijn niet die van toen"
    if norms.hash != grounds["law"]:
        return "de normen van die dag luiden nu anders dan toen er werd beslist"
    try:
        verdict = norms.judge(
            grounds["act"],
            _facts(grounds["facts"], book.vocabulary),
            on,
            **_given(book, on, grounds),
        )
    except OpenPrismaError as error:
        return f"niet te beoordelen: {error.what}"
    if {finding.norm.id: finding.state for finding in verdict.findings} != grounds["norms"]:
        return "dezelfde normen en feiten geven een ander oordeel over een norm"
    if verdict.allowed != (outcome != "refused"):
        judged = "toegestaan" if verdict.allowed else "geweigerd"
        return f"het oordeel is {judged}, de afloop was {outcome}"
    return ""


def _given(book: Lawbook, on: date, grounds: Mapping[str, Any]) -> dict[str, Any]:
    """What people had judged by then, and whether facts about single rows were left to the
    database."""
    bound = {norm.id: norm for norm in book.on(on).binding(grounds["act"])}
    judgements = {
        name: state == "holds"
        for name, state in grounds["norms"].items()
        if name in bound and bound[name].kind == "judgement" and state in ("holds", "violated")
    }
    return {
        "judgements": judgements,
        "ahead": frozenset() if grounds["norms"].keys() == bound.keys() else asked_of_rows(),
    }


def _facts(grounds: Mapping[str, Any], vocabulary: Vocabulary) -> dict[str, Any]:
    """Facts in the types of the vocabulary again."""
    return {path: _typed(value, vocabulary.field(path).type) for path, value in grounds.items()}


def _typed(value: Any, kind: str) -> Any:
    match kind, value:
        case "datum", str():
            return date.fromisoformat(value)
        case "codes", list():
            return frozenset(value)
    return value


def _canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

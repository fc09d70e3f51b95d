"""The plain reading: walks the tree. Slow, obvious, and the oracle for the other targets."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any

from openprisma.engine.grammar import (
    And,
    Code,
    Codes,
    Compare,
    Day,
    DaysBetween,
    Member,
    Node,
    Not,
    Number,
    Or,
    Path,
    Subset,
    Truth,
)
from openprisma.kernel.errors import MissingFact

COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def value(node: Node, facts: Mapping[str, Any]) -> Any:
    """The value of a node under these facts. Raises `MissingFact`."""
    match node:
        case Path(name):
            if name not in facts:
                raise MissingFact(name)
            return facts[name]
        case Code(literal) | Number(literal) | Day(literal) | Truth(literal):
            return literal
        case Codes(values):
            return frozenset(values)
        case DaysBetween(until, since):
            return (value(until, facts) - value(since, facts)).days
        case Compare(op, left, right):
            return COMPARE[op](value(left, facts), value(right, facts))
        case Member(one, of):
            return value(one, facts) in value(of, facts)
        case Subset(part, whole):
            return set(value(part, facts)) <= set(value(whole, facts))
        case Not(of):
            return not value(of, facts)
        case And(parts):
            return all([value(part, facts) for part in parts])
        case Or(parts):
            return any([value(part, facts) for part in parts])

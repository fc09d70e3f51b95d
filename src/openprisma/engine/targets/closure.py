"""The quick reading: a condition becomes nested Python functions, compiled once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from openprisma.engine.grammar import (
    And,
    Codes,
    Compare,
    DaysBetween,
    Member,
    Node,
    Not,
    Or,
    Path,
    Subset,
)
from openprisma.engine.targets.walker import COMPARE
from openprisma.kernel.errors import MissingFact

Facts = Mapping[str, Any]
Closure = Callable[[Facts], Any]


def compiled(node: Node) -> Closure:
    """A function from facts to the node's value. Raises `MissingFact` when called without a fact it
    needs."""
    match node:
        case Path(name):
            return _path(name)
        case Codes(values):
            codes = frozenset(values)
            return lambda facts: codes
        case DaysBetween(until, since):
            return _two(lambda a, b: (a - b).days, until, since)
        case Compare(op, left, right):
            return _two(COMPARE[op], left, right)
        case Member(one, of):
            return _two(lambda a, b: a in b, one, of)
        case Subset(part, whole):
            return _two(lambda a, b: set(a) <= set(b), part, whole)
        case Not(of):
            inner = compiled(of)
            return lambda facts: not inner(facts)
        case And(parts):
            every = [compiled(part) for part in parts]
            # A list: a missing fact must raise, also behind "no".
            return lambda facts: all([part(facts) for part in every])
        case Or(parts):
            some = [compiled(part) for part in parts]
            return lambda facts: any([part(facts) for part in some])
        case _:
            literal = node.value
            return lambda facts: literal


def _path(name: str) -> Closure:
    def look(facts: Facts) -> Any:
        try:
            return facts[name]
        except KeyError:
            raise MissingFact(name) from None

    return look


def _two(operation: Callable[[Any, Any], Any], left: Node, right: Node) -> Closure:
    first, second = compiled(left), compiled(right)
    return lambda facts: operation(first(facts), second(facts))

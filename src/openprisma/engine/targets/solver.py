"""The solver's reading: a condition becomes a formula of Z3, over every fact there could be.

A fact is a variable; a set of codes is a yes or no for each code of its universe, so that nothing
needs a quantifier. Numbers are not negative; days are counted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import z3

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
    children,
)
from openprisma.engine.vocabulary import Vocabulary

FRESH = ("een", "ander", "derde")  # codes that no norm names: for facts without a closed list
EARLIEST, LATEST = date(2018, 1, 1), date(2040, 1, 1)
Value = Any  # a Z3 expression, or a dict of them for a set


@dataclass
class World:
    """All facts as variables of one question. `limits` are what is true of every world: codes come
    from their lists."""

    vocabulary: Vocabulary
    named: frozenset[str]
    known: dict[str, Value] = field(default_factory=dict)
    limits: list[Any] = field(default_factory=list)
    _numbers: dict[str, int] = field(default_factory=dict)

    def number(self, code: str) -> int:
        """The number a code has in formulas."""
        return self._numbers.setdefault(code, len(self._numbers))

    def universe(self, path: str) -> list[str]:
        """The codes a fact can have or hold: those of its list, or those that norms name and a few
        that none does."""
        listed = self.vocabulary.fields[path].list
        return sorted(self.vocabulary.lists[listed]) if listed else sorted(self.named | set(FRESH))

    def fact(self, path: str) -> Value:
        """The variable of a fact, made when it is first asked for."""
        if path not in self.known:
            self.known[path] = self._made(path)
        return self.known[path]

    def _made(self, path: str) -> Value:
        match self.vocabulary.fields[path].type:
            case "ja_nee":
                return z3.Bool(path)
            case "getal":
                return self._between(z3.Int(path), 0, 1_000)
            case "datum":
                return self._between(z3.Int(path), EARLIEST.toordinal(), LATEST.toordinal())
            case "codes":
                return {code: z3.Bool(f"{path} ∋ {code}") for code in self.universe(path)}
            case _:
                made = z3.Int(path)
                self.limits.append(
                    z3.Or([made == self.number(code) for code in self.universe(path)])
                )
                return made

    def _between(self, made: Any, low: int, high: int) -> Any:
        self.limits.append(z3.And(made >= low, made <= high))
        return made

    def read(self, model: Any) -> dict[str, Any]:
        """The facts of a model that was found, as an example of a law file has them."""
        return {path: self._read(path, value, model) for path, value in sorted(self.known.items())}

    def _read(self, path: str, value: Value, model: Any) -> Any:
        if isinstance(value, dict):
            return [
                code
                for code, there in value.items()
                if z3.is_true(model.eval(there, model_completion=True))
            ]
        found = model.eval(value, model_completion=True)
        kind = self.vocabulary.fields[path].type
        if kind == "ja_nee":
            return bool(z3.is_true(found))
        number = int(found.as_long())
        if kind == "datum":
            return date.fromordinal(number)
        return (
            number
            if kind == "getal"
            else next(code for code, nr in self._numbers.items() if nr == number)
        )


def codes_in(nodes: Iterable[Node]) -> frozenset[str]:
    """The codes that conditions write out."""
    found: set[str] = set()
    for node in nodes:
        found |= (
            {node.value}
            if isinstance(node, Code)
            else set(node.values)
            if isinstance(node, Codes)
            else set()
        )
        found |= codes_in(children(node))
    return frozenset(found)


def formula(node: Node, world: World) -> Value:
    """The condition over the facts of a world."""
    match node:
        case Path(name):
            return world.fact(name)
        case Code(value):
            return z3.IntVal(world.number(value))
        case Number(value):
            return z3.IntVal(value)
        case Day(value):
            return z3.IntVal(value.toordinal())
        case Truth(value):
            return z3.BoolVal(value)
        case Codes(values):
            return {code: z3.BoolVal(True) for code in values}
        case _:
            return _compound(node, world)


def _compound(node: Node, world: World) -> Value:
    match node:
        case DaysBetween(until, since):
            return formula(until, world) - formula(since, world)
        case Compare(op, left, right):
            return _compared(op, formula(left, world), formula(right, world))
        case Member(one, of):
            return _member(formula(one, world), formula(of, world), world)
        case Subset(part, whole):
            return _subset(formula(part, world), formula(whole, world))
        case Not(of):
            return z3.Not(formula(of, world))
        case And(parts):
            return z3.And([formula(part, world) for part in parts])
        case Or(parts):
            return z3.Or([formula(part, world) for part in parts])
    raise TypeError(node)


def _compared(op: str, left: Value, right: Value) -> Any:
    if isinstance(left, dict):
        same = z3.And(_subset(left, right), _subset(right, left))
        return same if op == "=" else z3.Not(same)
    operations = {
        "=": lambda: left == right,
        "!=": lambda: left != right,
        "<": lambda: left < right,
    }
    operations |= {
        "<=": lambda: left <= right,
        ">": lambda: left > right,
        ">=": lambda: left >= right,
    }
    return operations[op]()


def _member(one: Value, of: dict[str, Any], world: World) -> Any:
    return z3.Or([z3.And(one == world.number(code), there) for code, there in of.items()])


def _subset(part: dict[str, Any], whole: dict[str, Any]) -> Any:
    return z3.And(
        [z3.Implies(there, whole.get(code, z3.BoolVal(False))) for code, there in part.items()]
    )

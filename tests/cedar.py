"""Conditions in Cedar, an authorisation language of others: for an outside opinion in tests and on
speed, nowhere in the product."""

from __future__ import annotations

from datetime import date
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


def cedar(node: Node) -> str:
    """A condition in Cedar."""
    match node:
        case Path(name):
            return f'context["{name}"]'
        case Code(value):
            return f'"{value}"'
        case Number(value):
            return str(value)
        case Day(value):
            return str(value.toordinal())
        case Truth(value):
            return str(value).lower()
        case Codes(values):
            return "[" + ", ".join(f'"{value}"' for value in values) + "]"
        case DaysBetween(until, since):
            return f"({cedar(until)} - {cedar(since)})"
        case Compare(op, left, right):
            return f"({cedar(left)} {'==' if op == '=' else op} {cedar(right)})"
        case Member(one, of):
            return f"{cedar(of)}.contains({cedar(one)})"
        case Subset(part, whole):
            return f"{cedar(whole)}.containsAll({cedar(part)})"
        case Not(of):
            return f"!({cedar(of)})"
        case And(parts):
            return "(" + " && ".join(cedar(part) for part in parts) + ")"
        case Or(parts):
            return "(" + " || ".join(cedar(part) for part in parts) + ")"
    raise TypeError(node)


def plain(fact: Any) -> Any:
    """A fact as Cedar takes it: days are counted, sets are lists."""
    return (
        sorted(fact)
        if isinstance(fact, frozenset)
        else fact.toordinal()
        if isinstance(fact, date)
        else fact
    )

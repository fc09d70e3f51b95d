"""The database's reading: a condition becomes a predicate over columns that may not be null."""

from __future__ import annotations

import re
from collections.abc import Mapping

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

_SAFE = re.compile(r"[\w:-]+")


def predicate(node: Node, columns: Mapping[str, str]) -> str:
    """The condition as SQL. `columns` tells the expression of each fact; raises `MissingFact` for
    one without."""
    match node:
        case Path(name):
            if name not in columns:
                raise MissingFact(name)
            return columns[name]
        case Code(value):
            return _text(value)
        case Number(value):
            return str(value)
        case Day(value):
            return f"date '{value.isoformat()}'"
        case Truth(value):
            return str(value).lower()
        case Codes(values):
            return f"array[{', '.join(map(_text, values))}]::text[]"
        case _:
            return f"({_compound(node, columns)})"


def _compound(node: Node, columns: Mapping[str, str]) -> str:
    match node:
        case DaysBetween(until, since):
            return f"{predicate(until, columns)} - {predicate(since, columns)}"
        case Compare(op, left, right):
            return (
                f"{predicate(left, columns)} {op.replace('!=', '<>')} {predicate(right, columns)}"
            )
        case Member(one, of):
            return f"{predicate(one, columns)} = any ({predicate(of, columns)})"
        case Subset(part, whole):
            return f"{predicate(part, columns)} <@ {predicate(whole, columns)}"
        case Not(of):
            return f"not {predicate(of, columns)}"
        case And(parts):
            return " and ".join(predicate(part, columns) for part in parts)
        case Or(parts):
            return " or ".join(predicate(part, columns) for part in parts)
    raise TypeError(node)


def _text(code: str) -> str:
    if not _SAFE.fullmatch(code):
        raise ValueError(f"not a code: {code!r}")
    return f"'{code}'::text"

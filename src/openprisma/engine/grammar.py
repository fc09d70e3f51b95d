"""The language of conditions: thirteen kinds of node, no calls, no loops; every condition has an
answer.

    wie.deelnemer in dossier.betrokken_deelnemers en gegeven.fase <= dossier.fase

`en`, `of`, `niet`; `=`, `!=`, `<`, `<=`, `>`, `>=`; `in` (member), `binnen` (subset); codes,
numbers, days (2026-03-09), `waar`, `onwaar`, `{a, b}`, and `a - b`: the days between two dates.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from openprisma.engine.vocabulary import Vocabulary
from openprisma.kernel.errors import LawError


@dataclass(frozen=True)
class Path:
    """A fact by its name, such as `dossier.fase`."""

    name: str


@dataclass(frozen=True)
class Code:
    """A code out of a closed list, or an identifier."""

    value: str


@dataclass(frozen=True)
class Number:
    """A whole number."""

    value: int


@dataclass(frozen=True)
class Day:
    """A calendar day."""

    value: date


@dataclass(frozen=True)
class Truth:
    """`waar` or `onwaar`."""

    value: bool


@dataclass(frozen=True)
class Codes:
    """A set of codes written out."""

    values: tuple[str, ...]


@dataclass(frozen=True)
class DaysBetween:
    """Whole days from `since` to `until`; negative when `until` comes first."""

    until: Node
    since: Node


@dataclass(frozen=True)
class Compare:
    """Two values of one type and a comparison."""

    op: str
    left: Node
    right: Node


@dataclass(frozen=True)
class Member:
    """Is one code in a set of codes?"""

    one: Node
    of: Node


@dataclass(frozen=True)
class Subset:
    """Is every code of one set in another?"""

    part: Node
    whole: Node


@dataclass(frozen=True)
class Not:
    """Negation."""

    of: Node


@dataclass(frozen=True)
class And:
    """All of them."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Or:
    """At least one of them."""

    parts: tuple[Node, ...]


Node = (
    Path
    | Code
    | Number
    | Day
    | Truth
    | Codes
    | DaysBetween
    | Compare
    | Member
    | Subset
    | Not
    | And
    | Or
)

_TOKEN = re.compile(
    r"\s*(?:(?P<day>\d{4}-\d{2}-\d{2})|(?P<number>\d+(?![\w.:-]))"
    r"|(?P<path>[a-z_]+\.[a-z_0-9]+)|(?P<word>[A-Za-z0-9_:][\w:-]*)"
    r"|(?P<op><=|>=|!=|=|<|>|-)|(?P<mark>[(){},]))"
)
_COMPARISONS = {"=", "!=", "<", "<=", ">", ">="}


def parse(text: str, vocabulary: Vocabulary) -> Node:
    """The condition as a typed tree. Raises `LawError` naming the spot for unknown words, types or
    codes."""
    node = _Parser(text).whole()
    found = kind(node, vocabulary)
    if found != "ja_nee":
        raise LawError(f"de voorwaarde '{text}' is geen ja of nee maar een {found}")
    return node


def paths(node: Node) -> frozenset[str]:
    """The facts a condition asks for."""
    if isinstance(node, Path):
        return frozenset({node.name})
    return frozenset().union(*(paths(child) for child in children(node)))


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly under a node."""
    match node:
        case And(parts) | Or(parts):
            return parts
        case Not(of):
            return (of,)
        case (
            Compare(_, left, right)
            | Member(left, right)
            | Subset(left, right)
            | DaysBetween(left, right)
        ):
            return (left, right)
        case _:
            return ()


class _Parser:
    """Recursive descent, one method a level; keeps only what is still to be read."""

    def __init__(self, text: str) -> None:
        self.text, self.rest = text, self._tokens(text)

    @staticmethod
    def _tokens(text: str) -> list[tuple[str, str]]:
        found, at = [], 0
        while at < len(text.rstrip()):
            match = _TOKEN.match(text, at)
            if match is None:
                raise LawError(f"'{text[at:].strip()}' wordt niet begrepen in '{text}'")
            found.append((str(match.lastgroup), match[str(match.lastgroup)]))
            at = match.end()
        return found

    def _next(self) -> tuple[str, str]:
        return self.rest[0] if self.rest else ("end", "")

    def _take(self) -> tuple[str, str]:
        if not self.rest:
            raise LawError(f"'{self.text}' houdt te vroeg op")
        return self.rest.pop(0)

    def _skip(self, value: str) -> bool:
        if self._next()[1] == value:
            self.rest.pop(0)
            return True
        return False

    def _expect(self, value: str) -> None:
        if not self._skip(value):
            raise LawError(f"'{value}' ontbreekt in '{self.text}'")

    def whole(self) -> Node:
        node = self._any()
        if self.rest:
            raise LawError(f"'{self._next()[1]}' wordt hier niet verwacht in '{self.text}'")
        return node

    def _any(self) -> Node:
        parts = [self._all()]
        while self._skip("of"):
            parts.append(self._all())
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _all(self) -> Node:
        parts = [self._one()]
        while self._skip("en"):
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _one(self) -> Node:
        if self._skip("niet"):
            return Not(self._one())
        left = self._term()
        token = self._next()[1]
        if token in _COMPARISONS:
            self._take()
            return Compare(token, left, self._term())
        if self._skip("in"):
            return Member(left, self._term())
        if self._skip("binnen"):
            return Subset(left, self._term())
        return left

    def _term(self) -> Node:
        node = self._atom()
        return DaysBetween(node, self._atom()) if self._skip("-") else node

    def _atom(self) -> Node:
        group, value = self._take()
        match group, value:
            case "mark", "(":
                node = self._any()
                self._expect(")")
                return node
            case "mark", "{":
                return self._set()
            case "path", _:
                return Path(value)
            case "number", _:
                return Number(int(value))
            case "day", _:
                return self._day(value)
            case "word", "waar" | "onwaar":
                return Truth(value == "waar")
            case "word", _:
                return Code(value)
        raise LawError(f"'{value}' wordt hier niet verwacht in '{self.text}'")

    def _day(self, value: str) -> Day:
        try:
            return Day(date.fromisoformat(value))
        except ValueError as error:
            raise LawError(f"'{value}' is geen bestaande dag in '{self.text}'") from error

    def _set(self) -> Node:
        values = []
        while not self._skip("}"):
            values.append(self._take()[1])
            self._skip(",")
        return Codes(tuple(values))


def kind(node: Node, vocabulary: Vocabulary) -> str:
    """The type of a node. Raises `LawError` where types or codes do not fit."""
    match node:
        case Path(name):
            return vocabulary.field(name).type
        case Code():
            return "code"
        case Number() | DaysBetween():
            return _between(node, vocabulary)
        case Day():
            return "datum"
        case Codes():
            return "codes"
        case Truth():
            return "ja_nee"
        case Compare(op, left, right):
            _same(left, right, vocabulary, ordered=op not in ("=", "!="))
        case Member(one, of):
            _pair(one, "code", of, "codes", vocabulary)
        case Subset(part, whole):
            _pair(part, "codes", whole, "codes", vocabulary)
        case Not() | And() | Or():
            for child in children(node):
                if kind(child, vocabulary) != "ja_nee":
                    raise LawError("'en', 'of' en 'niet' verbinden alleen voorwaarden")
    return "ja_nee"


def _between(node: Node, vocabulary: Vocabulary) -> str:
    for child in children(node):
        if kind(child, vocabulary) != "datum":
            raise LawError("alleen dagen kunnen van elkaar worden afgetrokken")
    return "getal"


def _same(left: Node, right: Node, vocabulary: Vocabulary, *, ordered: bool) -> None:
    kinds = kind(left, vocabulary), kind(right, vocabulary)
    if kinds[0] != kinds[1] or "codes" in kinds:
        raise LawError(f"een {kinds[0]} is niet te vergelijken met een {kinds[1]}")
    if ordered and kinds[0] not in ("getal", "datum"):
        raise LawError(f"een {kinds[0]} heeft geen volgorde")
    _listed(left, right, vocabulary)


def _pair(left: Node, one: str, right: Node, other: str, vocabulary: Vocabulary) -> None:
    if (kind(left, vocabulary), kind(right, vocabulary)) != (one, other):
        raise LawError(f"hier wordt een {one} en een {other} verwacht")
    _listed(left, right, vocabulary)


def _listed(left: Node, right: Node, vocabulary: Vocabulary) -> None:
    """A code that stands beside a field must be one that the field can have."""
    for field, literal in ((left, right), (right, left)):
        if not isinstance(field, Path) or not isinstance(literal, Code | Codes):
            continue
        name = vocabulary.field(field.name).list
        allowed = vocabulary.lists[name] if name else None
        for code in literal.values if isinstance(literal, Codes) else (literal.value,):
            if allowed is not None and code not in allowed:
                raise LawError(f"'{code}' staat niet in de lijst '{name}' van {field.name}")

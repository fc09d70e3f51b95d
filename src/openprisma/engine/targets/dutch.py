"""The reader's reading: a condition in plain Dutch, made of the labels in the vocabulary."""

from __future__ import annotations

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
from openprisma.engine.vocabulary import Vocabulary
from openprisma.kernel.days import in_words

_OPS = {
    "=": "is",
    "!=": "is niet",
    "<": "is minder dan",
    "<=": "is hoogstens",
    ">": "is meer dan",
    ">=": "is minstens",
}
_DATE_OPS = _OPS | {
    "<": "ligt voor",
    "<=": "ligt op of voor",
    ">": "ligt na",
    ">=": "ligt op of na",
}


def in_dutch(node: Node, vocabulary: Vocabulary) -> str:
    """One sentence without a full stop."""
    return _say(node, vocabulary, None)


def _say(node: Node, words: Vocabulary, beside: str | None) -> str:
    match node:
        case Path(name):
            return words.fields[name].label
        case Code(value):
            return _code(value, words, beside)
        case Codes(values):
            return " of ".join(_code(value, words, beside) for value in values)
        case Number(value):
            return str(value)
        case Day(value):
            return in_words(value)
        case Truth(value):
            return "altijd" if value else "nooit"
        case DaysBetween(until, since):
            return f"het aantal dagen van {_say(since, words, None)} tot {_say(until, words, None)}"
        case Not(of):
            return f"niet: {_say(of, words, None)}"
        case And(parts):
            return ", en ".join(_say(part, words, None) for part in parts)
        case Or(parts):
            return ", of ".join(_say(part, words, None) for part in parts)
    return _relation(node, words)


def _relation(node: Compare | Member | Subset, words: Vocabulary) -> str:
    match node:
        case Compare(op, left, right):
            name = left.name if isinstance(left, Path) else None
            dated = name is not None and words.fields[name].type == "datum"
            says = (_DATE_OPS if dated else _OPS)[op]
            return f"{_say(left, words, None)} {says} {_say(right, words, name)}"
        case Member(one, of):
            name = one.name if isinstance(one, Path) else None
            verb = "is" if isinstance(of, Codes) else "hoort bij"
            return f"{_say(one, words, None)} {verb} {_say(of, words, name)}"
        case Subset(part, whole):
            return f"alles in {_say(part, words, None)} hoort bij {_say(whole, words, None)}"


def _code(value: str, words: Vocabulary, beside: str | None) -> str:
    entry = words.fields.get(beside or "")
    return words.lists.get(entry.list or "", {}).get(value, value) if entry else value

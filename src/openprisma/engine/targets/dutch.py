"""The reader's reading: a condition in plain Dutch, made of the labels in the vocabulary."""

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
from openprisma.engine.vocabulary import Vocabulary
from openprisma.kernel.days import FOREVER, in_words

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


# Verbs as they stand in the labels of the vocabulary: a label of yes or no is a main clause.
FINITE = frozenset(
    {
        "is",
        "zijn",
        "bent",
        "heeft",
        "hebben",
        "staat",
        "staan",
        "gaat",
        "mag",
        "kan",
        "zit",
        "zitten",
        "hoort",
        "meldde",
        "schreef",
        "ligt",
        "verklaart",
        "bevestigde",
        "stemde",
        "telt",
        "vroeg",
        "zegt",
        "leverde",
        "verstrekte",
        "antwoordden",
        "liet",
        "zet",
        "komt",
        "rust",
        "vraagt",
        "valt",
        "oordeelde",
        "weegt",
        "moet",
        "was",
        "wordt",
        "noemt",
        "houden",
        "bracht",
    }
)


def in_dutch(node: Node, vocabulary: Vocabulary) -> str:
    """One sentence without a full stop."""
    return say(node, vocabulary, None)


def in_words_of(vocabulary: Vocabulary, path: str, value: Any) -> str:
    """The value of a fact as a reader knows it; empty for a code that stands in no list."""
    names = vocabulary.lists.get(vocabulary.fields[path].list or "", {})
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, date):
        return "geen dag" if value == FOREVER else in_words(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return names.get(value, "")
    known = [names[one] for one in sorted(value) if one in names]
    return ", ".join(known) if known else "geen" if names else ""


def say(node: Node, words: Vocabulary, beside: str | None = None) -> str:
    """A condition as a main clause, or a part of one as a noun; `beside`: the fact that a code is
    compared with, for its list."""
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
            return f"het aantal dagen van {say(since, words, None)} tot {say(until, words, None)}"
        case Not(of):
            return f"niet: {say(of, words, None)}"
        case And(parts):
            return ", en ".join(say(part, words, None) for part in parts)
        case Or(parts):
            return ", of ".join(say(part, words, None) for part in parts)
    return _relation(node, words)


def subject(node: Node, words: Vocabulary) -> str:
    """What a comparison is about; behind one that ends with a verb stands a comma: not “is is”."""
    text = say(node, words)
    return f"{text}," if text.rsplit(" ", 1)[-1] in FINITE else text


def _relation(node: Compare | Member | Subset, words: Vocabulary) -> str:
    match node:
        case Compare(op, left, right):
            name = left.name if isinstance(left, Path) else None
            dated = name is not None and words.fields[name].type == "datum"
            says = (_DATE_OPS if dated else _OPS)[op]
            return f"{subject(left, words)} {says} {say(right, words, name)}"
        case Member(one, of):
            name = one.name if isinstance(one, Path) else None
            verb = "is" if isinstance(of, Codes) else "hoort bij"
            return f"{subject(one, words)} {verb} {say(of, words, name)}"
        case Subset(part, whole):
            return f"alles in {say(part, words, None)} hoort bij {say(whole, words, None)}"


def _code(value: str, words: Vocabulary, beside: str | None) -> str:
    entry = words.fields.get(beside or "")
    return words.lists.get(entry.list or "", {}).get(value, value) if entry else value

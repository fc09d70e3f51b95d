"""A condition as a subordinate clause: what stands behind “als”, with its verb at the end."""

from __future__ import annotations

import re

from openprisma.engine.grammar import (
    And,
    Codes,
    Compare,
    Member,
    Node,
    Not,
    Or,
    Path,
    Subset,
    Truth,
)
from openprisma.engine.targets.dutch import FINITE, say, subject
from openprisma.engine.vocabulary import Vocabulary

# Where the main clause of a label ends and another one begins, which keeps its own order.
_TAIL = re.compile(
    r"(,? (?:dat|waarom|wie|wat|welke|wanneer|zoals|als|waarop|dan|die|voor welke|sinds het)\b.*)$"
)
_PARTICLES = frozenset(["voor", "op", "toe", "aan", "in", "mee", "terug", "weg", "af"])
_OPS = {
    "=": "{} is",
    "!=": "niet {} is",
    "<": "minder dan {} is",
    "<=": "hoogstens {} is",
    ">": "meer dan {} is",
    ">=": "minstens {} is",
}
_DATE_OPS = _OPS | {
    "<": "voor {} ligt",
    "<=": "op of voor {} ligt",
    ">": "na {} ligt",
    ">=": "op of na {} ligt",
}


def as_clause(node: Node, words: Vocabulary) -> str:
    """What stands behind “als”, without it and without a full stop."""
    match node:
        case Path(name):
            return words.fields[name].clause or verb_last(words.fields[name].label)
        case Truth(value):
            return "dat altijd zo is" if value else "dat nooit zo is"
        case Not(of):
            return f"het niet zo is dat {as_clause(of, words)}"
        case And(parts):
            return " en ".join(_each(parts, words, Or))
        case Or(parts):
            return " of ".join(_each(parts, words, And))
        case Compare(op, left, right):
            beside = left.name if isinstance(left, Path) else None
            dated = beside is not None and words.fields[beside].type == "datum"
            told = (_DATE_OPS if dated else _OPS)[op].format(say(right, words, beside))
            return f"{subject(left, words)} {told}"
        case Member(one, of):
            if isinstance(of, Codes):
                of_list = one.name if isinstance(one, Path) else None
                return f"{subject(one, words)} {say(of, words, of_list)} is"
            return verb_last(say(node, words))
        case Subset():
            return verb_last(say(node, words))
    return say(node, words)


def _each(parts: tuple[Node, ...], words: Vocabulary, other: type) -> list[str]:
    """The parts of a list of conditions; one that is a list of the other kind between commas."""
    return [
        f"({as_clause(part, words)})" if isinstance(part, other) else as_clause(part, words)
        for part in parts
    ]


def verb_last(sentence: str) -> str:
    """A main clause with its verb at the end. Gives the sentence as it is when no verb of ours
    stands in its second place or later."""
    parts = sentence.split(" ")
    at = next((i for i, word in enumerate(parts) if i and word in FINITE), None)
    if at is None:
        return sentence
    after = " " + " ".join(parts[at + 1 :])
    tail = _TAIL.search(after)
    body, rest = (after[: tail.start()], tail[0]) if tail else (after, "")
    middle = body.strip()
    stem, _, last = middle.rpartition(" ")
    end = f"{stem} {last}{parts[at]}" if last in _PARTICLES else f"{middle} {parts[at]}"
    return f"{' '.join(parts[:at])} {end.strip()}{rest}"

"""How a phrase may begin, so that it is tried only where a word begins so."""

from __future__ import annotations

import re

HEAD = 4  # letters by which a phrase is found


def heads(phrase: str) -> frozenset[str]:
    """The beginnings that a folded phrase can have, of at most `HEAD` letters; nothing when it can
    begin with anything."""
    return frozenset(_heads(phrase) or ())


def _heads(phrase: str) -> set[str] | None:
    phrase = phrase.removeprefix("{")
    if not phrase.startswith("(?:"):
        head = re.match(r"([a-z0-9]+)([?]?)", phrase)
        letters = (head[1][:-1] if head[2] else head[1])[:HEAD] if head else ""
        return {letters} if letters else None
    choices, rest = _group(phrase)
    found: set[str] = set()
    for choice in [*choices, *([rest[1:]] if rest.startswith("?") else [])]:
        # an empty choice is what comes after it
        begin = _heads(choice or rest)
        if begin is None:
            return None
        found |= begin
    return found


def _group(phrase: str) -> tuple[list[str], str]:
    """What may stand in the group that a phrase begins with, and what comes after it."""
    depth, start = 0, 3
    choices: list[str] = []
    for place, letter in enumerate(phrase):
        if letter == "(":
            depth += 1
        elif letter == ")":
            depth -= 1
            if depth == 0:
                return [*choices, phrase[start:place]], phrase[place + 1 :]
        elif letter == "|" and depth == 1:
            choices.append(phrase[start:place])
            start = place + 1
    return [], ""

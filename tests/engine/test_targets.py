"""Interpreter = closure = SQL, on random worlds, for every condition of every norm; a missing fact
raises in all."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from openprisma.engine.grammar import children, paths
from openprisma.engine.targets.closure import compiled
from openprisma.engine.targets.sql import predicate
from openprisma.engine.targets.walker import value
from openprisma.gate.law import lawbook
from openprisma.kernel.errors import MissingFact

BOOK = lawbook()
CONDITIONS = list(
    dict.fromkeys(node for norm in BOOK.norms for node in (norm.applies, norm.condition))
)


def literals(node) -> set[str]:
    """The codes written in a condition, so that random worlds come near its borders."""
    own = {node.value} if type(node).__name__ == "Code" else set(getattr(node, "values", ()))
    return own.union(*(literals(child) for child in children(node)))


CODES = sorted(set().union(*(literals(node) for node in CONDITIONS)) | {"politie", "ind"})


def random_fact(dice: random.Random, path: str):
    match BOOK.vocabulary.fields[path].type:
        case "ja_nee":
            return dice.random() < 0.5
        case "getal":
            return dice.randint(0, 4)
        case "datum":
            return date(2026, 3, 9) + timedelta(days=dice.randint(-2, 2))
        case "code":
            return dice.choice(CODES)
        case _:
            return frozenset(dice.sample(CODES, dice.randint(0, len(CODES))))


def as_sql(fact) -> str:
    if isinstance(fact, bool):
        return str(fact).lower()
    if isinstance(fact, frozenset):
        return "array[" + ", ".join(f"'{code}'" for code in sorted(fact)) + "]::text[]"
    return (
        f"date '{fact}'"
        if isinstance(fact, date)
        else f"'{fact}'::text"
        if isinstance(fact, str)
        else str(fact)
    )


def equal_on(worlds: int, own, seed: int) -> int:
    dice, judged = random.Random(seed), 0
    for node in CONDITIONS:
        closure, asked = compiled(node), sorted(paths(node))
        drawn = [{path: random_fact(dice, path) for path in asked} for _ in range(worlds)]
        texts = [predicate(node, {p: as_sql(f) for p, f in facts.items()}) for facts in drawn]
        rows = own.execute("select " + ", ".join(texts)).fetchone()
        for facts, in_database in zip(drawn, rows, strict=True):
            assert value(node, facts) == closure(facts) == in_database, (node, facts)
            judged += 1
    return judged


def test_the_three_readings_agree_on_five_thousand_worlds(connect):
    assert equal_on(5000 // len(CONDITIONS) + 1, connect(), seed=1) >= 5000


@pytest.mark.long
def test_the_three_readings_agree_on_a_hundred_thousand_worlds(connect):
    own, judged = connect(), 0
    for seed in range(100):
        judged += equal_on(1000 // len(CONDITIONS) + 1, own, seed)
    assert judged >= 100_000


@pytest.mark.parametrize("node", [n for n in CONDITIONS if paths(n)], ids=str)
def test_a_missing_fact_raises_in_every_reading(node):
    dice = random.Random(7)
    for missing in paths(node):
        facts = {path: random_fact(dice, path) for path in paths(node) - {missing}}
        for read in (
            lambda: value(node, facts),
            lambda: compiled(node)(facts),
            lambda: predicate(node, {p: "x" for p in facts}),
        ):
            with pytest.raises(MissingFact):
                read()

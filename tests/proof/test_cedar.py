"""An outside opinion: the norms of an act written as Cedar policies, with a schema, judge random
cases as ours do.

Cedar is an authorisation language of others with a proof of its own. It is asked here and nowhere
in the product.
"""

from __future__ import annotations

import random
from datetime import date

import cedarpy
import pytest

from openprisma.gate.law import lawbook
from tests.cedar import cedar, plain
from tests.engine.test_targets import random_fact

DAY = date(2026, 3, 9)
BOOK = lawbook()
TYPES = {
    "ja_nee": {"type": "Bool"},
    "getal": {"type": "Long"},
    "datum": {"type": "Long"},
    "code": {"type": "String"},
    "codes": {"type": "Set", "element": {"type": "String"}},
}


def policies(act: str) -> str:
    """The norms of an act: a ground permits; whatever else applies and does not hold forbids."""
    found = []
    for norm in BOOK.on(DAY).binding(act):
        applies = cedar(norm.applies)
        holds = (
            f'context["oordeel {norm.id}"]' if norm.kind == "judgement" else cedar(norm.condition)
        )
        holds = f"!({holds})" if norm.kind == "forbids" else holds
        effect = (
            ("permit", f"{applies} && {holds}")
            if norm.kind == "permits"
            else ("forbid", f"{applies} && !({holds})")
        )
        found.append(
            f'@id("{norm.id}") {effect[0]} (principal, action, resource) when {{ {effect[1]} }};'
        )
    return "\n".join(found)


def schema(act: str) -> dict:
    facts = {path: TYPES[BOOK.vocabulary.fields[path].type] for path in BOOK.on(DAY).facts(act)}
    facts |= {
        f"oordeel {norm.id}": {"type": "Bool"}
        for norm in BOOK.on(DAY).binding(act)
        if norm.kind == "judgement"
    }
    applies = {
        "principalTypes": ["Mens"],
        "resourceTypes": ["Dossier"],
        "context": {"type": "Record", "attributes": facts},
    }
    return {
        "": {"entityTypes": {"Mens": {}, "Dossier": {}}, "actions": {act: {"appliesTo": applies}}}
    }


@pytest.mark.parametrize(
    "act",
    [
        "gegeven_verstrekken",
        "resultaat_verstrekken",
        "casus_starten",
        "medewerker_toewijzen",
        "signaal_melden",
    ],
)
def test_cedar_judges_the_same(act):
    dice, told, agreed = random.Random(act), policies(act), {True: 0, False: 0}
    judged = [norm for norm in BOOK.on(DAY).binding(act) if norm.kind == "judgement"]
    asked = sorted(BOOK.on(DAY).facts(act))
    requests, ours = [], []
    for nr in range(300):
        facts = (
            near(act, asked, dice) if nr % 2 else {path: random_fact(dice, path) for path in asked}
        )
        answers = {norm.id: dice.random() < 0.7 for norm in judged}
        ours.append(BOOK.on(DAY).judge(act, facts, DAY, judgements=answers).allowed)
        context = {path: plain(fact) for path, fact in facts.items()} | {
            f"oordeel {name}": yes for name, yes in answers.items()
        }
        requests.append(
            {
                "principal": 'Mens::"a"',
                "action": f'Action::"{act}"',
                "resource": 'Dossier::"d"',
                "context": context,
            }
        )
    theirs = cedarpy.is_authorized_batch(requests, told, [], schema(act))
    for allowed, answer in zip(ours, theirs, strict=True):
        assert not answer.diagnostics.errors, answer.diagnostics.errors
        assert allowed == answer.allowed
        agreed[allowed] += 1
    assert agreed[False] > 50 and agreed[True] > 20, agreed


def near(act: str, asked: list[str], dice: random.Random) -> dict:
    """An allowed case with at most one fact drawn anew, so that many cases are allowed."""
    from openprisma.proof.model import Question

    if act not in CASES:
        question = Question(BOOK, act, DAY)
        case = question.find(question.allowed())
        CASES[act] = {
            path: frozenset(value) if isinstance(value, list) else value
            for path, value in case.items()
        }
    facts = {path: CASES[act].get(path, random_fact(dice, path)) for path in asked}
    if dice.random() < 0.6:
        path = dice.choice(asked)
        facts[path] = random_fact(dice, path)
    return facts


CASES: dict[str, dict] = {}

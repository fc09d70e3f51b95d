"""What stands behind “als” is a subordinate clause: its verb stands at the end."""

from __future__ import annotations

from itertools import pairwise

import pytest

from openprisma.engine.grammar import parse
from openprisma.engine.targets.clause import as_clause, verb_last
from openprisma.engine.targets.dutch import FINITE, in_dutch
from openprisma.gate.law import lawbook

WORDS = lawbook().vocabulary
MAIN = sorted({e.label for e in WORDS.fields.values() if e.type == "ja_nee" and not e.clause})


@pytest.mark.parametrize(
    ("condition", "clause"),
    [
        ("feit.aard = fiscaal", "de aard van het feit fiscaal gegeven is"),
        ("besluit.bezwaren > 0", "het aantal bezwaren tegen schriftelijk besluiten meer dan 0 is"),
        (
            "besluit.reageren_tot <= vraag.vandaag",
            "de dag tot wanneer leden kunnen antwoorden op of voor vandaag ligt",
        ),
        ("wie.aangewezen", "u vandaag aangewezen bent"),
        ("niet besluit.verhinderd", "het niet zo is dat u een belang meldde"),
        (
            "wie.voorzitter en wie.stemgerechtigd",
            "u dit overleg vandaag voorzit en u vandaag een stem in dit overleg heeft",
        ),
        ("feit.van_een_tip", "wat er staat, van een tip komt"),
    ],
)
def test_a_condition_reads_as_dutch_behind_als(condition, clause):
    assert as_clause(parse(condition, WORDS), WORDS) == clause


@pytest.mark.parametrize("label", MAIN)
def test_every_yes_or_no_has_its_verb_in_its_second_place_and_at_the_end(label):
    assert set(label.split(" ")[1:]) & FINITE, "a main clause with a verb that is known"
    said = verb_last(label)
    assert sorted(said.replace(" ", "")) == sorted(label.replace(" ", ""))


def test_no_verb_stands_twice_beside_itself():
    said = in_dutch(parse("besluit.voorstanders >= besluit.quorum", WORDS), WORDS)
    assert said == (
        "het aantal deelnemers dat voor is, is minstens het aantal deelnemers dat voor moet zijn"
    )
    for norm in lawbook().norms:
        for node in (norm.applies, norm.condition):
            words = in_dutch(node, WORDS).split(" ")
            assert not any(a == b and a in FINITE for a, b in pairwise(words))

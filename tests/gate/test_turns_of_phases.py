"""Whose turn the next phase is: first of each participant that is involved, then of the jurist."""

from __future__ import annotations

from tests.builders import LAWYER, POLICE, REPORTER, SECRETARY, TAX
from tests.gate.test_turns import BUREAU, do, story, whose

__all__ = ["story"]


def test_the_next_phase_waits_for_each_participant_and_then_for_the_jurist(story):
    file = story("casus-gestart")["casus"]
    everybody = (BUREAU, LAWYER, REPORTER, POLICE, TAX, SECRETARY)
    assert whose("fase_oordeel", file, *everybody) == set(), "nobody said why"
    do(BUREAU, "noodzaak_vastleggen", file, motivering="De huur past niet bij de omzet.")
    judges = whose("fase_oordeel", file, *everybody)
    assert judges and judges <= {REPORTER, POLICE, TAX}
    for who in sorted(judges):
        assert whose("fase", file, *everybody) == set(), "somebody did not judge yet"
        do(who, "fase_beoordelen", file, nodig=True, motivering="Zonder dit geen zicht op de huur.")
        assert whose("fase_oordeel", file, who) == set()
    assert whose("fase_oordeel", file, *everybody) == set()
    assert whose("fase", file, *everybody) == {LAWYER}
    do(BUREAU, "noodzaak_vastleggen", file, motivering="Ook de borg past niet.")
    assert whose("fase", file, LAWYER) == set()
    assert whose("fase_oordeel", file, *everybody) == judges, "it is about another need now"
    for who in sorted(judges):
        do(who, "fase_beoordelen", file, nodig=True, motivering="Nog steeds.")
    do(LAWYER, "fase_ophogen", file, fase=2)
    assert whose("fase", file, LAWYER) == set()

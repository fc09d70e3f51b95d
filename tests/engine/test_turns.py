"""Kinds of turns: what is forgotten between them, the working methods and the law is named."""

from __future__ import annotations

import pytest

from openprisma.engine.procedures import built
from openprisma.engine.turns import FILE, load_turns, unsaid
from openprisma.gate.law import lawbook, procedures, turns
from openprisma.kernel.errors import LawError
from openprisma.kernel.places import data


def changed(kind: str, act: str, turn: str):
    """The working methods with another turn for an act at every step of one of them."""
    entry = procedures()[kind].entry
    stages = tuple(
        stage.model_copy(
            update={
                "offers": tuple(
                    one.model_copy(update={"turn": turn}) if one.act == act else one
                    for one in stage.offers
                )
            }
        )
        for stage in entry.stages
    )
    one = built(entry.model_copy(update={"stages": stages}), lawbook().vocabulary, "hier")
    return procedures() | {kind: one}


def test_every_turn_is_described_given_and_ruled():
    assert list(unsaid(turns(), procedures(), lawbook())) == []
    assert len(turns()) > 30


@pytest.mark.parametrize(
    ("act", "turn", "told"),
    [
        ("stemmen", "", "hier: stemmen is elders iemands beurt"),
        ("stemmen", "toveren", "de beurt toveren staat er niet"),
        ("medewerker_toewijzen", "geen", ""),
    ],
)
def test_a_turn_that_a_step_forgot_is_named(act, turn, told):
    found = list(unsaid(turns(), changed("casusoverleg", act, turn), lawbook()))
    assert [one for one in found if told in one] if told else found == []


def test_a_turn_that_nobody_gives_or_that_no_rule_makes_is_named():
    one = turns()["stem"]
    wrong = {
        "rust": one.model_copy(update={"turn": "rust"}),
        "stem": one.model_copy(update={"source": ("werkwijze:stuurgroep.99",), "waits": ""}),
    }
    found = "\n".join(unsaid(turns() | wrong, procedures(), lawbook()))
    assert "de beurt rust wordt door geen werkwijze gegeven" in found
    assert "de beurt stem noemt werkwijze:stuurgroep.99, en die regel is er niet" in found
    assert "de beurt stem zegt waits" in found


def test_a_turn_without_a_rule_does_not_load(tmp_path):
    text = (data("law") / FILE).read_text(encoding="utf-8")
    (tmp_path / FILE).write_text(text.replace('source: ["wgs:2.23.1"]', "source: []", 1))
    with pytest.raises(LawError, match="regel"):
        load_turns(tmp_path / FILE)


def test_of_more_than_one_thing_the_number_is_said():
    assert turns()["vraag"].says(1) == "Beantwoord een vraag aan uw deelnemer"
    assert turns()["vraag"].says(3) == "Beantwoord 3 vragen aan uw deelnemer"
    assert turns()["stem"].says(2) == turns()["stem"].does

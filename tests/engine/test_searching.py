"""One guess: the words somebody would use lead to the rule, at the first answer."""

from __future__ import annotations

from datetime import date

import pytest

from openprisma.engine.searching import search
from openprisma.gate.law import lawbook

DAY = date(2026, 4, 10)
ASKED = {
    "criteria van een signaal": "bgs:2.16",
    "de vijf criteria": "bgs:2.16",
    "fiscale gegevens": "bgs:2.15",
    "wie mag stemmen": "werkwijze:stuurgroep",
    "wat gebeurt er op de einddatum": "werkwijze:handhavingsknelpunt",
    "einddatum": "werkwijze:handhavingsknelpunt",
    "nationaliteit": "bgs:1.9",
    "wie mag het logboek lezen": "wgs:1.8",
    "vijf jaar bewaren": "wgs:1.8",
    "politiegegevens met gezag": "wpg:20",
    "wachtwoord": "huisregels:2",
    "volgende fase openen": "wgs:2.23",
    "onjuist gegeven": "bgs:1.7",
}


@pytest.mark.parametrize(("question", "article"), ASKED.items())
def test_the_first_answer_is_the_rule(question, article):
    found = search(lawbook(), question, DAY)
    assert found and found[0].article.id == article, [
        (hit.article.id, hit.score) for hit in found[:4]
    ]


@pytest.mark.parametrize("question", ["", "wie mag wat", "xyzzy", "  ", "%_'\";--"])
def test_a_question_without_words_of_the_law_finds_nothing(question):
    assert search(lawbook(), question, DAY) == []


def test_a_norm_that_is_not_in_force_yet_is_no_answer():
    def found(on: date) -> list[str]:
        return [
            norm.id
            for hit in search(lawbook(), "in dienst van de deelnemer die u aanwees", on)
            for norm in hit.norms
        ]

    assert "wgs:1.4.3" in found(DAY) and "wgs:1.4.3" not in found(date(2025, 3, 2))


def test_a_norm_of_the_act_that_is_asked_about_comes_before_one_that_mentions_it():
    first = search(lawbook(), "wie mag stemmen", DAY)[0].norms
    assert [norm.id for norm in first][:1] == ["werkwijze:stuurgroep.4"]

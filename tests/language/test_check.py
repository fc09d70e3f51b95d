"""The text check on sentences of our own; the figures on the labelled set stand in `bench/`."""

from __future__ import annotations

from pathlib import Path

import pytest

from openprisma.kernel.errors import LawError
from openprisma.language.check import check
from openprisma.language.lexicon import lexicon, load, pattern

LINES = (Path(__file__).parent / "sentences.txt").read_text(encoding="utf-8").splitlines()
SENTENCES = [line.split(" ", 1) for line in LINES]


def told(text: str, **how) -> list[tuple[str, str, str]]:
    reading = check(text, **how)
    return [(reading.words(one), one.kind, one.level) for one in reading.findings]


@pytest.mark.parametrize(("way", "text"), SENTENCES, ids=[text[:40] for _, text in SENTENCES])
def test_a_sentence_is_stopped_or_let_through(way, text):
    assert bool(check(text).certain) == (way == "tegen"), told(text)


def test_there_are_enough_sentences_of_both_ways():
    assert min(sum(way == wanted for way, _ in SENTENCES) for wanted in ("tegen", "door")) >= 140


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("In het pand zijn zeven Poolse arbeidskrachten aangetroffen.", "Poolse", "nationaliteit"),
        ("DE CHAUFFEUR IS BULGAAR.", "BULGAAR", "nationaliteit"),
        ("Poolen wisselen elkaar af.", "Poolen", "nationaliteit"),
        ("Er zaten drie Marrokanen.", "Marrokanen", "nationaliteit"),
        ("De exploitant is depresief.", "depresief", "gezondheid"),
        ("Er liep een Noord-Afrikaanse man.", "Noord-Afrikaanse", "afkomst"),
        ("Deze partij is waarschijlijk vals.", "waarschijlijk", "aanname"),
        ("Hij zou wel meer panden hebben.", "zou", "aanname"),
    ],
)
def test_exactly_these_words_are_marked(text, words, kind):
    assert told(text) == [(words, kind, "zeker")]


def test_the_same_word_beside_a_dish_a_street_or_a_firm_is_nothing():
    for text in (
        "Op de kar lag Turks brood.",
        "De hoek van de Marokkostraat.",
        "Een bus van Poolse Arbeidsbemiddeling B.V. i.o. (fictief).",
        "Op het raam stond 'Syrische specialiteiten'.",
        "De heer De Pool gaf een rondleiding.",
    ):
        assert told(text) == []


def test_an_expectation_is_only_wrong_in_an_observation():
    text = "Waarschijnlijk zijn meer deelnemers nodig."
    assert check(text).certain
    assert not check(text, observation=False).findings


def test_a_reading_shows_the_whole_text_with_the_words_in_place():
    text = "Ja: drie Polen. Een Belgisch kenteken."
    reading = check(text)
    assert "".join(piece for piece, _ in reading.pieces) == text
    assert [(words, certain) for words, _, certain in reading.told] == [
        ("Polen", True),
        ("Belgisch kenteken", False),
    ]
    assert reading.told[0][1].rule == "bgs:1.9"


@pytest.mark.parametrize(
    "text", ["", " ", "…", "\u0000", "ß" * 50, "a" * 4_000, "'" * 300, "İstanbul ŒUVRE ﬁjn"]
)
def test_any_text_can_be_read(text):
    reading = check(text)
    assert "".join(piece for piece, _ in reading.pieces) == text


def test_every_kind_has_a_rule_that_exists_and_words():
    from openprisma.gate.law import lawbook

    for code, kind in lexicon().kinds.items():
        assert any(kind.rule == a or kind.rule.startswith(f"{a}.") for a in lawbook().articles), (
            kind
        )
        assert lexicon().phrases(code, "zeker") + lexicon().phrases(code, "mogelijk")
    assert set(lexicon().kinds) == set(lawbook().vocabulary.lists["tekstsoorten"])


def test_a_phrase_that_cannot_be_read_is_named_with_its_file(tmp_path):
    from openprisma.kernel.places import data

    text = (data("law") / "woordenlijst.yaml").read_text(encoding="utf-8")
    broken = tmp_path / "woordenlijst.yaml"
    broken.write_text(text.replace('"naar verluidt"', '"naar (verluidt"'), encoding="utf-8")
    with pytest.raises(LawError, match=r"naar \(verluidt") as error:
        load(broken, every=True)
    assert "woordenlijst.yaml" in str(error.value.where)


def test_stars_and_braces_in_a_phrase():
    assert pattern("verslaafd*").search("is verslaafde")
    assert not pattern("verslaafd*").search("is niet onverslaafd")
    assert pattern("*verslaving").search("zijn gokverslaving")
    assert pattern("{lijkt} een *").search("hij lijkt een baas")["marked"] == "lijkt"


@pytest.mark.parametrize(
    "text",
    [
        "Een Ｐｏｏｌ.",
        "Een Рool.",
        "Een Pоol.",
        "Een 𝐏𝐨𝐨𝐥.",
        "Hij is ｍｏｓｌｉｍ.",
        "Hij is ᴍᴏꜱʟɪᴍ.",
    ],
)
def test_letters_that_look_like_ours_are_read_as_ours(text):
    assert check(text).certain


@pytest.mark.parametrize(
    "text",
    [
        "Op straat noemen ze hem 'de Pool'.",
        'Hij staat bekend als "Marokkaanse Henk".',
        "Betr., geb. 03-04-1980 te Tetouan.",
        "De vrouw is geboren in Izmir.",
        "Hij belde vanaf een +40-nummer.",
        "paspoortkopie, land van uitgifte: Polen",
        "De jongen vroeg om een tolk Dari.",
        "De man verbleef illegaal in de loods.",
        "Zij is ontheemde volgens de werkgever.",
        "De vrouw moest mannen verwennen in het appartement.",
        "De bezoeker wankelde op zijn benen.",
        "De man stond niet vast op zijn benen.",
        "Op de fles is een vingerafdruk gevonden op het glas.",
        "Er zat een handafdruk op de kluis.",
        "Op de handschoen zijn huidschilfers gevonden.",
        "Onderzoek uitbuiting: de exploitant had seks met de werkneemsters.",
        "De drie mannen hebben de achternaam Kowalczyk.",
    ],
)
def test_a_pointer_or_a_trace_of_nobody_is_asked_and_does_not_stop(text):
    assert {level for _, _, level in told(text)} == {"mogelijk"}


def test_a_trace_of_somebody_is_certain_where_one_of_nobody_is_a_question():
    assert told("Er zat een vingerafdruk op het raam.") == [
        ("vingerafdruk op het raam", "biometrie", "mogelijk")
    ]
    whose = "De vingerafdruk op het raam is van de huurder."
    assert ("vingerafdruk", "biometrie", "zeker") in told(whose)
    assert ("zijn vingerafdruk", "biometrie", "zeker") in told("Daar zat zijn vingerafdruk.")


def test_sexual_behaviour_is_a_question_only_beside_exploitation():
    said = "De exploitant had seks met een gast"
    assert told(f"{said}.")[0][2] == "zeker"
    assert told(f"{said}; onderzoek mensenhandel.")[0][2] == "mogelijk"

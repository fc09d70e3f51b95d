"""Every field of every act that has room for words is read, and doubtful words in it are asked
about: no act and no field by name, so that one that is added tomorrow is asked as well."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args, get_origin

import pytest

from openprisma.gate.acts import EXPLAINED, registered
from openprisma.gate.declared import Declared, Name, Quote, Secret, marks
from openprisma.gate.facts import registered as facts
from openprisma.gate.law import lawbook
from openprisma.gate.run import Actor, Run
from openprisma.language.check import check, check_name
from openprisma.language.prose import Prose, names, prose, readings

CERTAIN, DOUBTFUL = "De Poolse man reed weg.", "De auto had een Belgisch kenteken."


def _fields() -> list[tuple[str, str]]:
    return [
        (act, field)
        for act, one in sorted(registered().items())
        for field in dict.fromkeys(name for name, mark in marks(one.inputs, Declared) if mark.asks)
    ]


def _given(act: str, field: str, text: str) -> Any:
    """A text in the shape that a field takes: alone, in a group, in a list."""
    hint = registered()[act].inputs.model_fields[field].annotation
    kinds = {get_origin(one) for one in (hint, *get_args(hint))}
    return {"een": text} if dict in kinds else [text] if list in kinds else text


def _asked(act: str, path: str, **given: Any) -> Any:
    run = Run(None, act, Actor(None, "", "", False), date(2025, 10, 1), None, None, given)
    return facts()[path].provider(run)


def test_there_are_many_fields_with_words(live):
    found = _fields()
    assert len(found) > 110
    for pair in (
        ("gegeven_verstrekken", "bronsysteem"),
        ("bevinding_vastleggen", "uitspraak"),
        ("resultaat_opstellen", "tekst"),
        ("gegevens_vragen", "vraag"),
        ("taak_toevoegen", "tekst"),
        ("casus_starten", "motivering"),
        ("subject_noemen", "naam"),
        ("maatregel_voorstellen", "maatregel"),
        ("punt_notuleren", "verslag"),
    ):
        assert pair in found


@pytest.mark.parametrize(("act", "field"), _fields())
def test_a_field_is_read_and_its_doubtful_words_are_asked_about(live, act, field):
    certain, doubtful = (_given(act, field, text) for text in (CERTAIN, DOUBTFUL))
    assert _asked(act, "tekst.zeker", **{field: certain}) == {"nationaliteit"}
    assert _asked(act, "tekst.zeker", **{field: doubtful}) == frozenset()
    assert not _asked(act, "tekst.verklaard", **{field: doubtful})
    said = {EXPLAINED: {"Belgisch kenteken": "kenteken"}}
    assert _asked(act, "tekst.verklaard", **{field: doubtful}, **said)
    assert EXPLAINED in registered()[act].inputs.model_fields
    asked = {path for norm in lawbook().norms if act in norm.acts for path in norm.facts}
    assert {"tekst.zeker", "tekst.verklaard", "tekst.document_anders"} <= asked


def test_nothing_that_takes_words_is_left_out(live):
    """What is read is what asks; a quotation is compared with what was read, a secret is not
    kept."""
    for act, one in registered().items():
        read = {*prose(act), *names(act)}
        assert read == {name for name, mark in marks(one.inputs, Declared) if mark.asks}, act
        left = {type(mark) for _, mark in marks(one.inputs, Declared) if not mark.asks}
        assert {kind.__name__ for kind in left} <= {"Code", "Identifier", "Quote", "Secret"}
    assert not Quote.asks and not Secret.asks and Name.asks == Prose.asks


def test_what_somebody_says_of_a_word_is_only_about_that_word(live):
    given = {"tekst": DOUBTFUL, "bronsysteem": "Een Roemeens rijbewijs"}
    said = {EXPLAINED: {"belgisch kenteken": "kenteken"}}
    assert not _asked("gegeven_verstrekken", "tekst.verklaard", **given, **said)
    found = readings("gegeven_verstrekken", given)
    assert [one.words(one.possible[0]) for one in found.values()] == [
        "Belgisch kenteken",
        "Roemeens rijbewijs",
    ]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("J. de Pool", "mogelijk"),
        ("Bakkerij De Turk", ""),
        ("W. Duitser", "mogelijk"),
        ("Stichting Moslima Vrouwen", ""),
        ("Turkse Bakkerij Anatolia", ""),
        ("Chinees Indisch restaurant De Muur", ""),
        ("WX 1234", ""),
        ("Poolse man", "zeker"),
        ("Roemeense chauffeur", "zeker"),
        ("Marokkaan met baard", "zeker"),
        ("Marokkaan, ca. 30 jaar", "zeker"),
        ("Onbekende man, Syrisch", "zeker"),
        ("onbekende Roemeen", "zeker"),
        ("Ahmed (Syriër)", "zeker"),
        ("moslim Jan", "zeker"),
    ],
)
def test_a_name_is_a_name_and_what_describes_somebody_is_none(text, level):
    assert {one.level for one in check_name(text).findings} == ({level} if level else set())


@pytest.mark.parametrize(
    ("text", "document"),
    [
        ("De huurder toonde een Roemeens rijbewijs.", True),
        ("De huurder toonde een Litouws rijbewijs.", True),
        ("Het stuk is afgegeven in Polen.", True),
        ("De auto had een Belgisch kenteken.", False),
        ("Er hing een Poolse vlag.", False),
    ],
)
def test_a_document_that_says_who_somebody_is_is_no_street(live, text, document):
    reading = check(text)
    assert [reading.document(one) for one in reading.possible] == [document]
    said = {EXPLAINED: {reading.words(one): "straat" for one in reading.possible}}
    assert _asked("gegevens_vragen", "tekst.document_anders", vraag=text, **said) is document
    unavoidable = {EXPLAINED: dict.fromkeys(said[EXPLAINED], "onvermijdelijk")}
    assert not _asked("gegevens_vragen", "tekst.document_anders", vraag=text, **unavoidable)


def test_an_identity_card_of_a_country_says_who_somebody_is():
    reading = check("De huurder toonde een Litouwse identiteitskaart.")
    assert [one.kind for one in reading.certain] == ["nationaliteit"] and not reading.possible


def test_only_nationality_can_be_unavoidable_and_never_in_a_title(live):
    said = {EXPLAINED: {"Poolse": "onvermijdelijk"}}
    path = "tekst.nationaliteit_onvermijdelijk"
    assert _asked("gegevens_vragen", path, vraag=CERTAIN, **said)
    assert not _asked("gegevens_vragen", path, vraag=CERTAIN)
    assert not _asked("signaal_opstellen", path, titel=CERTAIN, samenvatting="x", **said)
    ill = {EXPLAINED: {"depressief": "onvermijdelijk"}, "vraag": "Is hij depressief?"}
    assert _asked("gegevens_vragen", "tekst.onvermijdelijk_anders", **ill)
    assert not _asked("gegevens_vragen", "tekst.onvermijdelijk_anders", vraag=CERTAIN, **said)


def test_a_datum_of_the_category_that_a_word_is_about_is_not_asked_about(live):
    text = "Verblijfsrechtelijke positie: arbeid toegestaan."
    asked = "gegeven_verstrekken", "tekst.verklaard"
    assert _asked(*asked, tekst=text, categorie="verblijfsstatus")
    assert not _asked(*asked, tekst=text, categorie="bedrijfsgegevens")


GOODS = """Turks fruit, Griekse olijven, Spaanse pepers en Chinese kool.
Japanse duizendknoop en Italiaanse populieren
Een Italiaanse populier naast een Franse heester
Duitse herders, Belgische trekpaarden en een Schotse terriër
De aandelen zijn van een Maltese vennootschap.
Een Duitse onderneming en een Poolse transporteur sturen facturen.
Een Litouwse oplegger en een Poolse aanhanger
Betaling van een Zwitserse bankrekening aan een Turkse leverancier""".splitlines()


@pytest.mark.parametrize("text", GOODS)
def test_goods_and_firms_are_nobodys_nationality(text):
    assert check(text).findings == ()

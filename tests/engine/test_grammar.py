"""Conditions: what the language understands, and how it says what it does not."""

from __future__ import annotations

import pytest

from openprisma.engine.grammar import And, Compare, Member, Not, Or, parse, paths
from openprisma.engine.targets.dutch import in_dutch
from openprisma.engine.vocabulary import FieldEntry, Vocabulary
from openprisma.kernel.errors import LawError

WORDS = Vocabulary(
    fields={
        "wie.deelnemer": FieldEntry(type="code", label="uw deelnemer"),
        "dossier.deelnemers": FieldEntry(type="codes", label="de betrokken deelnemers"),
        "dossier.fase": FieldEntry(type="getal", label="de fase"),
        "dossier.soort": FieldEntry(type="code", label="de werkwijze", list="soorten"),
        "dossier.eind": FieldEntry(type="datum", label="de einddatum"),
        "vraag.vandaag": FieldEntry(type="datum", label="vandaag"),
        "gegeven.nodig": FieldEntry(type="ja_nee", label="de noodzaak is opgeschreven"),
    },
    lists={"soorten": {"scan": "scan", "knelpunt": "handhavingsknelpunt"}},
    acts={},
    groups={},
    certainties={},
    rules={},
)


def test_en_binds_stronger_than_of_and_niet_strongest():
    node = parse("gegeven.nodig of niet gegeven.nodig en dossier.fase = 1", WORDS)
    assert isinstance(node, Or)
    assert isinstance(node.parts[1], And)
    assert isinstance(node.parts[1].parts[0], Not)


def test_parentheses_come_first():
    assert isinstance(parse("(gegeven.nodig of gegeven.nodig) en gegeven.nodig", WORDS), And)


def test_days_can_be_counted():
    node = parse("dossier.eind - vraag.vandaag <= 90", WORDS)
    assert isinstance(node, Compare)
    assert paths(node) == {"dossier.eind", "vraag.vandaag"}


def test_membership_of_a_written_set():
    assert isinstance(parse("dossier.soort in {scan, knelpunt}", WORDS), Member)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("dossier.fase <", "houdt te vroeg op"),
        ("dossier.kleur = rood", "staat niet in vocabulary.yaml"),
        ("dossier.soort = scna", "staat niet in de lijst 'soorten'"),
        ("dossier.fase = scan", "niet te vergelijken"),
        ("dossier.soort < knelpunt", "geen volgorde"),
        ("dossier.fase", "geen ja of nee"),
        ("dossier.fase en gegeven.nodig", "verbinden alleen voorwaarden"),
        ("wie.deelnemer in dossier.fase", "wordt een code en een codes verwacht"),
        ("dossier.fase - 1 = 2", "alleen dagen"),
        ("vraag.vandaag < 2026-02-31", "geen bestaande dag"),
        ("gegeven.nodig gegeven.nodig", "hier niet verwacht"),
        ("gegeven.nodig; drop table", "wordt niet begrepen"),
        ("__import__('os')", "wordt niet begrepen"),
        ("(gegeven.nodig", "ontbreekt"),
    ],
)
def test_a_mistake_is_told_in_words(text, told):
    with pytest.raises(LawError, match=told):
        parse(text, WORDS)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("wie.deelnemer in dossier.deelnemers", "uw deelnemer hoort bij de betrokken deelnemers"),
        ("vraag.vandaag < dossier.eind", "vandaag ligt voor de einddatum"),
        ("dossier.soort in {scan, knelpunt}", "de werkwijze is scan of handhavingsknelpunt"),
        (
            "niet gegeven.nodig en dossier.fase >= 2",
            "niet: de noodzaak is opgeschreven, en de fase is minstens 2",
        ),
        (
            "dossier.eind - vraag.vandaag <= 90",
            "het aantal dagen van vandaag tot de einddatum is hoogstens 90",
        ),
        ("vraag.vandaag >= 2026-03-09", "vandaag ligt op of na 9 maart 2026"),
    ],
)
def test_a_condition_reads_as_dutch(text, said):
    assert in_dutch(parse(text, WORDS), WORDS) == said

"""Procedures: dead ends and transitions to nowhere are refused at start."""

from __future__ import annotations

import pytest

from openprisma.engine.procedures import load_procedures
from openprisma.engine.vocabulary import load_vocabulary
from openprisma.kernel.errors import LawError
from openprisma.kernel.places import data

WORDS = load_vocabulary(data("law") / "vocabulary.yaml")
GOOD = """
procedure: x
kind: huis
title: X
plural: X
place: x
opens: signaal_inzien
source: [wgs:1.1]
start: [{act: signaal_opstellen, by: [a], to: [{stage: begin}]}]
always: [{act: signaal_inzien, by: [a]}]
stages:
  - stage: begin
    title: Begin
    offers: [{act: signaal_melden, by: [a], turn: melden, to: [{stage: eind}]}]
  - {stage: eind, title: Eind, end: true, running: false}
"""


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("{stage: eind}]", "{stage: nergens}]", "leidt naar 'nergens'"),
        (", to: [{stage: eind}]", "", "'eind' is niet te bereiken"),
        (
            "to: [{stage: begin}]",
            "to: [{stage: begin, if: dossier.fase = 2}]",
            "komt niet altijd bij een stap",
        ),
        (", end: true", "", "'eind' is niet te verlaten"),
        (
            "act: signaal_melden",
            "rests_on: [dossier.fase], act: signaal_melden",
            "rests_on noemt een aantal, 'dossier.fase'",
        ),
        ("act: signaal_melden", "act: toveren", "'toveren' staat niet in handelingen"),
        (
            "{stage: eind}]",
            "{stage: eind, if: dossier.kleur}]",
            "'dossier.kleur' staat niet in vocabulary.yaml",
        ),
        ("place: x\n", "", "er staat geen plaats"),
        (
            "opens: signaal_inzien",
            "opens: signaal_melden",
            "geen handeling onder always die een dossier opent",
        ),
        (
            "act: signaal_melden, by: [a]",
            "act: signaal_melden, by: [systeem]",
            "staat bij on_expiry",
        ),
        (", turn: melden", "", "de stap 'begin' wacht op niemand"),
        (", turn: melden", ", turn: geen", "de stap 'begin' wacht op niemand"),
        ("plural: X", "kleur: rood", "plural: ontbreekt|kleur: is hier niet bekend"),
    ],
)
def test_a_mistake_is_told(tmp_path, old, new, told):
    (tmp_path / "x.yaml").write_text(GOOD)
    assert list(load_procedures(tmp_path, WORDS)) == ["x"]
    (tmp_path / "x.yaml").write_text(GOOD.replace(old, new))
    with pytest.raises(LawError, match=told):
        load_procedures(tmp_path, WORDS)

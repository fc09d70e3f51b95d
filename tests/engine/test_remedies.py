"""What a refused person is told to do can be done there: whom to ask has a part in that kind of
file, and what to choose is offered in it."""

from __future__ import annotations

import re

import pytest

from openprisma.engine.groups import SYSTEM
from openprisma.gate.law import lawbook, procedures

WORDS = {
    "secretaris": {"secretaris"},
    "casusregisseur": {"casusregisseur"},
    "privacyjurist": {"privacyjurist"},
    "analist": {"analist"},
    "voorzitter": {"voorzitter", "tafelvoorzitter"},
    "autorisator": {"autorisator"},
    "CFG": {"cfg"},
    "behandelaar": {"behandelaar"},
    "indiener": {"indiener"},
}
NORMS = {norm.id: norm for norm in lawbook().norms}
# Of one's own organisation somebody can be asked who has no part in the file.
NAMED = re.compile(rf"\b[Vv]raag (?:het )?(?:aan )?de ({'|'.join(WORDS)})\b(?! van uw organisatie)")
OR = re.compile(rf"\bof (?:de )?({'|'.join(WORDS)})\b")


def asked(remedy: str) -> list[set[str]]:
    """Whom a remedy says to ask, a sentence each: one of them is enough."""
    found = []
    for sentence in re.split(r"(?<=[.?!;]) ", remedy):
        first = NAMED.findall(sentence)
        if first:
            found.append(set().union(*(WORDS[word] for word in [*first, *OR.findall(sentence)])))
    return found


def here(method) -> set[str]:
    """The roles that have a part in files of a working method."""
    return {role for offer in method.offers if offer.stage is not None for role in offer.entry.by}


def places(norm) -> list:
    """The working methods whose files offer to people an act that a norm binds."""
    return [
        method
        for method in procedures().values()
        if any(
            offer.entry.act in norm.acts and offer.stage is not None and offer.entry.by != [SYSTEM]
            for offer in method.offers
        )
    ]


@pytest.mark.parametrize("norm", NORMS.values(), ids=NORMS)
def test_whom_one_is_told_to_ask_has_a_part_in_such_a_file(norm):
    for whom in asked(norm.entry.remedy):
        for method in places(norm):
            assert whom & here(method), (method.id, norm.entry.remedy)


@pytest.mark.parametrize("norm", NORMS.values(), ids=NORMS)
def test_what_one_is_told_to_choose_is_offered_in_such_a_file(norm):
    acts = lawbook().vocabulary.acts
    for named in re.findall("“([^”]+)”", norm.entry.remedy):
        codes = {code for code, act in acts.items() if named in (act.label, act.button)}
        offered = {offer.entry.act for method in places(norm) for offer in method.offers}
        assert not codes or not places(norm) or codes & offered, (norm.id, named)


def test_remedies_name_people_to_ask():
    assert sum(bool(asked(norm.entry.remedy)) for norm in NORMS.values()) > 30

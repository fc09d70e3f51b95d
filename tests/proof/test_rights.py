"""The working methods offer what the authorisation matrix says, and every mutation in either is
noticed."""

from __future__ import annotations

import pytest

from openprisma.engine.procedures import built
from openprisma.gate.law import lawbook, procedures
from openprisma.kernel.errors import LawError
from openprisma.kernel.places import data
from openprisma.proof.mutations import mutations_of_rights
from openprisma.proof.rights import about_rights, load_rights, offered_rights

MATRIX = data("law") / "autorisatiematrix.yaml"
WANTED = load_rights(MATRIX, lawbook(), procedures())
MUTATIONS = [
    (method, mutation)
    for method in procedures().values()
    for mutation in mutations_of_rights(method.entry)
]


def noticed(method, mutation) -> bool:
    """Is the method refused when read, or told to differ from the matrix?"""
    try:
        other = built(mutation.entry, lawbook().vocabulary, method.id)
    except LawError:
        return True
    return any(
        answer.state == "fails"
        for answer in about_rights(WANTED, procedures() | {method.id: other})
    )


def unnoticed(mutations) -> list[str]:
    return [
        f"{method.id}: {mutation.done}"
        for method, mutation in mutations
        if not noticed(method, mutation)
    ]


def test_the_methods_offer_what_the_matrix_says():
    assert not [answer for answer in about_rights(WANTED, procedures()) if answer.state != "holds"]
    assert len(WANTED.rights) == len(offered_rights(procedures())) > 800


def test_every_twentieth_mutation_is_noticed():
    assert unnoticed(MUTATIONS[::20]) == []


@pytest.mark.long
def test_every_mutation_is_noticed():
    assert len(MUTATIONS) > 3000
    assert unnoticed(MUTATIONS) == []


def test_a_mutation_is_told_with_the_stage_the_act_and_the_role():
    method = procedures()["casusoverleg"]
    mutation = next(
        one
        for one in mutations_of_rights(method.entry)
        if one.done == "casus_starten bij casus_voorbereiding: ook aan secretaris"
    )
    other = built(mutation.entry, lawbook().vocabulary, "casusoverleg")
    (told,) = [
        one
        for one in about_rights(WANTED, procedures() | {"casusoverleg": other})
        if one.state == "fails"
    ]
    assert told.about == "casusoverleg: casus_voorbereiding"
    assert told.case == {"te_veel": ["casus_starten aan secretaris"]}


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("at: [concept]", "at: [klad]", "klad"),
        ("roles: [signaalinbrenger]", "roles: [burgemeester]", "burgemeester"),
        ("acts: [signaal_opstellen]", "acts: [signaal_bedenken]", "signaal_bedenken"),
        ('source: ["huisregels:3.1"]', 'source: ["wgs:1.7.2"]', "wgs:1.7.2"),
        ("groep:lopend", "groep:loopt", "groep:loopt"),
    ],
)
def test_a_mistake_in_the_matrix_is_told(tmp_path, old, new, word):
    text = MATRIX.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "autorisatiematrix.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LawError) as error:
        load_rights(path, lawbook(), procedures())
    assert word in error.value.what and "autorisatiematrix.yaml" in str(error.value.what)

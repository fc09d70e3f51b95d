"""Acts lead, give access and stages do what the course says, and every mutation in either is
noticed."""

from __future__ import annotations

import pytest

from openprisma.engine.procedures import built
from openprisma.gate.law import lawbook, procedures
from openprisma.kernel.errors import LawError
from openprisma.kernel.places import data
from openprisma.proof.course import about_course, done_by, load_course
from openprisma.proof.mutations import mutations_of_stages, mutations_of_transitions
from openprisma.proof.rights import load_rights

COURSE = data("law") / "verloop.yaml"
RIGHTS = load_rights(data("law") / "autorisatiematrix.yaml", lawbook(), procedures())
WANTED = load_course(COURSE, lawbook(), procedures(), RIGHTS)
MUTATIONS = [
    (method, mutation)
    for method in procedures().values()
    for mutation in (*mutations_of_transitions(method.entry), *mutations_of_stages(method.entry))
]


def told(method, mutation) -> list[dict]:
    """What is said to differ once a method is as this mutation makes it; a mutation that is
    refused when it is read says so itself."""
    try:
        other = built(mutation.entry, lawbook().vocabulary, method.id)
    except LawError as error:
        return [{"refused": error.what}]
    return [
        answer.case
        for answer in about_course(WANTED, procedures() | {method.id: other})
        if answer.state == "fails"
    ]


def test_the_methods_do_what_the_course_says():
    assert not [answer for answer in about_course(WANTED, procedures()) if answer.state != "holds"]
    assert done_by(procedures()) == WANTED
    assert len(WANTED) > 80


def test_every_mutation_is_noticed():
    assert len(MUTATIONS) > 170
    assert [
        f"{method.id}: {mutation.done}"
        for method, mutation in MUTATIONS
        if not told(method, mutation)
    ] == []


def test_a_mutation_is_told_with_what_happens_and_what_should():
    method = procedures()["signaal"]
    mutation = next(
        one
        for one in mutations_of_transitions(method.entry)
        if one.done == "signaal_intrekken bij concept: leidt naar afgewezen"
    )
    assert told(method, mutation) == [
        {
            "te_veel": ["signaal_intrekken leidt naar afgewezen"],
            "te_weinig": ["signaal_intrekken leidt naar ingetrokken"],
        }
    ]


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("at: [concept]", "at: [klad]", "klad"),
        ("groep:casus]", "groep:zaak]", "groep:zaak"),
        ("act: signaal_melden", "act: signaal_meldden", "bindt deze handeling niet"),
        ('source: ["huisregels:4.1", "wgs:1.8.2.a"]', 'source: ["wgs:1.8.4"]', "wgs:1.8.4"),
        (", event: signaal_gemeld", "", "zegt niet wat er gebeurt"),
        ("end: true", "einde: true", "einde"),
    ],
)
def test_a_mistake_in_the_course_is_told(tmp_path, old, new, word):
    text = COURSE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "verloop.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LawError) as error:
        load_course(path, lawbook(), procedures(), RIGHTS)
    assert word in error.value.what and "verloop.yaml" in error.value.what

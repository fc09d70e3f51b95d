"""A working method that leads elsewhere, gives other people access or forgets what a stage does,
turns a story red as well.

Every such mutation differs from the sheet `law/verloop.yaml` (tests/proof/test_course.py). Here the
program itself is asked, by the stories, of those mutations that a story was seen to notice.
"""

from __future__ import annotations

import pytest
import yaml

from openprisma.engine.procedures import built
from openprisma.gate.law import lawbook, procedures
from openprisma.kernel.errors import LawError
from openprisma.kernel.places import data
from openprisma.project.main import main
from openprisma.proof.course import elsewhere, load_course
from openprisma.proof.mutations import (
    mutations_of_rights,
    mutations_of_stages,
    mutations_of_transitions,
)
from openprisma.proof.rights import Right, load_rights
from openprisma.stories.counterexamples import story_of, story_of_transition
from openprisma.stories.reading import read_story
from tests.stories.noticing import NOTICED
from tests.stories.test_stories import PATHS

VOCABULARY = lawbook().vocabulary


def mutations():
    """Every mutation that is not refused when the file is read, as the method it is in, what
    was done, and the method with it."""
    for method in procedures().values():
        for mutation in (
            *mutations_of_transitions(method.entry),
            *mutations_of_stages(method.entry),
        ):
            try:
                yield pytest.param(
                    mutation,
                    built(mutation.entry, VOCABULARY, method.id),
                    id=f"{method.id}, {mutation.done}",
                )
            except LawError:
                continue


TEST = "test_a_mutation_that_a_story_notices_turns_it_red"
MUTATIONS = [one for one in mutations() if f"{TEST}[{one.id}]" in NOTICED]
STORIES = {str(path): read_story(path) for path in PATHS}


def likely_first(mutation) -> list[str]:
    """All stories: first those that attempt the act, the shortest first."""

    def how_likely(name: str) -> tuple[bool, int]:
        steps = STORIES[name].steps
        return mutation.act not in {step.act for step in steps}, len(steps)

    return sorted(STORIES, key=how_likely)


def test_stories_notice_so_many_mutations_and_every_one_kept_is_still_made():
    """Without this an emptied list, or a mutation by another name, would pass by asking nothing."""
    assert len(MUTATIONS) == sum(name.startswith(TEST) for name in NOTICED) >= 93


@pytest.mark.long
@pytest.mark.parametrize(("mutation", "method"), MUTATIONS)
def test_a_mutation_that_a_story_notices_turns_it_red(notices, other_methods, mutation, method):
    notices(likely_first(mutation), lambda: other_methods(procedures() | {method.id: method}))


RIGHTS = [
    Right("casusoverleg", "casus_voorbereiding", "casus_starten", "secretaris"),
    Right("casusoverleg", "casus_informatie", "gegeven_verstrekken", "analist"),
    Right("handhavingsknelpunt", "aangewezen", "fase_ophogen", "casusregisseur"),
    Right("handhavingsknelpunt", "voordracht", "knelpunt_aanwijzen", "secretaris"),
    Right("signaal", "beoordeling", "signaal_beoordelen", "secretaris"),
    Right("vergadering", "vergadering_gepland", "besluitenlijst_vaststellen", "secretaris"),
]


@pytest.mark.parametrize("right", RIGHTS, ids=lambda right: f"{right.act} aan {right.role}")
def test_a_right_too_many_is_told_as_a_story_that_only_then_is_red(
    notices, other_methods, tmp_path, right
):
    path = tmp_path / "te-veel.yaml"
    path.write_text(
        yaml.safe_dump(story_of(right, procedures()), allow_unicode=True), encoding="utf-8"
    )
    entry = procedures()[right.method].entry
    wrong = next(
        mutation
        for mutation in mutations_of_rights(entry)
        if mutation.done == f"{right.act} bij {right.stage}: ook aan {right.role}"
    )
    methods = procedures() | {right.method: built(wrong.entry, VOCABULARY, right.method)}
    notices([str(path)], lambda: other_methods(methods))


COURSE = load_course(
    data("law") / "verloop.yaml",
    lawbook(),
    procedures(),
    load_rights(data("law") / "autorisatiematrix.yaml", lawbook(), procedures()),
)


def transitions():
    """Every act that a mutation lets lead elsewhere than the course says, unless that depends on a
    condition: where it should lead, and the working methods with the mutation."""
    for method in procedures().values():
        for mutation in mutations_of_transitions(method.entry):
            try:
                methods = procedures() | {method.id: built(mutation.entry, VOCABULARY, method.id)}
            except LawError:
                continue
            for transition in elsewhere(COURSE, methods):
                yield pytest.param(transition, methods, id=f"{method.id}, {mutation.done}")


TRANSITIONS = list(transitions())
# For every time: one of each working method, among them one that begins a file and one by the
# system.
SOME = [
    "signaal, signaal_opstellen bij start: leidt naar beoordeling",
    "signaal, signaal_intrekken bij concept: leidt naar afgewezen",
    "casusoverleg, casus_afwijzen bij casus_voorbereiding: "
    "leidt naar casus_afgewezen als het niet zo is",
    "handhavingsknelpunt, dossier_laten_verlopen bij aangewezen: "
    "leidt naar verlopen als het niet zo is",
    "vergadering, besluitenlijst_vaststellen bij vergadering_gepland: leidt naar vergadering_bezig",
]


# Done in a story, but at a stage that was reached on a condition: where the file then stands is not
# known from the steps alone.
UNKNOWN_WHERE = {
    ("bibob", "bibob_gevaar_concluderen", "bibob_voornemen"),
    ("bibob", "bibob_gevaar_concluderen", "bibob_besluit"),
    ("verzoek", "uitzondering_beeindigen", "verzoek_verzonden"),
    ("verzoek", "verzoek_sluiten", "verzoek_verzonden"),
    ("bibob", "bibob_melden", "bibob_registratie"),
    ("bibob", "bibob_terugtrekking_vastleggen", "bibob_besluit"),
    ("bibob", "bibob_terugtrekking_vastleggen", "bibob_formulier"),
}


def test_of_every_act_that_leads_elsewhere_there_is_a_story():
    assert len(TRANSITIONS) >= 68 and not list(elsewhere(COURSE, procedures()))
    without = [one.values[0] for one in TRANSITIONS if story_of_transition(*one.values) is None]
    assert {(one.method, one.act, one.stage) for one in without} == UNKNOWN_WHERE
    assert set(SOME) <= {one.id for one in TRANSITIONS}


def told_as_a_story(notices, other_methods, folder, transition, methods):
    path = folder / "elders.yaml"
    path.write_text(
        yaml.safe_dump(story_of_transition(transition, methods), allow_unicode=True),
        encoding="utf-8",
    )
    notices([str(path)], lambda: other_methods(methods))


@pytest.mark.parametrize(("transition", "methods"), [one for one in TRANSITIONS if one.id in SOME])
def test_an_act_that_leads_elsewhere_is_told_as_a_story_that_only_then_is_red(
    notices, other_methods, tmp_path, transition, methods
):
    told_as_a_story(notices, other_methods, tmp_path, transition, methods)


@pytest.mark.long
@pytest.mark.parametrize(
    ("transition", "methods"), [one for one in TRANSITIONS if one.id not in SOME]
)
def test_every_act_that_leads_elsewhere_is_told_as_a_story(
    notices, other_methods, tmp_path, transition, methods
):
    told_as_a_story(notices, other_methods, tmp_path, transition, methods)


def test_prove_tells_where_an_act_should_have_led(live, other_methods, capsys):
    (transition,) = (one for one in TRANSITIONS if one.id == SOME[1])
    with other_methods(transition.values[1]):
        assert main(["prove", "--day", "2026-03-09"]) == 1
    told = capsys.readouterr().out
    assert "FOUT signaal: concept: gebeurt hier wat het verloop zegt? Nee." in told
    assert (
        "te_veel: [signaal_intrekken leidt naar afgewezen]" in told and "stage: ingetrokken" in told
    )


def test_prove_tells_the_story(live, other_methods, capsys):
    entry = procedures()["casusoverleg"].entry
    wrong = next(
        one
        for one in mutations_of_rights(entry)
        if one.done == "casus_starten bij casus_voorbereiding: ook aan secretaris"
    )
    with other_methods(
        procedures() | {"casusoverleg": built(wrong.entry, VOCABULARY, "casusoverleg")}
    ):
        assert main(["prove", "--day", "2026-03-09"]) == 1
    told = capsys.readouterr().out
    assert (
        "FOUT casusoverleg: casus_voorbereiding: is dit wat de autorisatiematrix zegt? Nee." in told
    )
    assert "after: casus-voorgedragen" in told and "expect: refused by werkwijze" in told

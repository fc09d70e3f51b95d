"""What reaches a person is held by somebody who says so: a table that nobody told of does not
start, and nothing about persons outlasts the destruction of its file."""

from __future__ import annotations

from dataclasses import replace

import pytest

from openprisma.cases.models import Case
from openprisma.files.erasing import written
from openprisma.gate import holdings
from openprisma.gate.holdings import Stays
from openprisma.panels.models import Interest
from openprisma.sharing.models import Statement
from openprisma.stories.reading import find, read_story
from openprisma.stories.runner import Player
from openprisma.subjects.models import Admission, Sameness, Subject
from tests.builders import move_clock


@pytest.fixture
def told(live, monkeypatch):
    """What a start says when something about the holding of a table is otherwise."""
    registry = dict(holdings._registry)
    monkeypatch.setattr(holdings, "_registry", registry)

    def change(model=None, **other) -> list[str]:
        if model is not None and other:
            registry[model] = replace(registry[model], **other)
        elif model is not None:
            del registry[model]
        return [one.msg for one in holdings.every_holding_is_told()]

    return change


def test_every_fenced_table_says_today_what_it_holds(told):
    assert told() == []
    assert len(holdings.holdings()) > 50


def test_a_table_that_nobody_told_of_is_named_with_its_line(told):
    (only,) = told(Statement)
    assert only.startswith("openprisma/sharing/models.py, regel ")
    assert only.endswith(": nothing says what Statement holds (holdings.py)")


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"found": ("nmae",)}, "its holding names nmae, and there is no such field"),
        ({"shown": ("gegeven_lezen",)}, "its holding names gegeven_lezen, and there is no such"),
        ({"corrected": ("gegeven_w",)}, "its holding names gegeven_w, and there is no such act"),
    ],
)
def test_a_field_or_an_act_that_is_not_there_is_named(told, other, said):
    (only,) = told(Subject, **other)
    assert only.startswith("openprisma/subjects/models.py, regel ") and said in only


def test_an_act_that_adds_what_nothing_destroys_is_named_with_its_line_and_that_of_the_table(told):
    """In a case that was not started, the reason why a member did not take part was left: it may
    name somebody."""
    (only,) = told(Interest, destroyed=Stays("Vergeten."))
    assert only.startswith("openprisma/panels/actions.py, regel ")
    assert "belang_melden adds to Interest in a file that is erased later" in only
    assert "(openprisma/panels/models.py, regel " in only


def test_what_can_never_stand_in_a_file_that_is_erased_may_stay(told):
    """Data comes after a decision, and a case that was started is not rejected any more."""
    assert told(Statement, destroyed=Stays("Komt er niet.")) == []


def test_what_is_cleared_must_be_text(told):
    cleared = replace(holdings._registry[Case], destroyed=holdings.Clears(("drr",)))
    with pytest.raises(TypeError, match=r"cases\.Case\.drr holds no text"):
        cleared.emptied()


def test_what_points_at_a_person_goes_before_the_person(live):
    order = [one.model for one in holdings.holdings()]
    assert max(map(order.index, (Admission, Sameness, Interest))) < order.index(Subject)
    tables = [write.table for write in written()]
    assert tables.index("signals_fact") < tables.index("subjects_subject")


def test_of_a_case_that_is_not_started_no_reason_is_left(live, connect):
    """Somebody says at the table whom they know in it; then the table does not start the case."""
    rejected = read_story(find("niet-gestart"))
    said = [s for s in read_story(find("belang-aan-tafel")).steps if s.act == "belang_melden"]
    steps = [
        s.model_copy(update={"actor": "liesbeth-verzinsel"})
        if (s.actor, s.act) == (said[0].actor, "stemmen")
        else s
        for s in rejected.steps
    ]
    at = [s.act for s in steps].index("stemmen")
    story = rejected.model_copy(update={"steps": (*steps[:at], *said, *steps[at:])})
    own = connect("owner")
    player = Player(story, lambda when, backend: move_clock(own, when, backend))
    left = connect("postgres")
    asked = "select count(*) from panels_interest where file_id = %s"
    found = []
    for result in player.steps():
        assert result.good, result
        if result.act in ("belang_melden", "casus_afwijzen"):
            found.append(left.execute(asked, [player.names["casus"]]).fetchone()[0])
    own.execute("delete from fence.clock where backend <> 0")
    assert found == [1, 0]

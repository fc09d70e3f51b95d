"""Groups of acts are derived: whoever adds an act cannot forget to protect it, and what is left out
is said with a reason."""

from __future__ import annotations

from dataclasses import replace

import pytest

from openprisma.engine.acts import ActEntry
from openprisma.engine.groups import Placed, Surroundings, derived
from openprisma.engine.vocabulary import GroupEntry, Vocabulary
from openprisma.gate.acts import registered, with_prose
from openprisma.gate.law import lawbook, procedures
from openprisma.kernel.errors import LawError

AROUND = Surroundings(
    frozenset(
        {
            Placed("huis", "cijfers", "analist", True),
            Placed("huis", "tellen", "systeem", True),
            Placed("activiteit", "beginnen", "secretaris", True),
            Placed("activiteit", "delen", "behandelaar", False),
            Placed("overleg", "stemmen", "lid", False),
        }
    ),
    frozenset({"delen"}),
)


NAMED = ("cijfers", "tellen", "beginnen", "delen", "stemmen")
WORDS = Vocabulary(
    {},
    {},
    {
        name: ActEntry(label="Doen", purpose="x", opens=() if name == "delen" else None)
        for name in NAMED
    },
    {},
    {},
    {},
)


def acts(**rule) -> tuple[str, ...]:
    return derived(replace(WORDS, rules={"x": GroupEntry(**rule)}), AROUND, "vocabulary.yaml")["x"]


def test_what_is_offered_to_any_role_but_the_systems_is_work_of_people():
    assert acts(offered_to="mensen") == ("beginnen", "cijfers", "delen", "stemmen")


def test_what_is_offered_in_a_file_of_a_kind_is_in_it_and_what_starts_one_is_not():
    assert acts(offered_in=("activiteit",)) == ("delen",)
    assert acts(offered_in=("activiteit", "overleg")) == ("delen", "stemmen")


def test_of_what_is_offered_in_a_file_only_what_reaches_subjects():
    assert acts(offered_in=("activiteit", "overleg"), identities=True) == ("delen",)


def test_an_act_that_is_offered_without_a_record_is_named_before_any_group():
    bare = replace(WORDS, acts={}, rules={"x": GroupEntry(takes="tekst")})
    with pytest.raises(LawError, match="biedt 'beginnen' aan, en law/handelingen/beginnen"):
        derived(bare, AROUND, "vocabulary.yaml")


def test_what_takes_prose_takes_it():
    assert acts(takes="tekst") == ("delen",)


def test_an_exception_is_left_out_and_one_that_excepts_nothing_is_refused():
    assert acts(offered_to="mensen", but={"cijfers": "omdat"}) == ("beginnen", "delen", "stemmen")
    with pytest.raises(LawError, match="groep x: 'tellen' is geen uitzondering op de regel"):
        acts(offered_to="mensen", but={"tellen": "omdat"})


@pytest.mark.parametrize(
    "rule", [{}, {"offered_to": "mensen", "takes": "tekst"}, {"but": {"delen": "omdat"}}]
)
def test_a_group_has_one_rule(rule):
    with pytest.raises(ValueError, match="precies één"):
        GroupEntry(**rule)


ABOUT_PEOPLE = ("wgs:1.3.1", "wgs:1.4.3", "wgs:1.8.2/aangewezen", "bgs:1.11.1", "huisregels:3.1")


@pytest.mark.parametrize("norm", ABOUT_PEOPLE)
def test_norms_about_who_may_work_bind_every_act_of_people_but_those_with_a_reason(norm):
    """Also `tweede_factor_vervangen`, which stood in no list: a suspended administrator still did
    it."""
    bound = {act for one in lawbook().norms if one.id == norm for act in one.acts}
    offered = {
        o.entry.act
        for m in procedures().values()
        for o in m.offers
        if set(o.entry.by) != {"systeem"}
    }
    assert offered - bound == set(lawbook().vocabulary.rules["mensenwerk"].but)
    assert "tweede_factor_vervangen" in bound


def test_nothing_about_people_is_a_list():
    """A group that a norm about the person, the role or a text binds is derived, whatever it is
    called."""
    listed = set(lawbook().vocabulary.groups) - set(lawbook().vocabulary.rules)
    about = {
        group
        for norm in lawbook().norms
        if any(path.startswith("wie.") and path != "wie.voorzitter" for path in norm.facts)
        and norm.entry.kernel
        for group in norm.entry.binds
        if group.startswith("groep:")
    }
    assert about and not about & {f"groep:{name}" for name in listed}


def test_acts_with_prose_are_those_whose_signature_says_so():
    assert len(with_prose()) > 60
    assert set(lawbook().vocabulary.groups["met_tekst"]) == with_prose() <= registered().keys()

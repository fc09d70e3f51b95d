"""Two people at once in one file: what comes of it is what came of one after the other, in one
order or the other.

For every two acts that follow each other on one file in some story, in the world just before the
first: both orders, and both at once, where one stands still between its judgement and its deed
until the other is done or cannot go on. `openprisma sidedoors --side races` asks the same
(`sidedoors/racing.py`).
"""

from __future__ import annotations

import pytest

from openprisma.sidedoors.racing import KNOWN, Races, every_pair, known, sampled
from tests.conftest import CLUSTER

RACES = Races(CLUSTER.connect, CLUSTER.copy_database, "clean")


@pytest.mark.parametrize(("name", "act", "other"), KNOWN)
def test_two_at_once_leave_what_one_after_the_other_leaves(live, name, act, other):
    """Of an act with another one, or with itself."""
    assert list(RACES.unlike(name, [known(name, act, other)])) == []


@pytest.mark.long
@pytest.mark.parametrize("name", sorted(every_pair()))
def test_every_two_acts_at_once_leave_what_one_after_the_other_leaves(live, name):
    assert list(RACES.unlike(name, every_pair()[name])) == []


def test_a_sample_has_what_was_wrong_once_and_a_part_of_the_rest():
    every, some, few = (
        sum(len(pairs) for _, pairs in sampled(one_in)) for one_in in (1, 20, 10**9)
    )
    assert few == len(KNOWN) and every == sum(map(len, every_pair().values())) + few
    assert every / 40 < some < every / 10

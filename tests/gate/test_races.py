"""Two people at once in one file: what comes of it is what came of one after the other, in one order or the other.

For every two acts that follow each other on one file in some story, in the world just before the first: both orders, and both at
once, where one stands still between its judgement and its deed until the other is done or cannot go on.
"""

from __future__ import annotations

import pytest

from openprisma.stories.reading import Step, find, read_story
from tests.gate.racing import Pair, every_pair, unlike

WITHDRAWN = Step.model_validate({"as": "anneke-van-zomaar", "act": "signaal_intrekken", "file": "signaal"})
SAMPLE = [
    ("bijlage", "bijlage_toevoegen", WITHDRAWN),  # an attachment survived the destruction of everything in its file
    ("levering", "levering_vastleggen", None),  # one delivery was laid down four times
    ("bijlage", "bijlage_verwijderen", None),
    ("02-signalen-in-elke-stand", "signaal_melden", WITHDRAWN),
]


@pytest.mark.parametrize(("name", "act", "other"), SAMPLE)
def test_two_at_once_leave_what_one_after_the_other_leaves(live, monkeypatch, name, act, other):
    """Of an act with another one, or with itself."""
    story = read_story(find(name))
    nr = next(nr for nr, one in enumerate(story.steps) if one.act == act and one.expect == "done")
    second = (other or story.steps[nr]).model_copy(update={"file": story.steps[nr].file})
    assert list(unlike(name, [Pair(nr, story.steps[nr], second)], monkeypatch)) == []


@pytest.mark.long
@pytest.mark.parametrize("name", sorted(every_pair()))
def test_every_two_acts_at_once_leave_what_one_after_the_other_leaves(live, monkeypatch, name):
    assert list(unlike(name, every_pair()[name], monkeypatch)) == []

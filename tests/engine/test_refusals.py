"""Refusals as sentences: no remedy invites to tick a box or to change what is true, and none names
an act that is not there."""

from __future__ import annotations

import re

import pytest

from openprisma.gate.law import lawbook

NORMS = {norm.id: norm for norm in lawbook().norms}
# Words that ask for a mark or another answer instead of something that is done.
FALSE = re.compile(r"\b(vink|aanvinken|vinkje)\b|haal die gemeente|haal de gemeente", re.IGNORECASE)
LONGEST = 26  # words in a sentence


def said(norm):
    return f"{norm.entry.refusal} {norm.entry.remedy}"


def named() -> set[str]:
    """What an act, its button, a field or a code is called on a screen."""
    words = lawbook().vocabulary
    acts = {name for act in words.acts.values() for name in (act.label, act.button)}
    fields = {field.label for act in words.acts.values() for field in act.fields.values()}
    return acts | fields | {text for one in words.lists.values() for text in one.values()}


@pytest.mark.parametrize("norm", NORMS.values(), ids=NORMS)
def test_a_refusal_can_be_read_and_asks_nothing_false(norm):
    assert not FALSE.search(said(norm))
    for sentence in re.split(r"(?<=[.?!;]) ", said(norm)):
        assert len(sentence.split()) <= LONGEST, sentence
        assert sentence[-1] in ".?!;", sentence


@pytest.mark.parametrize("norm", NORMS.values(), ids=NORMS)
def test_an_act_that_is_named_is_there(norm):
    assert set(re.findall("“([^”]+)”", said(norm))) <= named()

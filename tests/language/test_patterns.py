"""Patterns by which a text says where something comes from are law, and stand with its words."""

from __future__ import annotations

import pytest

from openprisma.kernel.errors import LawError
from openprisma.language.lexicon import WORDS, lexicon, load


@pytest.mark.parametrize(
    "text",
    [
        "Dit staat in het Bibob-advies.",
        "Volgens het LBB is er ernstig gevaar.",
        "Blijkens Bíbob is er een lening.",
        "Zie het bibobdossier.",
    ],
)
def test_what_comes_from_a_bibob_file_says_so(text):
    assert lexicon().says("uit_bibob", text)


@pytest.mark.parametrize("text", ["De gemeente past de Wet Bibob toe.", "Een leeg pand."])
def test_that_somebody_may_be_looked_into_is_no_such_datum(text):
    assert not lexicon().says("uit_bibob", text)


@pytest.mark.parametrize(("unit", "numbered"), [("pand-12", True), ("Jansen", False)])
def test_an_object_of_a_scan_has_a_number(unit, numbered):
    assert lexicon().says("object_heeft_nummer", unit) is numbered


def test_a_pattern_that_cannot_be_read_is_told_with_its_file(tmp_path):
    (tmp_path / "woorden").mkdir()
    (tmp_path / WORDS.name).write_text(WORDS.read_text())
    (tmp_path / "woorden" / "bron.yaml").write_text("patronen: {kapot: ['(']}\n")
    with pytest.raises(LawError, match="geen leesbaar patroon"):
        load(tmp_path / WORDS.name)

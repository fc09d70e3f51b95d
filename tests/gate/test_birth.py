"""What is missing for real data: a chapter that a working method brings is named when it is taken
out."""

from __future__ import annotations

from openprisma.gate import birth


def test_a_chapter_is_named_when_its_working_method_is_taken_out(monkeypatch):
    told = {what for _, what in birth.missing()}
    assert "verzoeken van burgers" not in told
    assert "het informeren van betrokkenen" in told
    left = {name: one for name, one in birth.procedures().items() if name != "verzoek"}
    monkeypatch.setattr(birth, "procedures", lambda: left)
    assert {what for _, what in birth.missing()} == told | {"verzoeken van burgers"}

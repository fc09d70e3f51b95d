"""An act that somebody forgot to write down somewhere is named, with the place: by `law check`, and
so before anything lands."""

from __future__ import annotations

import shutil

import pytest

from openprisma.engine.groups import surroundings
from openprisma.engine.lawbook import load_lawbook
from openprisma.engine.procedures import load_procedures
from openprisma.gate.acts import with_prose
from openprisma.kernel.errors import LawError
from openprisma.kernel.places import data
from openprisma.proof.forgotten import forgotten


@pytest.fixture
def told(tmp_path):
    """What is told of a copy of law and working methods in which one line was changed."""
    for name in ("law", "procedures"):
        shutil.copytree(data(name), tmp_path / name)

    def change(file: str = "", old: str = "", new: str = "") -> list[str]:
        if file:
            path = tmp_path / file
            text = path.read_text(encoding="utf-8")
            assert old in text, f"{old!r} does not stand in {file}"
            path.write_text(text.replace(old, new, 1), encoding="utf-8")
        book = load_lawbook(tmp_path / "law", surroundings(tmp_path / "procedures", with_prose()))
        methods = load_procedures(tmp_path / "procedures", book.vocabulary)
        return list(forgotten(tmp_path / "law", book, methods))

    return change


def test_nothing_is_forgotten_today(told):
    assert told() == []


NOTE = "      - {act: feit_toevoegen, by: [indiener]}\n"


def test_an_offer_that_the_matrix_misses_is_named_with_its_line(told):
    (only,) = told(
        "procedures/signaal.yaml", NOTE, NOTE + "      - {act: terugkoppelen, by: [indiener]}\n"
    )
    line = (
        1
        + (data("procedures") / "signaal.yaml")
        .read_text(encoding="utf-8")
        .split(NOTE)[0]
        .count("\n")
        + 1
    )
    assert only == (
        f"procedures/signaal.yaml, regel {line}: terugkoppelen aan indiener staat niet in "
        f"autorisatiematrix.yaml (signaal, concept)"
    )


def test_an_offer_that_only_the_matrix_knows_is_named(told):
    (only,) = told("procedures/signaal.yaml", NOTE, "")
    assert (
        only
        == "autorisatiematrix.yaml: feit_toevoegen aan indiener biedt signaal niet aan (concept)"
    )


def test_where_an_act_leads_without_the_course_is_named_with_its_line(told):
    transition = NOTE.replace("]}", "], to: [{stage: ingetrokken}]}")
    (only,) = told("procedures/signaal.yaml", NOTE, transition)
    assert "procedures/signaal.yaml, regel " in only
    assert "dat feit_toevoegen hier leidt naar ingetrokken, staat niet in verloop.yaml" in only


def test_an_exception_for_an_act_that_is_gone_is_refused(told):
    with pytest.raises(LawError, match="groep mensenwerk: 'feit_vergeten' is geen uitzondering"):
        told(
            "law/vocabulary.yaml",
            "    but:\n      wacht",
            "    but:\n      feit_vergeten: omdat\n      wacht",
        )

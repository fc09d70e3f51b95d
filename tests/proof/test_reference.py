"""The generated reference is what law, procedures, addresses and stories make of it today, and no
cell of it is empty."""

from __future__ import annotations

import re

from openprisma.gate.law import lawbook, procedures
from openprisma.kernel.places import data
from openprisma.project import reference
from openprisma.project.main import main


def cells(text: str) -> list[list[str]]:
    """The rows of all tables of a page, heads as well."""
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]] for row in rows]


def test_the_reference_is_of_today(live):
    assert main(["reference", "--check"]) == 0


def test_an_old_reference_is_noticed(live, monkeypatch, capsys):
    made = reference.pages()
    monkeypatch.setattr(
        reference, "pages", lambda: made | {"normen.md": made["normen.md"] + "iets anders"}
    )
    assert main(["reference", "--check"]) == 1
    assert "normen.md is oud" in capsys.readouterr().err


def test_every_norm_stands_in_it_and_no_cell_is_empty(live):
    made = reference.pages()
    for name, text in made.items():
        assert not [row for row in cells(text) if "" in row], name
    ids = {row[0].strip("`") for row in cells(made["normen.md"])}
    assert {norm.id for norm in lawbook().norms} <= ids
    states = {row[3].split(":")[0] for row in cells(made["normen.md"])[1:]} | {
        row[3] for row in cells(made["bepalingen.md"])[1:]
    }
    assert {"gemodelleerd", "uitgesteld", "plicht"} <= states


def test_every_stage_and_transition_stands_in_its_diagram(live):
    text = reference.pages()["werkwijzen.md"]
    for method in procedures().values():
        for stage in method.entry.stages:
            assert f'state "{stage.title}" as {stage.stage}' in text
            for offer in stage.offers:
                assert all(f"{stage.stage} --> {to.stage}: {offer.act}" in text for to in offer.to)


def test_every_story_and_file_it_names_is_there(live):
    text = reference.pages()["normen.md"]
    stories = {path.stem for path in data("stories").glob("**/*.yaml")}
    named = {
        name.split(" en ")[0]
        for row in cells(text)[1:]
        for name in row[7].split(", ")
        if not row[7].startswith("geen")
    }
    assert named <= stories, named - stories
    for file in re.findall(r"tests/[\w/]+\.py", text):
        assert (data("law").parent / file).is_file(), file

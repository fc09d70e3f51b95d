"""Citations: articles without paragraphs are cited without, and nothing cites a paragraph that is
not there."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from openprisma.engine.citations import short_citation, wrong_references
from openprisma.engine.coverage import gaps_in_references
from openprisma.engine.groups import Surroundings
from openprisma.engine.lawbook import load_lawbook
from openprisma.engine.norms import ProvisionEntry
from openprisma.gate.law import lawbook
from openprisma.kernel.places import data

ROOT = data("law").parent
# Ours alone: decisions and the log of changes quote what was wrong.
READ = ("src", "law", "procedures", "region", "stories", "docs/handleiding", "docs/reference")
WRITTEN = (".py", ".html", ".yaml", ".md", ".sql", ".typ")
RULE = "u kunt dit niet, want x."


@pytest.mark.parametrize(
    ("norm", "cited"),
    [
        ("wgs:2.23.6.c", "2.23 lid 6 onder c Wgs"),
        ("bgs:1.9.1", "1.9 Bgs"),
        ("bgs:2.15.1/bron", "2.15 Bgs"),
        ("wgs:1.1.1/knelpunt", "1.1 Wgs"),
        ("bgs:1.5.1", "1.5 Bgs"),
        ("avg:19.1", "19 AVG"),
        ("bpg:4.8", "4:8 Bpg"),
        ("huisregels:9.2", "9 lid 2 huisregels"),
        ("werkwijze:stuurgroep.4/een-stem", "werkwijze stuurgroep, punt 4"),
    ],
)
def test_an_article_without_paragraphs_is_cited_without(norm, cited):
    assert short_citation(norm) == cited


@pytest.mark.parametrize(
    "text",
    [
        "artikel 1.9 lid 1 Bgs",
        "zie 2.15 lid 1 onder a Bgs.",
        "2.17 lid 1 Wgs",
        "1.3 lid 7 Wgs",
        "bgs:1.9.2",
        "wgs:2.20.3/x",
        "19 lid 1 AVG",
    ],
)
def test_a_reference_to_a_paragraph_that_is_not_there_is_wrong(text):
    assert len(list(wrong_references(text))) == 1


@pytest.mark.parametrize(
    "text",
    ["1.9 Bgs", "1.8 lid 7 Wgs", "2.23 lid 3 onder d Wgs", "bgs:1.9.1/twijfel", "20 lid 3 Wpg"],
)
def test_other_references_are_not(text):
    assert list(wrong_references(text)) == []


def test_nothing_that_we_wrote_cites_a_paragraph_that_is_not_there():
    wrong = [
        f"{path.relative_to(ROOT)}: {one}"
        for folder in READ
        for path in (ROOT / folder).rglob("*")
        if path.suffix in WRITTEN and path.name != "citations.py"
        for one in wrong_references(path.read_text(encoding="utf-8"))
    ]
    assert wrong == []


def test_the_law_says_something_of_every_paragraph():
    assert list(gaps_in_references(data("law"), lawbook())) == []


def test_what_is_said_to_stand_in_a_norm_that_is_not_there_is_told(tmp_path):
    words = "objects: {wie: {orgaan: {type: code, label: uw orgaan}}}\nlists: {}\ncertainties: {}\n"
    (tmp_path / "vocabulary.yaml").write_text(words)
    (tmp_path / "handelingen").mkdir()
    (tmp_path / "bgs").mkdir()
    (tmp_path / "bgs" / "1.9.yaml").write_text(
        "citation: x\ntitle: x\nsource: https://example.org\nprovisions:\n"
        "  - {id: 1.9 lid 1, text: x, state: covered, norms: ['bgs:1.9.1']}\n"
    )
    told = list(gaps_in_references(tmp_path, load_lawbook(tmp_path, Surroundings())))
    assert "bgs/1.9.yaml: “1.9 lid 1 Bgs”: artikel 1.9 Bgs heeft geen leden" in told
    assert "bgs/1.9.yaml: 1.9 lid 1 noemt bgs:1.9.1, die er niet is" in told
    assert "van 1.9 Bgs zegt niets wat ermee gebeurt" in told
    assert "van 1.13 lid 4 Bgs zegt niets wat ermee gebeurt" in told


@pytest.mark.parametrize(
    "given",
    [
        {"state": "duty", "owner": "x"},
        {"state": "deferred", "reason": "x"},
        {"state": "power"},
        {"state": "power", "owner": "x", "term": "elk jaar"},
        {"state": "definition"},
        {"state": "other"},
        {"state": "covered"},
    ],
)
def test_each_state_asks_what_belongs_to_it(given):
    with pytest.raises(ValidationError):
        ProvisionEntry(id="1.9", text="x", **given)


def test_powers_and_definitions_are_no_duties():
    states = {
        f"{article.statute}:{one.id}": one
        for article in lawbook().articles.values()
        for one in article.entry.provisions
    }
    powers = ("bgs:1.13 lid 4", "bgs:1.13 lid 5", "bgs:1.14 lid 2", "bgs:1.14 lid 3")
    assert {states[one].state for one in powers} == {"power"}
    assert states["bgs:2.14"].state == "definition"
    assert "binnen een jaar" in states["wgs:1.10 lid 3"].term
    assert states["bgs:1.18 lid 1"].term.startswith("twee jaar na 1 maart 2025")
    assert "eens in de vier jaar" in states["bgs:1.18 lid 1"].term


def test_a_term_of_ours_does_not_stand_under_a_statute():
    ours = {"wgs", "bgs", "wpg", "uavg"}
    found = [
        norm.id
        for norm in lawbook().norms
        if norm.certainty == "house" and norm.id.split(":")[0] in ours
    ]
    assert found == []
    assert "antwoorden" in lawbook().articles["huisregels:9"].entry.versions[-1].terms


SAYS_NO_MORE = (
    *("wgs:1.11.2", "wgs:1.3.4", "wgs:1.8.2.b", "wgs:2.23.3.d", "wgs:2.23.5"),
    *("wgs:2.23.4/noodzaak", "wgs:2.23.7/aan-deelnemer", "bgs:1.7.1/geblokkeerd"),
)


@pytest.mark.parametrize("norm", SAYS_NO_MORE)
def test_what_the_text_does_not_say_is_not_seen(norm):
    assert {one.certainty for one in lawbook().norms if one.id == norm} == {"inferred"}

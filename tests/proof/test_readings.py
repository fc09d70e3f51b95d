"""The reading of the statutes misses nothing and names nothing that is not there, and what becomes
of a provision follows from the law files and the stories."""

from __future__ import annotations

import re
import shutil

import pytest

from openprisma.engine.groups import surroundings
from openprisma.engine.lawbook import load_lawbook
from openprisma.gate.acts import with_prose
from openprisma.kernel.errors import LawError
from openprisma.kernel.places import data
from openprisma.proof.readings import STATES, Table, gaps_in_readings, table_of
from openprisma.stories.told import told


@pytest.fixture(scope="module")
def stories():
    return told()


@pytest.fixture
def table(tmp_path, stories):
    """The table of a copy of the law in which some files were changed: by file, what to replace by
    what."""
    shutil.copytree(data("law"), tmp_path / "law")

    def made(*changes: tuple[str, str, str]) -> Table:
        for file, old, new in changes:
            path = tmp_path / "law" / file
            text = path.read_text(encoding="utf-8")
            assert re.search(old, text), f"{old!r} does not stand in {file}"
            path.write_text(re.sub(old, new, text, count=1), encoding="utf-8")
        book = load_lawbook(tmp_path / "law", surroundings(data("procedures"), with_prose()))
        return table_of(tmp_path / "law", book, stories)

    return made


def gone(provision: str) -> tuple[str, str, str]:
    """The change that takes a reading away."""
    statute = provision.split(":")[0]
    file = f"lezing/{statute if statute in ('wgs', 'bgs') else 'overig'}.yaml"
    return file, rf"  - provision: {re.escape(provision)}\n(    .*\n)+", ""


def row(made: Table, provision: str):
    """The row of one provision."""
    return next(one for one in made.rows() if one.reading.provision == provision)


def test_the_reading_is_whole_today(table):
    assert list(gaps_in_readings(table())) == []


def test_no_cell_is_empty_and_every_state_has_a_name(table):
    for one in table().rows():
        assert one.state in STATES, one.reading.provision
        assert one.certainty, one.reading.provision
        assert one.allowed, one.reading.provision
        assert one.refused, one.reading.provision


@pytest.mark.parametrize("provision", ["wgs:1.10.5", "wgs:2.17", "bgs:1.12", "bgs:2.16.1.b.6"])
def test_a_paragraph_that_nobody_read_is_named(table, provision):
    assert f"lezing: {provision} is niet gelezen" in list(gaps_in_readings(table(gone(provision))))


def test_a_paragraph_that_the_statute_does_not_have_is_named_with_its_line(table):
    wrong = table(("lezing/bgs.yaml", "provision: bgs:1.18.5", "provision: bgs:1.18.6"))
    told = [one for one in gaps_in_readings(wrong) if "bgs:1.18.6" in one]
    assert told and re.fullmatch(
        r"lezing/bgs\.yaml, regel \d+: bgs:1\.18\.6 staat niet in inhoud\.yaml",
        told[0].removeprefix("law/"),
    )


def test_a_norm_that_is_not_there_is_named(table):
    wrong = table(("lezing/wgs.yaml", r"norms: \[wgs:1\.3\.1\]", "norms: [wgs:1.3.9]"))
    assert [one for one in gaps_in_readings(wrong) if "de norm wgs:1.3.9 is er niet" in one]


@pytest.mark.parametrize("kind", ["allowed", "refused"])
def test_a_story_that_is_not_there_is_named(table, kind):
    wrong = table(
        ("lezing/bgs.yaml", r"(provision: bgs:2\.13\n)", rf"\1    stories: {{{kind}: nergens}}\n")
    )
    (only,) = gaps_in_readings(wrong)
    assert only.endswith("er is geen verhaal 'nergens'")


@pytest.mark.parametrize(
    ("provision", "said"),
    [
        ("bibob:31", r"bibob/31\.yaml: bepaling 31 is niet gelezen"),
        ("wpg:7.2", r"wpg/7\.yaml: bepaling 7 lid 2\b.* is niet gelezen"),
        ("bgs:2.13", r"bgs/2\.13\.yaml: bepaling 2\.13 is niet gelezen"),
    ],
)
def test_a_provision_of_the_law_files_that_nobody_read_is_named(table, provision, said):
    assert [one for one in gaps_in_readings(table(gone(provision))) if re.search(said, one)]


def test_a_norm_of_which_nobody_read_the_provision_is_named(table):
    found = list(gaps_in_readings(table(gone("bpg:4.8"))))
    assert [one for one in found if one.endswith("de bepaling van bpg:4.8 is niet gelezen")]


def test_an_article_of_which_nobody_read_anything_is_named(table):
    found = list(gaps_in_readings(table(gone("atw:3"))))
    assert [one for one in found if one.endswith("atw/3.yaml: van dit artikel is niets gelezen")]


def test_a_duty_without_norm_or_state_is_named(table):
    wrong = table(
        (
            "lezing/overig.yaml",
            r"(provision: wpg:4\.3\n(?:    .*\n)*?)    state: .*\n.*reason: .*\n",
            r"\1",
        )
    )
    (only,) = gaps_in_readings(wrong)
    assert "wpg:4.3 heeft geen norm, en er staat niet wat er dan mee gebeurt" in only


def test_a_norm_that_no_story_shows_is_named(table, stories):
    made = table()
    made.stories = type(stories)({}, {}, {}, {}, stories.steps)
    found = list(gaps_in_readings(made))
    assert [one for one in found if "bgs:1.5 heeft geen verhaal waarin het mag" in one]
    assert [one for one in found if "bgs:1.5 heeft geen verhaal waarin het wordt geweig" in one]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("provision: bgs:2.14", "provision: bgs:2.13", "bgs:2.13 staat er twee keer"),
        ("provision: bgs:2.14", "provision: abc:2.14", "abc is hier geen wet"),
        ("  bgs: tekst", "  wgs: tekst", "zeg bij read welke tekst van bgs is gelezen"),
        ("    state: other\n", "", "een stand \\(state\\) heeft een reden"),
        ("    reason: Geldt.*\n", "", "een stand \\(state\\) heeft een reden"),
    ],
)
def test_a_reading_that_cannot_be_right_is_refused_with_its_line(table, old, new, said):
    with pytest.raises(LawError, match=said):
        table(("lezing/bgs.yaml", old, new))


def test_norms_come_from_the_article_and_paragraph_they_stand_under(table):
    made = table()
    # An article without paragraphs: its norms are numbered under a first one.
    assert {norm.article for norm in row(made, "bgs:1.9").norms} == {"bgs:1.9"}
    own = "wgs:2.23.6.c"
    told = [norm.id for norm in row(made, own).norms]
    assert told == [own, f"{own}/dicht", f"{own}/categorie"]
    assert {norm.id for norm in row(made, "wgs:1.5.2.a").norms} == {"wpg:20.3"}


def test_a_state_comes_from_the_law_files_and_else_from_the_reading(table):
    made = table()
    assert row(made, "bgs:2.13").state == "duty"
    assert row(made, "bgs:1.17.c").state == "duty"  # of the article of which it is a part
    assert row(made, "bgs:1.1.2.a").state == "other"
    assert row(made, "wgs:2.22.2").state == "power"
    assert row(made, "bgs:1.1.2").state == "parts"


def test_a_story_shows_what_may_and_what_may_not(table):
    made = table()
    assert row(made, "bgs:1.6.1").allowed == row(made, "bgs:1.6.1").refused == "kwaliteit"
    assert "weigert nooit" in row(made, "wgs:2.23.7.zin2").refused
    assert row(made, "bgs:2.13").allowed == "–"


@pytest.mark.parametrize(
    ("provision", "cited"),
    [
        ("wgs:1.4.3.zin1", "1.4 lid 3, eerste zin"),
        ("wgs:2.22.1.a.2", "2.22 lid 1 onder a, 2°"),
        ("bgs:1.9", "1.9"),
        ("bgs:2.15.rij3", "2.15, rij 3"),
        ("bpg:4.8", "4:8"),
        ("wpg:20.3", "20 lid 3"),
        ("wgs:1.1.signaal", "1.1, signaal"),
    ],
)
def test_a_provision_is_cited_as_a_jurist_does(table, provision, cited):
    assert row(table(), provision).reading.cited == cited

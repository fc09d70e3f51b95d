"""What a story is, and that every norm is load-bearing: without it a story turns red. That every
story does what it says is asked in test_all_together."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from openprisma.engine.reading import read
from openprisma.gate.law import lawbook
from openprisma.stories.reading import all_stories, find, read_story
from openprisma.stories.testing import first_red, is_green
from tests.builders import without

PATHS = [path for path in all_stories() if read_story(path).region == "den-haag"]
# Grounds without a condition cannot refuse; that they matter is shown by taking them away (below).
UNCONDITIONAL = {
    norm.id for norm in lawbook().norms if norm.kind == "permits" and norm.entry.permits == "waar"
}
# Judged row by row in the database, so it stands in no verdict: test_terms shows it bite; and who is
# not shown is not asked about (`kring-zonder-hoofdsubject`).
ROW_BY_ROW = {"wgs:1.8.7", "bgs:1.7.1/geblokkeerd", "wgs:2.22.1.b/kring-staat"}
# The fence says it by itself to whoever has no role, as of a file that is not there. `prove` is
# what misses this norm.
SAID_TWICE = {"huisregels:1.1"}
# Whoever has a role in a file is of a participant that is involved in it, and who has none is told
# of no norm (`gate/kernel.py`): otherwise asking tells whom a file involves.
TOLD_TO_NOBODY = {"wgs:2.23.5"}
# Their situation cannot arise yet, and /recht says so: they count as deferred.
LATER = {norm.id for norm in lawbook().norms if norm.entry.awaits}

# What the table of files does not let happen in the first place; tests/areascans/test_phase takes
# that away and shows the kernel refuse.
CANNOT_STAND = {"wgs:2.23.6.c/dicht"}


def test_there_are_enough_stories_and_most_are_refusals():
    kinds = Counter()
    for path in PATHS:
        own = read(path)["steps"]
        kinds[
            "refusal" if any(step.get("expect", "done") != "done" for step in own) else "allowed"
        ] += 1
    assert sum(kinds.values()) >= 30
    assert kinds["refusal"] >= 2 * sum(kinds.values()) / 3


def likely_first(norm: str) -> list[str]:
    """All stories: first those that name the norm, then those that do an act it binds, the shortest
    first."""
    acts = {f"act: {act}," for one in lawbook().norms if one.id == norm for act in one.acts}

    def how_likely(path: Path) -> tuple[bool, bool, int]:
        text = path.read_text()
        return f'{norm}"' not in text, not any(act in text for act in acts), len(text)

    return [str(path) for path in sorted(PATHS, key=how_likely)]


DOZEN = {
    "wgs:2.23.1": "gemeld",
    "bgs:2.16.1.a": "zonder-feit",
    "bgs:1.6.1": "kwaliteit",
    "wgs:2.23.4": "te-vroeg-voordragen",
    "wgs:2.23.4/noodzaak": "zonder-noodzaak",
    "werkwijze:handhavingsknelpunt.1": "einddatum",
    "werkwijze:stuurgroep.4": "bureau-beslist-niet",
    "wgs:1.8.2": "autorisator",
    "wgs:2.23.5/besluit": "verstrekken",
    "bgs:2.15.1/bron": "verkeerde-bron",
    "wpg:20.3": "fasen",
    "wgs:1.8.2/aangewezen": "niet-aangewezen",
    "wgs:1.4.3": "in-dienst",
    "bgs:1.11.1": "niet-aangewezen",
}


@pytest.mark.parametrize(("norm", "story"), DOZEN.items())
def test_without_the_norm_a_story_turns_red(notices, other_law, norm, story):
    lawbook_without = without(lawbook(), norm)
    notices([str(find(story))], lambda: other_law(lawbook_without))


def test_involvement_matters_also_for_who_still_has_a_role(world, connect, other_law):
    from openprisma.kernel.errors import Refused
    from tests.builders import POLICE

    end = """update files_involvement set until_day = '2025-09-30'
      where file_id = %s and participant_id = 'politie'"""
    connect("postgres").execute(end, [world.bottleneck])
    with pytest.raises(Refused) as refusal:
        world.do(POLICE, "gegevens_inzien")
    assert refusal.value.hidden
    with other_law(without(lawbook(), "wgs:2.23.5")):
        world.do(POLICE, "gegevens_inzien")


def test_a_story_that_breaks_is_neither_red_nor_green(live, connect, monkeypatch):
    own, name = connect("owner"), str(find("concept-ingetrokken"))
    assert is_green(name, own) and first_red([name], own) is None

    def breaks(*_, **__):
        raise KeyError

    def does_nothing(*_, **__):
        return None

    monkeypatch.setattr("openprisma.stories.runner.perform", breaks)
    assert not is_green(name, own) and first_red([name], own) is None
    monkeypatch.setattr("openprisma.stories.runner.perform", does_nothing)
    assert not is_green(name, own)


@pytest.mark.long
@pytest.mark.parametrize(
    "norm",
    sorted(
        {n.id for n in lawbook().norms}
        - ROW_BY_ROW
        - LATER
        - SAID_TWICE
        - TOLD_TO_NOBODY
        - CANNOT_STAND
    ),
)
def test_every_norm_is_load_bearing(notices, other_law, norm):
    stories = likely_first(norm)  # while the norm is still there to say which acts it binds
    lawbook_without = without(lawbook(), norm)
    notices(stories, lambda: other_law(lawbook_without))


def test_a_story_after_another_begins_on_its_own_day():
    story = read_story(find("einddatum"))
    assert str(story.on) == "2025-09-01"
    assert [str(step.on) for step in story.steps if step.on][-2:] == ["2026-09-17", "+1 day"]


def test_the_command_line_plays_stories_of_another_region_on_a_database_of_their_own():
    environment = {
        k: v for k, v in os.environ.items() if not k.startswith(("DATABASE_URL", "OPENPRISMA_"))
    }
    command = [
        sys.executable,
        "-m",
        "openprisma.project.main",
        "story",
        "run",
        "half-jaar",
        "vaste-beoordelaars",
        "voorbeeldwet",
        "val-01-vorm-van-de-minister",
        "--json",
    ]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert [len(one["steps"]) for one in told] == [23, 9, 15, 3]
    assert all(step["good"] for one in told for step in one["steps"])

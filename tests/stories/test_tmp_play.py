"""Plays the stories named in the environment, in one database."""

import os
from pathlib import Path
import pytest
from openprisma.stories.reading import all_stories, read_story
from openprisma.stories.testing import play_all

NAMES = [
    str(p)
    for p in all_stories()
    if read_story(p).region == "den-haag" and p.parent.name in os.environ["PLAY"].split(",")
]


def test_play(django_db_setup, django_db_blocker):
    from tests.conftest import CLUSTER, START, today_is

    today_is(CLUSTER, START)
    out = open(os.environ["PLAYOUT"], "w")
    with django_db_blocker.unblock(), CLUSTER.connect("owner", "tests") as own:
        for name in NAMES:
            ((title, steps),) = play_all([name], own)
            bad = [s for s in steps if not s.good]
            out.write(f"{'ok ' if not bad else 'BAD'} {Path(name).stem} {bad[:3]}\n")
            out.flush()

"""What is wrong must turn a story red: in a database of its own, for a wrong norm lets through what
no later test should find."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path

import pytest

from openprisma.stories.testing import first_red, is_green
from tests.conftest import CLUSTER, inside
from tests.stories.noticing import noticed_first

GREEN: set[str] = set()  # stories that were seen to be green by themselves in a clean database


@contextmanager
def clean_database():
    """A connection as owner to a database in which nothing has happened yet; gone at the next."""
    with CLUSTER.connect() as root:
        root.execute("drop database if exists mine with (force)")
    CLUSTER.copy_database("clean", "mine")
    with inside("mine"), CLUSTER.connect("owner", "mine") as own:
        yield own


def red_alone(names, wrong):
    """The first of these stories that is red by itself while something is wrong. One that follows
    others in the same database may be red by what they did, so it is asked again in a clean one."""
    left = list(names)
    while left:
        with clean_database() as own, wrong():
            name = first_red(left, own)
        if name is None or name == left[0]:
            return name
        with clean_database() as own, wrong():
            if first_red([name], own):
                return name
        left = left[left.index(name) + 1 :]
    return None


@pytest.fixture
def notices(request, live):
    """Requires that one of these stories is red while something is wrong, and green when nothing
    is. Notes which in the report."""

    def required(names, wrong):
        name = red_alone(noticed_first(request.node.name, names), wrong)
        request.node.user_properties.append(("noticed_by", Path(name).stem if name else None))
        assert name
        if name not in GREEN:
            with clean_database() as own:
                assert is_green(name, own)
            GREEN.add(name)

    return required

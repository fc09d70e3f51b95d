"""On the day that a term has passed its row is gone: from every table, in the right order, unless
a hold stands."""

from __future__ import annotations

from datetime import date

import pytest

from openprisma.gate.destroying import endings
from tests.builders import LAWYER, REPORTER, as_worker, by_system, today_is
from tests.conftest import CLUSTER, START

LATER = "2031-02-01"  # all of the thread is past its five years


@pytest.fixture
def root(connect):
    return connect("postgres")


@pytest.fixture
def later(world):
    """The day after everything in the thread ended."""
    today_is(CLUSTER, LATER)
    yield world
    today_is(CLUSTER, START)


def rows(root, world) -> dict[str, int]:
    """How many rows with persons the bottleneck and its signal still hold."""
    files = [world.bottleneck, world.signal]
    return {
        one.table: root.execute(
            f"select count(*) from {one.table} where {one.file} = any (%s)", [files]
        ).fetchone()[0]
        for one in endings()
        if not one.cleared
    }


def run_out() -> list:
    """Let the system destroy until nothing is left; gives what each lot said."""
    told = []
    while not told or told[-1].state == "loopt":
        told.append(by_system("termijn_uitvoeren"))
    return told


def test_what_is_past_its_term_is_gone_from_every_table(later, root):
    before = rows(root, later)
    assert before["sharing_statement"] >= 2 and before["subjects_subject"] >= 1
    told = run_out()
    assert told[-1].state == "klaar"
    assert sum(rows(root, later).values()) == 0

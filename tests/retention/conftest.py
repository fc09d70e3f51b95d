"""A database of its own: what is past its term goes in every file, also in those of other tests."""

from __future__ import annotations

import pytest
from django.db import connection

from tests.builders import World, by_system, today_is
from tests.conftest import CLUSTER, START, inside

OWN = "retention"


class Apart:
    """The server, with the database of these tests where others ask for `tests`."""

    def connect(self, role="postgres", database="postgres"):
        return CLUSTER.connect(role, OWN if database == "tests" else database)


APART = Apart()


@pytest.fixture(scope="module")
def apart(django_db_setup):
    with CLUSTER.connect() as own:
        own.execute(f"drop database if exists {OWN} with (force)")
    CLUSTER.copy_database("clean", OWN)
    return APART


@pytest.fixture
def world(apart, django_db_blocker):
    """The thread, in a database in which nothing else is past its term."""
    with inside(OWN), django_db_blocker.unblock():
        today_is(APART, START)
        yield World.thread(APART)
        connection.close()
        connection.gate = None


@pytest.fixture
def root(world, connect):
    return connect("postgres")


@pytest.fixture
def on():
    """Everybody lives on another day."""
    return lambda day: today_is(APART, day)


@pytest.fixture
def run_out():
    """The system destroys until nothing is left; gives what each lot said."""

    def run():
        told = []
        while not told or told[-1].state == "loopt":
            told.append(by_system("termijn_uitvoeren"))
        return told

    return run

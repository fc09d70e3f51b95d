"""A database built as `owner`, used as `app`, as everywhere. Lines are durable, so worlds are
really committed.

Nobody cleans up after a test: every world has files of its own, fenced off from the others. Tests
run side by side, each process with a server of its own: some kill it, and the clock of a database
is one.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from xdist.scheduler import LoadScopeScheduling

from openprisma.gate import acts, law, ledger
from openprisma.gate.install import install
from openprisma.project.baseline import begin
from openprisma.project.cluster import Cluster, binaries
from tests.builders import World, move_clock, today_is

BIN = binaries()
HOME = Path(os.environ.get("OPENPRISMA_TEST_HOME", f"/var/tmp/openprisma-tests-{os.geteuid()}"))
BESIDE = os.environ.get("PYTEST_XDIST_WORKER", "")
CLUSTER = Cluster(BIN, HOME / f"{BIN.parent.name}{BESIDE}")
START = "2025-10-01"


# Of these each test by itself, or each parameter of the file, for they take long one by one; of any
# other file all in one process, which prepares what they share once.
ONE_BY_ONE = (
    "tests/browser/test_walk.py",
    "tests/cli/test_commands.py",
    "tests/gate/test_accounts.py",
)
BY_PARAMETER = ("tests/project/test_upgrade.py",)
# What takes minutes begins first, so that nothing waits for it at the end.
FIRST = (
    "tests/sidedoors/test_sidedoors.py",
    "tests/stories/test_all_together.py",
    "tests/toy",
    "tests/browser",
    "tests/project",
    "tests/web/test_empty_choices.py",
    "tests/audit",
)


class Beside(LoadScopeScheduling):
    """Hands each file, or each test of `ONE_BY_ONE`, to the first process that is free."""

    def _split_scope(self, nodeid):
        file, _, test = nodeid.partition("::")
        if file in ONE_BY_ONE:
            return nodeid
        return f"{file}[{test.partition('[')[2]}" if file in BY_PARAMETER else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Not `--dist loadgroup`: the marks of xdist 3.8 do nothing under pytest 9.2."""
    return Beside(config, log)


def pytest_collection_modifyitems(items):
    """Those of `FIRST` in its order, then all others as they stand."""
    items.sort(
        key=lambda item: next(
            (nr for nr, one in enumerate(FIRST) if item.nodeid.startswith(one)), len(FIRST)
        )
    )


@contextmanager
def acting_as(role):
    """Be another role for a while. Outside the tests a process has one role for life."""
    _log_in_as(role)
    try:
        yield
    finally:
        _log_in_as("app")


def _log_in_as(role):
    _connect_with(USER=role)


def _connect_with(**settings):
    ledger.forget()
    connection.close()
    connection.close_pool()
    connection.settings_dict |= settings


@contextmanager
def inside(database):
    """Be in another database of the same server for a while."""
    _connect_with(NAME=database)
    try:
        yield
    finally:
        _connect_with(NAME="tests")


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker):
    """One database for the whole run, migrated and compiled as `owner`, with the reference
    region."""
    CLUSTER.start(
        fsync="off",
        max_connections="120",
        max_prepared_transactions="5",
        log_min_messages="warning",
    )
    with CLUSTER.connect() as own:
        for name in ("tests", "clean"):
            own.execute(f"drop database if exists {name} with (force)")
    begin(CLUSTER, "tests")
    connection.settings_dict |= {"HOST": str(CLUSTER.socket), "NAME": "tests", "USER": "app"}
    os.environ["DATABASE_URL"] = CLUSTER.url("tests")
    with django_db_blocker.unblock():
        with acting_as("owner"):
            from openprisma.project.prepare import prepare
            from openprisma.stories.region import load_region

            prepare("demo")
            load_region("den-haag")
        today_is(CLUSTER, START)
    CLUSTER.copy_database("tests", "clean")
    yield
    _log_in_as("app")
    connection.close()
    connection.close_pool()
    CLUSTER.stop()  # interrupted tests leave none either: the server is our child


@pytest.fixture
def live(django_db_setup, django_db_blocker):
    """The database, with real transactions, on the first of October 2025."""
    today_is(CLUSTER, START)
    with django_db_blocker.unblock():
        yield
        connection.close()
        connection.gate = None


@pytest.fixture
def world(live):
    """The thread played to its end: a signal, a bottleneck for two participants, two statements."""
    return World.thread(CLUSTER)


@pytest.fixture(scope="module")
def shared(django_db_setup, django_db_blocker):
    """The same, once for a module whose tests only read."""
    today_is(CLUSTER, START)
    with django_db_blocker.unblock():
        made = World.thread(CLUSTER)
        connection.close()
    return made


@pytest.fixture
def connect(django_db_setup):
    """Raw connections under any role, closed afterwards."""
    opened = []

    def new(role="app"):
        opened.append(CLUSTER.connect(role, connection.settings_dict["NAME"]))
        return opened[-1]

    yield new
    for one in opened:
        one.close()


@pytest.fixture
def auditor(connect):
    """What an auditor reads: (act, granted, outcome, reasons) of the last lines."""
    own = connect("auditor")
    query = """select l.act, l.granted, o.outcome, coalesce(o.reasons, l.objections)
                 from fence.line l left join fence.outcome o on o.line = l.id
                where l.act <> 'aanmelden' order by l.at desc limit %s"""
    return lambda last=1: own.execute(query, [last]).fetchall()


@pytest.fixture
def day(live):
    """Let everybody live on another day; the first of October again afterwards."""
    yield lambda when: today_is(CLUSTER, when)
    today_is(CLUSTER, START)


@pytest.fixture
def other_law(live):
    """Work with a changed lawbook for a while: kernel recompiled, and everything back
    afterwards."""

    @contextmanager
    def change(book):
        law.lawbook.cache_clear()
        real = law.load_lawbook
        law.load_lawbook = lambda folder, around: book
        try:
            with acting_as("owner"):
                install()
            yield
        finally:
            law.load_lawbook = real
            law.forget()
            with acting_as("owner"):
                install()

    return change


@pytest.fixture
def other_methods(live):
    """Work with changed working methods for a while, in the database as well, and with the real
    ones afterwards."""

    @contextmanager
    def change(methods):
        law.procedures.cache_clear()
        real = law.load_procedures
        law.load_procedures = lambda folder, vocabulary: methods
        try:
            with acting_as("owner"):
                install()
            yield
        finally:
            law.load_procedures = real
            law.forget()
            with acting_as("owner"):
                install()

    return change


@pytest.fixture
def other_acts(live):
    """Work with an act that declares something else for a while, in the database as well."""

    @contextmanager
    def change(name, **declared):
        real = acts.registered()[name]
        acts._registry[name] = replace(real, **declared)
        try:
            with acting_as("owner"):
                install()
            yield
        finally:
            acts._registry[name] = real
            with acting_as("owner"):
                install()

    return change


@pytest.fixture
def clock(connect):
    """Moves the clock of one session, as stories do."""
    own = connect("owner")
    return lambda when, backend: move_clock(own, when, backend)


__all__ = ["BIN", "CLUSTER", "call_command"]

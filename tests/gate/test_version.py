"""Which law holds, the database says; whoever judges by other law does nothing more."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from openprisma.gate import acts, law, version
from openprisma.gate.install import same_law
from openprisma.gate.perform import entered, perform, visit
from openprisma.kernel.errors import Unavailable
from openprisma.project import ending
from tests.builders import POLICE, a_pass, without
from tests.conftest import CLUSTER

CHANGED = "De wet in dit systeem is net gewijzigd"
OTHER = "update fence.law set hash = 'feedfeedfeedfeed'"
LOCK = "lock table fence.law in access exclusive mode"
# Another process, that does one act for each line it is sent.
ACTS = """
import django; django.setup()
from uuid import UUID
from openprisma.gate.perform import perform
from openprisma.gate.version import changed
from openprisma.kernel.errors import Unavailable
by, file = bytes.fromhex("{by}"), UUID("{file}")
print("ready", flush=True)
while input():
    try:
        perform(by, "gegevens_inzien", file=file)
        print("done", changed(), flush=True)
    except Unavailable as error:
        print(error.what, changed(), flush=True)
"""


@pytest.fixture
def unnoticed(monkeypatch):
    """A process that saw no change, and whose end can be watched."""
    told: list[str] = []
    monkeypatch.setattr(version, "_noticed", [])
    monkeypatch.setattr(version, "_told", [lambda: told.append("ends")])
    return told


@pytest.fixture
def elsewhere(connect, unnoticed):
    """Somebody else installs other law for a while."""

    @contextmanager
    def change():
        own = connect("owner")
        own.execute(OTHER)
        try:
            yield
        finally:
            own.execute("update fence.law set hash = %s", [law.adopted()])

    return change


@pytest.fixture
def beside(shared):
    """Another process that works in this world."""
    asks = subprocess.Popen(
        [sys.executable, "-c", ACTS.format(by=shared.by(POLICE).hex(), file=shared.bottleneck)],
        env=os.environ
        | {
            "DATABASE_URL": CLUSTER.url("tests"),
            "OPENPRISMA_ROLE": "app",
            "OPENPRISMA_SECRET": "x" * 40,
            "DJANGO_SETTINGS_MODULE": "openprisma.project.settings",
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert asks.stdout.readline() == "ready\n"
    yield asks
    asks.kill()
    asks.communicate()


def send(asks) -> None:
    asks.stdin.write("on\n")
    asks.stdin.flush()


def answer(asks) -> str:
    send(asks)
    return asks.stdout.readline().strip()


def lines(connect) -> int:
    return connect("auditor").execute("select count(*) from fence.line").fetchone()[0]


def test_under_other_law_nothing_is_read_or_done_and_no_line_is_left(
    shared, live, connect, elsewhere, unnoticed
):
    by, before = shared.by(POLICE), lines(connect)
    with elsewhere():
        for _ in range(2):
            with pytest.raises(Unavailable, match=CHANGED) as refusal:
                perform(by, "gegevens_inzien", file=shared.bottleneck)
            assert refusal.value.rule == "normbestand" and refusal.value.remedy
        with pytest.raises(Unavailable, match=CHANGED):
            perform(by, "mail_instellen", mail="nooit")
        with pytest.raises(Unavailable, match=CHANGED), visit(by):
            pass
        assert version.changed() and unnoticed == ["ends"], "it is told once"
        assert lines(connect) == before
    assert perform(by, "gegevens_inzien", file=shared.bottleneck)


def test_it_costs_no_question_more(shared, live):
    by = shared.by(POLICE)
    with CaptureQueriesContext(connection) as asked, visit(by):
        pass
    perform(by, "gegevens_inzien", file=shared.bottleneck)
    about = [one["sql"] for one in asked if "fence.law" in one["sql"]]
    assert len(about) == 1 and "fence.visitor" in about[0]


def test_who_installs_waits_for_what_was_judged_before(shared, live, connect):
    own = connect("owner")
    own.execute("set lock_timeout = '200ms'")
    act = acts.registered()["gegevens_inzien"]
    under = entered(shared.by(POLICE), act, [shared.bottleneck], {})
    own.autocommit = False
    with under, pytest.raises(psycopg.errors.LockNotAvailable):
        own.execute(LOCK)
    own.rollback()
    own.execute(LOCK)
    own.rollback()


def test_who_waited_for_the_change_reads_what_came_of_it(live, connect, beside):
    """Not what stood there when the question came."""
    own, other = connect("owner"), connect("owner")
    assert answer(beside) == "done False"
    own.autocommit = False
    own.execute(LOCK)
    own.execute(OTHER)
    try:
        send(beside)
        while not other.execute("select true from pg_locks where not granted").fetchone():
            assert beside.poll() is None
        own.commit()
        told = beside.stdout.readline()
    finally:
        own.rollback()
        other.execute("update fence.law set hash = %s", [law.adopted()])
    assert told.startswith(CHANGED)


def test_of_two_processes_the_one_that_read_the_old_law_stops_at_its_next_question(
    shared, live, other_law, beside, unnoticed
):
    assert answer(beside) == "done False"
    with other_law(without(law.lawbook(), "bgs:1.7.1/geblokkeerd")):
        assert perform(shared.by(POLICE), "gegevens_inzien", file=shared.bottleneck)
        told = answer(beside)
        assert told.startswith(CHANGED) and told.endswith(" True")
    assert answer(beside) == "done True"
    assert not version.changed()


def test_a_process_that_never_asked_takes_its_own_law_at_the_first_question(
    shared, live, monkeypatch
):
    monkeypatch.setattr(law, "_adopted", [])
    assert perform(shared.by(POLICE), "gegevens_inzien", file=shared.bottleneck)
    asked = law.adopted()
    same_law()
    assert asked and law.adopted() == asked


def test_a_process_is_told_to_stop_and_says_by_its_end_that_it_must_start_again(
    live, elsewhere, monkeypatch
):
    sent, ended = [], []
    monkeypatch.setattr(ending.os, "kill", lambda pid, signal: sent.append((pid, signal)))
    monkeypatch.setattr(ending.os, "_exit", ended.append)
    by = a_pass(POLICE)
    ending.leave()
    ending.stop_when_the_law_changes()
    with elsewhere(), pytest.raises(Unavailable), visit(by):
        pass
    ending.leave()
    assert sent == [(os.getpid(), ending.signal.SIGTERM)] and ended == [0, ending.AGAIN]

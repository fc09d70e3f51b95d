"""Whoever is killed while it destroys leaves nothing half: a lot is gone with its place on the
certificate and in its file, or it is all still there; the next run goes on, and doubles nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import psycopg
import pytest

from tests.conftest import CLUSTER
from tests.retention.conftest import APART, OWN
from tests.retention.test_destroying import LATER, rows

pytestmark = pytest.mark.long
WORKER = """
import django
django.setup()
from openprisma.retention import actions
from openprisma.retention.jobs import destroy_ended
actions.LOT = {lot}
print(destroy_ended())
"""
# Where a run is stopped: each table that a lot writes, in the order in which it comes to it.
POINTS = (
    "retention_destructionrun",
    "sharing_document",
    "sharing_statement",
    "subjects_subject",
    "signals_fact",
    "signals_signal",
    "files_erasure",
    "retention_destroyed",
)
SECONDS = 120


def begin(lot: int) -> subprocess.Popen:
    """A worker that destroys and nothing else."""
    told = os.environ | {
        "DATABASE_URL": CLUSTER.url(OWN),
        "OPENPRISMA_ROLE": "worker",
        "DJANGO_SETTINGS_MODULE": "openprisma.project.settings",
    }
    return subprocess.Popen([sys.executable, "-c", WORKER.format(lot=lot)], env=told)


def stopped_at(root, process) -> int:
    """Wait until the worker waits for a lock; gives its backend."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        assert process.poll() is None, "it ended before it came to the point"
        found = root.execute(
            "select pid from pg_stat_activity where usename = 'worker' and datname = %s "
            "and wait_event_type = 'Lock'",
            [OWN],
        ).fetchone()
        if found:
            return found[0]
        time.sleep(0.1)
    raise AssertionError("it never came to the point")


def whole(own, before: dict[str, int]) -> None:
    """What is gone stands on the certificate and in its file, and nothing else does."""
    gone = sum(before.values()) - sum(rows(own).values())
    certified = own.execute(
        "select coalesce(sum(number), 0)::int from retention_destroyed where on_day = %s "
        "and what <> all (%s)",
        [LATER, EMPTIED],
    ).fetchone()[0]
    filed = own.execute(
        "select coalesce(sum(n::int), 0)::int from files_erasure e, "
        "jsonb_each_text(counts) c (what, n) where on_day = %s and what <> all (%s)",
        [LATER, EMPTIED],
    ).fetchone()[0]
    assert gone == certified == filed


EMPTIED = ["toelichtingen", "oordelen", "antwoorden over overeenkomstige signalen"]


@pytest.mark.parametrize("killed", ["worker", "backend", "server"])
@pytest.mark.parametrize("point", POINTS)
def test_a_run_that_is_killed_leaves_nothing_half_and_is_taken_up_again(
    world, root, on, point, killed
):
    root.execute("delete from files_erasure")
    root.execute("delete from retention_destroyed")
    root.execute("delete from retention_destructionrun")
    before = rows(root)
    on(LATER)
    waits = psycopg.connect(host=str(CLUSTER.socket), user="postgres", dbname=OWN)
    waits.execute(f"lock table {point} in share mode")  # reading goes on, writing waits
    process = begin(lot=3)
    backend = stopped_at(root, process)
    if killed == "worker":
        process.kill()
    elif killed == "backend":
        root.execute("select pg_terminate_backend(%s)", [backend])
    else:
        os.kill(backend, signal.SIGKILL)  # the server ends all others, and plays back its log
    process.kill()
    process.wait()
    waits.close()
    own = again()
    until = time.monotonic() + SECONDS
    while own.execute(
        "select from pg_stat_activity where usename = 'worker' and datname = %s "
        "and state <> 'idle'",
        [OWN],
    ).fetchone():
        assert time.monotonic() < until, "what was killed still works"
        time.sleep(0.1)
    whole(own, before)
    assert begin(lot=500).wait(SECONDS) == 0
    assert not any(rows(own).values())
    whole(own, before)
    states = own.execute("select state, count(*) from retention_destructionrun group by 1")
    assert states.fetchall() == [("klaar", 1)]
    own.close()


def again() -> psycopg.Connection:
    """A connection, also while the server comes back."""
    until = time.monotonic() + SECONDS
    while True:
        try:
            return APART.connect("postgres", "tests")
        except psycopg.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)

"""`openprisma worker` on the database of the tests: whom it listens to, and how it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from tests.conftest import CLUSTER
from tests.project.running import server_processes

IN_TIME = 25  # seconds: fifteen, and the machine may be busy


@pytest.fixture
def worker(live, connect, tmp_path):
    """A worker that has done its first task; its log is in `worker.log`."""
    root = connect("postgres")
    root.execute("delete from procrastinate_jobs")
    told = os.environ | {"DATABASE_URL": CLUSTER.url("tests")}
    told.pop("OPENPRISMA_ROLE", None)
    with (tmp_path / "worker.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "openprisma.project.main", "worker"],
            env=told,
            stdout=log,
            stderr=log,
        )
    process.log = tmp_path / "worker.log"
    until(lambda: done(root), process)
    yield process
    process.send_signal(signal.SIGCONT)
    process.kill()
    process.wait()
    root.execute("delete from procrastinate_jobs")


def done(root) -> int:
    """How many tasks were done."""
    return root.execute(
        "select count(*) from procrastinate_jobs where status = 'succeeded'"
    ).fetchone()[0]


def until(true, process, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert process.poll() is None, process.log.read_text()
        assert time.monotonic() < deadline, process.log.read_text()
        time.sleep(0.1)


def test_it_starts_also_while_destroying_waits_in_the_queue(worker, connect, tmp_path):
    root = connect("postgres")
    worker.kill()
    worker.wait()
    root.execute(
        "update procrastinate_jobs set status = 'todo', queueing_lock = 'destroy_ended' "
        "where id = (select max(id) from procrastinate_jobs where task_name = 'destroy_ended')"
    )
    told = os.environ | {"DATABASE_URL": CLUSTER.url("tests")}
    told.pop("OPENPRISMA_ROLE", None)
    with (tmp_path / "again.log").open("w") as log:
        again = subprocess.Popen(
            [sys.executable, "-m", "openprisma.project.main", "worker"],
            env=told,
            stdout=log,
            stderr=log,
        )
    again.log, before = tmp_path / "again.log", done(root)
    until(lambda: done(root) > before, again)
    again.kill()
    again.wait()


def test_what_the_web_says_on_a_channel_of_the_database_reaches_no_task(worker, connect):
    """Whoever is connected may say something on a channel: no right of the database forbids it."""
    root, app = connect("postgres"), connect("app")
    for said in ("geen json", '{"type": "abort_job_requested", "job_id": 1}', '{"type": "x"}'):
        for channel in ("procrastinate_any_queue_v1", "procrastinate_queue_v1#default"):
            app.execute("select pg_notify(%s, %s)", [channel, said])
    before = done(root)
    root.execute("update procrastinate_jobs set status = 'todo' where task_name = 'look_at_terms'")
    until(lambda: done(root) >= before, worker)
    listening = (
        "select count(*) from pg_stat_activity where usename = 'worker' and query ilike 'listen%'"
    )
    assert root.execute(listening).fetchone()[0] == 0
    assert "Error" not in worker.log.read_text()


def test_told_to_stop_it_ends_in_time_also_when_the_database_does_not_answer(worker):
    stopped = server_processes("worker tests")
    assert len(stopped) > 1
    for pid in stopped:
        os.kill(pid, signal.SIGSTOP)
    try:
        worker.send_signal(signal.SIGTERM)
        began = time.monotonic()
        worker.wait(60)
    finally:
        for pid in stopped:
            os.kill(pid, signal.SIGCONT)
    assert time.monotonic() - began < IN_TIME

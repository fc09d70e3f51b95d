"""Reads and writes while parts are killed, the disk fills and connections run out: what was acknowledged is there, nothing that was
not is claimed, every read has its line. How long it took until the next write stands in `bench/README.md`."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.db import DatabaseError, connection

from openprisma.gate import ledger
from openprisma.gate.perform import perform
from openprisma.kernel.errors import OpenPrismaError
from openprisma.project.cluster import Cluster, binaries
from openprisma.project.prepare import prepare
from openprisma.stories.region import load_region, person_id
from tests.builders import POLICE, REPORTER, World, today_is
from tests.conftest import CLUSTER, START, acting_as

pytestmark = pytest.mark.long
SOME = 8_000_000  # bytes left on a disk that is nearly full


@contextmanager
def disk():
    """A folder on a small disk of its own when root may make one; else the big one."""
    with tempfile.TemporaryDirectory(prefix="opf-", dir="/var/tmp") as folder:
        os.chmod(folder, 0o755)
        small = (
            subprocess.run(["mount", "-t", "tmpfs", "-o", "size=600m,mode=755", "tmpfs", folder], capture_output=True).returncode
            == 0
        )
        try:
            yield Path(folder), small
        finally:
            if small:
                subprocess.run(["umount", "-l", folder], check=True)


@pytest.fixture(scope="module")
def elsewhere(django_db_setup, django_db_blocker):
    """A world in a cluster of its own, durable; gives (cluster, world, folder, whether the disk is a small one)."""
    with disk() as (folder, small), django_db_blocker.unblock():
        cluster = Cluster(binaries(), folder / "pg").start(max_connections="40")
        cluster.make_database("tests")
        _reach(cluster)
        with acting_as("owner"):
            prepare("demo")
            load_region("den-haag")
        today_is(cluster, START)
        try:
            yield cluster, World.thread(cluster), folder, small
        finally:
            cluster.stop()
            _reach(CLUSTER)


def _reach(cluster):
    ledger.forget()
    connection.close()
    connection.close_pool()
    connection.settings_dict["HOST"] = str(cluster.socket)


class Driven:
    """Somebody writes and somebody reads, without pause, for as long as the block lasts."""

    number = 0

    def __init__(self, world):
        self.world, self.stop = world, threading.Event()
        self.tried, self.done, self.read, self.failed, self.times, self.strange = [], [], 0, 0, [], []
        self.passes = world.by(REPORTER), world.by(POLICE)

    def __enter__(self):
        self.threads = [threading.Thread(target=one, daemon=True) for one in (self._write, self._read)]
        for one in self.threads:
            one.start()
        return self

    def _write(self):
        while not self.stop.is_set():
            Driven.number += 1
            text = f"Een vestiging met nummer {Driven.number} in Rijswijk."
            self.tried.append(text)
            if self._attempt(lambda said=text: self.world.deliver(tekst=said)):
                self.done.append(text)
                self.times.append(time.monotonic())

    def _read(self):
        while not self.stop.is_set():
            if self._attempt(lambda: perform(self.passes[1], "gegevens_inzien", file=self.world.bottleneck)):
                self.read += 1

    def _attempt(self, run) -> bool:
        try:
            run()
            return True
        except (OpenPrismaError, DatabaseError, psycopg.Error):
            self.failed += 1
            connection.close()
            time.sleep(0.05)
        except Exception as error:  # anything else is a fault of ours
            self.strange.append(repr(error))
            connection.close()
        return False

    def __exit__(self, *_):
        self.stop.set()
        for one in self.threads:
            one.join(60)
            assert not one.is_alive(), "one of them waits for ever"

    def again(self, since: float, seconds: float = 60) -> float:
        """Seconds from `since` until the next write was acknowledged."""
        while not (later := [at for at in self.times if at > since]):
            assert time.monotonic() - since < seconds, "nothing can be written any more"
            time.sleep(0.02)
        return later[0] - since


def killed_backend(cluster, _folder):
    with cluster.connect() as own:
        found = own.execute("select pid from pg_stat_activity where usename = 'app' and datname = 'tests'").fetchall()
    os.kill(found[0][0], signal.SIGKILL)
    return time.monotonic()


def killed_postmaster(cluster, _folder):
    pid = int((cluster.home / "data" / "postmaster.pid").read_text().splitlines()[0])
    began = time.monotonic()
    os.kill(pid, signal.SIGKILL)
    time.sleep(0.5)
    cluster.start(max_connections="40")  # as the supervisor does
    return began


def full_disk(cluster, folder):
    """Nothing can be written; then there is room again."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as out:
        while True:
            try:
                out.write(b"\0" * 1_000_000)
            except OSError:
                break
    time.sleep(4)
    began = time.monotonic()
    filler.unlink()
    if not cluster.runs():  # a log that cannot be written ends PostgreSQL; the supervisor starts it again
        cluster.start(max_connections="40")
    return began


def no_connections(cluster, _folder):
    taken = []
    try:
        while True:
            taken.append(psycopg.connect(host=str(cluster.socket), user="app", dbname="tests"))
    except psycopg.OperationalError:
        time.sleep(2)
    began = time.monotonic()
    for one in taken:
        one.close()
    return began


@pytest.mark.parametrize("fault", [killed_backend, killed_postmaster, no_connections, full_disk])
def test_what_was_acknowledged_is_there_and_every_read_has_its_line(elsewhere, fault, capsys):
    cluster, world, folder, small = elsewhere
    if fault is full_disk:
        assert small, "root may make a small disk to fill"
    _reach(cluster)
    with cluster.connect("postgres", "tests") as own:
        lines = _reads(own)
    with Driven(world) as driven:
        driven.again(time.monotonic())
        took = driven.again(fault(cluster, folder))
        time.sleep(1)
    assert not driven.strange
    assert driven.done and driven.read
    assert fault is no_connections or driven.failed, "the fault was felt"
    with cluster.connect("postgres", "tests") as own:
        kept = {row[0] for row in own.execute("select text from sharing_statement").fetchall()}
        assert _reads(own) - lines >= driven.read, "no read without a line"
        unwritten = own.execute(
            "select count(*) from sharing_statement s left join fence.line l on l.id = s.receipt where l.id is null"
        ).fetchone()[0]
    assert set(driven.done) <= kept, "what was acknowledged is there"
    claimed = {text for text in kept if text in driven.tried} - set(driven.done)
    assert len(claimed) <= 1, "at most the one that was under way is there unsaid"
    assert unwritten == 0, "no row without a line"
    with capsys.disabled():
        print(f"\n{fault.__name__}: written again after {took:.1f} s; {len(driven.done)} writes, {driven.read} reads")


def _reads(own) -> int:
    query = "select count(*) from fence.line where act = 'gegevens_inzien' and granted and person = %s"
    return own.execute(query, [person_id("den-haag", POLICE)]).fetchone()[0]

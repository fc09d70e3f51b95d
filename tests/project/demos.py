"""A demo of the test's own: start and end it, and see what it says and which processes it has."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest

from openprisma.project.processes import user_of

ROOT = Path(__file__).resolve().parents[2]


def start(home: Path, port: int, *more: str, source: Path | None = None) -> subprocess.Popen[str]:
    environment = {
        k: v for k, v in os.environ.items() if not k.startswith(("DATABASE_URL", "OPENPRISMA_"))
    }
    environment |= {"OPENPRISMA_HOME": str(home), "PYTHONUNBUFFERED": "1"}
    environment |= {"PYTHONPATH": str(source)} if source else {}
    command = [sys.executable, "-m", "openprisma.project.main", "demo", "--port", str(port), *more]
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def until(process, text: str, seconds: int = 90) -> str:
    """What it said up to a text; fails when that takes too long, also when nothing is said at
    all."""
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
    folder = Path(tempfile.mkdtemp(prefix="opd-", dir="/var/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)
    for kind in ("db", "web", "work"):  # made by a demo that root started
        subprocess.run(["userdel", user_of(folder, kind)], capture_output=True)


def end(process) -> str:
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
    try:
        return process.communicate(timeout=30)[0]
    finally:
        process.kill()


def bootstrap_demo(
    home: Path, port: int, *more: str, root: Path | None = None
) -> subprocess.Popen[str]:
    """As `make demo` does it in this checkout or another: as root everything is placed where the
    web user may read it."""
    environment = {
        k: v
        for k, v in os.environ.items()
        if not k.startswith(("DATABASE_URL", "OPENPRISMA_", "VIRTUAL_ENV"))
    }
    environment |= {"OPENPRISMA_HOME": str(home), "PYTHONUNBUFFERED": "1"}
    # Of no concern to what is started.
    environment |= {"OPENPRISMA_PASSWORD_OWNER": "canary", "CANARY": "canary"}
    command = [
        sys._base_executable,
        str((root or ROOT) / "bootstrap.py"),
        "demo",
        "--port",
        str(port),
        *more,
    ]
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def processes(home: Path, kind: str) -> list[int]:
    """The processes of a kind (web is `serve`) that belong to the demo in this folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            mine = f"OPENPRISMA_HOME={home}".encode() in (process / "environ").read_bytes()
            command = (process / "cmdline").read_bytes().rstrip(b"\0").split(b"\0")
        except OSError:  # ended meanwhile, or somebody else's
            continue
        if mine and kind.encode() in command:
            found.append(int(process.name))
    return found


def postmaster(home: Path) -> int:
    return int((home / "postgres" / "data" / "postmaster.pid").read_text().splitlines()[0])


def gone(pids: list[int], seconds: float = 20) -> bool:
    """Do these processes end, all of them, in time?"""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        states = [Path(f"/proc/{pid}/stat") for pid in pids]
        if all(
            not one.exists() or one.read_text().rpartition(")")[2].split()[0] == "Z"
            for one in states
        ):
            return True
        time.sleep(0.2)
    return False

"""Processes that stop when we stop, however we stop, and what is left of those that did not.

Linux tells a child that its parent has died. Without it a killed supervisor leaves a web server and
a database behind that nobody watches, and the next start puts a second web server beside them.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PR_SET_PDEATHSIG = 1
TOLD = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}  # what we are told to stop by
# Loaded here: after a fork nothing may be loaded.
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


def start(
    command: list[str], *, with_us: signal.Signals = signal.SIGTERM, **options: Any
) -> subprocess.Popen[bytes]:
    """Start a process in a session of its own that gets `with_us` when the thread that started it
    ends. Start it from the main thread, therefore. Options are those of `Popen`. Raises
    `OSError`."""
    tie = _tied(os.getpid(), with_us)
    return subprocess.Popen(command, start_new_session=True, preexec_fn=tie, **options)


def _tied(parent: int, with_us: signal.Signals) -> Callable[[], None]:
    """Runs between fork and exec, after the change of user, which would undo it."""
    tell, number = (_LIBC.prctl if _LIBC else lambda *_: 0), int(with_us)

    def tie() -> None:
        # It was started undisturbed; it must be able to hear.
        signal.pthread_sigmask(signal.SIG_UNBLOCK, TOLD)
        tell(PR_SET_PDEATHSIG, number, 0, 0, 0)
        if os.getppid() != parent:  # it died before we asked
            os._exit(1)

    return tie


@contextmanager
def undisturbed() -> Iterator[None]:
    """Hear nobody until the block is done: a process that was started is also written down."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, TOLD)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def end(
    process: subprocess.Popen[bytes], *, patience: float, kindly: signal.Signals = signal.SIGTERM
) -> None:
    """Ask a process and its children to stop; make them when they have not after `patience`
    seconds."""
    if process.poll() is not None:
        return
    _tell(process.pid, kindly)
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _tell(pid: int, what: signal.Signals) -> None:
    try:
        os.kill(pid, what)
    except ProcessLookupError:
        return


def orphans(database: str) -> Iterator[int]:
    """Processes of ours that work on this database (its URL), other than we. Only those of users
    whom we may look at."""
    wanted = f"DATABASE_URL={database}".encode()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            environment, command = (
                (folder / "environ").read_bytes(),
                (folder / "cmdline").read_bytes(),
            )
        except OSError:  # ended meanwhile, or somebody else's
            continue
        if (
            wanted in environment.split(b"\0")
            and b"openprisma" in command
            and int(folder.name) != os.getpid()
        ):
            yield int(folder.name)


def take_over(database: str, *, patience: float = 10) -> int:
    """Stop what an earlier supervisor left on this database; gives how many processes that were."""
    found = list(orphans(database))
    for pid in found:
        _tell(pid, signal.SIGTERM)
    for pid in found:
        stop_stranger(pid, kindly=signal.SIGTERM, patience=patience)
    return len(found)


def stop_stranger(pid: int, *, kindly: signal.Signals, patience: float) -> None:
    """Stop a process that is not our child; make it when it has not after `patience` seconds."""
    _tell(pid, kindly)
    deadline = time.monotonic() + patience
    while _lives(pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    if _lives(pid):
        _tell(pid, signal.SIGKILL)


def runs_in(pid: int, folder: Path) -> bool:
    """Does this process run, and does it work in this folder? Its number may have gone to another
    process."""
    try:
        return (Path("/proc") / str(pid) / "cwd").resolve() == folder.resolve()
    except OSError:
        return False


def _lives(pid: int) -> bool:
    try:
        return (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False

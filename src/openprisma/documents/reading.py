"""Reads a file of a stranger in a process of its own: little memory, little time, no secret, no
database.

A process reads one file and ends. It is forked from one that has its libraries read and has never
seen a file (`Nursery`), so that an honest file waits a few milliseconds for it. What goes in is
bytes, what comes out is JSON and bytes: never a pickle.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from threading import Lock
from typing import Any

from openprisma.documents.limits import ANSWER, HASTE, MEMORY, SECONDS, WALL
from openprisma.documents.turns import BUSY, Busy, Turns
from openprisma.kernel.errors import BadInput

_log = logging.getLogger(__name__)
PROGRAM = ("-I", "-B", "-m", "openprisma.documents.inside.child")
# A copied interpreter finds its own library with it; nothing else goes along.
CARRIED = ("LD_LIBRARY_PATH",)
LOOSE = b"0"  # the word of `inside.child` for a process whose calls the kernel does not judge
_MEGABYTES = MEMORY // 1_000_000


def refused(what: str, remedy: str) -> BadInput:
    """A file that is not read or kept: what and which limit, and what to do."""
    return BadInput(what, fields={"inhoud": f"{what} {remedy}"}, remedy=remedy)


TOO_LONG = (
    "Het lezen van dit bestand duurde te lang "
    f"(hoogstens {WALL:.0f} seconden), dus het is niet bewaard.",
    "Maak het bestand kleiner of splits het.",
)
BROKE = (
    f"Dit bestand is niet te lezen binnen {SECONDS} seconden rekentijd en {_MEGABYTES} MB "
    f"geheugen, dus het is niet bewaard.",
    "Open het bestand, bewaar het opnieuw en kleiner, en probeer het dan weer.",
)


class Child:
    """A process that reads one file: what we say to it (`line`), and a descriptor that stands for
    it (`handle`)."""

    def __init__(self, line: socket.socket, handle: int) -> None:
        self.line, self.handle = line, handle

    def ask(self, job: dict[str, Any], content: bytes) -> bytes:
        """Everything it answers. Raises `TimeoutError` after `WALL` seconds, `OSError` when it is
        gone, `ValueError` for an answer without end."""
        deadline = time.monotonic() + WALL
        # Memory, because a temporary file would lie outside the fence.
        held = os.memfd_create("file")
        try:
            with open(held, "wb", closefd=False) as sent:
                sent.write(content)
            self.line.settimeout(WALL)
            socket.send_fds(self.line, [json.dumps(job).encode()], [held])
        finally:
            os.close(held)
        found = bytearray(self._at_once())
        while len(found) <= ANSWER:
            if not (piece := self._piece(deadline)):
                return bytes(found)
            found += piece
        raise ValueError("an answer without end")

    def _at_once(self) -> bytes:
        """The first of its answer, if that comes soon; whoever needs longer gives way to everybody
        else from now on."""
        self.line.settimeout(HASTE)
        try:
            return self.line.recv(1 << 18)
        except TimeoutError:
            self._give_way()
            return b""

    def _give_way(self) -> None:
        with contextlib.suppress(OSError):  # without it the process still has its limits
            told = Path(f"/proc/self/fdinfo/{self.handle}").read_text()
            process = next(
                int(line.split()[1]) for line in told.splitlines() if line.startswith("Pid:")
            )
            if process > 0:  # or it has ended
                os.sched_setscheduler(process, os.SCHED_IDLE, os.sched_param(0))

    def _piece(self, deadline: float) -> bytes:
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self.line.settimeout(left)
        return self.line.recv(1 << 18)

    def end(self) -> None:
        """It does not outlive this."""
        self.line.close()
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self.handle, signal.SIGKILL)
        os.close(self.handle)


class Nursery:
    """The process that others are forked from. It inherits one socket and nothing else of what this
    process holds: no environment, no descriptor, no memory."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._control: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._warned = False

    def child(self) -> Child:
        """A process for one file. Raises `OSError` when there can be none."""
        with self._lock:
            try:
                return self._forked()
            except OSError:  # it was ended by somebody: once more
                self._stop()
                return self._forked()

    def warm(self) -> None:
        """Begin to read the libraries, so that the first file does not wait for them."""
        with self._lock:
            self._started()

    def close(self) -> None:
        """Let it go."""
        with self._lock:
            self._stop()

    def _forked(self) -> Child:
        control = self._started()
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                control.settimeout(WALL)
                socket.send_fds(control, [b"1"], [theirs.fileno()])
            said, handles, _, _ = socket.recv_fds(control, 1, 1)
            if not said or not handles:
                raise OSError("no process for this file")
            self._warn(said)
        except OSError:
            ours.close()
            raise
        return Child(ours, handles[0])

    def _warn(self, said: bytes) -> None:
        """Once: on this machine a file that takes its process over reaches further."""
        if said == LOOSE and not self._warned:
            self._warned = True
            _log.warning(
                "files of strangers are read without a filter of the kernel "
                "(seccomp): only limits hold them"
            )

    def _started(self) -> socket.socket:
        if self._control is None or self._process is None or self._process.poll() is not None:
            self._stop()
            self._control, theirs = socket.socketpair()
            environment = {name: os.environ[name] for name in CARRIED if name in os.environ}
            with theirs:
                self._process = subprocess.Popen(
                    [sys.executable, *PROGRAM],
                    stdin=theirs.fileno(),
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    env=environment | {"LANG": "C.UTF-8"},
                    cwd="/",
                )
        return self._control

    def _stop(self) -> None:
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._control = self._process = None


class Desk:
    """Where files are read: gives each its turn and its process."""

    def __init__(self) -> None:
        self.turns, self.nursery = Turns(), Nursery()

    def read(
        self, what: str, content: bytes, *, whose: str = "", **options: Any
    ) -> tuple[Any, bytes]:
        """What a process reads in `content`, as (plain data, bytes). `what` is `picture`, `pdf`,
        `sheet` or `outcomes`; `whose` the person who sends it, who has one read at a time, and
        none for a while after one that took too long. Raises `BadInput` with a sentence, whatever
        became of the process."""
        with self.turns.taken(what, whose):
            try:
                child = self.nursery.child()
            except OSError:
                raise Busy(*BUSY) from None
            try:
                return _told(child.ask({"what": what, "options": options}, content))
            except TimeoutError:
                self.turns.pause(whose)
                raise refused(*TOO_LONG) from None
            except (OSError, ValueError):
                self.turns.pause(whose)
                raise refused(*BROKE) from None
            finally:
                child.end()


def _told(found: bytes) -> tuple[Any, bytes]:
    """The answer of a process. It may lie when a file took it over, so its shape is all that is
    believed."""
    head, mark, body = found.partition(b"\n")
    try:
        told = json.loads(head) if mark else {}
        if "bad" in told:
            what, remedy = told["bad"]
            raise refused(str(what)[:300], str(remedy)[:300])
        return told["good"], body
    except (ValueError, TypeError, KeyError, RecursionError):
        raise refused(*BROKE) from None


DESK = Desk()
atexit.register(DESK.nursery.close)

"""Reads a file of a stranger in a process of its own: little memory, little time, no secret, no database.

A process reads one file and ends. One is kept waiting with its libraries read, so that an honest file does not wait for
them; it has seen no file yet. What goes in is bytes, what comes out is JSON and bytes: never a pickle.
"""

from __future__ import annotations

import atexit
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Condition, Lock
from typing import Any

from openprisma.documents.limits import ANSWER, AT_ONCE, MEMORY, PATIENCE, PICTURES, SECONDS, WAITING, WALL
from openprisma.kernel.errors import BadInput

PROGRAM = ("-I", "-B", "-m", "openprisma.documents.inside.child")
CARRIED = ("LD_LIBRARY_PATH",)  # a copied interpreter finds its own library with it; nothing else goes along
LANES = {"picture": PICTURES}  # what needs most memory goes one at a time
_MEGABYTES = MEMORY // 1_000_000


def refused(what: str, remedy: str) -> BadInput:
    """A file that is not read or kept: what and which limit, and what to do."""
    return BadInput(what, fields={"inhoud": f"{what} {remedy}"}, remedy=remedy)


BUSY = ("Er worden nu te veel bestanden tegelijk gelezen, dus dit is niet bewaard.", "Probeer het over een minuut opnieuw.")
ONE_EACH = ("Wij lezen nog een bestand van u, dus dit is niet bewaard.", "Wacht tot dat klaar is en probeer het dan opnieuw.")
TOO_LONG = (
    f"Het lezen van dit bestand duurde te lang (hoogstens {SECONDS} seconden), dus het is niet bewaard.",
    "Maak het bestand kleiner of splits het.",
)
BROKE = (
    f"Dit bestand is niet veilig te lezen: het lezen vroeg meer dan {_MEGABYTES} MB geheugen of brak af. Het is niet bewaard.",
    "Open het bestand, bewaar het opnieuw en kleiner, en probeer het dan weer.",
)


@dataclass
class Turns:
    """Who reads now. At most `AT_ONCE`, of which `LANES` of a kind, and one for each person."""

    running: dict[object, tuple[str, str]] = field(default_factory=dict)
    waiting: int = 0
    changed: Condition = field(default_factory=Condition)

    @contextmanager
    def taken(self, what: str, whose: str) -> Iterator[None]:
        """Inside the block it is this reader's turn. Raises `BadInput` when that takes too long."""
        me = object()
        with self.changed:
            if whose and any(who == whose for _, who in self.running.values()):
                raise refused(*ONE_EACH)
            if not self._free(what):
                self._wait(what)
            self.running[me] = (what, whose)
        try:
            yield
        finally:
            with self.changed:
                del self.running[me]
                self.changed.notify_all()

    def _free(self, what: str) -> bool:
        same = sum(one == what for one, _ in self.running.values())
        return len(self.running) < AT_ONCE and same < LANES.get(what, AT_ONCE)

    def _wait(self, what: str) -> None:
        if self.waiting >= WAITING:
            raise refused(*BUSY)
        self.waiting += 1
        try:
            if not self.changed.wait_for(lambda: self._free(what), PATIENCE):
                raise refused(*BUSY)
        finally:
            self.waiting -= 1


class Child:
    """A process that waits for a file. It inherits one socket, and nothing of what this process holds."""

    def __init__(self) -> None:
        self.line, theirs = socket.socketpair()
        environment = {name: os.environ[name] for name in CARRIED if name in os.environ}
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, *PROGRAM], stdin=theirs, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                env=environment | {"LANG": "C.UTF-8"}, cwd="/",
            )  # fmt: skip

    @property
    def alive(self) -> bool:
        """Is it still there?"""
        return self.process.poll() is None

    def ask(self, job: dict[str, Any], content: bytes) -> bytes:
        """Everything it answers. Raises `TimeoutError` after `WALL` seconds, `OSError` when it is gone, `ValueError` for
        an answer without end."""
        deadline = time.monotonic() + WALL
        held = os.memfd_create("file")  # memory, because a temporary file would lie outside the fence
        try:
            with open(held, "wb", closefd=False) as sent:
                sent.write(content)
            self.line.settimeout(WALL)
            socket.send_fds(self.line, [json.dumps(job).encode()], [held])
        finally:
            os.close(held)
        found = bytearray()
        while piece := self._piece(deadline):
            found += piece
            if len(found) > ANSWER:
                raise ValueError("an answer without end")
        return bytes(found)

    def _piece(self, deadline: float) -> bytes:
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self.line.settimeout(left)
        return self.line.recv(1 << 18)

    def end(self, patience: float = 0.0) -> int:
        """Let it go: its exit status, negative when a signal ended it. It does not outlive this."""
        self.line.close()
        try:
            return self.process.wait(patience) if patience else self._killed()
        except subprocess.TimeoutExpired:
            return self._killed()

    def _killed(self) -> int:
        self.process.kill()
        return self.process.wait()


class Desk:
    """Where files are read: gives each its turn and its process, and keeps one process ready."""

    def __init__(self, make: Callable[[], Child] = Child) -> None:
        self.turns, self.make = Turns(), make
        self._spare: Child | None = None
        self._lock = Lock()

    def read(self, what: str, content: bytes, *, whose: str = "", **options: Any) -> tuple[Any, bytes]:
        """What a process reads in `content`, as (plain data, bytes). `what` is `picture`, `pdf` or `sheet`; `whose` the person
        who sends it, who has one read at a time. Raises `BadInput` with a sentence, whatever became of the process."""
        with self.turns.taken(what, whose):
            child = self._next()
            try:
                found = child.ask({"what": what, "options": options}, content)
            except TimeoutError:
                child.end()
                raise refused(*TOO_LONG) from None
            except (OSError, ValueError):
                child.end()
                raise refused(*BROKE) from None
            status = child.end(patience=1.0)
            self.warm()
        return _told(found, status)

    def warm(self) -> None:
        """Have a process ready for the next file."""
        with self._lock:
            if self._spare is None or not self._spare.alive:
                self._spare = self.make()

    def _next(self) -> Child:
        with self._lock:
            child, self._spare = self._spare, None
        if child is not None and child.alive:
            return child
        return self.make()

    def close(self) -> None:
        """Let the waiting process go."""
        with self._lock:
            child, self._spare = self._spare, None
        if child is not None:
            child.end()


_TIME = (-24, -14, -9)  # SIGXCPU, SIGALRM, and SIGKILL where the first is not enough


def _told(found: bytes, status: int) -> tuple[Any, bytes]:
    """The answer of a process. It may lie when a file took it over, so its shape is all that is believed."""
    head, mark, body = found.partition(b"\n")
    if not mark:
        raise refused(*(TOO_LONG if status in _TIME else BROKE))
    try:
        told = json.loads(head)
        if "bad" in told:
            what, remedy = told["bad"]
            raise refused(str(what)[:300], str(remedy)[:300])
        return told["good"], body
    except (ValueError, TypeError, KeyError, RecursionError):
        raise refused(*BROKE) from None


DESK = Desk()
atexit.register(DESK.close)

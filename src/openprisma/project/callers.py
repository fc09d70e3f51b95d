"""Connections: how many there may be and what each may send, who has to go when there are too many,
and the socket that takes them in."""

from __future__ import annotations

import errno
import socket
from collections import Counter, OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from tornado.iostream import IOStream

from openprisma.project.refusals import FULL, raw


@dataclass(frozen=True)
class Limits:
    """What the server allows. Seconds and bytes."""

    connections: int = 600
    strangers: int = 200  # connections from one address over which nobody has logged in
    head: float = 10  # from the first moment, or the last answer, to the end of the head
    body: float = 10  # and a second more for every `rate` bytes
    answer: float = 10  # likewise, for who reads
    rate: int = 50_000
    head_size: int = 32_768
    stranger_body: int = 20_000  # a login form
    form: int = 2_100_000
    # a little above what an attachment may be, so that the page itself can say it is too large
    file: int = 12_000_000
    bodies: int = 100_000_000  # of all who are logged in, together
    # a body up to this is taken in however much others send; 600 connections hold sixty megabytes
    # of these
    small: int = 100_000
    bodies_each: int = 4  # of one session, at the same time


@dataclass
class Caller:
    """One connection."""

    stream: IOStream
    address: str
    since: float
    proven: bool = False  # did somebody who is logged in ask the last thing over it?
    under_way: bool = False  # is a request being answered?


@dataclass
class Callers:
    """All connections."""

    limits: Limits
    all: dict[IOStream, Caller] = field(default_factory=dict)

    def enter(self, stream: IOStream, address: str) -> int:
        """Note a connection; gives how many others had to go for it."""
        gone = 0
        mine = [one for one in self.all.values() if one.address == address and not one.proven]
        if len(mine) >= self.limits.strangers:
            gone += self._out(min(mine, key=lambda one: (one.under_way, one.since)))
        if len(self.all) >= self.limits.connections:
            many = Counter(one.address for one in self.all.values() if not one.proven)
            gone += self._out(
                min(
                    self.all.values(),
                    key=lambda one: (
                        one.under_way and one.proven,
                        one.proven,
                        -many[one.address],
                        one.since,
                    ),
                )
            )
        self.all[stream] = Caller(stream, address, monotonic())
        return gone

    def _out(self, caller: Caller) -> int:
        self.all.pop(caller.stream, None)
        caller.stream.close()
        return 1

    def leave(self, stream: IOStream) -> None:
        """It closed."""
        self.all.pop(stream, None)


class Door(socket.socket):
    """The socket that takes connections. Out of descriptors it says so to the caller, and to the
    log, instead of turning round and round: one descriptor is kept for that."""

    spare: socket.socket | None = None
    full: Callable[[], None] = staticmethod(lambda: None)

    def accept(self) -> tuple[socket.socket, Any]:
        """As of any socket. Raises `BlockingIOError` when nobody waits, also after sending somebody
        away."""
        self.spare = self.spare or socket.socket()
        try:
            return super().accept()
        except OSError as error:
            if error.errno not in (errno.EMFILE, errno.ENFILE):
                raise
        self.spare.close()
        self.spare = None
        self._sent_away()
        self.full()
        raise BlockingIOError

    def _sent_away(self) -> None:
        try:
            caller, _ = super().accept()
        except OSError:
            return
        with caller:
            caller.settimeout(0.2)
            try:
                caller.sendall(raw(FULL))
            except OSError:
                return


@dataclass(frozen=True)
class Holder:
    """Whose session a request names (`whose`: the same for every session of one person) and which
    one; both empty when none."""

    whose: str = ""
    session: str = ""


@dataclass
class Credit:
    """Whom we believe to be logged in. A signature says only that somebody once was, and the
    application, that the pass still lives; until it says so, or again, a session may ask a few
    things before others, and then waits with strangers."""

    few: int = 30  # a page asks for a dozen files beside it
    most: int = 10_000  # sessions that are remembered
    left: OrderedDict[str, int] = field(default_factory=OrderedDict)

    def spend(self, holder: Holder) -> str:
        """Who it is from, for this request; empty when we do not believe it any more."""
        if not holder.session:
            return ""
        left = self.left.pop(holder.session, self.few)
        self._keep(holder.session, max(0, left - 1))
        return holder.whose if left else ""

    def heard(self, session: str, lives: bool) -> None:
        """What the application said of it."""
        self.left.pop(session, None)
        self._keep(session, self.few if lives else 0)

    def _keep(self, session: str, left: int) -> None:
        self.left[session] = left
        if len(self.left) > self.most:
            self.left.popitem(last=False)

"""The web server: Tornado reads heads and bodies whole, with deadlines, before a thread is asked for anything.

A slow sender or reader therefore costs a connection and never a thread. Connections are limited too; when there are too many
the oldest one over which nobody has logged in goes, of the address that has most. `Room` says who is served first.
"""

from __future__ import annotations

import asyncio
import errno
import logging
import socket
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from tornado.http1connection import HTTP1Connection
from tornado.httpserver import HTTPServer
from tornado.httputil import (
    HTTPHeaders,
    HTTPMessageDelegate,
    HTTPServerConnectionDelegate,
    HTTPServerRequest,
    RequestStartLine,
    ResponseStartLine,
)  # fmt: skip
from tornado.iostream import IOStream, StreamClosedError
from tornado.netutil import is_valid_ip
from tornado.wsgi import WSGIContainer

from openprisma.project.refusals import (
    FULL,
    NO_LENGTH,
    OUR_MISTAKE,
    TOO_BUSY,
    TOO_LARGE,
    TOO_MANY,
    TOO_SLOW,
    Refusal,
    Tally,
    answer,
    raw,
)  # fmt: skip
from openprisma.project.room import Busy, Guest, Room

_log = logging.getLogger(__name__)
LINGER = 2  # seconds


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
    file: int = 12_000_000  # a little above what an attachment may be, so that the page itself can say it is too large
    bodies: int = 100_000_000  # of all who are logged in, together
    bodies_each: int = 4  # of one session, at the same time


@dataclass
class Caller:
    """One connection."""

    stream: IOStream
    address: str
    since: float
    proven: bool = False  # did anybody who is logged in ask something over it?
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
                min(self.all.values(), key=lambda one: (one.under_way and one.proven, one.proven, -many[one.address], one.since))
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
    """The socket that takes connections. Out of descriptors it says so to the caller, and to the log, instead of turning round
    and round: one descriptor is kept for that."""

    spare: socket.socket | None = None
    full: Callable[[], None] = staticmethod(lambda: None)

    def accept(self) -> tuple[socket.socket, Any]:
        """As of any socket. Raises `BlockingIOError` when nobody waits, also after sending somebody away."""
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


class Front(HTTPServer):
    """The server: connections come in here, and every request becomes a `Visit`."""

    def initialize(  # type: ignore[override]
        self, app: Callable[..., Any], limits: Limits, room: Room, known: Callable[[str], str], proxies: list[str]
    ) -> None:
        """`known` gives the session of a Cookie header, or nothing; `proxies` are addresses that are believed about others."""
        super().initialize(
            _Desk(self), max_header_size=limits.head_size, idle_connection_timeout=limits.head, body_timeout=None,
            max_body_size=limits.file, max_buffer_size=262_144,
        )  # fmt: skip
        self.limits, self.room, self.known, self.proxies = limits, room, known, frozenset(proxies)
        self.callers, self.tally = Callers(limits), Tally()
        self.pool = ThreadPoolExecutor(room.threads, thread_name_prefix="page")
        self.container, self.app = WSGIContainer(app, self.pool), app
        self.bodies: Counter[str] = Counter()
        self.expected = 0  # bytes of bodies of who is logged in
        self.closing = False
        self.visits: set[Visit] = set()

    def handle_stream(self, stream: IOStream, address: Any) -> None:
        """A connection comes in; an older one may have to go."""
        if gone := self.callers.enter(stream, address[0]):
            self.tally.add("connections closed for others", gone)
        super().handle_stream(stream, address)

    def on_close(self, server_conn: Any) -> None:
        """A connection went."""
        self.callers.leave(server_conn.stream)
        super().on_close(server_conn)

    async def finish(self, patience: float) -> None:
        """Take no connections any more; wait until every request under way has its answer, `patience` seconds at most."""
        self.closing = True
        self.stop()
        deadline = monotonic() + patience
        while self.visits and monotonic() < deadline:
            await asyncio.sleep(0.05)
        for caller in list(self.callers.all.values()):
            caller.stream.close()


class _Desk(HTTPServerConnectionDelegate):
    def __init__(self, front: Front) -> None:
        self.front = front

    def start_request(self, server_conn: Any, request_conn: Any) -> HTTPMessageDelegate:
        return Visit(self.front, server_conn.stream, request_conn)


class Visit(HTTPMessageDelegate):
    """One request, from its head to the last byte of its answer."""

    def __init__(self, front: Front, stream: IOStream, connection: HTTP1Connection) -> None:
        self.front, self.stream, self.connection = front, stream, connection
        self.body = bytearray()
        self.refused, self.gone, self.holder, self.length = False, False, "", 0
        self.timer: asyncio.TimerHandle | None = None

    def headers_received(self, start_line: Any, headers: HTTPHeaders) -> None:
        """The head is there. What is refused is refused now, before its body is read."""
        for name in [name for name in headers if "_" in name]:  # WSGI could not tell X_Real_Ip from X-Real-Ip
            del headers[name]
        self.start: RequestStartLine = start_line
        self.request = HTTPServerRequest(connection=self.connection, start_line=start_line, headers=headers)
        self._seen_from_outside(headers)
        self.holder = self.front.known(headers.get("Cookie", ""))
        caller = self.front.callers.all.get(self.stream)
        if caller:
            caller.proven, caller.under_way = caller.proven or bool(self.holder), True
        self.front.visits.add(self)
        if refusal := self._refusal(headers):
            return self._refuse(refusal)
        self.connection.set_max_body_size(self.length)
        if self.holder and self.length:
            self.front.bodies[self.holder] += 1
            self.front.expected += self.length
        seconds = self.front.limits.body + self.length / self.front.limits.rate
        self.timer = asyncio.get_running_loop().call_later(seconds, self._refuse, TOO_SLOW)

    def _seen_from_outside(self, headers: HTTPHeaders) -> None:
        """Whom and over what: told by a proxy that is named in the settings, else what we see. Who says to come through a proxy
        that is not, is at no known address."""
        request, proxies = self.request, self.front.proxies
        said = [part.strip() for part in headers.get("X-Forwarded-For", "").split(",") if part.strip()]
        if request.remote_ip in proxies:
            request.remote_ip = next(
                (one for one in reversed(said) if one not in proxies and is_valid_ip(one)), request.remote_ip
            )
            protocol = headers.get("X-Forwarded-Proto", "").rpartition(",")[2].strip()
            request.protocol = protocol if protocol in ("http", "https") else request.protocol
        elif said or "Forwarded" in headers or "X-Forwarded-Proto" in headers or "X-Real-Ip" in headers:
            request.remote_ip = "0.0.0.0"
        for name in ("X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "Forwarded", "X-Real-Ip"):
            headers.pop(name, None)

    def _refusal(self, headers: HTTPHeaders) -> Refusal | None:
        limits = self.front.limits
        if "Transfer-Encoding" in headers:
            return NO_LENGTH
        told = headers.get("Content-Length", "0")
        if not (told.isascii() and told.isdigit() and len(told) < 16):
            return NO_LENGTH
        self.length = int(told)
        if self.length > self._largest(headers):
            return TOO_LARGE
        if self.holder and self.length:
            if self.front.bodies[self.holder] >= limits.bodies_each:
                return TOO_MANY
            if self.front.expected + self.length > limits.bodies:
                return TOO_BUSY
        return None

    def _largest(self, headers: HTTPHeaders) -> int:
        """How many bytes this body may have."""
        if not self.holder:
            return self.front.limits.stranger_body
        file = headers.get("Content-Type", "").lower().startswith("multipart/form-data")
        return self.front.limits.file if file else self.front.limits.form

    def data_received(self, chunk: bytes) -> None:
        """A piece of the body."""
        if not self.refused:
            self.body += chunk

    def finish(self) -> None:
        """All of it is there."""
        self._stop_clock()
        if self.refused:
            self._hang_up()
        else:
            asyncio.get_running_loop().create_task(self._served())

    def on_connection_close(self) -> None:
        """The caller went away, or was sent away."""
        self.gone = True
        self._stop_clock()
        self.front.visits.discard(self)

    def _stop_clock(self) -> None:
        if self.timer:
            self.timer.cancel()
            if self.holder and self.length:
                self.front.bodies[self.holder] -= 1
                self.front.bodies += Counter()  # forgets who has none
                self.front.expected -= self.length
            self.timer = None

    async def _served(self) -> None:
        guest = Guest(self.holder or str(self.request.remote_ip), bool(self.holder))
        try:
            async with self.front.room.place(guest):
                if self.gone:
                    return
                self.request.body = bytes(self.body)
                environ = self.front.container.environ(self.request)
                told = await asyncio.get_running_loop().run_in_executor(self.front.pool, whole, self.front.app, environ)
            await self._write(*told)
        except Busy:
            await self._write(*self._said(TOO_BUSY))
        except Exception as error:  # the application answers its own mistakes; this one is beside it
            _log.error("no answer", exc_info=error)  # the log keeps its kind and place only
            await self._write(*self._said(OUR_MISTAKE))
        finally:
            self.front.visits.discard(self)

    def _said(self, refusal: Refusal) -> tuple[str, list[tuple[str, str]], bytes]:
        self.front.tally.add(refusal.kind)
        return answer(refusal)

    def _refuse(self, refusal: Refusal) -> None:
        """Answer at once, and throw away what still comes in for two seconds: who is hung up on while sending reads nothing."""
        self._stop_clock()
        self.refused = True
        self.front.tally.add(refusal.kind)
        self.request.headers.pop("Expect", None)
        self.connection.set_max_body_size(2**60)
        if not self.stream.closed():
            self.stream.write(raw(refusal))
            asyncio.get_running_loop().call_later(LINGER, self._hang_up)

    def _hang_up(self) -> None:
        self.front.visits.discard(self)
        self.stream.close()

    async def _write(self, status: str, headers: list[tuple[str, str]], body: bytes) -> None:
        """Send an answer; who reads too slowly is cut off."""
        code, _, reason = status.partition(" ")
        told = HTTPHeaders()
        for name, value in headers:
            told.add(name, value.strip())
        if code not in ("204", "304") and "Content-Length" not in told:
            told["Content-Length"] = str(len(body))
        if self.front.closing:
            told["Connection"] = "close"
        sent = b"" if self.start.method == "HEAD" else body
        try:
            flushed = self.connection.write_headers(ResponseStartLine("HTTP/1.1", int(code), reason), told, sent)
            self.connection.finish()
            await asyncio.wait_for(flushed, self.front.limits.answer + len(sent) / self.front.limits.rate)
        except TimeoutError:
            self.front.tally.add("answers read too slowly")
            self.stream.close()
        except StreamClosedError:
            return
        finally:
            caller = self.front.callers.all.get(self.stream)
            if caller:
                caller.under_way, caller.since = False, monotonic()


def whole(app: Callable[..., Any], environ: dict[str, Any]) -> tuple[str, list[tuple[str, str]], bytes]:
    """Ask the application, and end the request in the thread it was answered in: that is where its database connection is."""
    told: list[Any] = []

    def start_response(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
        told[:] = [status, headers]

    parts = app(environ, start_response)
    try:
        body = b"".join(parts)
    finally:
        if close := getattr(parts, "close", None):
            close()
    return told[0], told[1], body

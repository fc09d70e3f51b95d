"""The web server: Tornado reads heads and bodies whole, with deadlines, before a thread is asked
for anything.

A slow sender or reader therefore costs a connection and never a thread. Connections are limited too
(`Callers`); `Room` says who is served first, and `Credit` who counts as logged in.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
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
)
from tornado.iostream import IOStream, StreamClosedError
from tornado.wsgi import WSGIContainer

from openprisma.project.addresses import NOWHERE, plain, seen
from openprisma.project.callers import Callers, Credit, Holder, Limits
from openprisma.project.refusals import (
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
)
from openprisma.project.room import Busy, Guest, Room

_log = logging.getLogger(__name__)
LINGER = 2  # seconds
_ENDLESS = 2**60  # bytes
# in what the application is told: call it with whether the pass of this session lives
PASS = "openprisma.pass"


class Front(HTTPServer):
    """The server: connections come in here, and every request becomes a `Visit`."""

    def initialize(  # type: ignore[override]
        self,
        app: Callable[..., Any],
        limits: Limits,
        room: Room,
        known: Callable[[str], Holder],
        proxies: list[str],
    ) -> None:
        """`known` gives the session of a Cookie header; `proxies` are addresses that are believed
        about others."""
        super().initialize(
            _Desk(self),
            max_header_size=limits.head_size,
            idle_connection_timeout=limits.head,
            body_timeout=None,
            max_body_size=limits.file,
            max_buffer_size=262_144,
        )
        self.limits, self.room, self.known, self.proxies = (
            limits,
            room,
            known,
            frozenset(plain(one) or one for one in proxies),
        )
        self.callers, self.credit, self.tally = Callers(limits), Credit(), Tally()
        self.pool = ThreadPoolExecutor(room.threads, thread_name_prefix="page")
        self.container, self.app = WSGIContainer(app, self.pool), app
        self.bodies: Counter[str] = Counter()
        self.expected = 0  # bytes of bodies of who is logged in, small ones not counted
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
        """Take no connections any more; wait until every request under way has its answer,
        `patience` seconds at most."""
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
        self.refused, self.gone, self.holder, self.session, self.length = False, False, "", "", 0
        self.timer: asyncio.TimerHandle | None = None

    def headers_received(self, start_line: Any, headers: HTTPHeaders) -> None:
        """The head is there. What is refused is refused now, before its body is read."""
        # WSGI could not tell X_Real_Ip from X-Real-Ip.
        for name in [name for name in headers if "_" in name]:
            del headers[name]
        self.start: RequestStartLine = start_line
        self.request = HTTPServerRequest(
            connection=self.connection, start_line=start_line, headers=headers
        )
        self._seen_from_outside(headers)
        said = self.front.known(headers.get("Cookie", ""))
        self.session, self.holder = said.session, self.front.credit.spend(said)
        caller = self.front.callers.all.get(self.stream)
        if caller:
            caller.proven, caller.under_way = bool(self.holder), True
        self.front.visits.add(self)
        if refusal := self._refusal(headers):
            # What we cannot measure the server below us would refuse again: it reads on instead.
            headers.pop("Transfer-Encoding", None)
            headers["Content-Length"] = str(_ENDLESS)
            return self._refuse(refusal)
        self.connection.set_max_body_size(self.length)
        if self.holder and self.length:
            self.front.bodies[self.holder] += 1
            self.front.expected += self.counts
        seconds = self.front.limits.body + self.length / self.front.limits.rate
        self.timer = asyncio.get_running_loop().call_later(seconds, self._refuse, TOO_SLOW)

    def _seen_from_outside(self, headers: HTTPHeaders) -> None:
        """Whom and over what: told by a proxy that is named in the settings, else what we see. Who
        says to come through a proxy that is not, is at no known address."""
        request, proxies = self.request, self.front.proxies
        said = headers.get("X-Forwarded-For", "")
        request.remote_ip = caller = plain(str(request.remote_ip)) or NOWHERE
        if caller in proxies:
            request.remote_ip = seen(caller, said, proxies)
            protocol = headers.get("X-Forwarded-Proto", "").rpartition(",")[2].strip()
            request.protocol = protocol if protocol in ("http", "https") else request.protocol
        elif (
            said.strip()
            or "Forwarded" in headers
            or "X-Forwarded-Proto" in headers
            or "X-Real-Ip" in headers
        ):
            request.remote_ip = NOWHERE
        for name in (
            "X-Forwarded-For",
            "X-Forwarded-Proto",
            "X-Forwarded-Host",
            "Forwarded",
            "X-Real-Ip",
        ):
            headers.pop(name, None)

    def _refusal(self, headers: HTTPHeaders) -> Refusal | None:
        limits = self.front.limits
        if "Transfer-Encoding" in headers:
            return NO_LENGTH
        length = headers.get("Content-Length", "0")
        if not (length.isascii() and length.isdigit() and len(length) < 16):
            return NO_LENGTH
        self.length = int(length)
        if self.length > self._largest(headers):
            return TOO_LARGE
        if self.holder and self.length:
            if self.front.bodies[self.holder] >= limits.bodies_each:
                return TOO_MANY
            if self.counts and self.front.expected + self.counts > limits.bodies:
                return TOO_BUSY
        return None

    @property
    def counts(self) -> int:
        """How many bytes of this body count for the limit of all together."""
        return self.length if self.length > self.front.limits.small else 0

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
                self.front.expected -= self.counts
            self.timer = None

    async def _served(self) -> None:
        guest = Guest(self.holder or str(self.request.remote_ip), bool(self.holder))
        try:
            async with self.front.room.place(guest):
                if self.gone:
                    return
                self.request.body = bytes(self.body)
                said: list[bool] = []
                environ = self.front.container.environ(self.request) | {PASS: said.append}
                answer = await asyncio.get_running_loop().run_in_executor(
                    self.front.pool, whole, self.front.app, environ
                )
                self._heard(said)
            await self._write(*answer)
        except Busy:
            await self._write(*self._said(TOO_BUSY))
        except Exception as error:
            # The application answers its own mistakes; this one is beside it.
            _log.error("no answer", exc_info=error)  # the log keeps its kind and place only
            await self._write(*self._said(OUR_MISTAKE))
        finally:
            self.front.visits.discard(self)

    def _heard(self, said: list[bool]) -> None:
        """Whether the pass of this session lives, when the application said so."""
        if said and self.session:
            self.front.credit.heard(self.session, said[-1])
            caller = self.front.callers.all.get(self.stream)
            if caller:
                caller.proven = said[-1]

    def _said(self, refusal: Refusal) -> tuple[str, list[tuple[str, str]], bytes]:
        self.front.tally.add(refusal.kind)
        return answer(refusal)

    def _refuse(self, refusal: Refusal) -> None:
        """Answer at once, and throw away what still comes in for two seconds: who is hung up on
        while sending reads nothing."""
        self._stop_clock()
        self.refused = True
        self.front.tally.add(refusal.kind)
        self.request.headers.pop("Expect", None)
        self.connection.set_max_body_size(_ENDLESS)
        if not self.stream.closed():
            self.stream.write(raw(refusal))
            asyncio.get_running_loop().call_later(LINGER, self._hang_up)

    def _hang_up(self) -> None:
        self.front.visits.discard(self)
        self.stream.close()

    async def _write(self, status: str, headers: list[tuple[str, str]], body: bytes) -> None:
        """Send an answer; who reads too slowly is cut off."""
        code, _, reason = status.partition(" ")
        sent_headers = HTTPHeaders()
        for name, value in headers:
            sent_headers.add(name, value.strip())
        if code not in ("204", "304") and "Content-Length" not in sent_headers:
            sent_headers["Content-Length"] = str(len(body))
        if self.front.closing:
            sent_headers["Connection"] = "close"
        sent = b"" if self.start.method == "HEAD" else body
        try:
            flushed = self.connection.write_headers(
                ResponseStartLine("HTTP/1.1", int(code), reason), sent_headers, sent
            )
            self.connection.finish()
            await asyncio.wait_for(
                flushed, self.front.limits.answer + len(sent) / self.front.limits.rate
            )
        except TimeoutError:
            self.front.tally.add("answers read too slowly")
            self.stream.close()
        except StreamClosedError:
            return
        finally:
            caller = self.front.callers.all.get(self.stream)
            if caller:
                caller.under_way, caller.since = False, monotonic()


def whole(
    app: Callable[..., Any], environ: dict[str, Any]
) -> tuple[str, list[tuple[str, str]], bytes]:
    """Ask the application, and end the request in the thread it was answered in: that is where its
    database connection is."""
    begun: list[Any] = []

    def start_response(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
        begun[:] = [status, headers]

    parts = app(environ, start_response)
    try:
        body = b"".join(parts)
    finally:
        if close := getattr(parts, "close", None):
            close()
    return begun[0], begun[1], body

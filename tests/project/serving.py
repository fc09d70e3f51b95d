"""A front with an application of the test's own, in a thread; and connections that behave badly."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from contextlib import contextmanager

from openprisma.project.callers import Holder, Limits
from openprisma.project.front import Front
from openprisma.project.room import Room
from openprisma.project.serve import listening

KNOWN = "sessie="


def session_of(cookies: str) -> Holder:
    """In these tests whoever sends `sessie=x` is logged in as x."""
    return Holder(cookies.partition(KNOWN)[2], cookies.partition(KNOWN)[2])


@contextmanager
def front(app, *, proxies=(), room=None, **limits):
    """Serve an application; gives (port, the front)."""
    ready, box = threading.Event(), {}

    async def serve():
        server = Front(app, limits=Limits(**limits), room=room or Room(), known=session_of, proxies=list(proxies))
        door = listening("127.0.0.1", 0)
        door.full = lambda: server.tally.add("out of descriptors")
        server.add_socket(door)
        box.update(server=server, port=door.getsockname()[1], loop=asyncio.get_running_loop(), stop=asyncio.Event())
        ready.set()
        await box["stop"].wait()
        await server.finish(2)

    thread = threading.Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    assert ready.wait(10)
    try:
        yield box["port"], box["server"]
    finally:
        box["loop"].call_soon_threadsafe(box["stop"].set)
        thread.join(10)


def connected(port: int, source: str = "127.0.0.1") -> socket.socket:
    """A connection from an address of this machine."""
    return socket.create_connection(("127.0.0.1", port), timeout=10, source_address=(source, 0))


def head(port: int, method: str = "GET", path: str = "/", *more: str) -> bytes:
    """The head of a request, with its last empty line."""
    return "\r\n".join([f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", *more, "", ""]).encode()


def ask(port: int, *more: str, path: str = "/", method: str = "GET", body: bytes = b"", source: str = "127.0.0.1") -> str:
    """One request over a connection of its own; what came back."""
    with connected(port, source) as own:
        own.sendall(head(port, method, path, "Connection: close", *more) + body)
        return everything(own)


def everything(own: socket.socket, seconds: float = 15) -> str:
    """What comes in until the other side closes."""
    found, deadline = b"", time.monotonic() + seconds
    while time.monotonic() < deadline:
        own.settimeout(max(0.1, deadline - time.monotonic()))
        try:
            piece = own.recv(65536)
        except ConnectionResetError:
            break
        if not piece:
            break
        found += piece
    return found.decode(errors="replace")


class Drip:
    """Many connections that send a byte now and then, for as long as the block lasts. `kinds`: head, body, read."""

    def __init__(self, port, each, *, path="/inloggen", kinds=("head", "body", "read"), source="127.0.0.1"):
        self.port, self.each, self.path, self.kinds, self.source = port, each, path, kinds, source
        self.stop, self.open = threading.Event(), []

    def __enter__(self):
        self._begin()
        self.thread = threading.Thread(target=self._drip, daemon=True)
        self.thread.start()
        return self

    def _begin(self):
        for kind in self.kinds:
            for _ in range(self.each):
                try:
                    self.open.append((kind, self._one(kind)))
                except OSError:
                    continue

    def _one(self, kind):
        own = connected(self.port, self.source)
        if kind == "read":
            own.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
        whole = head(self.port, "POST" if kind == "body" else "GET", self.path, *self._more(kind))
        own.sendall(whole[:20] if kind == "head" else whole)
        return own

    @staticmethod
    def _more(kind):
        """With a cookie that looks like a token, for without one nobody reads the form that drips."""
        form = ("Content-Length: 5000", "Content-Type: application/x-www-form-urlencoded", f"Cookie: csrftoken={'a' * 32}")
        return form if kind == "body" else ()

    def _drip(self):
        while not self.stop.wait(1):
            for place, (kind, own) in enumerate(self.open):
                try:
                    own.send(b"x") if kind != "read" else own.recv(1)
                except OSError:  # cut off: come back at once, as an attacker does
                    own.close()
                    try:
                        self.open[place] = (kind, self._one(kind))
                    except OSError:
                        continue

    def __exit__(self, *_):
        self.stop.set()
        self.thread.join(20)
        for _, own in self.open:
            own.close()

"""Callers that behave badly: connections that send a byte now and then, or read one; and how to ask
plainly."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


def connected(port: int, source: str = "127.0.0.1") -> socket.socket:
    """A connection from an address of this machine."""
    return socket.create_connection(("127.0.0.1", port), timeout=10, source_address=(source, 0))


def head(port: int, method: str = "GET", path: str = "/", *more: str) -> bytes:
    """The head of a request, with its last empty line."""
    return "\r\n".join(
        [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", *more, "", ""]
    ).encode()


def ask(
    port: int,
    *more: str,
    path: str = "/",
    method: str = "GET",
    body: bytes = b"",
    source: str = "127.0.0.1",
) -> str:
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
    """Many connections that send a byte now and then, for as long as the block lasts. `kinds`:
    head, body, read."""

    def __init__(
        self,
        port: int,
        each: int,
        *,
        path: str = "/inloggen",
        kinds: tuple[str, ...] = ("head", "body", "read"),
        source: str = "127.0.0.1",
    ) -> None:
        self.port, self.each, self.path, self.kinds, self.source = port, each, path, kinds, source
        self.stop, self.open = threading.Event(), list[tuple[str, socket.socket]]()

    def __enter__(self) -> Drip:
        self._begin()
        self.thread = threading.Thread(target=self._drip, daemon=True)
        self.thread.start()
        return self

    def _begin(self) -> None:
        for kind in self.kinds:
            for _ in range(self.each):
                try:
                    self.open.append((kind, self._one(kind)))
                except OSError:
                    continue

    def _one(self, kind: str) -> socket.socket:
        own = connected(self.port, self.source)
        if kind == "read":
            own.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
        whole = head(self.port, "POST" if kind == "body" else "GET", self.path, *self._more(kind))
        own.sendall(whole[:20] if kind == "head" else whole)
        return own

    @staticmethod
    def _more(kind: str) -> tuple[str, ...]:
        """With a cookie that looks like a token, for without one nobody reads the form that
        drips."""
        form = (
            "Content-Length: 5000",
            "Content-Type: application/x-www-form-urlencoded",
            f"Cookie: csrftoken={'a' * 32}",
        )
        return form if kind == "body" else ()

    def _drip(self) -> None:
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

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        self.thread.join(20)
        for _kind, own in self.open:
            own.close()


@contextmanager
def flood(port: int, many: int, source: str = "127.0.0.3") -> Iterator[None]:
    """That many strangers ask for the login page without pause."""
    stop = threading.Event()

    def one() -> None:
        while not stop.is_set():
            try:
                ask(port, path="/inloggen", source=source)
            except OSError:
                continue

    threads = [threading.Thread(target=one, daemon=True) for _ in range(many)]
    for each in threads:
        each.start()
    try:
        yield
    finally:
        stop.set()
        for each in threads:
            each.join(20)

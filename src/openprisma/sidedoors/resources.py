"""Can anybody keep the service from others, or get out of the process that reads files? Slow and
numerous callers at a real server while somebody who is logged in asks, files that become large,
and a reader that was taken over."""

from __future__ import annotations

import os
import resource
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.test import override_settings

from openprisma.documents import reading
from openprisma.documents.cleaning import clean
from openprisma.documents.limits import WALL
from openprisma.documents.reading import Desk
from openprisma.documents.spreadsheets import rows_of
from openprisma.gate import ledger
from openprisma.kernel.errors import BadInput
from openprisma.sidedoors.bombs import PICTURES, SHEETS
from openprisma.sidedoors.callers import Drip, ask, flood
from openprisma.sidedoors.checks import Wrong
from openprisma.sidedoors.hostile import PROGRAM, SURVIVES
from openprisma.sidedoors.pdf_bombs import PDFS
from openprisma.stories.region import person_id

SOMEBODY, REGION = "sanne-spelbos", "den-haag"
SLOWEST = 5.0  # seconds that a page of somebody who is logged in may take meanwhile
GROWTH = 60_000  # kilobytes that this process may grow by a file that it has read
CROWDS: dict[str, tuple[tuple[str, ...], int]] = {
    "trage koppen": (("head",), 250),
    "trage formulieren": (("body",), 250),
    "trage lezers": (("read",), 250),
    "alle drie": (("head", "body", "read"), 100),
}


def attacked(database: str, *, short: bool) -> tuple[Counter[str], list[Wrong]]:
    """All attacks, on a server for this database (its URL); gives how often each check was asked,
    and what was wrong."""
    asked, wrong = Counter[str](), list[Wrong]()
    checks = {
        "drukte": crowded(database, short=short),
        "bommen": bombed(short=short),
        "uitbraak": broken_out(database),
    }
    for check, found in checks.items():
        for door, says in found:
            asked[check] += 1
            if says:
                wrong.append(Wrong(check, "een vreemde", door, says))
    return asked, wrong


def crowded(database: str, *, short: bool) -> Iterator[tuple[str, str]]:
    """Each crowd, and what went wrong for somebody who is logged in; empty when nothing did."""
    secret, by = secrets.token_urlsafe(48), secrets.token_bytes(32)
    ledger.call("issue", by, person_id(REGION, SOMEBODY), "", "1 hour", "demo")
    cookie = cookie_of(by, secret)
    with served(database, secret) as port:
        ask(port, f"Cookie: {cookie}")  # warm
        for name, (kinds, each) in CROWDS.items():
            with Drip(port, each // 5 if short else each, kinds=kinds, source="127.0.0.2"):
                yield name, _slowest(port, cookie)
        with flood(port, 8):
            yield "de inlogpagina zonder pauze", _slowest(port, cookie)
        for name, (told, status) in REFUSED.items():
            said = ask(port, *told, method="POST")
            yield name, "" if said.startswith(f"HTTP/1.1 {status}") else said[:60]


REFUSED = {
    "een formulier van een vreemde van 900 MB": (("Content-Length: 900000000",), 413),
    "een formulier zonder lengte": (("Transfer-Encoding: chunked",), 411),
}


def _slowest(port: int, cookie: str, times: int = 20) -> str:
    """What went wrong with pages of somebody who is logged in."""
    for _ in range(times):
        began = time.perf_counter()
        try:
            said = ask(port, f"Cookie: {cookie}")
        except OSError as error:
            return f"geen antwoord: {type(error).__name__}"
        took = time.perf_counter() - began
        if not said.startswith("HTTP/1.1 200") or took > SLOWEST:
            return f"na {took:.1f} s: {said[:60]!r}"
        time.sleep(0.1)
    return ""


def bombed(*, short: bool) -> Iterator[tuple[str, str]]:
    """Each file that becomes large, and what went wrong; empty when it was refused in time and cost
    this process little."""
    sheets: dict[str, Callable[[], bytes]] = {name: made for name, (made, _) in SHEETS.items()}
    files = sheets | {name: made for name, (made, _) in (PICTURES | PDFS).items()}
    for name in list(files)[:: 5 if short else 1]:
        content = files[name]()
        before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
        try:
            rows_of(content, most=20_000) if name in sheets else clean(content)
            says = "is aangenomen"
        except BadInput:
            says = ""
        took, grew = (
            time.perf_counter() - began,
            resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before,
        )
        if took > WALL + SLOWEST or grew > GROWTH:
            says += f" na {took:.0f} s, {grew} kB gegroeid"
        yield name, says


def broken_out(database: str) -> Iterator[tuple[str, str]]:
    """Each way out of a reader that was taken over, and what it gave; empty when it was refused."""
    with (
        tempfile.TemporaryDirectory(prefix="op-") as folder,
        mock.patch.object(reading, "PROGRAM", PROGRAM),
    ):
        os.chmod(folder, 0o777)
        desk, target = Desk(), Path(folder) / "written"
        host = database.partition("host=")[2].partition("&")[0]
        try:
            found, _ = desk.read(
                "sheet", b"a", web=os.getpid(), database=f"{host}/.s.PGSQL.5432", target=str(target)
            )
        finally:
            desk.nursery.close()
        for name, came in found.items():
            yield name, "gelukt" if came == "done" and name not in SURVIVES else ""
        yield "a file that was written", "staat er" if target.exists() else ""


@contextmanager
def served(database: str, secret: str) -> Iterator[int]:
    """The real server on a database; gives its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    told = os.environ | {
        "DATABASE_URL": database,
        "OPENPRISMA_SECRET": secret,
        "OPENPRISMA_PATIENCE": "3",
    }
    told.pop("OPENPRISMA_ROLE", None)
    command = [sys.executable, "-m", "openprisma.project.main", "serve", "--port", str(port)]
    process = subprocess.Popen(
        command, env=told, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(600):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def cookie_of(by: bytes, secret: str) -> str:
    """The cookie of somebody who holds this pass, for a server with this secret."""
    with override_settings(SECRET_KEY=secret):
        session = SessionStore()
        session["pas"] = by.hex()
        session["wie"] = {"name": "Proef", "participant": "", "key": by.hex()[:12]}
        session.save()
    return f"sessionid={session.session_key}"

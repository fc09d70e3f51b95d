"""`openprisma serve`: answers browsers until it is told to stop; requests under way are finished
first."""

from __future__ import annotations

import asyncio
import logging
import resource
import socket
from dataclasses import replace
from importlib import import_module
from typing import Any

from django.conf import settings
from django.http import parse_cookie

from openprisma.kernel.errors import Unavailable
from openprisma.project.callers import Door, Holder, Limits
from openprisma.project.ending import leave, on_stop, stop_when_the_law_changes
from openprisma.project.front import Front
from openprisma.project.room import Room

_log = logging.getLogger(__name__)
SPARE = 150  # descriptors for the database, files and the log
FEWEST = 50  # connections with which it is worth starting
BACKLOG = 512
GRACE = 10  # seconds for requests under way


def run(options: Any) -> int:
    """Serve. Raises `Unavailable` when it may not, or cannot."""
    # Reads settings, and refuses a wrong database.
    application = import_module("openprisma.project.wsgi").application
    limits = replace(Limits(), connections=descriptors(Limits().connections))
    asyncio.run(_serve(application, limits, options.host, options.port))
    logging.shutdown()
    leave()


def descriptors(wanted: int) -> int:
    """How many connections this process may have: `wanted`, or what its descriptors allow. Raises
    `Unavailable`."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    allowed = wanted if most == resource.RLIM_INFINITY else min(wanted, most - SPARE)
    if allowed < FEWEST:
        raise Unavailable(
            f"Dit proces mag {most} bestanden tegelijk openen; dat is te weinig.",
            remedy=f"Geef het er minstens {SPARE + FEWEST} (`ulimit -n`, "
            "of `LimitNOFILE` van systemd).",
        )
    return allowed


async def _serve(application: Any, limits: Limits, host: str, port: int) -> None:
    front = Front(application, limits=limits, room=Room(), known=holder, proxies=settings.PROXIES)
    door = listening(host, port)
    door.full = lambda: front.tally.add("out of descriptors")
    front.add_socket(door)
    told = asyncio.Event()
    on_stop(told.set, GRACE)
    stop_when_the_law_changes()
    await told.wait()
    await front.finish(GRACE)


def listening(host: str, port: int) -> Door:
    """The socket that browsers come to. Raises `Unavailable` when somebody else has it."""
    door = Door(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    door.setblocking(False)
    try:
        door.bind((host, port))
    except OSError:
        raise Unavailable(
            f"Poort {port} op {host} is niet te openen.", remedy="Kies een andere met `--port`."
        ) from None
    door.listen(BACKLOG)
    return door


def holder(cookies: str) -> Holder:
    """Whose session a Cookie header names, when it is one that we signed and that is not too old.
    The same for every session of one person: who logs in three times has no more places than who
    does once. Whether the pass still lives the application says, afterwards (`Credit`)."""
    value = parse_cookie(cookies).get(settings.SESSION_COOKIE_NAME, "") if cookies else ""
    if not value:
        return Holder()
    session = import_module(settings.SESSION_ENGINE).SessionStore(session_key=value)
    held = session.get("pas")
    return (
        Holder(str((session.get("wie") or {}).get("key") or held), str(held)) if held else Holder()
    )

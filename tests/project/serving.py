"""A front with an application of the test's own, in a thread."""

from __future__ import annotations

import asyncio
import threading
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
        server = Front(
            app,
            limits=Limits(**limits),
            room=room or Room(),
            known=session_of,
            proxies=list(proxies),
        )
        door = listening("127.0.0.1", 0)
        door.full = lambda: server.tally.add("out of descriptors")
        server.add_socket(door)
        box.update(
            server=server,
            port=door.getsockname()[1],
            loop=asyncio.get_running_loop(),
            stop=asyncio.Event(),
        )
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

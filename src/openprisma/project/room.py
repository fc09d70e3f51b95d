"""Who may be served now. Strangers, however many, get two of the threads, and while anybody who is
logged in works a part of one; who is logged in gets the rest, and no single session more than
three. So neither a crowd at the door nor one official with a stuck page takes the service from
the others.
"""

from __future__ import annotations

import asyncio
from collections import Counter, OrderedDict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


class Busy(Exception):
    """No place came free in time, or too many wait already."""


@dataclass(frozen=True)
class Guest:
    """Whom a request is from: a session (`known`), or an address."""

    key: str
    known: bool


@dataclass
class Room:
    """Places for requests. Lives in one event loop."""

    threads: int = 8
    strangers: int = (
        2  # of the threads, at most; one, with rests, as long as anybody who is logged in works
    )
    # seconds after the last request of somebody who is logged in until nobody of them works any
    # more
    calm: float = 1
    rest: float = 6  # times as long as a stranger's request took, the next stranger then waits
    longest: float = (
        0.1  # seconds of such a rest, so that a morning on which everybody logs in goes on
    )
    each: int = 3  # of the threads, for one session
    waiting: int = 400  # requests at most, of strangers and of known each; of one guest a quarter
    patience: float = 4  # seconds
    running: Counter[Guest] = field(default_factory=Counter)
    # When somebody who is logged in was last served, by the clock of the loop.
    worked: float = float("-inf")
    rested: float = float("-inf")  # when strangers have rested
    # Each guest has a queue; whose turn comes goes to the back, so nobody is served twice before
    # another is served once.
    queues: OrderedDict[Guest, deque[asyncio.Future[None]]] = field(default_factory=OrderedDict)

    @asynccontextmanager
    async def place(self, guest: Guest) -> AsyncIterator[None]:
        """A thread, for as long as the block lasts. Raises `Busy`."""
        await self._wait(guest)
        began = self._now()
        try:
            yield
        finally:
            self.running[guest] -= 1
            if not self.running[guest]:
                del self.running[guest]
            self._went(guest, self._now() - began)
            self._next()

    def _went(self, guest: Guest, took: float) -> None:
        """Remember when somebody worked, or let strangers rest."""
        if guest.known:
            self.worked = self._now()
            return
        rest = min(self.rest * took, self.longest)
        self.rested = self._now() + rest
        asyncio.get_running_loop().call_later(rest, self._next)

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()

    async def _wait(self, guest: Guest) -> None:
        alike = sum(
            len(queue) for other, queue in self.queues.items() if other.known == guest.known
        )
        mine = len(self.queues.get(guest, ()))
        if alike >= self.waiting or mine >= self.waiting // 4:
            raise Busy
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.queues.setdefault(guest, deque()).append(turn)
        self._next()
        try:
            await asyncio.wait({turn}, timeout=self.patience)
        finally:
            if not turn.done():
                self._forget(guest, turn)
        if turn.cancelled():
            raise Busy

    def _forget(self, guest: Guest, turn: asyncio.Future[None]) -> None:
        turn.cancel()
        self.queues[guest].remove(turn)
        if not self.queues[guest]:
            del self.queues[guest]

    def _next(self) -> None:
        """Give away what is free: first to who is logged in."""
        while (guest := self._chosen()) is not None:
            queue = self.queues.pop(guest)
            queue.popleft().set_result(None)
            self.running[guest] += 1
            if queue:
                self.queues[guest] = queue

    def _chosen(self) -> Guest | None:
        if self.running.total() >= self.threads:
            return None
        fit = [guest for guest in self.queues if self._fits(guest)]
        return next((guest for guest in fit if guest.known), next(iter(fit), None))

    def _fits(self, guest: Guest) -> bool:
        if guest.known:
            return self.running[guest] < self.each
        taken = sum(count for other, count in self.running.items() if not other.known)
        if self._calm():
            return taken < self.strangers
        return taken == 0 and self._now() >= self.rested

    def _calm(self) -> bool:
        """Does nobody who is logged in work?"""
        busy = any(other.known for other in (*self.running, *self.queues))
        return not busy and self._now() - self.worked >= self.calm

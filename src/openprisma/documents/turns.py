"""Whose file is read now. Who has taken least time of late goes first, so that nobody holds the
place of others with files that take long."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Condition
from time import monotonic

from openprisma.documents.limits import AT_ONCE, PATIENCE, PAUSE, PICTURES, WAITING
from openprisma.kernel.errors import BadInput

LANES = {"picture": PICTURES}  # what needs most memory goes one at a time


class Busy(BadInput):
    """It is not the turn of this file; nothing is wrong with it."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what, fields={"inhoud": f"{what} {remedy}"}, remedy=remedy)


BUSY = (
    "Er worden nu te veel bestanden tegelijk gelezen, dus dit is niet bewaard.",
    "Probeer het over een minuut opnieuw.",
)
ONE_EACH = (
    "Wij lezen nog een bestand dat u net stuurde. Dit verzoek is niet uitgevoerd.",
    "Kijk over een minuut wat er op het dossier staat en verstuur daarna wat ontbreekt.",
)
PAUSED = (
    "Het lezen van een bestand dat u net stuurde, duurde te lang. Dit verzoek is niet uitgevoerd, "
    "zodat ook anderen aan de beurt komen.",
    f"Wacht {PAUSE:.0f} seconden en verstuur dan een kleiner bestand.",
)


@dataclass(eq=False)
class _Ticket:
    """Somebody who waits, or whose file is read."""

    what: str
    whose: str
    spent: float


@dataclass
class Turns:
    """Who reads now and who waits. At most `AT_ONCE` read, of which `LANES` of a kind, and one of
    each person, who waits for one at most."""

    running: list[_Ticket] = field(default_factory=list)
    queue: list[_Ticket] = field(default_factory=list)
    spent: dict[str, tuple[float, float]] = field(default_factory=dict)  # how long, and until when
    paused: dict[str, float] = field(default_factory=dict)  # until when
    changed: Condition = field(default_factory=Condition)

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self.queue)

    @contextmanager
    def taken(self, what: str, whose: str) -> Iterator[None]:
        """Inside the block it is this reader's turn. Raises `BadInput` when that takes too long, or
        when a file of the same person is read, or took too long just now."""
        with self.changed:
            me = self._asked(what, whose)
            self.queue.append(me)
            try:
                if not self._turn(me):
                    self._wait(me)
            finally:
                self.queue.remove(me)
            self.running.append(me)
        began = monotonic()
        try:
            yield
        finally:
            with self.changed:
                self.running.remove(me)
                if whose:
                    now = monotonic()
                    self.spent[whose] = (me.spent + now - began, now + PAUSE)
                self.changed.notify_all()

    def pause(self, whose: str) -> None:
        """A file of this person took too long: nothing of them is read for a while."""
        if whose:
            with self.changed:
                self.paused[whose] = monotonic() + PAUSE

    def _asked(self, what: str, whose: str) -> _Ticket:
        now = monotonic()
        self.paused = {who: until for who, until in self.paused.items() if until > now}
        self.spent = {who: one for who, one in self.spent.items() if one[1] > now}
        if whose and any(one.whose == whose for one in (*self.running, *self.queue)):
            raise Busy(*ONE_EACH)
        if whose in self.paused:
            raise Busy(*PAUSED)
        return _Ticket(what, whose, self.spent.get(whose, (0.0, 0.0))[0])

    def _free(self, what: str) -> bool:
        same = sum(one.what == what for one in self.running)
        return len(self.running) < AT_ONCE and same < LANES.get(what, AT_ONCE)

    def _turn(self, me: _Ticket) -> bool:
        """Is it this one's turn: of those who could begin, the one who took least time of late, and
        of equals the first?"""
        able = [one for one in self.queue if self._free(one.what)]
        return bool(able) and min(able, key=lambda one: one.spent) is me

    def _wait(self, me: _Ticket) -> None:
        if len(self.queue) > WAITING:
            raise Busy(*BUSY)
        if not self.changed.wait_for(lambda: self._turn(me), PATIENCE):
            raise Busy(*BUSY)

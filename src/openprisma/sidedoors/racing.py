"""Two acts at once in one file, in a database of their own, and what is left there: what came of
both at once must be what came of one after the other, in one order or the other."""

from __future__ import annotations

import re
import threading
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from unittest import mock
from uuid import UUID

from django.db import connection

from openprisma.gate import ledger
from openprisma.gate import perform as gate
from openprisma.gate.law import lawbook
from openprisma.gate.perform import perform
from openprisma.kernel.errors import BadInput, Refused
from openprisma.stories.reading import Step, Story, all_stories, find, read_story
from openprisma.stories.runner import Player, _day
from openprisma.stories.testing import move

# seconds that one stands still between judgement and deed: long enough for the other to do
# everything
WAIT = 0.3
UUIDS = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:[\d.+:]+")
TABLES = """select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
 where n.nspname = 'public' and c.relkind = 'r'
   and c.relname !~ '^(django|procrastinate|axes|auth|otp)_' order by 1"""


@dataclass(frozen=True)
class Pair:
    """A step of a story and another on the same file: the world is that just before the first."""

    nr: int
    first: Step
    second: Step


@dataclass(frozen=True, eq=False)
class Deed:
    """One of two acts that are done at once."""

    by: bytes
    act: str
    file: UUID | None
    given: dict[str, Any]


@dataclass(frozen=True)
class Left:
    """What came of two deeds, in the order of the story, and what stands in the tables."""

    came: tuple[str, str]
    rows: dict[str, list[str]]


def possible(story: Story) -> Iterator[Pair]:
    """Every two writing steps on one file, and each with itself."""
    acts = lawbook().vocabulary.acts
    steps = [
        (nr, one)
        for nr, one in enumerate(story.steps)
        if acts[one.act].writes and one.file and one.expect == "done"
    ]
    for at, (nr, one) in enumerate(steps):
        yield from (Pair(nr, one, other) for _, other in steps[at:] if one.file == other.file)


@cache
def every_pair() -> dict[str, list[Pair]]:
    """By story, the pairs of acts that no story before it has."""
    seen, found = set(), dict[str, list[Pair]]()
    for path in all_stories():
        story = read_story(path)
        for pair in possible(story):
            acts = (pair.first.act, pair.second.act)
            if acts not in seen:
                seen.add(acts)
                found.setdefault(path.stem, []).append(pair)
    return found


WITHDRAWN = Step.model_validate(
    {"as": "anneke-van-zomaar", "act": "signaal_intrekken", "file": "signaal"}
)
KNOWN = [  # what was wrong once
    # An attachment survived the destruction of everything in its file.
    ("bijlage", "bijlage_toevoegen", WITHDRAWN),
    ("levering", "levering_vastleggen", None),  # one delivery was laid down four times
    ("bijlage", "bijlage_verwijderen", None),
    ("02-signalen-in-elke-stand", "signaal_melden", WITHDRAWN),
]


def known(name: str, act: str, other: Step | None) -> Pair:
    """One of `KNOWN`: an act of a story with another one, or with itself."""
    story = read_story(find(name))
    nr = next(nr for nr, one in enumerate(story.steps) if one.act == act and one.expect == "done")
    return Pair(
        nr,
        story.steps[nr],
        (other or story.steps[nr]).model_copy(update={"file": story.steps[nr].file}),
    )


def sampled(one_in: int) -> list[tuple[str, list[Pair]]]:
    """By story, what was wrong once and one in so many of all pairs, each time the same ones."""
    found: dict[str, list[Pair]] = {}
    for name, act, other in KNOWN:
        found.setdefault(find(name).stem, []).append(known(name, act, other))
    for name, pairs in every_pair().items():
        for pair in pairs:
            if zlib.crc32(f"{pair.first.act} {pair.second.act}".encode()) % one_in == 0:
                found.setdefault(name, []).append(pair)
    return sorted(found.items())


@dataclass(frozen=True)
class Races:
    """Where they are run: how to connect as a role to a database, how to copy one, and which has
    the region and no story yet. `beside` keeps the names of databases apart when several do this
    at once."""

    connect: Callable[[str, str], Any]
    copy: Callable[[str, str], None]
    clean: str
    beside: str = ""

    @property
    def before(self) -> str:
        """The database just before the first of the two."""
        return f"race{self.beside}"

    @property
    def after(self) -> str:
        """A copy of it, in which they are done."""
        return f"raced{self.beside}"

    def unlike(self, name: str, pairs: list[Pair]) -> Iterator[str]:
        """Play a story; tells the pairs of which both at once is not like one after the other."""
        story = read_story(find(name))
        self._drop(self.before)
        self.copy(self.clean, self.before)
        player, today = Player(story, lambda *_: None), story.on
        for nr, step in enumerate(story.steps):
            today = _day(step, today)
            for pair in (one for one in pairs if one.nr == nr):
                if found := self._difference(player, pair, today):
                    yield f"{name}, stap {nr + 1}: {pair.first.act} en {pair.second.act}: {found}"
            with self._on(self.before, today):
                player._step(nr + 1, step, today)
        self._drop(self.before)

    def _difference(self, player: Player, pair: Pair, today: date) -> str:
        """Empty when what came of both at once may come of one after the other; else what is
        different."""
        with self._on(self.before, today):
            one, other = _deed(player, pair.first), _deed(player, pair.second)
        known = self._ids()

        def left(way: Callable[[], tuple[str, str]]) -> Left:
            return self._left(way, today, known)

        orders = [left(lambda: (do(one), do(other))), left(lambda: _turned((do(other), do(one))))]
        if all(order.came[1] == "not done" for order in orders):
            return ""  # what is refused before the first and after it
        ways = [lambda: at_once(one, other, "judge"), lambda: at_once(one, other, "_follow")]
        if pair.first is not pair.second:
            ways.append(lambda: _turned(at_once(other, one, "judge")))
        return next((_told(found, orders) for found in map(left, ways) if found not in orders), "")

    def _left(self, way: Callable[[], tuple[str, str]], today: date, known: frozenset[str]) -> Left:
        """Do it in a copy of the world before, and look."""
        self._drop(self.after)
        self.copy(self.before, self.after)
        try:
            with self._on(self.after, today):
                came = way()
            return Left(came, self._rows(known))
        finally:
            self._drop(self.after)

    def _rows(self, known: frozenset[str]) -> dict[str, list[str]]:
        """All rows, without moments, receipts and the ids of what is new."""

        def plain(text: str) -> str:
            return MOMENT.sub(
                "T", UUIDS.sub(lambda found: found[0] if found[0] in known else "*", text)
            )

        texts = self._texts(self.after, "to_jsonb(t) - 'receipt'")
        return {name: sorted(plain(text) for text in rows) for name, rows in texts.items() if rows}

    def _ids(self) -> frozenset[str]:
        """Every id that stands anywhere."""
        texts = self._texts(self.before, "to_jsonb(t)").values()
        return frozenset(one for rows in texts for text in rows for one in UUIDS.findall(text))

    def _texts(self, database: str, row: str) -> dict[str, list[str]]:
        with self.connect("postgres", database) as own:
            tables = [found[0] for found in own.execute(TABLES).fetchall()]
            return {
                name: [
                    found[0]
                    for found in own.execute(f"select ({row})::text from {name} t").fetchall()
                ]
                for name in tables
            }

    def _drop(self, name: str) -> None:
        with self.connect("postgres", "postgres") as own:
            own.execute(f"drop database if exists {name} with (force)")

    @contextmanager
    def _on(self, database: str, today: date) -> Iterator[None]:
        """Be in another database, in which everybody lives on a day."""
        with self.connect("owner", database) as own:
            own.execute("delete from fence.clock")
            move(own, today, 0)
        before = connection.settings_dict["NAME"]
        _be_in(database)
        try:
            yield
        finally:
            _be_in(before)


def _be_in(database: str) -> None:
    ledger.forget()
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]
    connection.settings_dict["NAME"] = database


def _turned(came: tuple[str, str]) -> tuple[str, str]:
    return came[1], came[0]


def _told(found: Left, orders: list[Left]) -> str:
    tables = [
        sorted(name for name in found.rows | one.rows if found.rows.get(name) != one.rows.get(name))
        for one in orders
    ]
    return f"{found.came}, na elkaar {[one.came for one in orders]}; anders dan na elkaar: {tables}"


def _deed(player: Player, step: Step) -> Deed:
    return Deed(player._pass(step.actor), step.act, player._file(step), player._given(step.given))


def at_once(still: Deed, other: Deed, where: str) -> tuple[str, str]:
    """`still` stands still when it was judged (`judge`), or when it did its deed and has not said
    so (`_follow`), until the other is done or cannot go on."""
    stands, done, real = threading.Event(), threading.Event(), getattr(gate, where)

    def pause() -> None:
        if threading.current_thread().name.startswith("still"):
            stands.set()
            done.wait(WAIT)

    def slowly(*given: Any, **more: Any) -> Any:
        if where == "_follow":
            pause()
        found = real(*given, **more)
        if where == "judge":
            pause()
        return found

    def first() -> str:
        try:
            return do(still)
        finally:
            stands.set()  # also when it was refused before it came there

    def then() -> str:
        stands.wait()
        try:
            return do(other)
        finally:
            done.set()

    with (
        mock.patch.object(gate, where, slowly),
        ThreadPoolExecutor(1, "still") as one,
        ThreadPoolExecutor(1, "other") as two,
    ):
        futures = one.submit(first), two.submit(then)
        return futures[0].result(30), futures[1].result(30)


def do(deed: Deed) -> str:
    """Do it; whether it was done is what counts, not the words of a refusal."""
    try:
        perform(deed.by, deed.act, file=deed.file, **deed.given)
        return "done"
    except (Refused, BadInput):
        return "not done"
    finally:
        connection.close()

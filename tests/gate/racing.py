"""Two acts at once in one file, in a database of their own, and what is left there."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection

from openprisma.gate import perform as gate
from openprisma.gate.law import lawbook
from openprisma.gate.perform import perform
from openprisma.kernel.errors import BadInput, Refused
from openprisma.stories.reading import Step, Story, all_stories, find, read_story
from openprisma.stories.runner import Player, _day
from tests.builders import move_clock
from tests.conftest import CLUSTER, inside

WAIT = 0.3  # seconds that one stands still between judgement and deed: long enough for the other to do everything
UUIDS = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:[\d.+:]+")
TABLES = """select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public'
  and c.relkind = 'r' and c.relname !~ '^(django|procrastinate|axes|auth|otp)_' order by 1"""


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
    steps = [(nr, one) for nr, one in enumerate(story.steps) if acts[one.act].writes and one.file and one.expect == "done"]
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


def unlike(name: str, pairs: list[Pair], monkeypatch) -> Iterator[str]:
    """Play a story; tells the pairs of which both at once is not like one after the other."""
    story = read_story(find(name))
    drop("race")
    CLUSTER.copy_database("clean", "race")
    player, today = Player(story, lambda *_: None), story.on
    for nr, step in enumerate(story.steps):
        today = _day(step, today)
        for pair in (one for one in pairs if one.nr == nr):
            if found := difference(player, pair, today, monkeypatch):
                yield f"{name}, stap {nr + 1}: {pair.first.act} en {pair.second.act}: {found}"
        with on("race", today):
            player._step(nr + 1, step, today)
    drop("race")


def difference(player: Player, pair: Pair, today: date, monkeypatch) -> str:
    """Empty when what came of both at once may come of one after the other; else what is different."""
    with on("race", today):
        one, other = _deed(player, pair.first), _deed(player, pair.second)
    known = ids("race")

    def left(way: Callable[[], tuple[str, str]]) -> Left:
        drop("raced")
        CLUSTER.copy_database("race", "raced")
        try:
            with on("raced", today):
                came = way()
            return Left(came, rows_of("raced", known))
        finally:
            drop("raced")

    orders = [left(lambda: (do(one), do(other))), left(lambda: tuple(reversed((do(other), do(one)))))]
    if all(order.came[1] == "not done" for order in orders):
        return ""  # what is refused before the first and after it
    ways = [lambda: at_once(one, other, "judge", monkeypatch), lambda: at_once(one, other, "_follow", monkeypatch)]
    if pair.first is not pair.second:
        ways.append(lambda: tuple(reversed(at_once(other, one, "judge", monkeypatch))))
    for way in ways:
        if (found := left(way)) not in orders:
            return _told(found, orders)
    return ""


def _told(found: Left, orders: list[Left]) -> str:
    tables = [sorted(name for name in found.rows | one.rows if found.rows.get(name) != one.rows.get(name)) for one in orders]
    return f"{found.came}, na elkaar {[one.came for one in orders]}; anders dan na elkaar: {tables}"


def _deed(player: Player, step: Step) -> Deed:
    return Deed(player._pass(step.actor), step.act, player._file(step), player._given(step.given))


def at_once(still: Deed, other: Deed, where: str, monkeypatch) -> tuple[str, str]:
    """`still` stands still when it was judged (`judge`), or when it did its deed and has not said so (`_follow`), until the other
    is done or cannot go on."""
    stands, done, real = threading.Event(), threading.Event(), getattr(gate, where)

    def pause() -> None:
        if threading.current_thread().name.startswith("still"):
            stands.set()
            done.wait(WAIT)

    def slowly(*given, **more):
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

    with monkeypatch.context() as patched, ThreadPoolExecutor(1, "still") as one, ThreadPoolExecutor(1, "other") as two:
        patched.setattr(gate, where, slowly)
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


def rows_of(database: str, known: frozenset[str]) -> dict[str, list[str]]:
    """All rows, without moments, receipts and the ids of what is new."""

    def plain(text: str) -> str:
        return MOMENT.sub("T", UUIDS.sub(lambda found: found[0] if found[0] in known else "*", text))

    return {
        name: sorted(plain(text) for text in texts)
        for name, texts in _texts(database, "to_jsonb(t) - 'receipt'").items()
        if texts
    }


def ids(database: str) -> frozenset[str]:
    """Every id that stands anywhere."""
    return frozenset(one for texts in _texts(database, "to_jsonb(t)").values() for text in texts for one in UUIDS.findall(text))


def _texts(database: str, row: str) -> dict[str, list[str]]:
    with CLUSTER.connect("postgres", database) as own:
        tables = [found[0] for found in own.execute(TABLES).fetchall()]
        return {name: [found[0] for found in own.execute(f"select ({row})::text from {name} t").fetchall()] for name in tables}


def drop(*names: str) -> None:
    with CLUSTER.connect() as own:
        for name in names:
            own.execute(f"drop database if exists {name} with (force)")


@contextmanager
def on(database: str, today: date) -> Iterator[None]:
    """Be in another database, in which everybody lives on a day."""
    with CLUSTER.connect("owner", database) as own:
        own.execute("delete from fence.clock")
        move_clock(own, today, 0)
    with inside(database):
        yield

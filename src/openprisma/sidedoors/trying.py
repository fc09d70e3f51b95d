"""A guard broken and looked for: at the start, in the database, at the doors. Only on the prover's
own world."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any
from unittest import mock

from openprisma.gate import perform
from openprisma.gate.checks import catalogue_has_no_way_round
from openprisma.gate.install import same_law
from openprisma.kernel.errors import Unavailable
from openprisma.sidedoors.checks import BROKEN, Findings, Prover
from openprisma.sidedoors.planned import nothing_is_tried, two_lines_open_nothing
from openprisma.sidedoors.raw import Connect, under_a_line, without_a_line
from openprisma.sidedoors.sabotage import Guard
from openprisma.sidedoors.staging import begin_everywhere, move_everywhere
from openprisma.sidedoors.writing import write_everywhere


@dataclass(frozen=True)
class Caught:
    """What noticed a broken guard: the check at the start, raw SQL against the fence, or somebody
    at a door. `broke`: pages that told nothing and broke, for another guard still stood."""

    guard: str
    at_start: int
    in_database: int
    at_doors: int
    broke: int
    first: str

    @property
    def noticed(self) -> bool:
        """Did anything?"""
        return bool(self.at_start or self.in_database or self.at_doors or self.broke)


@contextmanager
def broken(root: Any, guard: Guard) -> Iterator[None]:
    """The guard broken, and whole again afterwards."""
    if guard.patch:
        with mock.patch(guard.patch, guard.instead or _ignoring_objections()):
            yield
        return
    mend = guard.mends or _mend(root, guard)
    root.execute(guard.breaks)
    try:
        yield
    finally:
        root.execute(mend)


def _mend(root: Any, guard: Guard) -> str:
    """What puts it back as it is now."""
    if guard.policy:
        row = root.execute(
            "select qual from pg_policies where tablename = %s and policyname = 'app_reads'",
            [guard.policy],
        ).fetchone()
        return f"alter policy app_reads on {guard.policy} using ({row[0]})"
    row = root.execute(
        "select pg_get_functiondef(p.oid) from pg_proc p where p.pronamespace = "
        "'fence'::regnamespace and p.proname = %s",
        [guard.function],
    ).fetchone()
    return f"set role vault; {row[0]}; reset role"


def _ignoring_objections() -> Callable[..., Any]:
    real = perform._open

    def opened(*arguments: Any, **named: Any) -> Any:
        run, _ = real(*arguments, **named)
        return run, []

    return opened


def try_guard(prover: Prover, guard: Guard, connect: Connect, *, brief: bool = False) -> Caught:
    """Break it and look: at the start, in the database, and at the doors. `brief`: until the
    database shows it, and at the doors only what raw SQL does not pass."""
    with broken(prover.root, guard):
        at_start = list(_at_start())
        prover.found = Findings()
        if not (brief and guard.patch):
            _in_database(prover, connect, first=brief)
        database = list(prover.found.wrong)
        prover.found = Findings()
        if not (brief and database):
            glance(prover)
        broke = [one for one in prover.found.wrong if one.check == BROKEN]
        doors = [one for one in prover.found.wrong if one.check != BROKEN]
    said = [
        *map(str, at_start),
        *(f"{one.check}: {one.door}: {one.says}" for one in [*database, *doors, *broke]),
    ]
    return Caught(
        guard.name, len(at_start), len(database), len(doors), len(broke), said[0] if said else ""
    )


def _at_start() -> Iterator[str]:
    """What a process that starts would say, and so would not start."""
    yield from (error.msg for error in catalogue_has_no_way_round(["default"]))
    try:
        same_law()
    except Unavailable as error:
        yield error.what


def _in_database(prover: Prover, connect: Connect, *, first: bool) -> None:
    """Ask with raw SQL, one sort of question after the other; until the `first` shows it."""
    for ask in _questions(prover, connect):
        ask()
        if first and prover.found.wrong:
            return


def _questions(prover: Prover, connect: Connect) -> Iterator[Callable[[], None]]:
    yield partial(without_a_line, prover, connect)
    yield partial(nothing_is_tried, prover, connect)
    telling = _telling(prover)
    for file in telling:
        prover.live_on(prover.days[file])
        people = _people(prover, file)
        yield partial(two_lines_open_nothing, prover, connect, people, file)
        yield partial(under_a_line, prover, connect, people, file)
        yield partial(write_everywhere, prover, connect, file, telling[0], acts=6, people=2)
    for file in prover.chosen():
        prover.live_on(prover.days[file])
        yield partial(move_everywhere, prover, connect, file, acts=1, people=1)
    yield partial(begin_everywhere, prover, connect, people=1)


def glance(prover: Prover) -> None:
    """A look at few files by few people, at a part of the doors."""
    for file in _telling(prover):
        prover.live_on(prover.days[file])
        for person in _people(prover, file):
            if prover.reach(person, file).listed:
                prover.what_shows(person, file)
            else:
                prover.hidden_is_absent(person, file)
    for person in prover.people[::12]:
        prover.general(person)


_TELLING = {
    "een gegeven dat wordt betwist": "select file_id from sharing_statement where disputed_on is "
    "not null order by id limit 1",
    "een vraag van een ander": "select file_id from sharing_request order by id limit 1",
    "een signaal waar meer op rust": "select rests_on_id from files_file where rests_on_id is "
    "not null order by id limit 1",
}


def _telling(prover: Prover) -> list[Any]:
    """Files on which a broken guard shows."""
    rows = [prover.root.execute(query).fetchone() for query in _TELLING.values()]
    return list(dict.fromkeys(row[0] for row in rows if row))


def _people(prover: Prover, file: Any) -> list[Any]:
    """Whom to ask: somebody for whom part of the file is closed, somebody without access to
    subjects, one who has a part in it but may not work here, and a stranger."""
    inside, outside = prover.classes(file)
    closed = sorted(
        (p for p in inside if prover.reach(p, file).subjects),
        key=lambda p: len(prover.reach(p, file).categories),
    )
    others = [p for p in inside if not prover.reach(p, file).subjects]
    held = {
        row
        for (row,) in prover.root.execute(
            "select person_id from files_assignment where file_id = %s", [file]
        ).fetchall()
    }
    unfit = [p for p in prover.people if p.id in held and not prover.reach(p, file).listed]
    return [*closed[:2], *others[:1], *unfit[:1], *outside[:1]]

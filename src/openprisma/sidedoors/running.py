"""A whole run: the world, the parts side by side, each on a copy of its own, and what they found
together."""

from __future__ import annotations

import logging
import multiprocessing
import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connection

from openprisma.gate import ledger
from openprisma.gate.law import procedures
from openprisma.sidedoors import adding, planned, raw, resources, staging, surroundings, writing
from openprisma.sidedoors.canaries import Canaries, plant
from openprisma.sidedoors.checks import Findings, Prover, Wrong
from openprisma.sidedoors.crossing import cross
from openprisma.sidedoors.hiding import hide
from openprisma.sidedoors.racing import Pair, Races, sampled
from openprisma.sidedoors.sabotage import FEW, GUARDS, Guard
from openprisma.sidedoors.trying import Caught, try_guard
from openprisma.sidedoors.weaker import Weaker, unnoticed, weaker
from openprisma.sidedoors.world import World, play

WORLD, CLEAN = "wereld", "schoon"  # with all stories, and with none
SIDES = ("read", "write", "races", "resources")
RARE = 5  # pairs of acts take long: of those one in so many times more is asked
FEW_POLICIES = 12  # one in so many conditions is left out where a few are enough,
FEW_SITUATIONS = 300  # and so many are asked with it
BRIEF = (
    30  # with one in so many combinations or fewer, fewer people look at what names no file as well
)


@dataclass(frozen=True)
class Place:
    """Where the run happens: how to connect as a role to a database, how to copy one, the folder of
    the server's log, and a command line."""

    connect: Callable[[str, str], Any]
    copy: Callable[[str, str], None]
    log: Path
    command: Callable[[list[str]], int]


@dataclass
class Run:
    """What a run was and found. `policies`: how many were made weaker, `weak`: those of which
    nothing was noticed, `bare`: tables in which no row could be put for that. `seconds`: the
    world, the doors and the broken guards."""

    world: World
    canaries: Canaries
    found: Findings
    sample: int
    sides: tuple[str, ...] = SIDES
    caught: list[Caught] = field(default_factory=list)
    policies: int = 0
    weak: list[Weaker] = field(default_factory=list)
    bare: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def wrong(self) -> list[Wrong]:
        """Everything that leaks, and everything that makes the run worth less than it says."""
        told = [
            Wrong("naam in een handeling", "wie handelt", one.split(" ")[0], one)
            for one in self.world.tried.told
        ]
        failed = [
            Wrong("wereld", "", "", f"een verhaal liep anders: {one}") for one in self.world.failed
        ]
        bare = [
            Wrong(
                "wereld",
                "",
                "",
                f"in {one} kon geen rij erbij: of haar beleid iets tegenhoudt, bleek niet",
            )
            for one in self.bare
        ]
        return [*self.found.wrong, *told, *failed, *bare]

    @property
    def unnoticed(self) -> list[Caught]:
        """Broken guards that neither the start, nor the database, nor the doors showed."""
        return [one for one in self.caught if not one.noticed]

    def timing(self) -> tuple[float, float]:
        """The median answer to a hidden file and to none, in seconds."""
        found = self.found
        return (
            (statistics.median(found.hidden), statistics.median(found.absent))
            if found.hidden and found.absent
            else (0.0, 0.0)
        )


def run(
    place: Place,
    *,
    short: bool,
    sample: int,
    parts: int,
    sabotage: str,
    sides: tuple[str, ...] = SIDES,
) -> Run:
    """Make the world, ask at every door, and break guards one at a time: none, a `few` or `all`.
    `sides` says what is asked: what somebody reads, what an act writes, two at once, and whether
    anybody keeps the service from others."""
    logging.disable(logging.ERROR)  # refusals by the thousand are no news
    place.copy(WORLD, CLEAN)
    began, asked_at_doors = time.perf_counter(), bool({"read", "write"} & {*sides})
    with place.connect("owner", WORLD) as own, place.connect("postgres", WORLD) as root:
        world = play(own, root, short=short or not asked_at_doors)
        hide(root, world.days)
        canaries = plant(root)
    _forget()
    done = Run(
        world, canaries, Findings(), sample, sides, seconds={"wereld": time.perf_counter() - began}
    )
    if asked_at_doors:
        _doors(place, done, parts)
    if "races" in sides:
        _races(place, done, parts, short=short)
    if "resources" in sides:
        _resources(done, short=short)
    if sabotage:
        _sabotage(place, done, GUARDS if sabotage == "all" else FEW, brief=sabotage != "all")
        if sabotage == "all":
            _weaker(place, done, weaker(), None)
        else:
            few = [one for one in weaker() if not one.said_elsewhere][::FEW_POLICIES]
            _weaker(place, done, few, FEW_SITUATIONS)
    done.found.wrong += _missing_states(place, short=short)
    return done


def _races(place: Place, done: Run, parts: int, *, short: bool) -> None:
    """Two acts at once, against one after the other; each part of the stories in a process of its
    own."""
    began, pairs = (
        time.perf_counter(),
        sampled(10**9 if short else RARE * done.sample if done.sample > 1 else 1),
    )
    with multiprocessing.get_context("fork").Pool(parts) as pool:
        for found in pool.starmap(
            _raced, [(place, pairs[nr::parts], nr) for nr in range(parts)], 1
        ):
            done.found.wrong += [
                Wrong("twee tegelijk", "twee mensen", one.partition(":")[0], one) for one in found
            ]
    done.found.asked["twee tegelijk"] = sum(len(some) for _, some in pairs)
    done.seconds["twee tegelijk"] = time.perf_counter() - began


def _raced(place: Place, pairs: list[tuple[str, list[Pair]]], nr: int) -> list[str]:
    _forget()
    races = Races(place.connect, place.copy, CLEAN, str(nr))
    return [found for name, some in pairs for found in races.unlike(name, some)]


def _resources(done: Run, *, short: bool) -> None:
    began = time.perf_counter()
    asked, wrong = resources.attacked(os.environ["DATABASE_URL"], short=short)
    done.found.asked += asked
    done.found.wrong += wrong
    done.seconds["middelen"] = time.perf_counter() - began


def _doors(place: Place, done: Run, parts: int) -> None:
    began = time.perf_counter()
    for nr in range(parts):
        place.copy(WORLD, f"deel{nr}")
    context = multiprocessing.get_context("fork")
    with context.Pool(parts) as pool:
        for found in pool.starmap(_part, [(place, done, nr, parts) for nr in range(parts)], 1):
            done.found.add(found)
    done.seconds["deuren"] = time.perf_counter() - began


def _sabotage(place: Place, done: Run, guards: tuple[Guard, ...], *, brief: bool) -> None:
    began = time.perf_counter()
    _use(WORLD)
    with place.connect("postgres", WORLD) as root:
        for guard in guards:
            prover = Prover(root, done.canaries, done.world.days, sample=max(done.sample, 25))
            connect = partial(place.connect, "app", WORLD)
            done.caught.append(try_guard(prover, guard, connect, brief=brief))
    done.seconds["kapotte wachten"] = time.perf_counter() - began


def _weaker(place: Place, done: Run, policies: list[Weaker], most: int | None) -> None:
    began = time.perf_counter()
    with place.connect("postgres", WORLD) as root:
        prover = Prover(root, done.canaries, done.world.days)
        done.policies = len(policies)
        done.weak, done.bare = unnoticed(
            prover, lambda: place.connect("app", WORLD), policies, most
        )
    done.seconds["zwakker beleid"] = time.perf_counter() - began


def _part(place: Place, done: Run, nr: int, parts: int) -> Findings:
    """One part of the run, in a process and a database of its own."""
    name, brief = f"deel{nr}", done.sample >= BRIEF
    _use(name)
    with place.connect("postgres", name) as root:
        prover = Prover(root, done.canaries, done.world.days, done.sample)
        files = prover.chosen()
        if "read" in done.sides:
            _read(place, prover, files, nr, parts, brief=brief)
        if "write" in done.sides:
            _write(prover, lambda: place.connect("app", name), files, nr, parts, brief=brief)
    return prover.found


def _read(
    place: Place, prover: Prover, files: list[UUID], nr: int, parts: int, *, brief: bool
) -> None:
    """Everybody at every door, and with raw SQL."""
    name = f"deel{nr}"
    for file in files[nr::parts]:
        prover.file(file)
        inside, outside = prover.classes(file)
        raw.under_a_line(
            prover,
            lambda: place.connect("app", name),
            [*inside[: 2 if brief else 6], *outside[:1]],
            file,
        )
        planned.two_lines_open_nothing(
            prover, lambda: place.connect("app", name), inside[: 2 if brief else 6], file
        )
        adding.rows_added(prover, file)
    prover.live_on(max(prover.days.values()))
    for person in prover.people[nr :: parts * (3 if brief else 1)]:
        prover.general(person)
    adding.files_added(prover, prover.people[nr :: parts * (15 if brief else 1)])
    if nr == 0:
        prover.outside_the_door()
        raw.without_a_line(prover, lambda: place.connect("app", name))
        planned.nothing_is_tried(prover, lambda: place.connect("app", name))
        surroundings.look_around(prover, place.log, place.command)


def _write(
    prover: Prover, connect: Any, files: list[UUID], nr: int, parts: int, *, brief: bool
) -> None:
    """Last, for it puts rows in every table: what raw SQL may write under each act of some people
    in each file."""
    pairs = list(zip(files, [*files[1:], files[0]], strict=True))
    cross(prover.root, pairs)
    for file, other in pairs[nr::parts]:
        prover.live_on(prover.days[file])
        staging.move_everywhere(
            prover, connect, file, acts=3 if brief else 40, people=1 if brief else 3
        )
        writing.write_everywhere(
            prover, connect, file, other, acts=2 if brief else 40, people=1 if brief else 3
        )
    if nr == 0:
        staging.begin_everywhere(prover, connect, people=1 if brief else 3)


def _use(name: str) -> None:
    """From now on this process works in that database."""
    _forget()
    connection.settings_dict["NAME"] = name
    os.environ["DATABASE_URL"] = os.environ["DATABASE_URL"].replace(f"/{WORLD}?", f"/{name}?")


def _forget() -> None:
    ledger.forget()
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]


def _missing_states(place: Place, *, short: bool) -> list[Wrong]:
    """Every stage of every working method has a file in this world; in a short one every working
    method has some."""
    with place.connect("postgres", WORLD) as root:
        there = set(root.execute("select distinct kind, stage from files_file").fetchall())
    have = {kind for kind, _ in there}
    wanted = {(one.id, stage.stage) for one in procedures().values() for stage in one.entry.stages}
    return [
        Wrong("wereld", "", "", f"geen dossier in de stap {stage} van {kind}")
        for kind, stage in sorted(wanted - there)
        if not (short and kind in have)
    ]

"""The checks: who sees which canary, is hidden the same as absent, and does a page change when
something hidden is added."""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID, uuid4

from django.test import Client

from openprisma.gate.acts import registered
from openprisma.gate.law import lawbook
from openprisma.sidedoors.browser import Answer, Browser
from openprisma.sidedoors.canaries import Canaries, Spot
from openprisma.sidedoors.doors import QUERIES, Door, doors
from openprisma.sidedoors.readers import Person, Reach, Readers

SENT: dict[str, str] = {"doel": "interne_controle", "waarvoor": "toezicht"}
BROKEN = (
    "kapot"  # the check that every page is whole: one that is not tells nothing, and so is no leak
)
# Parts of an address that name a row inside a file, and the table it is in.
INSIDE = {
    "bijlage": "signals_attachment",
    "gegeven": "sharing_statement",
    "stuk": "panels_paper",
    "punt": "panels_agendaitem",
}


@dataclass(frozen=True)
class Wrong:
    """Something that leaks: which check, who asked, at which door, and what it told."""

    check: str
    who: str
    door: str
    says: str


@dataclass
class Findings:
    """What was asked, what was wrong, what was shown to whom it is for, and how long hidden and
    absent took (seconds)."""

    asked: Counter[str] = field(default_factory=Counter)
    wrong: list[Wrong] = field(default_factory=list)
    shown: Counter[str] = field(default_factory=Counter)
    doors: set[str] = field(default_factory=set)
    cells: set[str] = field(default_factory=set)
    hidden: list[float] = field(default_factory=list)
    absent: list[float] = field(default_factory=list)

    def add(self, other: Findings) -> None:
        """Take in what another part of the run found."""
        self.asked += other.asked
        self.shown += other.shown
        self.wrong += other.wrong
        self.doors |= other.doors
        self.cells |= other.cells
        self.hidden += other.hidden
        self.absent += other.absent


@dataclass
class Prover:
    """One part of the run on one database. `root` is a superuser there; `sample`: 1 of so many, by
    door, person and file."""

    root: Any
    canaries: Canaries
    days: dict[UUID, date]
    sample: int = 1
    found: Findings = field(default_factory=Findings)
    browsers: dict[UUID, Browser] = field(default_factory=dict)
    _absent: dict[tuple[UUID, str, str], Answer] = field(default_factory=dict)
    _reach: dict[tuple[UUID, Any], Reach] = field(default_factory=dict)

    @cached_property
    def all_doors(self) -> list[Door]:
        """Every address."""
        return doors()

    def chosen(self, only: str = "") -> list[UUID]:
        """One file for each working method, stage and phase: the one with the most in it."""
        count = Counter(spot.file for spot in self.canaries.spots.values())
        rows = self.root.execute(
            "select id, kind, stage, phase from files_file where id = any(%s)", [list(self.days)]
        ).fetchall()
        best: dict[tuple[str, str, int], UUID] = {}
        played = {file: nr for nr, file in enumerate(self.days)}
        for file, *state in sorted(rows, key=lambda row: (count[row[0]], played[row[0]])):
            best[tuple(state)] = file
        return [file for state, file in sorted(best.items()) if only in state or not only]

    def live_on(self, day: date) -> None:
        """Everybody lives on this day; how far somebody got on another is forgotten."""
        self.root.execute("delete from fence.clock")
        self.root.execute("insert into fence.clock values (0, %s)", [day])
        self._reach.clear()
        self.readers = Readers(self.root, day)
        self.people = self.readers.people()

    def as_(self, person: Person) -> Browser:
        """The browser of somebody."""
        if person.id not in self.browsers:
            self.browsers[person.id] = Browser(person.id)
        return self.browsers[person.id]

    def reach(self, person: Person, file: Any) -> Reach:
        """How far somebody gets in a file, looked up once."""
        key = (person.id, file)
        if key not in self._reach:
            self._reach[key] = self.readers.reach(person, file)
        return self._reach[key]

    def classes(self, file: UUID) -> tuple[list[Person], list[Person]]:
        """Of everybody one of each kind: who has a part in the file, by role and reach; and who has
        none, by functions."""
        inside: dict[Any, Person] = {}
        outside: dict[Any, Person] = {}
        for person in self.people:
            reach = self.reach(person, file)
            if reach.listed:
                inside.setdefault(
                    (
                        reach.roles,
                        reach.opens,
                        reach.subjects,
                        reach.categories,
                        person.participant,
                    ),
                    person,
                )
            else:
                outside.setdefault(
                    (person.functions, tuple(v for _, v in person.facts[:3])), person
                )
        return list(inside.values()), list(outside.values())

    def taken(self, *about: Any) -> bool:
        """Is this one in the sample? The same in every run: a file is named by its state here, for
        its id is new each time."""
        return zlib.crc32(repr(about).encode()) % self.sample == 0

    def file(self, file: UUID) -> None:
        """All that is asked about one file, on its own last day."""
        self.live_on(self.days[file])
        inside, outside = self.classes(file)
        state = "/".join(str(one) for one in self.state(file))
        for person in outside:
            self.found.cells.add(
                f"{state} · zonder rol · {', '.join(sorted(person.functions)) or 'geen functie'}"
            )
            self.hidden_is_absent(person, file)
        reaching = [person for person in inside if self.reach(person, file).subjects]
        for person in inside:
            self.found.cells.add(
                f"{state} · {', '.join(sorted(self.reach(person, file).roles))} · "
                f"{person.participant or 'bureau'}"
            )
            self.what_shows(person, file, pages=person in (reaching or inside)[:2])

    def state(self, file: UUID) -> tuple[Any, ...]:
        """Working method, stage and phase of a file."""
        return tuple(
            self.root.execute(
                "select kind, stage, phase from files_file where id = %s", [file]
            ).fetchone()
        )

    def hidden_is_absent(self, person: Person, file: UUID) -> None:
        """For who has no part in a file every door of it answers as that of a file that is not
        there."""
        browser, inside = self.as_(person), self._inside(file)
        for nr, door in enumerate(one for one in self.all_doors if one.names_file):
            for method in ("get", "post"):
                if not self.taken(nr, method, person.id):
                    continue
                hidden = browser.ask(
                    door.address(file=file, dossier=file, collega=person.id, **inside), method, SENT
                )
                told = hidden.without(file, *inside.values())
                absent = self._missing(browser, person, door, method, told)
                self._same("verborgen is afwezig", person, f"{method} {door.pattern}", told, absent)
                self.no_canary(person, f"{method} {door.pattern}", hidden, address=True)
                self.found.hidden.append(hidden.seconds)

    def _missing(
        self, browser: Browser, person: Person, door: Door, method: str, told: Answer
    ) -> Answer:
        """The answer to a file that is not there: one given on another day where it is the same as
        this, else that of today."""
        key = (person.id, door.pattern, method)
        if self._absent.get(key) != told:
            nothing = uuid4()
            parts = {name: uuid4() for name in INSIDE}
            answer = browser.ask(
                door.address(file=nothing, dossier=nothing, collega=person.id, **parts),
                method,
                SENT,
            )
            self.found.absent.append(answer.seconds)
            self._absent[key] = answer.without(nothing, *parts.values())
        return self._absent[key]

    def _inside(self, file: UUID) -> dict[str, Any]:
        """For each part of an address that names a row: one of this file, or nothing."""
        found: dict[str, Any] = {}
        for name, table in INSIDE.items():
            row = self.root.execute(
                f"select id from {table} where file_id = %s order by id limit 1", [file]
            ).fetchone()
            found[name] = row[0] if row else uuid4()
        return found

    def what_shows(self, person: Person, file: UUID, *, pages: bool = False) -> None:
        """Whoever has a part in a file sees in it what they may read, and a row of another file is
        no row. With `pages` every page that is no form, or has something to choose, is asked
        for, whatever the sample."""
        browser, inside = self.as_(person), self._inside(file)
        elsewhere = {
            name: spot.row
            for name, table in INSIDE.items()
            if (spot := self._of_another(table, person))
        }
        state = self.state(file)
        for door in self.all_doors:
            if not door.names_file or not (
                self.taken(door.pattern, person.id, state) or (pages and door.shows)
            ):
                continue
            parts = {"file": file, "dossier": file, "collega": person.id} | inside
            for method in ("get", *(["post"] if self._harmless(door) else [])):
                answer = browser.ask(door.address(**parts), method, SENT)
                self.no_canary(person, f"{method} {door.pattern}", answer)
            for name in {name for name, _ in door.parts} & elsewhere.keys():
                there = browser.ask(door.address(**(parts | {name: elsewhere[name]}))).without(
                    elsewhere[name]
                )
                nothing = uuid4()
                missing = browser.ask(door.address(**(parts | {name: nothing}))).without(nothing)
                self._same("rij van een ander is geen rij", person, door.pattern, there, missing)

    @staticmethod
    def _harmless(door: Door) -> bool:
        """Does sending nothing here do nothing? Yes where the act asks something, or only reads."""
        act = registered().get(door.act)
        entry = lawbook().vocabulary.acts.get(door.act)
        return (
            act is None
            or entry is None
            or not entry.writes
            or any(f.is_required() for f in act.inputs.model_fields.values())
        )

    def _of_another(self, table: str, person: Person) -> Spot | None:
        rows = self.canaries.rows(table)
        return next(
            (
                spot
                for spot in rows
                if spot.file is not None and not self.reach(person, spot.file).listed
            ),
            None,
        )

    def general(self, person: Person) -> None:
        """Pages that name no file: lists, search, counts, error pages."""
        browser = self.as_(person)
        for address, method, sent in self._general():
            self.no_canary(person, f"{method} {address}", browser.ask(address, method, sent))
        secret = next(
            (s for s in self.canaries.rows("files_file") if not self.reach(person, s.file).listed),
            None,
        )
        if secret is not None:
            self._names_of(person, browser, secret)

    def _general(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        for door in self.all_doors:
            if not door.parts and not door.entry:
                yield door.address(), "get", {}
                for name in QUERIES.get(door.pattern, ()):
                    yield f"{door.address()}?{name}=2025", "get", {}
        yield "/zoeken", "post", {"zoek": "kanarie"}
        yield "/er-is-hier-niets", "get", {}
        yield "/signalen/geen-nummer", "get", {}
        yield "/static/../signalen", "get", {}

    def _names_of(self, person: Person, browser: Browser, secret: Spot) -> None:
        """A hidden file's name in a question answers as a name of nothing."""
        nothing = uuid4()
        for door in self.all_doors:
            for name in QUERIES.get(door.pattern, ()) if not door.parts else ():
                answers = [
                    browser.ask(f"{door.address()}?{name}={one}").without(one)
                    for one in (secret.row, nothing)
                ]
                self._same("naam in een vraag", person, f"{door.pattern}?{name}", *answers)
        words = [
            mark
            for mark, spot in self.canaries.spots.items()
            if spot.row == secret.row and mark.startswith("kanarie")
        ]
        for word in words:
            answers = [
                browser.ask("/zoeken", "post", {"zoek": one}).without(one)
                for one in (word, "kanarieaaaaaaaaaaaa")
            ]
            self._same("zoeken", person, "zoeken", *answers)

    def outside_the_door(self) -> None:
        """Who is not signed in sees nothing of anything."""
        client = Client(REMOTE_ADDR="192.0.2.7", raise_request_exception=False)
        for door in self.all_doors:
            for method in ("get", "post"):
                response = getattr(client, method)(door.address(file=self.chosen()[0]), SENT)
                self.found.asked["niet ingelogd"] += 1
                if self.canaries.seen(response.content.decode("utf-8", "replace")) or (
                    response.status_code == 200 and not door.entry
                ):
                    self.found.wrong.append(
                        Wrong(
                            "niet ingelogd",
                            "niemand",
                            f"{method} {door.pattern}",
                            "toont een dossier",
                        )
                    )

    def no_canary(
        self, person: Person, where: str, answer: Answer, *, address: bool = False
    ) -> None:
        """Every canary in an answer is one that this person may read. A broken page is wrong
        too."""
        self.found.asked["lokaas"] += 1
        self.found.doors.add(where)
        if answer.status >= 500:
            self.found.wrong.append(Wrong(BROKEN, person.name, where, f"status {answer.status}"))
        wrong: dict[str, list[Spot]] = defaultdict(list)
        for mark in self.canaries.seen(answer.words):
            spot = self.canaries.spots[mark]
            if spot.file is not None and not self.readers.may_read(
                person, self.reach(person, spot.file), spot
            ):
                if not (address and not spot.column):
                    wrong[f"{spot.table}.{spot.column or 'id'}"].append(spot)
            else:
                self.found.shown[f"{spot.table}.{spot.column or 'id'}"] += 1
        for column, spots in wrong.items():
            says = f"{len(spots)} × {column} van {'/'.join(map(str, self.state(spots[0].file)))}"
            self.found.wrong.append(Wrong("lokaas", person.name, where, says))

    def _same(self, check: str, person: Person, where: str, one: Answer, other: Answer) -> None:
        self.found.asked[check] += 1
        self.found.doors.add(where)
        if one != other:
            parts = [
                name
                for name in ("status", "headers", "body")
                if getattr(one, name) != getattr(other, name)
            ]
            says = f"ander antwoord ({', '.join(parts)}): {one.status} en {other.status}"
            self.found.wrong.append(Wrong(check, person.name, where, says))

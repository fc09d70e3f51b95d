"""Every condition of every policy left out, one at a time: raw SQL then reaches a row that it did
not reach before.

What raw SQL reaches with every condition in place is judged elsewhere (`raw`); here it is only
compared with.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any
from uuid import UUID

from psycopg import Error, errors, sql

from openprisma.gate.compiled_acts import effects
from openprisma.gate.constraints import Fenced, fenced, guarded, split
from openprisma.gate.law import lawbook, procedures
from openprisma.gate.writes import Writes
from openprisma.sidedoors.checks import Prover
from openprisma.sidedoors.crossing import cross
from openprisma.sidedoors.raw import Connect, enter
from openprisma.sidedoors.readers import RESTING, Person

_EXISTS = re.compile(r"(exists \(select from \w+ \w+ where )(.*?)((?: offset 0)?\))")
# These reach most.
_READING = {"gegevens_inzien", "signaal_inzien", "document_inzien", "gegeven_verstrekken"}
_ACTING = re.compile(r"fence\.acting\(\)\) = (?:any \()?'\{?([a-z_,]+)\}?'")
_DOING = {"select": "lezen", "update": "wijzigen", "delete": "weghalen"}
ACTS = 8  # for each person in each file
_RIGHT = re.compile(r"fence\.(?:right_to|compiled_right)\('(\w+)', '(\w+)'\)")
# Another condition says the same, so leaving this one out changes nothing, whoever asks.
SAID_ELSEWHERE: dict[str, Collection[str]] = {
    # The row that it belongs to must be there and in the same file, and that row stands behind this
    # condition itself.
    "fence.among(file_id, (select fence.reached()))": {
        "sharing_statement",
        "sharing_document",
        "sharing_confirmation",
        "sharing_retention",
        "sharing_request",
        "sharing_reply",
        "results_reaction",
        "results_feedback",
        "results_inquiry",
        "analysis_finding",
        "analysis_tie",
    },
    # What rests on data is read by who may read all of them: each stands behind these conditions
    # itself, in the file of the line.
    "categories <@ (select fence.categories())::smallint[]": RESTING,
    "fence.datum_stands(keep_until, false, false, true, (select fence.today()))": RESTING,
    # Of whom somebody has a part in what is read from a table that shows everybody only their own.
    "a.person_id = (select fence.person())": {"files_file", "files_involvement"},
    # Only that act was compiled to write rows of another participant.
    "(select fence.acting()) = 'fout_melden'": {"sharing_statement"},
    "(select fence.acting()) = 'intrekking_vastleggen'": {"sharing_statement", "sharing_document"},
}


@dataclass(frozen=True)
class Weaker:
    """A policy with one condition left out: what it is for (`select`, `update` or `delete`), the
    whole, and what remains.

    What may be removed is asked as what may be changed: removing itself stumbles over rows that
    point at it."""

    table: str
    operation: str
    whole: str
    without: str
    left: str

    @property
    def reads(self) -> bool:
        """Is it about reading?"""
        return self.operation == "select"

    @property
    def name(self) -> str:
        """How a person reads it."""
        return f"{self.table}, {_DOING[self.operation]}, zonder: {self.without}"

    @property
    def said_elsewhere(self) -> bool:
        """Does another condition say the same? A line writes in the one file that its act is about;
        that this file is open to it, the first condition says as well."""
        if not self.reads and self.without.startswith("fence.among(file_id, "):
            return True
        return self.table in SAID_ELSEWHERE.get(self.without, ())

    def shows_under(self, act: str, writes: Writes) -> bool:
        """Could leaving the condition out show under this act? Not when what remains asks for the
        right to write, and the act was compiled without."""
        return all(
            any((one.operation, one.table) == right for one in writes.get(act, ()))
            for right in _RIGHT.findall(self.left)
        )

    @property
    def breaks(self) -> sql.Composed:
        """What breaks it."""
        return self._with(self.left)

    @property
    def stands(self) -> sql.Composed:
        """What leaves it whole."""
        return self._with(self.whole)

    def _with(self, condition: str) -> sql.Composed:
        # An array in it is no place to fill in.
        plain = condition.replace("{", "{{").replace("}", "}}")
        policy = "app_reads" if self.reads else "app_changes"
        return sql.SQL(f"alter policy {policy} on {{}} using ({plain})").format(
            sql.Identifier(self.table)
        )


def weaker() -> list[Weaker]:
    """Every one, from what the tables declare."""
    found, written = (
        [],
        {(one.table, one.operation) for writes in _effects().values() for one in writes},
    )
    for model, one in guarded():
        if isinstance(one, Fenced):
            table = model._meta.db_table
            conditions = {"select": one.sees} | {
                o: one.writing(model, o) for o in ("update", "delete") if (table, o) in written
            }
            for operation, whole in conditions.items():
                found += [
                    Weaker(table, operation, whole, part, left) for part, left in left_out(whole)
                ]
    return found


def _effects() -> Writes:
    return effects(lawbook(), procedures())


def named() -> set[str]:
    """Acts that some policy names, and for each table some that change or remove its rows: asked
    first, so that leaving out a condition shows."""
    said = " ".join(f"{one.sees} {one.changes}" for _, one in fenced())
    writing: dict[tuple[str, str], str] = {}
    for act, writes in _effects().items():
        writing |= {(one.table, one.operation): act for one in writes if one.operation != "insert"}
    return {act for acts in _ACTING.findall(said) for act in acts.split(",")} | set(
        writing.values()
    )


def left_out(condition: str) -> Iterator[tuple[str, str]]:
    """A condition with one of its parts left out, each in turn, as the part and what remains."""
    ways = split(condition, " or ")
    for nr, way in enumerate(ways):
        parts = split(way, " and ")
        for at, part in enumerate(parts):
            rest = [*parts[:at], *parts[at + 1 :]]
            yield part, _join(ways, nr, " and ".join(rest) or "true")
            for inner, less in _inside(part):
                yield inner, _join(ways, nr, " and ".join([*rest, less]))


def _join(ways: list[str], nr: int, instead: str) -> str:
    return " or ".join([*ways[:nr], instead, *ways[nr + 1 :]])


def _inside(part: str) -> Iterator[tuple[str, str]]:
    """Of what stands between brackets, or of a row that must exist, the same."""
    if (
        part.startswith("(")
        and part.endswith(")")
        and split(part[1:-1], ")") == [part[1:-1]]
        and not part.startswith("(select")
    ):
        yield from ((inner, f"({less})") for inner, less in left_out(part[1:-1]))
    elif match := _EXISTS.fullmatch(part):
        before, condition, after = match.groups()
        yield from ((inner, f"{before}{less}{after}") for inner, less in left_out(condition))


def unnoticed(
    prover: Prover, connect: Connect, policies: list[Weaker], most: int | None = None
) -> tuple[list[Weaker], list[str]]:
    """Those with which raw SQL reaches no row more, whoever asks, about whatever, by whatever act
    (the first `most` situations, or all); and the tables in which no row could be put, so that
    nothing could be reached there. Leaves rows behind that no act makes."""
    files = prover.chosen()
    pairs = list(zip(files, [*files[1:], files[0]], strict=True))
    bare = cross(prover.root, pairs)
    left, writes = list(policies), _effects()
    for person, opened, act in islice(_situations(prover, pairs), most):
        asked = [one for one in left if one.shows_under(act, writes)]
        if asked:
            with _line(prover.root, connect, person, opened, act):
                before: dict[tuple[str, str], int] = {}
                shown = [one for one in asked if _more(prover.root, one, before)]
            left = [one for one in left if one not in shown]
    return left, bare


Situation = tuple[Person | None, tuple[UUID, ...], str]


def _situations(prover: Prover, pairs: list[tuple[UUID, UUID]]) -> Iterator[Situation]:
    """Nobody; everybody without a file; and in each file some who have a part in it, with a second
    file where they have one in both, and somebody who has none."""
    first = named() | _READING
    yield None, (), ""
    prover.live_on(max(prover.days.values()))
    yield from ((person, (), "") for person in prover.people[::7])
    for offer in (offer for method in procedures().values() for offer in method.at(None)):
        able = [person for person in prover.people if person.functions & set(offer.entry.by)]
        yield from ((person, (), offer.entry.act) for person in [*able[:3], *prover.people[::9]])
    for file, other in pairs:
        prover.live_on(prover.days[file])
        inside, outside = prover.classes(file)
        kind, stage, _ = prover.state(file)
        offers = procedures()[kind].at(stage)
        for person in [*inside[:5], *outside[:1]]:
            roles = prover.reach(person, file).roles
            acts = [offer.entry.act for offer in offers if roles & set(offer.entry.by)] or [
                one.entry.act for one in offers
            ]
            for act in sorted(acts, key=partial(_telling, first))[:ACTS]:
                yield person, (file,), act
                if prover.reach(person, other).opens:
                    yield person, (file, other), act


def _telling(first: set[str], act: str) -> tuple[bool, bool, str]:
    """First an act that some policy names or that reads most, then what reaches subjects, then the
    others."""
    entry = lawbook().vocabulary.acts[act]
    return act not in first, not entry.identities, act


@contextmanager
def _line(
    root: Any, connect: Connect, person: Person | None, files: tuple[UUID, ...], act: str
) -> Iterator[None]:
    """A transaction of the superuser in which the application's role has a line for this, undone
    afterwards."""
    writes = bool(act) and lawbook().vocabulary.acts[act].writes
    with root.transaction(force_rollback=True), connect() as ledger:
        enter(root, ledger, person, files, act, writes=writes, signed_in=person is not None)
        yield


def _more(root: Any, one: Weaker, before: dict[tuple[str, str], int]) -> bool:
    """Does the application reach more with the weaker policy? `before`: what it reaches without,
    looked up once."""
    key = (one.table, one.operation)
    if key not in before:
        before[key] = _reached(root, one, one.stands)
    return _reached(root, one, one.breaks) > before[key]


def _reached(root: Any, one: Weaker, first: sql.Composed) -> int:
    """How many rows the application reaches after this, without a trace. Rows that only something
    else holds back count too."""
    table = sql.Identifier(one.table)
    reading = sql.SQL("select from {}").format(table)
    # A constant needs no right to read, so only the policy for changing is asked; and no policy is
    # about this column.
    changing = sql.SQL("update {} set {} = {}").format(table, *_constant(root, one.table))
    try:
        with root.transaction(force_rollback=True):
            root.execute(first)
            root.execute("set local role app")
            return int(root.execute(reading if one.reads else changing).rowcount)
    except errors.InsufficientPrivilege as error:
        return 10**6 if "row-level security" in str(error) else 0
    except Error:
        return 10**6


def _constant(root: Any, table: str) -> tuple[sql.Identifier, sql.Literal]:
    """A column and what to put there; where there is no better, nothing in the last column: that it
    may not be empty is said only once a row is reached."""
    asked = """select attname from pg_attribute
      where attrelid = %s::regclass and attnum > 0 and not attisdropped order by attnum"""
    columns = [name for (name,) in root.execute(asked, [table]).fetchall()]
    return (
        (sql.Identifier("alliance_id"), sql.Literal("den-haag"))
        if "alliance_id" in columns
        else (sql.Identifier(columns[-1]), sql.Literal(None))
    )

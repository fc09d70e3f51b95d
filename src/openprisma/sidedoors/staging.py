"""Where raw SQL can bring a file, and what it can begin: under a right act to every stage of every
working method, and a file of every kind at every stage. What the database lets through must be
what the working method says."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from psycopg.types.json import Jsonb

from openprisma.engine.procedures import Offer, Procedure
from openprisma.gate.acts import registered
from openprisma.gate.law import lawbook, procedures
from openprisma.kernel.days import FOREVER
from openprisma.sidedoors.checks import Prover
from openprisma.sidedoors.raw import Connect, enter
from openprisma.sidedoors.readers import Person
from openprisma.sidedoors.writing import Asked, judge, let_through

MOVED = Asked("een stap in de database", "een stap die mag")
BEGUN = Asked("beginnen in de database", "beginnen dat mag")
_MOVE = "update files_file set stage = %s where id = %s"
_ADD = "insert into files_file select * from jsonb_populate_record(null::files_file, %s)"
NOWHERE = "anders"  # a stage of no working method


def stages() -> list[tuple[str, str]]:
    """Every stage with its working method, and one of none."""
    found = [
        (kind, one.stage) for kind, method in procedures().items() for one in method.entry.stages
    ]
    return [*found, (NOWHERE, NOWHERE)]


def move_everywhere(
    prover: Prover, connect: Connect, file: UUID, *, acts: int, people: int
) -> None:
    """One file, under the acts that are offered to some who have a part in it: those first that
    lead somewhere. `acts` and `people`: how many of each at most."""
    kind, stage, _ = prover.state(file)
    method = procedures()[kind]
    inside, _ = prover.classes(file)
    able = [
        (person, offer)
        for person in inside
        for offer in _offered(prover, person, file, method, stage)
    ]
    first = sorted(able, key=lambda one: not one[1].entry.to)
    done: set[Any] = set()
    for person, offer in first:
        if offer.entry.act not in done and len(done) < acts * people:
            done.add(offer.entry.act)
            _move(prover, connect, person, file, (offer, stage))


def _offered(
    prover: Prover, person: Person, file: UUID, method: Procedure, stage: str
) -> Iterator[Offer]:
    roles, known = prover.reach(person, file).roles, lawbook().vocabulary.acts
    for act in {one.entry.act for one in method.at(stage) if known[one.entry.act].writes}:
        offer = method.offered(act, stage)
        if offer and roles & set(offer.entry.by):
            yield offer


def _move(
    prover: Prover, connect: Connect, person: Person, file: UUID, at: tuple[Offer, str]
) -> None:
    (offer, stage), root = at, prover.root
    leads = {to.stage for to in offer.entry.to}
    with root.transaction(force_rollback=True), connect() as ledger:
        enter(root, ledger, person, [file], offer.entry.act, writes=True, signed_in=True)
        root.execute("set local role app")
        for becomes in dict.fromkeys(one for _, one in stages() if one != stage):
            let = let_through(root, partial(_moves, file=file, stage=becomes))
            judge(
                prover,
                person,
                f"{offer.entry.act} · {stage}",
                (f"naar {becomes}", becomes in leads, let),
                MOVED,
            )


def _moves(root: Any, *, file: UUID, stage: str) -> int:
    return int(root.execute(_MOVE, [stage, file]).rowcount)


def begin_everywhere(prover: Prover, connect: Connect, *, people: int) -> None:
    """Under every act that begins a file, by some who may: of each kind, at each stage, in another
    phase, resting on another file or not; and of what may begin, to which stage it then goes."""
    prover.live_on(max(prover.days.values()))
    row = prover.root.execute(
        "select to_jsonb(t) from files_file t order by id limit 1"
    ).fetchone()[0]
    for kind, method in procedures().items():
        for offer in (
            one for one in method.offers if one.stage is None and registered()[one.entry.act].starts
        ):
            able = [person for person in prover.people if person.functions & set(offer.entry.by)]
            for person in able[:people]:
                under = (
                    _under(prover, person, offer.entry.act)
                    if registered()[offer.entry.act].also
                    else None
                )
                _begin(prover, connect, person, (kind, offer, under), row)


def _under(prover: Prover, person: Person, act: str) -> UUID | None:
    """A file on which somebody may let another rest by this act."""
    for file in prover.chosen():
        kind, stage, _ = prover.state(file)
        offer = procedures()[kind].offered(act, stage)
        if (
            offer
            and offer.stage is not None
            and prover.reach(person, file).roles & set(offer.entry.by)
        ):
            return file
    return None


def _begin(
    prover: Prover,
    connect: Connect,
    person: Person,
    what: tuple[str, Offer, UUID | None],
    row: dict[str, Any],
) -> None:
    (kind, offer, under), root, new = what, prover.root, uuid4()
    act, first = offer.entry.act, {to.stage for to in offer.entry.to}
    right = {"kind": kind, "stage": "", "phase": 0, "rests_on_id": under and str(under)}
    day = root.execute("select fence.today()::text").fetchone()[0]
    fresh = {"opened_on": day, "law_date": day, "ends_on": FOREVER.isoformat(), "panel": ""}
    with root.transaction(force_rollback=True), connect() as ledger:
        line = enter(
            root,
            ledger,
            person,
            [new, *([under] if under else [])],
            act,
            writes=True,
            signed_in=True,
        )
        some = _some_file(prover)  # as root: under this line one may see none
        root.execute("set local role app")
        own = row | right | fresh | {"id": str(new), "receipt": line}
        for name, other in _others(right, some):
            let = let_through(root, partial(_adds, row=own | other))
            judge(prover, person, act, (f"begint met {name}", not name, let), BEGUN)
        for _, stage in stages():
            let = let_through(root, partial(_adds_and_moves, row=own, stage=stage))
            judge(prover, person, act, (f"begint en gaat naar {stage}", stage in first, let), BEGUN)


def _others(right: dict[str, Any], other: UUID) -> Iterator[tuple[str, dict[str, Any]]]:
    """What a new file could say, and what in it is not right: nothing in the first."""
    yield "", {}
    for kind, stage in stages():
        yield f"de stap {stage}", {"kind": kind, "stage": stage}
        yield f"de stap {stage} van een ander", {"stage": stage}
    yield from (
        (f"werkwijze {kind}", {"kind": kind})
        for kind in dict.fromkeys(kind for kind, _ in stages())
        if kind != right["kind"]
    )
    yield from ((f"fase {phase}", {"phase": phase}) for phase in (-1, 1, 9))
    yield (
        "ander onderliggend dossier",
        {"rests_on_id": None if right["rests_on_id"] else str(other)},
    )


def _some_file(prover: Prover) -> UUID:
    return prover.chosen()[0]


def _adds(root: Any, *, row: dict[str, Any]) -> int:
    return int(root.execute(_ADD, [Jsonb(row)]).rowcount)


def _adds_and_moves(root: Any, *, row: dict[str, Any], stage: str) -> int:
    return _adds(root, row=row) and _moves(root, file=UUID(row["id"]), stage=stage)

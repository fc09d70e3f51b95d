"""What a client may ask of the planner tells nothing: without a line no condition of a client's is
tried on a row, and two lines of one transaction open nothing together."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection
from django.db.models import BooleanField, Model

from openprisma.gate.constraints import Fenced
from openprisma.sidedoors.checks import Prover, Wrong
from openprisma.sidedoors.raw import RAW, Connect, beside
from openprisma.sidedoors.readers import Person

FENCED = [
    model
    for model in apps.get_models()
    if any(isinstance(one, Fenced) for one in model._meta.constraints)
]
# What can be tried on a column of a kind by operators that PostgreSQL itself calls leakproof.
TRIED = {
    "uuid": "{} <= 'ffffffff-ffff-ffff-ffff-ffffffffffff'",
    "text": "{} < 'zzzz'",
    "varchar": "{} < 'zzzz'",
    "date": "{} < '2100-01-01'",
    "timestamp": "{} < '2100-01-01'",
    "smallint": "{} < 30000",
    "integer": "{} < 30000",
    "bigint": "{} < 30000",
    "bytea": "{} < '\\xff'",
    "boolean": "{} = any ('{{true,false}}')",
    "numeric": "{} < 30000",
    "double": "{} < 30000",
}
WAYS = ("", "set enable_seqscan = off", "set enable_indexscan = off")
# Reads under the line named first with the line named second, in one statement.
_MIXED = """select s.id from (
    select v.n, v.id, case when v.n = 1 then set_config('fence.line', %s, true)
                           else set_config('fence.line', %s, true) end as said
      from unnest(%s::uuid[]) with ordinality v (id, n) offset 0) v,
  lateral (select * from sharing_statement s where s.id = v.id offset 0) s"""


def tried(model: type[Model]) -> Iterator[tuple[str, str]]:
    """A condition on each column that an operator reads."""
    for field in model._meta.local_fields:
        kind = str(field.db_type(connection)).split("(")[0].split(" ")[0]
        if kind in TRIED:
            yield str(field.column), TRIED[kind].format(f"t.{field.column}")


def conditions(model: type[Model]) -> Iterator[str]:
    """What a client could ask of each column."""
    yield from (condition for _, condition in tried(model))
    for field in model._meta.local_fields:
        if isinstance(field, BooleanField):
            yield f"t.{field.column}"
        if field.null:
            yield f"t.{field.column} is null"


def scans(raw: Any, query: str, table: str) -> list[dict[str, Any]]:
    """Every look in this table that a query takes, as EXPLAIN ANALYZE tells it."""
    answer = raw.execute(f"explain (analyze, format json) {query}").fetchone()[0]
    plan = (answer if isinstance(answer, list) else json.loads(answer))[0]["Plan"]
    return [one for one in _nodes(plan) if one.get("Relation Name") == table]


def revealing(raw: Any, model: type[Model]) -> Iterator[str]:
    """The conditions that are tried on a row although there is no line: EXPLAIN ANALYZE, or a
    stopwatch, would tell what stands in it."""
    table = model._meta.db_table
    for way in WAYS:
        raw.execute(f"reset all; {way}")
        for condition in conditions(model):
            reads = scans(raw, f"select 1 from {table} t where {condition}", table)
            if not all(_tells_nothing(read) for read in reads):
                yield condition
    raw.execute("reset all")


def _tells_nothing(read: dict[str, Any]) -> bool:
    """Whether there is a line, or somebody at the door, is asked first, of no row in particular; it
    is the only thing that is, and no index finds a row but by its id."""
    first = re.match(r"\(*(\(InitPlan 1\)\.col1|\$0)", read.get("Filter", ""))
    indexed = " ".join(one.get("Index Cond", "") for one in _scanned(read))
    if not first or "<" in indexed:
        return False
    for one in read.get("Plans", ()):
        name, _, returns = one.get("Subplan Name", "").partition(" (returns ")
        if one["Parent Relationship"] == "Outer" or name == "InitPlan 1":
            continue
        # PostgreSQL 15 says `$2` where 18 says `(InitPlan 3).col1`
        asked = f"({name})" in indexed or (returns and returns[:-1] in indexed)
        if not asked and one["Actual Loops"] != 0:
            return False
    return True


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for one in plan.get("Plans", ()):
        yield from _nodes(one)


def _scanned(read: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A scan and the indexes it looks in, without what its conditions ask."""
    yield read
    for one in read.get("Plans", ()):
        if one["Parent Relationship"] in ("Outer", "Member"):
            yield from _scanned(one)


def nothing_is_tried(prover: Prover, connect: Connect) -> None:
    """Without a line, of no table."""
    with connect() as raw:
        for model in FENCED:
            prover.found.asked["wat de planner probeert"] += 1
            prover.found.wrong += [
                Wrong(RAW, "niemand", model._meta.db_table, f"de planner probeert: {condition}")
                for condition in revealing(raw, model)
            ]


def two_lines_open_nothing(
    prover: Prover, connect: Connect, people: list[Person], file: UUID
) -> None:
    """Of each person who reads data here: two lines in one transaction, mixed in one statement."""
    ids = [spot.row for spot in prover.canaries.rows("sharing_statement")]
    with connect() as raw, connect() as one, connect() as other:
        raw.autocommit = False
        for person in people:
            if ids and prover.reach(person, file).subjects:
                lines = beside(raw, (one, other), person, [file], "gegevens_inzien")
                read = raw.execute(_MIXED, [*lines, [str(ids[0]), *map(str, ids)]]).fetchall()
                raw.rollback()
                prover.found.asked["twee regels"] += 1
                if read:
                    says = f"{len(read)} rijen onder twee regels in één transactie"
                    prover.found.wrong.append(Wrong(RAW, person.name, "sharing_statement", says))

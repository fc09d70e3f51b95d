"""In what order people look. The number of kinds of flags on one object, then fixed weights of the
method; nothing is learned, and what did not match a register is not ranked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from openprisma.scans.conversions import quoted
from openprisma.scans.database import Database
from openprisma.scans.engines import found_by
from openprisma.scans.entries import KindEntry, MatchEntry
from openprisma.scans.method import Method
from openprisma.scans.rules import Rule

MOST = 5_000  # objects in the list; more than people can look at


@dataclass(frozen=True)
class Ranked:
    """The list. `total`: objects with a place; `unmatched`: flags about something that stands in no
    register."""

    objects: list[dict[str, Any]]
    total: int
    unmatched: int


def ranked(database: Database, method: Method, rules: list[Rule], loaded: frozenset[str]) -> Ranked:
    """The first objects, each with its groups, points and flags; objects that only rules point at
    which say nothing by themselves have no place."""
    kind = method.kind.entry
    if not rules:
        return Ranked([], 0, 0)
    pointed = " union all ".join(_pointed(rule, kind) for rule in rules)
    database.execute(f"create table aangewezen as {pointed}")
    unmatched = _without_match(database, kind, loaded)
    database.execute(f"create table verhaal as {_stories(kind)}")
    total = database.one("select count(*) from verhaal")
    order = "groepen desc, punten desc" if kind.order == "groepen" else "punten desc, groepen desc"
    rows = database.execute(
        f"select object, groepen, punten, namen, vlaggen from verhaal "
        f"order by {order}, object limit {MOST}"
    ).fetchall()
    return Ranked([_object(kind, at, row) for at, row in enumerate(rows, 1)], total, unmatched)


def _pointed(rule: Rule, kind: KindEntry) -> str:
    """Each flag as what it says of which object, on which day."""
    unit, entry = kind.units[rule.entry.unit], rule.entry
    day = f"u.{unit.day}" if unit.day else "cast(null as date)"
    return (
        f"select {quoted(entry.rule)} as regel, {quoted(entry.speaks_of)} as groep, "
        f"{'true' if entry.alone else 'false'} as alleen, {entry.weight} * v.score as punten, "
        f"v.id, u.{unit.object} as object, {day} as dag "
        f"from {found_by(rule)} as v inner join {unit.table} as u on u.{unit.key} = v.id"
    )


def _without_match(database: Database, kind: KindEntry, loaded: frozenset[str]) -> int:
    """Take away what points at an object that is in no register; how many that were."""
    register = kind.units[kind.ranked]
    if register.table not in loaded:
        return 0
    known = f"object in (select {register.key} from {register.table})"
    return int(database.one(f"delete from aangewezen where not ({known})") or 0)


def _stories(kind: KindEntry) -> str:
    """By object the heaviest story: what was pointed at within the window before one of its days,
    with what has no day."""
    near = (
        "b.dag is null or a.dag is null or "
        f"date_diff('day', b.dag, a.dag) between 0 and {kind.window_days}"
        if kind.window_days
        else "true"
    )
    order = "groepen, punten" if kind.order == "groepen" else "punten, groepen"
    return (
        "with ankers as (select distinct object, dag from aangewezen), "
        "delen as (select a.object, a.dag as anker, b.regel, b.groep, b.alleen, "
        "max(b.punten) as punten, list(distinct b.id order by b.id) as ids "
        f"from ankers a inner join aangewezen b on b.object = a.object where {near} "
        "group by all), "
        "verhalen as (select object, anker, "
        "count(distinct groep) filter (where alleen) as groepen, sum(punten) as punten, "
        "list(distinct groep order by groep) filter (where alleen) as namen, "
        "list({'regel': regel, 'ids': ids} order by regel) as vlaggen from delen group by all "
        "having bool_or(alleen)) "
        "select object, groepen, punten, namen, vlaggen from verhalen qualify row_number() over "
        f"(partition by object order by {order.replace(',', ' desc,')} desc, anker) = 1"
    )


def _object(kind: KindEntry, at: int, row: Any) -> dict[str, Any]:
    object_id, groups, points, names, flags = row
    return {
        "plaats": at,
        "eenheid": kind.ranked,
        "id": object_id,
        "aantal_groepen": groups,
        "groepen": [kind.groups[name] for name in names],
        "punten": int(points),
        "vlaggen": [{"regel": flag["regel"], "id": one} for flag in flags for one in flag["ids"]],
    }


def matched(
    database: Database, kind: KindEntry, there: dict[str, frozenset[str]]
) -> list[dict[str, Any]]:
    """How well the registers fit: of each pair of columns that should meet, how many did."""
    return [
        _match(database, one)
        for one in kind.matches
        if all(
            path.partition(".")[2] in there.get(path.partition(".")[0], ())
            for path in (one.source, one.to)
        )
    ]


def _match(database: Database, match: MatchEntry) -> dict[str, Any]:
    table, _, column = match.source.partition(".")
    other, _, meets = match.to.partition(".")
    total = database.one(f"select count({column}) from {table}")
    found = database.one(
        f"select count(*) from {table} where {column} in (select {meets} from {other})"
    )
    return {
        "wat": match.says,
        "van": total,
        "gevonden": found,
        "procent": round(100 * found / total, 1) if total else None,
    }

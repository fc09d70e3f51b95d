"""Writing past every line of our Python: under a right act, every wrong table, column, row, owner,
file and receipt.

For somebody who may do an act, raw SQL under the application's role tries to add, change and remove
in every table. What the database lets through must be what the act was compiled to write
(`gate.compiled_acts`), of rows that are its own to write.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from psycopg import Error, errors, sql
from psycopg.types.json import Jsonb

from openprisma.gate.compiled_acts import effects
from openprisma.gate.constraints import Fenced, file_of, guarded, is_header, of_whom
from openprisma.gate.initial import first
from openprisma.gate.law import lawbook, procedures
from openprisma.gate.writes import STAMP, Write, as_told
from openprisma.sidedoors.checks import Prover, Wrong
from openprisma.sidedoors.raw import Connect, enter
from openprisma.sidedoors.readers import Person

OTHER = "een-ander"  # no participant: the fence looks at a row before a foreign key does
WRITTEN = "schrijven in de database"
LET = "schrijven dat mag"


@dataclass(frozen=True)
class Asked:
    """A sort of question to the database: how often it is asked, and how often something got
    through that should: if nothing did, the check would be worth nothing."""

    all: str
    let: str


WRITES = Asked(WRITTEN, LET)
_COLUMNS = """select a.attname, format_type(a.atttypid, null), a.attnotnull,
       coalesce(i.indisprimary, false)
  from pg_attribute a left join pg_index i
    on i.indrelid = a.attrelid and i.indisprimary and a.attnum = any (i.indkey)
 where a.attrelid = %s::regclass and a.attnum > 0 and not a.attisdropped order by a.attnum"""
_CHANGED = {
    "text": "'anders'",
    "jsonb": "jsonb_build_array(1)",
    "boolean": "not coalesce({c}, false)",
    "date": "coalesce({c}, current_date) + 7",
    "timestamp with time zone": "now() + interval '1 day'",
    "integer": "coalesce({c}, 0) + 1",
    "bigint": "coalesce({c}, 0) + 1",
    "smallint": "coalesce({c}, 0) + 1",
    "bytea": "'\\x01'",
    "uuid": "gen_random_uuid()",
    "numeric": "coalesce({c}, 0) + 1",
    "double precision": "coalesce({c}, 0) + 1",
}


@dataclass(frozen=True)
class Table:
    """A table as the prover writes in it: its columns by kind, its key, and which column says which
    file, person, participant."""

    name: str
    kinds: dict[str, str]
    key: str
    file: str | None
    person: str | None
    participant: str | None
    header: (
        bool  # the table of files itself: where a file goes and what begins is asked in `staging`
    )
    first: dict[str, list[Any]]  # what a new row begins with in its later columns

    def of_others(self, row: dict[str, Any], mine: dict[str, Any]) -> set[str]:
        """In which ways a row is not of whom and what the line is about."""
        has = {"file": self.file, "person": self.person, "participant": self.participant}
        return {what for what, column in has.items() if column and row.get(column) != mine[what]}


def tables(root: Any) -> list[Table]:
    """Every fenced table that acts write."""
    found, writes = [], effects(lawbook(), procedures())
    for model, one in guarded():
        if not isinstance(one, Fenced) or one.changes == "false":
            continue
        rows = root.execute(_COLUMNS, [model._meta.db_table]).fetchall()
        kinds = {name: kind.split("(")[0] for name, kind, _, _ in rows}
        key = next(name for name, _, _, primary in rows if primary)
        person, participant = (next(iter(columns), None) for columns in of_whom(model))
        found.append(
            Table(
                model._meta.db_table,
                kinds,
                key,
                file_of(model),
                person,
                participant,
                is_header(model),
                first(model, writes),
            )
        )
    return found


def write_everywhere(
    prover: Prover, connect: Connect, file: UUID, other: UUID, *, acts: int, people: int
) -> None:
    """In one file, for some who have a part in it and the acts offered to them there: every table,
    every operation, every column, with rows of this file and of another. `acts` and `people`:
    how many of each at most."""
    kind, stage, _ = prover.state(file)
    compiled = effects(lawbook(), procedures())
    writes = {name for name, entry in lawbook().vocabulary.acts.items() if entry.writes}
    inside, _ = prover.classes(file)
    for person in inside[:people]:
        roles = prover.reach(person, file).roles
        offered = [
            o.entry.act
            for o in procedures()[kind].at(stage)
            if roles & set(o.entry.by) and o.entry.act in writes
        ]
        for act in dict.fromkeys(offered[:acts]):
            _under(
                prover,
                connect,
                person,
                act,
                (file, other),
                {(w.table, w.operation): w for w in compiled[act]},
            )


Compiled = dict[tuple[str, str], Write]


def _under(
    prover: Prover,
    connect: Connect,
    person: Person,
    act: str,
    files: tuple[UUID, UUID],
    compiled: Compiled,
) -> None:
    """Everything that can be tried under one line; undone afterwards."""
    root = prover.root
    found = tables(root)
    rows = {
        table.name: [*_some(root, table, files[0]), *_some(root, table, files[1])]
        for table in found
    }
    with root.transaction(force_rollback=True), connect() as ledger:
        line = enter(root, ledger, person, [files[0]], act, writes=True, signed_in=True)
        mine = {
            "file": str(files[0]),
            "person": str(person.id),
            "participant": person.participant or None,
            "line": line,
            "act": act,
            "day": root.execute("select fence.today()::text").fetchone()[0],
        }
        forged = root.execute(
            "select id from fence.line where granted and id <> %s order by at limit 1", [line]
        ).fetchone()
        root.execute("set local role app")
        for table in found:
            for what, expected, attempt in _attempts(
                table, rows[table.name], mine, str(forged[0]), compiled
            ):
                judge(
                    prover,
                    person,
                    f"{act} · {table.name}",
                    (what, expected, let_through(root, attempt)),
                    WRITES,
                )


Attempt = Callable[[Any], int]


def _attempts(
    table: Table, rows: list[dict[str, Any]], mine: dict[str, Any], forged: str, compiled: Compiled
) -> Iterator[tuple[str, bool, Attempt]]:
    """What to try in a table, whether it may get through, and how."""
    added, changed, removed = (
        compiled.get((table.name, operation)) for operation in ("insert", "update", "delete")
    )
    for row in rows:
        others = table.of_others(row, mine)
        yield "weghalen", removed is not None and others <= removed.others, _removing(table, row)
        for column in table.kinds:
            may = _may_change(table, column, changed, others)
            yield f"wijzigen van {column}", may, _changing(table, row, column)
    honest = [_begun(table, row, added, mine) for row in rows[:1]]
    yield from _filled_in(table, honest, mine, added)
    for row in _made(table, honest, mine):
        others = table.of_others(row, mine)
        may = added is not None and others <= added.others and not table.header
        yield "erbij", may, _adding(table, row | {STAMP: mine["line"]})
        yield (
            "erbij, met het bewijs van een andere regel",
            False,
            _adding(table, row | {STAMP: forged}),
        )


def _may_change(table: Table, column: str, changed: Write | None, others: set[str]) -> bool:
    """May this column get another value? None that we try is among the values that are declared,
    but yes and no."""
    if changed is None or column not in changed.columns or not others <= changed.others:
        return False
    if column in (table.person, table.participant) or (table.header and column == "stage"):
        return False
    return column not in changed.allowed or table.kinds[column] == "boolean"


def _filled_in(
    table: Table, rows: list[dict[str, Any]], mine: dict[str, Any], added: Write | None
) -> Iterator[tuple[str, bool, Attempt]]:
    """New rows in which one later column is filled in already: a state, a day, an hour, a name."""
    for row in rows:
        for column, value in _forged(table).items():
            may = added is not None and column in added.columns - added.allowed.keys()
            forged = _own(table, row, mine) | {STAMP: mine["line"], column: value}
            yield f"erbij, met {column} al ingevuld", may, _adding(table, forged)


def _made(
    table: Table, rows: list[dict[str, Any]], mine: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    """New rows: wholly one's own, and in turn in another file, of another person, of another
    participant."""
    for row in rows:
        fresh = _own(table, row, mine)
        yield fresh
        if table.file:
            yield fresh | {table.file: str(uuid4())}
        if table.person:
            yield fresh | {table.person: str(uuid4())}
        if table.participant:
            yield fresh | {table.participant: OTHER}


def _own(table: Table, row: dict[str, Any], mine: dict[str, Any]) -> dict[str, Any]:
    """A new row like this one, of who acts, in the file of the line."""
    own = {
        column: mine[what]
        for what, column in (
            ("file", table.file),
            ("person", table.person),
            ("participant", table.participant),
        )
        if column
    }
    return row | ({table.key: str(uuid4())} if table.key != table.file else {}) | own


def _begun(
    table: Table, row: dict[str, Any], added: Write | None, mine: dict[str, Any]
) -> dict[str, Any]:
    """This row as an act adds it: what comes later is not there yet."""
    found = dict(row)
    for column, values in table.first.items():
        if added is not None and column in added.allowed:
            values = as_told(added.allowed[column], lawbook())
        if values and (added is None or column in added.allowed or column not in added.columns):
            found[column] = _known(values[0], mine)
    return found


def _known(value: Any, mine: dict[str, Any]) -> Any:
    """A value, or what the database knows it to be."""
    if isinstance(value, dict) and "within" in value:
        return mine["day"]
    if value == {"now": True}:
        return datetime.now(UTC).isoformat()
    if value == {"today": True}:
        return mine["day"]
    return mine["act"] if value == {"act": True} else value


# What nobody may lay down for another: a state, a day, an hour, a name.
_FORGED = {
    "text": "vervalst",
    "date": "2020-02-29",
    "timestamp with time zone": "2099-01-01",
    "boolean": True,
    "integer": 7,
    "bigint": 7,
    "smallint": 7,
    "numeric": 7,
    "double precision": 7,
    "jsonb": {"vervalst": True},
    "text[]": ["vervalst"],
    "smallint[]": [7],
    "uuid[]": [str(uuid4())],
}


def _forged(table: Table) -> dict[str, Any]:
    """For each later column a value that it does not begin with."""
    made = {column: _FORGED.get(table.kinds[column], str(uuid4())) for column in table.first}
    return {
        column: False if value in table.first[column] else value for column, value in made.items()
    }


def _adding(table: Table, row: dict[str, Any]) -> Attempt:
    name = sql.Identifier(table.name)
    query = sql.SQL("insert into {} select * from jsonb_populate_record(null::{}, %s)").format(
        name, name
    )
    return lambda root: int(root.execute(query, [Jsonb(row)]).rowcount)


def _changing(table: Table, row: dict[str, Any], column: str) -> Attempt:
    kind = table.kinds[column]
    other = "'{}'" if kind.endswith("[]") else _CHANGED[kind].format(c=f'"{column}"')
    if kind.endswith("[]") and not row[column]:
        other = "array[null]::" + kind
    query = sql.SQL(
        f"update {{}} set {{}} = {other.replace('{', '{{').replace('}', '}}')} where {{}} = %s"
    ).format(sql.Identifier(table.name), sql.Identifier(column), sql.Identifier(table.key))
    return lambda root: int(root.execute(query, [row[table.key]]).rowcount)


def _removing(table: Table, row: dict[str, Any]) -> Attempt:
    query = sql.SQL("delete from {} where {} = %s").format(
        sql.Identifier(table.name), sql.Identifier(table.key)
    )
    return lambda root: int(root.execute(query, [row[table.key]]).rowcount)


def let_through(root: Any, attempt: Attempt) -> bool:
    """Did the fence let it through? What then stumbles over another rule of the table was let
    through as well."""
    try:
        with root.transaction(force_rollback=True):
            return attempt(root) > 0
    except errors.InsufficientPrivilege:
        return False
    except Error:
        return True


def _some(root: Any, table: Table, file: UUID) -> list[dict[str, Any]]:
    """A row or two of this file, or one of anywhere."""
    column = sql.Identifier(table.file) if table.file else sql.SQL("null::uuid")
    query = sql.SQL("select to_jsonb(t) from {} t order by {} is distinct from %s, {} limit 2")
    return [
        row
        for (row,) in root.execute(
            query.format(sql.Identifier(table.name), column, sql.Identifier(table.key)), [file]
        )
    ]


def judge(
    prover: Prover, person: Person, door: str, came: tuple[str, bool, bool], asked: Asked
) -> None:
    """Count what was tried: what, whether it may get through, and whether it did; what should not
    have is wrong."""
    what, expected, let = came
    prover.found.asked[asked.all] += 1
    if let and expected:
        prover.found.asked[asked.let] += 1
    if let and not expected:
        prover.found.wrong.append(
            Wrong(asked.all, person.name, door, f"{what}: de database liet het toe")
        )

"""Rows that no act makes, so that each condition of a policy has something to keep out: of every
table in every file, of every category, too old to be read, and pointing at something in another
file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from psycopg import Error, sql

from openprisma.gate.constraints import fenced
from openprisma.sidedoors.copying import insert, past_triggers

_COLUMNS = """select a.attname, format_type(a.atttypid, null) from pg_attribute a
  where a.attrelid = %s::regclass and a.attnum > 0 and not a.attisdropped"""
_TABLES = """select distinct c.relname
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'file_id'
 where c.relkind = 'r' and c.relrowsecurity and c.relnamespace = 'public'::regnamespace
 order by 1"""
_KEY = """select a.attname
  from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
  where i.indrelid = %s::regclass and i.indisprimary"""
_PLAIN: dict[str, Any] = {
    "text": "x",
    "jsonb": {},
    "boolean": False,
    "date": "2025-09-01",
    "timestamp with time zone": "2025-09-01T12:00:00Z",
    "integer": 1,
    "smallint": 1,
    "bigint": 1,
    "double precision": 1,
    "bytea": "\\x00",
}
# A policy says: the row that this one points at must be there, and be such and so.
_POINTS_AT = re.compile(r"exists \(select from (\w+) (\w+) where \2\.id = (\w+)")
# A few things in the other file, and some in its own; of each participant some, so that it may be
# of whoever reads.
_TARGETS = """(select id from {0} where file_id = %s order by id limit 3)
  union all
  (select id from {0} where file_id = %s order by id limit 8)"""
_OWNED = "sharing_statement"
_OF_EACH = """select id
  from (select id,
          row_number() over (partition by participant_id order by keep_until desc, id) as nr
          from {0} where file_id = %s) t where nr <= 2"""
OLD, LONG = date(2020, 1, 1), date(2099, 1, 1)


def cross(root: Any, pairs: list[tuple[UUID, UUID]]) -> list[str]:
    """Add them, past every act: in the first file of each pair copies of rows of the second, which
    so point at what is there. Gives the tables in which none could be put."""
    failed = []
    involved = [
        code
        for (code,) in root.execute(
            "select distinct participant_id from files_involvement order by 1"
        ).fetchall()
    ]
    with past_triggers(root):
        first = set(points().values())  # what others point at
        for (table,) in sorted(
            root.execute(_TABLES).fetchall(), key=lambda row: row[0] not in first
        ):
            rows = (
                row
                for file, other in pairs
                for model in _pointing(root, _model(root, table, other), file, other)
                for row in _variants(model, file, involved)
            )
            key = root.execute(_KEY, [table]).fetchone()[0]
            if not sum(_added(root, table, key, row) for row in rows):
                failed.append(table)
    return failed


def _model(root: Any, table: str, other: UUID) -> dict[str, Any]:
    """A row of that file, or of any, or one made up of the kinds of its columns."""
    query = sql.SQL("select to_jsonb(t) from {} t order by file_id <> %s limit 1").format(
        sql.Identifier(table)
    )
    if row := root.execute(query, [other]).fetchone():
        return dict(row[0])
    kinds = dict(root.execute(_COLUMNS, [table]).fetchall())
    return {name: _made_up(kind) for name, kind in kinds.items()} | {"alliance_id": "den-haag"}


def points() -> dict[str, str]:
    """The columns by which a policy looks at another row, and the table of that row, from what all
    policies say."""
    said = " ".join(f"{one.sees} {one.changes}" for _, one in fenced())
    return {column: table for table, _, column in _POINTS_AT.findall(said)}


def _pointing(root: Any, model: dict[str, Any], file: UUID, other: UUID) -> list[dict[str, Any]]:
    """The row as it is, and pointing at other things of its kind."""
    found = [model]
    for column, target in points().items():
        if column in model:
            name = sql.Identifier(target)
            ids = root.execute(sql.SQL(_TARGETS).format(name), [other, file]).fetchall()
            if target == _OWNED:
                ids += root.execute(sql.SQL(_OF_EACH).format(name), [file]).fetchall()
            found += [model | {column: str(one)} for (one,) in ids]
    return found


def _made_up(kind: str) -> Any:
    if kind == "uuid":
        return str(uuid4())
    return [] if kind.endswith("[]") else _PLAIN.get(kind.split("(")[0], "x")


def _variants(
    model: dict[str, Any], file: UUID, participants: list[str]
) -> Iterator[dict[str, Any]]:
    """The row in this file: as it is, of every category, of other participants, too old."""
    row = model | {"file_id": str(file)}
    fresh = {"keep_until": str(LONG)} if "keep_until" in model else {}
    yield row | fresh
    yield from (
        row | fresh | {"participant_id": one} for one in participants if "participant_id" in model
    )
    for nr in range(1, 18):
        if "category" in model:
            yield row | fresh | {"category": nr}
        if "categories" in model:
            yield row | fresh | {"categories": [nr]}
    if fresh:
        yield row | {"keep_until": str(OLD)} | ({"categories": []} if "categories" in model else {})


def _added(root: Any, table: str, key: str, row: dict[str, Any]) -> bool:
    try:
        with root.transaction():
            return insert(root, table, row | ({} if key == "file_id" else {key: str(uuid4())}))
    except Error:  # what the table itself does not hold; others of it may
        return False

"""Do the books agree? Every change in a file names a line that permitted it, every line that wrote
ended, and no outcome stands without a line: permits = guarded requests = lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

_TABLES = """select c.relname from pg_class c
  join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
  join pg_attribute a on a.attrelid = c.oid and a.attname = 'receipt'
  where c.relkind = 'r' order by 1"""
_WITHOUT = """select count(*) from {table} t
  where not exists (
    select from fence.line l where l.id = t.receipt and l.granted and l.writes
      and not exists (select from fence.outcome o where o.line = l.id and o.outcome <> 'done'))
  and not exists (
    select from fence.erased e where e.source = 'line' and e.id = t.receipt)"""
# Whether an act still runs is asked of its lock, which its transaction holds until it ends: no
# clock says it. What `owner` does is counted apart: versions before 0.10 kept no outcome of it.
_DIED = "select fence.died()"
_BOOKS = {
    "regels": "select count(*) from fence.line",
    "toegestaan": "select count(*) from fence.line where granted",
    "geweigerd": "select count(*) from fence.line where not granted",
    "afgelopen": "select count(*) from fence.outcome",
    "beheer zonder afloop": """select count(*) from fence.line l
        where l.writes and l.granted and l.purpose = 'beheer'
          and not exists (select from fence.outcome o where o.line = l.id)""",
}
_WRONG = {
    "een regel die toeliet te schrijven heeft geen afloop "
    "(`openprisma audit settle` geeft haar die)": _DIED,
    "een regel heeft meer dan één afloop": """select count(*) from (
        select line from fence.outcome group by 1 having count(*) > 1) x""",
    "een geweigerde regel eindigde als gedaan": """select count(*) from fence.outcome o
        join fence.line l on l.id = o.line where not l.granted and o.outcome = 'done'""",
    "iets is gedaan onder een handeling die alleen leest": """select count(*) from fence.outcome o
        join fence.line l on l.id = o.line where not l.writes and o.outcome = 'done'""",
    "een regel dient een transactie die een andere ook dient": """select count(*) from (
        select backend, began from fence.line
         where granted and act <> 'aanmelden' and purpose <> 'beheer' and backend <> 0
         group by 1, 2 having count(*) > 1) x""",
    # A search says in each file who looked there; such a line is of no transaction, opens nothing,
    # and stands beside the line of the search itself.
    "een regel zonder transactie hoort niet bij een zoekslag": """select count(*) from fence.line l
        where l.backend = 0 and l.granted and (l.writes or not exists (
            select from fence.line of
             where of.backend <> 0 and of.granted and of.act = l.act and of.began = l.began
               and of.person is not distinct from l.person))""",
}


@dataclass(frozen=True)
class Books:
    """Numbers of lines by what became of them, of changed rows by table, and how often something
    does not agree."""

    counts: dict[str, int]
    rows: dict[str, int]
    wrong: dict[str, int]


def reconcile(connection: Any, *, rows: bool) -> Books:
    """Count both sides. With `rows` also every changed row against its line, for which `connection`
    must be a superuser's: nobody else reads all tables."""
    counts = {name: _count(connection, query) for name, query in _BOOKS.items()}
    wrong = {name: found for name, query in _WRONG.items() if (found := _count(connection, query))}
    counted: dict[str, int] = {}
    for (table,) in connection.execute(_TABLES).fetchall() if rows else ():
        counted[table] = _count(connection, f"select count(*) from {table}")
        if without := _count(connection, _WITHOUT.format(table=table)):
            wrong[f"een rij van {table} noemt geen regel die haar toeliet"] = without
    return Books(counts, counted, wrong)


def died(connection: Any) -> int:
    """How many writing lines granted something, run no more and have no outcome: acts of a process
    that died."""
    return _count(connection, _DIED)


def _count(connection: Any, query: str) -> int:
    return int(connection.execute(query).fetchone()[0])

"""After its term the content of the log goes, by whole months; the leaves stay, so that the tree
over it can still be checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

_UNTIL = "select date_trunc('month', fence.today() - fence.log_term())::date, fence.today()"
_KEEP = """insert into fence.erased (source, id, xid, leaf, erased_on)
  select '{table}', id, xid, leaf, %(today)s from fence.{table} where at < %(until)s{late}
  on conflict do nothing"""
_GO = """delete from fence.{table} t using fence.erased e
  where e.source = '{table}' and e.id = t.id and t.at < %(until)s"""
_ATTEMPTS = (
    "delete from fence.attempt a using fence.erased e where e.source = 'line' and e.id = a.line"
)
# Outcomes first: they name their line.
TABLES = ("outcome", "line")


@dataclass(frozen=True)
class Erased:
    """Until which day (the first that stays), and how many lines and outcomes went."""

    until: date
    lines: int
    outcomes: int


def erase(connection: Any) -> Erased:
    """Destroy what is older than the term. Only `owner` can, and the database refuses a row within
    its term (`fence.never`). All or nothing. An outcome later than its line may keep that line
    until the next time."""
    with connection.transaction():
        until, today = connection.execute(_UNTIL).fetchone()
        given, gone = {"until": until, "today": today}, {}
        for table in TABLES:
            late = (
                ""
                if table == "outcome"
                else " and not exists (select from fence.outcome o where o.line = {t}.id)"
            )
            connection.execute(_KEEP.format(table=table, late=late.format(t="fence.line")), given)
            # A moment ago it was empty, and the plan would be made for that.
            connection.execute("analyze fence.erased")
            gone[table] = connection.execute(
                _GO.format(table=table) + late.format(t="t"), given
            ).rowcount
        connection.execute(_ATTEMPTS)
    return Erased(until, gone["line"], gone["outcome"])

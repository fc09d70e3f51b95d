"""Rows that a norm hides inside a file that people may read: put there by hand, for stories leave
few of them."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from openprisma.sidedoors.copying import insert

_FIRST = """select distinct on (s.file_id) s.file_id, to_jsonb(s), to_jsonb(b), to_jsonb(a), array(
     select v.nr from fence.category v
      where v.nr not in (select p.category from files_permission p where p.file_id = s.file_id)
      order by v.nr)
  from sharing_statement s join subjects_subject b on b.id = s.subject_id
 left join lateral (
     select * from subjects_admission a where a.file_id = s.file_id order by a.id limit 1) a on true
 order by s.file_id, s.id"""


def hide(root: Any, days: dict[UUID, date]) -> int:
    """In each file with data: one of every category that no decision opened, one that somebody
    disputes, one kept too long, and one about somebody whom the table removed; and on each a
    finding and a tie, where the file has any. Gives how many."""
    made = 0
    for file, datum, subject, admission, closed in root.execute(_FIRST).fetchall():
        day = days[file].isoformat()
        for change in (
            *({"category": nr} for nr in closed),
            {"disputed_on": day, "dispute": "Klopt niet."},
            {"keep_until": "2025-03-02"},
        ):
            hidden = datum | {"id": str(uuid4())} | change
            insert(root, "sharing_statement", hidden)
            made += 1 + _rests(root, file, hidden["id"])
        if admission is not None:
            removed = str(uuid4())
            insert(root, "subjects_subject", subject | {"id": removed})
            insert(
                root,
                "subjects_admission",
                admission | {"id": str(uuid4()), "subject": removed, "state": REMOVED},
            )
            insert(root, "sharing_statement", datum | {"id": str(uuid4()), "subject_id": removed})
            made += 1
    return made


def _rests(root: Any, file: UUID, datum: str) -> int:
    """A finding and a tie on this datum, which else say that everybody may read them."""
    made = 0
    for table in ("analysis_finding", "analysis_tie"):
        query = f"select to_jsonb(t) from {table} t where file_id = %s order by id limit 1"
        for (row,) in root.execute(query, [file]).fetchall():
            insert(root, table, row | {"id": str(uuid4()), "statements": [datum]})
            made += 1
    return made


REMOVED = "verwijderd"  # a code of the list `toelatingen`

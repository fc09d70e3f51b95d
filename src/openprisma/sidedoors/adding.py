"""Does anything change for whom it is hidden from? Every page of somebody is read, something hidden
is added, and read again."""

from __future__ import annotations

import hashlib
import re
from typing import Any
from uuid import UUID, uuid4

from psycopg import sql

from openprisma.gate.law import lawbook
from openprisma.sidedoors.browser import Answer
from openprisma.sidedoors.checks import Prover, Wrong
from openprisma.sidedoors.copying import insert, past_triggers
from openprisma.sidedoors.readers import Person

ADDED = "iets verborgens erbij"
# Rows that are read by category: one more in a category that is closed to somebody must change
# nothing for them.
BY_CATEGORY = ("sharing_statement", "sharing_request")


def files_added(prover: Prover, people: list[Person]) -> None:
    """One more of every file in which somebody has no part, with all its rows: for them no list,
    count or search changes. All are added at once; where something changes, one by one, to tell
    which."""
    for person in people:
        hidden = [file for file in prover.chosen() if not prover.reach(person, file).listed]
        before, after = _lists(prover, person), _with_more(prover, person, hidden)
        told = len(prover.found.wrong)
        if before != after:
            for file in hidden:
                _compare(prover, person, before, _with_more(prover, person, [file]))
        if len(prover.found.wrong) == told:
            _compare(prover, person, before, after)


def _with_more(prover: Prover, person: Person, files: list[UUID]) -> dict[str, Answer]:
    made = [_copied(prover.root, file) for file in files]
    found = _lists(prover, person)
    for one in made:
        _removed(prover.root, one)
    return found


def rows_added(prover: Prover, file: UUID) -> None:
    """A datum and a question more in every category of a file that is closed to somebody, the
    question to their own participant: for them no page, list or count changes. One person of
    each kind: of the same roles and the same categories."""
    rows = [
        (table, row)
        for table in BY_CATEGORY
        for (row,) in prover.root.execute(_ONE.format(table=table), [file]).fetchall()
    ]
    inside, _ = prover.classes(file) if rows else ([], [])
    numbers = [row.nr for row in lawbook().categories(prover.readers.day).values()]
    kinds = {
        (reach.roles, reach.categories): person
        for person in inside
        for reach in [prover.reach(person, file)]
    }
    for person in kinds.values():
        closed = [nr for nr in numbers if nr not in prover.reach(person, file).categories]
        if not closed:
            continue
        before = _around(prover, person, file)
        made = [
            (table, row | {"id": str(uuid4()), "category": nr} | _asked(row, person))
            for table, row in rows
            for nr in closed
        ]
        for table, row in made:
            insert(prover.root, table, row)
        _compare(prover, person, before, _around(prover, person, file))
        for table, row in made:
            prover.root.execute(
                sql.SQL("delete from {} where id = %s").format(sql.Identifier(table)), [row["id"]]
            )


_ONE = "select to_jsonb(t) from {table} t where file_id = %s order by id limit 1"


def _asked(row: dict[str, Any], person: Person) -> dict[str, Any]:
    """A question goes to the participant of who looks."""
    return (
        {"participants": [person.participant]}
        if "participants" in row and person.participant
        else {}
    )


def _lists(prover: Prover, person: Person, only: set[str] | None = None) -> dict[str, Answer]:
    """Every page that names no file, or only some of them, and what a search finds, as this person
    gets it."""
    browser = prover.as_(person)
    doors = [
        d
        for d in prover.all_doors
        if not d.parts and not d.entry and (only is None or d.pattern in only)
    ]
    return {d.pattern: browser.ask(d.address()) for d in doors} | {
        "zoeken": browser.ask("/zoeken", "post", {"zoek": "a"})
    }


def _around(prover: Prover, person: Person, file: UUID) -> dict[str, Answer]:
    """A sample of the pages of a file and of those that name none."""
    state = prover.state(file)
    lists = {
        door.pattern for door in prover.all_doors if prover.taken(door.pattern, person.id, state)
    }
    return _pages(prover, person, file) | _lists(prover, person, lists)


def _pages(prover: Prover, person: Person, file: UUID) -> dict[str, Answer]:
    """Every page of a file that reads and names nothing else, as this person gets it."""
    browser, state = prover.as_(person), prover.state(file)
    doors = [
        d
        for d in prover.all_doors
        if d.names_file and len(d.parts) == 1 and prover.taken(d.pattern, state)
    ]
    return {
        door.pattern: browser.ask(door.address(file=file))
        for door in doors
        if not door.pattern.endswith(("pdf", "xlsx"))
    }


def _compare(
    prover: Prover, person: Person, before: dict[str, Answer], after: dict[str, Answer]
) -> None:
    for where, answer in after.items():
        prover.found.asked[ADDED] += 1
        if not _same(where, before[where], answer):
            was = before[where]
            codes = f"{was.status} en {answer.status}"
            says = f"ander antwoord: {codes}, {_print(was)} en {_print(answer)}"
            prover.found.wrong.append(Wrong(ADDED, person.name, where, says))


# A file that is packed says when it was made; of that the words are compared, without the hour.
_PACKED = ("xlsx", "ods", "odt")
_HOUR = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z?")


def _same(where: str, one: Answer, other: Answer) -> bool:
    if not where.endswith(_PACKED):
        return one == other
    words = [_HOUR.sub("", answer.words) for answer in (one, other)]
    return one.status == other.status and words[0] == words[1]


def _print(answer: Answer) -> str:
    return hashlib.sha256(answer.body.encode()).hexdigest()[:8]


_OF_FILE = """select c.relname, c.relname = 'files_file'
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
 where n.nspname = 'public' and c.relkind = 'r' and c.relrowsecurity
   and exists (select from pg_attribute a where a.attrelid = c.oid
                 and a.attname = case when c.relname = 'files_file'
                                   then 'id' else 'file_id' end)"""


def _copied(root: Any, file: UUID) -> dict[str, list[Any]]:
    """The same file once more under a new id, with every row of it that has an id of its own; what
    was made, by table."""
    new, made = str(uuid4()), dict[str, list[Any]]()
    with past_triggers(root):
        for table, is_file in root.execute(_OF_FILE).fetchall():
            column = "id" if is_file else "file_id"
            select = sql.SQL("select to_jsonb(t) from {} t where {} = %s").format(
                sql.Identifier(table), sql.Identifier(column)
            )
            for (row,) in root.execute(select, [file]).fetchall():
                insert(
                    root,
                    table,
                    row
                    | {column: new}
                    | ({} if is_file or "id" not in row else {"id": str(uuid4())}),
                )
                made[table] = [column, new]
    return made


def _removed(root: Any, made: dict[str, list[Any]]) -> None:
    with past_triggers(root):
        for table, (column, value) in made.items():
            root.execute(
                sql.SQL("delete from {} where {} = %s").format(
                    sql.Identifier(table), sql.Identifier(column)
                ),
                [value],
            )

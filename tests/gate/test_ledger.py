"""The log, and what the database knows about itself: nobody changes it, not even its owner."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from uuid import uuid4

import psycopg
import pytest

from openprisma.stories.region import person_id
from tests.builders import REPORTER


def test_the_log_cannot_be_changed_by_anybody_not_even_its_owner(shared, connect):
    for role in ("owner", "postgres"):
        for statement in (
            "update fence.line set act = 'x'",
            "delete from fence.outcome",
            "truncate fence.outcome",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connect(role).execute(statement)


def test_every_line_has_a_salted_leaf_that_can_be_computed_again(shared, connect):
    for table in ("fence.line", "fence.outcome"):
        leaves = by_hand(connect("auditor"), table)
        assert leaves and all(leaf == computed for leaf, computed in leaves)


def by_hand(own, table: str, which: str = "true") -> list[tuple[bytes, bytes]]:
    """The leaf of each row beside one computed here: from its columns as `copy` sends them, in the
    form of a row that is sent."""
    own.execute("set client_encoding = 'UTF8'")
    columns = own.execute(f"select * from {table} limit 0").description
    with own.cursor().copy(
        f"copy (select * from {table} where {which}) to stdout (format binary)"
    ) as copy:
        rows = list(rows_of(b"".join(copy)))
    at = [one.name for one in columns].index("leaf")
    return [
        (row[at], computed([*row[:at], None, *row[at + 1 :]], [one.type_code for one in columns]))
        for row in rows
    ]


def rows_of(sent: bytes) -> Iterator[list[bytes | None]]:
    """The fields of each row in what `copy` sends in binary: a head of 19 bytes, then of each row
    how many fields, and of each field how long it is, -1 for none."""
    at = 19
    while (fields := int.from_bytes(sent[at : at + 2], "big", signed=True)) >= 0:
        at, row = at + 2, []
        for _ in range(fields):
            length = int.from_bytes(sent[at : at + 4], "big", signed=True)
            row.append(None if length < 0 else sent[at + 4 : at + 4 + length])
            at += 4 + max(length, 0)
        yield row


def computed(row: list[bytes | None], types: list[int]) -> bytes:
    sent = len(row).to_bytes(4, "big")
    for value, kind in zip(row, types, strict=True):
        sent += (
            kind.to_bytes(4, "big")
            + (-1 if value is None else len(value)).to_bytes(4, "big", signed=True)
            + (value or b"")
        )
    return hashlib.sha256(b"\x00" + sent).digest()


ODD = [
    "",
    'a"b',
    "a\\b",
    "a\nb\t\x01\x1f\x7f",
    "é😀\u2028",
    '\', "act": null',
    "</script>",
    "{a,b}",
    "null",
]
_LINE = """insert into fence.line (id, at, day, backend, began, person, actor, participant, act,
    purpose, ground, law, question, files, categories, writes, granted, objections, leaf)
  values (%(id)s, %(at)s, %(day)s, -1, %(at)s, %(person)s, %(text)s, %(or_null)s, %(text)s,
    %(text)s, %(text)s, %(text)s, %(text)s, %(files)s, %(categories)s, %(yes)s, not %(yes)s,
    %(texts)s, %(leaf)s)"""


@pytest.mark.parametrize("encoding", ["UTF8", "LATIN1"])
def test_the_leaf_is_that_of_the_whole_row_whatever_is_in_it_and_whoever_writes_it(
    connect, encoding
):
    root, days = (
        connect("postgres"),
        ("2026-03-29 02:30:00.000001+02", "0001-01-01", "infinity", "99999-12-31 23:59:59+00"),
    )
    odd = [text for text in ODD if encoding == "UTF8" or text.isascii()] + ["é"]
    with root.transaction(force_rollback=True):
        root.execute(
            "set local datestyle = 'German'; set local timezone = 'Asia/Tokyo'; set local "
            "intervalstyle = 'iso_8601'"
        )
        root.execute(f"set local client_encoding = '{encoding}'; set local bytea_output = 'escape'")
        for nr, text in enumerate(odd):
            some = {
                "yes": bool(nr % 2),
                "text": text,
                "or_null": None if nr % 2 else text,
                "texts": odd[:nr] + [None] * (nr % 3),
            }
            ids = {
                "id": uuid4(),
                "person": uuid4() if nr % 2 else None,
                "files": [uuid4() for _ in range(nr)],
            }
            when = {
                "at": days[nr % 4],
                "day": days[nr % 4][:11].strip(),
                "categories": list(range(nr)),
                "leaf": b"given",
            }
            root.execute(_LINE, some | ids | when)
        leaves = by_hand(root, "fence.line", "backend = -1")
        assert len({leaf for leaf, _ in leaves}) == len(leaves) == len(odd)
        assert all(leaf == computed for leaf, computed in leaves)


def test_the_person_switcher_exists_only_in_a_demo(shared, connect):
    assert connect().execute("select fence.born()").fetchone() == ("demo",)
    owner = connect("owner")
    with owner.transaction(force_rollback=True):
        owner.execute("alter table fence.birth disable trigger said_once")
        owner.execute("update fence.birth set kind = 'test'")
        with pytest.raises(psycopg.errors.InsufficientPrivilege), owner.transaction():
            owner.execute(
                "select fence.issue('x'::bytea, %s, '', '1 minute', 'demo')",
                [person_id("den-haag", REPORTER)],
            )


def test_in_a_production_database_the_day_cannot_be_moved(connect):
    owner = connect("owner")
    with owner.transaction(force_rollback=True):
        owner.execute("insert into fence.clock values (%s, '2031-01-01')", [owner.info.backend_pid])
        assert str(owner.execute("select fence.today()").fetchone()[0]) == "2031-01-01"
        owner.execute("alter table fence.birth disable trigger said_once")
        owner.execute("update fence.birth set kind = 'production'")
        home = "(clock_timestamp() at time zone 'Europe/Amsterdam')::date"
        assert owner.execute(f"select fence.today() = {home}").fetchone() == (True,)


def test_whoever_owns_the_process_can_issue_itself_a_pass_but_not_unseen(shared, connect):
    query = "select count(*) from fence.line where act = 'aanmelden'"
    before = connect("auditor").execute(query).fetchone()[0]
    connect().execute(
        "select fence.issue(%s, %s, '', '1 minute', 'inbraak')",
        [uuid4().bytes, person_id("den-haag", REPORTER)],
    )
    assert connect("auditor").execute(query).fetchone()[0] == before + 1

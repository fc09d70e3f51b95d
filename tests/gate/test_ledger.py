"""The log, and what the database knows about itself: nobody changes it, not even its owner."""

from __future__ import annotations

from uuid import uuid4

import psycopg
import pytest

from openprisma.stories.region import person_id
from tests.builders import REPORTER


def test_the_log_cannot_be_changed_by_anybody_not_even_its_owner(shared, connect):
    for role in ("owner", "postgres"):
        for statement in ("update fence.line set act = 'x'", "delete from fence.outcome", "truncate fence.outcome"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connect(role).execute(statement)


LEAF = "sha256('\\x00'::bytea || salt || convert_to((to_jsonb(l) - 'salt' - 'leaf' - 'seen')::text, 'UTF8'))"


def test_every_line_has_a_salted_leaf_that_can_be_computed_again(shared, connect):
    own = connect("auditor")
    own.execute("set timezone = 'UTC'")
    for table in ("fence.line", "fence.outcome"):
        wrong, total = own.execute(f"select count(*) filter (where leaf <> {LEAF}), count(*) from {table} l").fetchone()
        assert (wrong, total > 0) == (0, True)


ODD = ["", 'a"b', "a\\b", "a\nb\t\x01\x1f\x7f", "é😀\u2028", '\', "act": null', "</script>", "{a,b}", "null"]
_LINE = """insert into fence.line (id, at, day, backend, began, person, actor, participant, act, purpose, ground, law, question, files,
   categories, writes, granted, objections)
  values (%(id)s, %(at)s, %(day)s, -1, %(at)s, %(person)s, %(text)s, %(or_null)s, %(text)s, %(text)s, %(text)s, %(text)s, %(text)s,
   %(files)s, %(categories)s, %(yes)s, not %(yes)s, %(texts)s)"""


def test_the_leaf_put_together_by_hand_is_that_of_the_whole_row_whatever_is_in_it(connect):
    root, days = connect("postgres"), ("2026-03-29 02:30:00.000001+02", "0001-01-01", "infinity", "99999-12-31 23:59:59+00")
    with root.transaction(force_rollback=True):
        root.execute("set local datestyle = 'German'; set local timezone = 'Asia/Tokyo'; set local intervalstyle = 'iso_8601'")
        for nr, text in enumerate(ODD):
            some = {"yes": bool(nr % 2), "text": text, "or_null": None if nr % 2 else text, "texts": ODD[:nr] + [None] * (nr % 3)}
            ids = {"id": uuid4(), "person": uuid4() if nr % 2 else None, "files": [uuid4() for _ in range(nr)]}
            when = {"at": days[nr % 4], "day": days[nr % 4][:11].strip(), "categories": list(range(nr))}
            root.execute(_LINE, some | ids | when)
        root.execute("set local datestyle = 'ISO'; set local timezone = 'UTC'")
        query = f"select count(*) filter (where leaf = {LEAF}), count(distinct leaf) from fence.line l where backend = -1"
        assert root.execute(query).fetchone() == (len(ODD), len(ODD))


def test_the_person_switcher_exists_only_in_a_demo(shared, connect):
    assert connect().execute("select fence.born()").fetchone() == ("demo",)
    owner = connect("owner")
    with owner.transaction(force_rollback=True):
        owner.execute("alter table fence.birth disable trigger said_once")
        owner.execute("update fence.birth set kind = 'test'")
        with pytest.raises(psycopg.errors.InsufficientPrivilege), owner.transaction():
            owner.execute("select fence.issue('x'::bytea, %s, '', '1 minute', 'demo')", [person_id("den-haag", REPORTER)])


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
    connect().execute("select fence.issue(%s, %s, '', '1 minute', 'inbraak')", [uuid4().bytes, person_id("den-haag", REPORTER)])
    assert connect("auditor").execute(query).fetchone()[0] == before + 1

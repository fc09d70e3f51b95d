"""The log, and what the database knows about itself: nobody changes it, not even its owner."""

from __future__ import annotations

from uuid import uuid4

import psycopg
import pytest

from openprisma.stories.region import person_id
from tests.builders import REPORTER


def test_the_log_cannot_be_changed_by_anybody_not_even_its_owner(connect):
    for role in ("owner", "postgres"):
        for statement in ("update fence.line set act = 'x'", "delete from fence.outcome", "truncate fence.outcome"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connect(role).execute(statement)


def test_every_line_has_a_salted_leaf_that_can_be_computed_again(shared, connect):
    text = "sha256('\\x00'::bytea || salt || convert_to((to_jsonb(l) - 'salt' - 'leaf' - 'seen')::text, 'UTF8'))"
    own = connect("auditor")
    own.execute("set timezone = 'UTC'")
    for table in ("fence.line", "fence.outcome"):
        wrong, total = own.execute(f"select count(*) filter (where leaf <> {text}), count(*) from {table} l").fetchone()
        assert (wrong, total > 0) == (0, True)


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

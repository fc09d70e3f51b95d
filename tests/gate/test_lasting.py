"""What somebody does who took a process over does not outlast it: no rule of the fence can be
thrown away, no setting stays with the role, and nobody takes the locks of the house."""

from __future__ import annotations

from contextlib import suppress

import psycopg
import pytest
from django.db import connection

from openprisma.gate.checks import catalogue_has_no_way_round
from openprisma.gate.install import same_law
from openprisma.kernel.errors import Unavailable
from tests.conftest import CLUSTER

POLICIES = (
    "select count(*), md5(string_agg(policyname || tablename, ',' order by 1)) from pg_policies"
)


@pytest.mark.parametrize("role", ["app", "worker", "auditor"])
def test_what_is_owned_is_dropped_and_no_rule_goes_with_it(live, connect, role):
    root = connect("postgres")
    before = root.execute(POLICIES).fetchone()
    assert before[0] > 200
    own = connect(role)
    try:
        own.execute("begin")
        with suppress(psycopg.errors.InsufficientPrivilege), own.transaction():
            own.execute("drop owned by current_user")
        assert own.execute(POLICIES).fetchone() == before
    finally:
        own.execute("rollback")


LASTING = [
    "set default_transaction_isolation = 'repeatable read'",
    "set default_transaction_read_only = on",
    "set synchronous_commit = off",
    "set statement_timeout = '1ms'",
    "set search_path = nowhere",
    "set row_security = off",
    "set local_preload_libraries = 'nothing'",
    "set quote_all_identifiers = on",
    "set standard_conforming_strings = off",
    "set idle_session_timeout = '1ms'",
    "set exit_on_error = on",
    "set transform_null_equals = on",
    "set bytea_output = 'escape'",
]


@pytest.mark.parametrize("setting", LASTING)
def test_a_setting_of_a_role_is_no_setting_of_the_web_process(live, connect, setting):
    """What the connection says itself goes before what the role was given."""
    own = connect()
    asked = setting.split()[1]
    settings = connection.get_connection_params()
    settings.pop("cursor_factory", None)
    settings.pop("pool", None)
    try:
        own.execute(f"alter role app {setting}")
        with psycopg.connect(**settings) as fresh:
            kept = fresh.execute(f"show {asked}").fetchone()[0]
            given = setting.split("=")[1].strip().strip("'")
            assert kept != given, (asked, kept)
    finally:
        connect("postgres").execute(f"alter role app reset {asked}")


def test_a_role_that_was_given_a_setting_is_found_and_made_right(live, connect):
    own, root = connect(), connect("postgres")
    own.execute("alter role app set work_mem = '64kB'")
    try:
        found = [error.msg for error in catalogue_has_no_way_round(["default"])]
        assert any("setting" in one and "app" in one for one in found), found
        assert CLUSTER.forget_settings() == ["app"]
        assert catalogue_has_no_way_round(["default"]) == []
    finally:
        root.execute("alter role app reset all")


@pytest.mark.parametrize("role", ["app", "worker", "auditor"])
@pytest.mark.parametrize(
    "lock",
    [
        "pg_advisory_lock(hashtextextended('door', 0))",
        "pg_advisory_xact_lock(1)",
        "pg_try_advisory_lock_shared(1)",
        "pg_try_advisory_xact_lock(1, 2)",
        "fence.key('file', gen_random_uuid())",
    ],
)
def test_nobody_takes_a_lock_by_its_number(live, connect, role, lock):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        connect(role).execute(f"select {lock}")


@pytest.mark.parametrize(
    ("done", "undone"),
    [
        (
            "alter function text_lt(text, text) leakproof",
            "alter function text_lt(text, text) not leakproof",
        ),
        (
            "alter type pg_catalog.jsonb set (subscript = jsonb_subscript_handler)",
            "alter type pg_catalog.jsonb set (subscript = none)",
        ),
        (
            "grant execute on function pg_advisory_lock(bigint) to auditor",
            "revoke execute on function pg_advisory_lock(bigint) from auditor",
        ),
        ("alter role worker set role = app", "alter role worker reset all"),
    ],
)
def test_no_process_starts_on_a_server_that_holds_less_back(live, connect, done, undone):
    root = connect("postgres")
    same_law()
    root.execute(done)
    try:
        with pytest.raises(Unavailable, match="houdt niet tegen"):
            same_law()
    finally:
        root.execute(undone)
    same_law()

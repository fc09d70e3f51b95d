"""A line is on disk before anybody reads under it, whatever the session that writes it has set."""

from __future__ import annotations

import uuid
from contextlib import suppress

import psycopg
import pytest
from django.db import connection

from tests.builders import POLICE
from tests.conftest import CLUSTER

OPEN = "select fence.open(%s, %s, 'gegevens_inzien', '', '', '', '', %s, '{}', false, %s, %s)"
FLUSHED = "select pg_current_wal_flush_lsn() >= %s::pg_lsn"
NOW = "select pg_current_wal_insert_lsn()::text"


@pytest.fixture
def slow_to_disk(live, connect):
    """The server writes what nobody waits for only after ten seconds."""
    root = connect("postgres")
    root.execute("alter system set wal_writer_delay = '10s'")
    root.execute("select pg_reload_conf()")
    root.execute("select pg_sleep(0.3)")
    yield root
    with CLUSTER.connect() as own:
        own.execute("alter system reset wal_writer_delay")
        own.execute("select pg_reload_conf()")


def by_itself(own, values, root):
    own.execute("set synchronous_commit = off")
    before = root.execute(NOW).fetchone()[0]
    own.execute(OPEN, values)
    return before


def in_a_transaction(*between, end="commit", before=()):
    def way(own, values, root):
        own.execute("begin")
        for one in before:
            own.execute(one)
        own.execute(OPEN, values)
        at = root.execute(NOW).fetchone()[0]
        for one in between:
            own.execute(one)
        own.execute("set local synchronous_commit = off")
        own.execute(end)
        return at

    return way


def in_one_message(own, values, root):
    line, by, files, backend, began = values
    text = f"""select fence.open('{line}', '\\x{by.hex()}', 'gegevens_inzien', '', '', '', '',
        '{{{files[0]}}}', '{{}}', false, {backend}, '{began}')"""
    at = root.execute(NOW).fetchone()[0]
    own.execute(
        f"begin; {text}; set constraints all immediate; set local synchronous_commit = off; commit"
    )
    return at


def in_a_block(own, values, root):
    line, by, files, backend, began = values
    at = root.execute(NOW).fetchone()[0]
    own.execute("begin")
    own.execute(f"""do $$ begin
        perform fence.open('{line}', '\\x{by.hex()}', 'gegevens_inzien', '', '', '', '',
            '{{{files[0]}}}', '{{}}', false, {backend}, '{began}');
        set constraints all immediate;
        perform set_config('synchronous_commit', 'off', true);
        end $$""")
    own.execute("commit")
    return at


def in_a_pipeline(own, values, root):
    at = root.execute(NOW).fetchone()[0]
    with own.pipeline():
        own.execute(OPEN, values)
        own.execute("set constraints all immediate")
        own.execute("set synchronous_commit = off")
    return at


IMMEDIATE = "set constraints all immediate"
# What a cursor that stays asks, is asked at the commit, after everything else.
STAYS = "declare stays cursor with hold for select set_config('synchronous_commit', 'off', true)"
WAYS = {
    "a session that does not wait": by_itself,
    "switched off after it": in_a_transaction(),
    "as work": in_a_transaction(end="end"),
    "checked early": in_a_transaction(IMMEDIATE),
    "checked from the start": in_a_transaction(before=[IMMEDIATE]),
    "checked twice": in_a_transaction(IMMEDIATE, "set constraints all deferred"),
    "in one message": in_one_message,
    "in a block": in_a_block,
    "in a pipeline": in_a_pipeline,
    "prepared": in_a_transaction(end="prepare transaction 'line'"),
    "chained": in_a_transaction(end="commit and chain"),
    "beside a cursor that stays": in_a_transaction(STAYS),
    "after a cursor that stays": in_a_transaction(before=[STAYS]),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_whatever_a_session_sets_a_line_that_opens_is_on_disk(
    shared, raw, connect, slow_to_disk, way
):
    with raw.transaction():
        backend, began = raw.execute("select pg_backend_pid(), transaction_timestamp()").fetchone()
        line, own = uuid.uuid4(), connect()
        values = [line, shared.by(POLICE), [shared.bottleneck], backend, began]
        raw.execute("select set_config('fence.line', %s, true)", [str(line)])
        try:
            at = way(own, values, slow_to_disk)
        except psycopg.Error as error:
            at = None
            assert error.sqlstate in ("42501", "25P02"), error
        finally:
            with suppress(psycopg.Error):
                own.execute("rollback")
            with suppress(psycopg.Error):
                own.execute("rollback prepared 'line'")
        opens = raw.execute("select (fence.permit()).id is not null").fetchone()[0]
        assert not opens or (
            at is not None and slow_to_disk.execute(FLUSHED, [at]).fetchone() == (True,)
        )
    assert opens or way not in (by_itself, WAYS["switched off after it"])


def test_after_a_crash_the_line_of_what_was_read_is_there(
    shared, raw, opens, connect, slow_to_disk
):
    own = connect()
    own.execute("set synchronous_commit = off")
    with suppress(psycopg.OperationalError), raw.transaction():
        line = opens(
            shared.by(POLICE), "gegevens_inzien", [shared.bottleneck], writes=False, through=own
        )
        assert raw.execute("select count(*) from sharing_statement").fetchone()[0] > 0
        CLUSTER._run("pg_ctl", "-w", "-s", "-m", "immediate", "stop")
        CLUSTER.start(
            fsync="off",
            max_connections="120",
            max_prepared_transactions="5",
            log_min_messages="warning",
        )
    connection.close()
    connection.close_pool()  # its connections wait longer and longer before they try again
    assert connect("auditor").execute(
        "select granted from fence.line where id = %s", [line]
    ).fetchone() == (True,)

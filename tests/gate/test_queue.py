"""The queue of background tasks: the web reaches none of it, with no statement and with no function
of the library."""

from __future__ import annotations

import psycopg
import pytest

from openprisma.gate.third_party import QUEUE

DEFER = """select procrastinate_defer_jobs_v1(array[
    row('default', 'look_at_terms', 0, null, null, '{}'::jsonb, null)
  ]::procrastinate_job_to_defer_v1[])"""
FUNCTIONS = (
    DEFER,
    """select procrastinate_defer_periodic_job_v2(
         'default', null, null, 'send_news', 0, 'x', 1, '{}'::jsonb)""",
    "select procrastinate_fetch_job_v2(null, 1)",
    "select procrastinate_cancel_job_v1(1, true, true)",
    "select procrastinate_finish_job_v1(1, 'succeeded', true)",
    "select procrastinate_retry_job_v2(1, null, null, null, null)",
    "select * from procrastinate_register_worker_v1()",
    "select * from procrastinate_prune_stalled_workers_v1(0)",
)


@pytest.mark.parametrize("table", QUEUE)
def test_the_web_neither_reads_nor_writes_the_queue(live, connect, table):
    app = connect("app")
    for statement in (
        f"select from {table}",
        f"insert into {table} default values",
        f"update {table} set id = default",
        f"delete from {table}",
        f"truncate {table}",
        f"select nextval('{table}_id_seq')",
        f"select last_value from {table}_id_seq",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute(statement)


@pytest.mark.parametrize("call", FUNCTIONS)
def test_the_functions_of_the_library_give_the_web_nothing_more(live, connect, call):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        connect("app").execute(call)


def test_who_runs_tasks_puts_them_in_the_queue(live, connect):
    with connect("worker").transaction(force_rollback=True) as held:
        assert held.connection.execute(DEFER).fetchone()[0]

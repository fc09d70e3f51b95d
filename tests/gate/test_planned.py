"""What the planner tries first tells nothing: without a line no row of a fenced table is looked at,
and under one no condition of a client's goes before ours."""

from __future__ import annotations

import psycopg
import pytest
from django.db import connection

from openprisma.gate.constraints import Fenced
from openprisma.sharing.models import Statement
from openprisma.sidedoors.planned import FENCED, revealing, scans, tried
from tests.builders import opened
from tests.conftest import CLUSTER


@pytest.mark.parametrize("model", FENCED, ids=lambda model: model._meta.db_table)
def test_without_a_line_nothing_is_asked_of_a_row(shared, connect, model):
    """So nothing that EXPLAIN ANALYZE or a stopwatch tells depends on what stands in a row."""
    assert list(revealing(connect(), model)) == []


def test_a_table_that_does_not_ask_for_a_line_first_is_found(shared, connect):
    """Broken on purpose: the same question finds it."""
    fence = next(one for one in Statement._meta.constraints if isinstance(one, Fenced))
    root = connect("postgres")
    root.execute(f"alter policy app_reads on sharing_statement using ({fence.sees})")
    try:
        assert list(revealing(connect(), Statement))
    finally:
        root.execute(f"alter policy app_reads on sharing_statement using ({fence.seen(Statement)})")


@pytest.mark.parametrize("model", FENCED, ids=lambda model: model._meta.db_table)
def test_under_a_line_ours_go_before_every_operator_of_a_client(shared, connect, model):
    own, table = connect(), model._meta.db_table
    with own.transaction():
        opened(own, shared, connect)
        for column, condition in tried(model):
            for read in scans(own, f"select 1 from {table} t where {condition}", table):
                asked = read.get("Index Cond", "")
                assert f"({column} <" not in asked and f"({column} =" not in asked, read
                before, found, _ = read.get("Filter", "").partition(f"({column} <")
                ours = any(one in before for one in ("fence.", "InitPlan", "$", "SubPlan"))
                assert not found or (ours and " AND " in before), (condition, read["Filter"])


def test_no_function_of_the_server_counts_as_leakproof_but_equality_of_ids(connect):
    query = "select proname from pg_proc where proleakproof order by 1"
    assert connect().execute(query).fetchall() == [("uuid_eq",)]


def test_a_category_that_is_shut_in_an_open_file_is_not_read_by_trying(shared, connect):
    """The text of a datum is compared only after its category was: else each comparison tells a
    letter of it."""
    own = connect()
    with CLUSTER.connect(database="tests") as root:
        told = root.execute("select id, text from sharing_statement limit 1").fetchone()
    with own.transaction():
        opened(own, shared, connect)
        for sign in ("<", ">="):
            query = (
                f"select 1 from sharing_statement t where t.id = '{told[0]}' and t.text {sign} 'M'"
            )
            (read,) = scans(own, query, "sharing_statement")
            conditions = read["Filter"]
            assert conditions.index("category") < conditions.index(f"text {sign}"), conditions


def test_no_column_is_the_subscript_of_guesses(connect):
    """A subscript is no function: the planner would try it before everything."""
    for query in (
        """select from subjects_subject where ('{"Iemand": 1}'::jsonb)[name] is not null""",
        "select from signals_signal where criteria['a'] is not null",
    ):
        with pytest.raises(psycopg.errors.DatatypeMismatch):
            connect().execute(query)
    integers = [
        f"{model._meta.db_table}.{field.column}"
        for model in FENCED
        for field in model._meta.local_fields
        if field.db_type(connection) == "integer"
    ]
    assert integers == []

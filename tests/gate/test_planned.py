"""What the planner tries first tells nothing: without a line no row of a fenced table is looked at,
and under one no condition of a client's goes before ours."""

from __future__ import annotations

import json
import re

import psycopg
import pytest
from django.apps import apps
from django.db import connection
from django.db.models import BooleanField

from openprisma.gate.constraints import Fenced
from tests.builders import opened
from tests.conftest import CLUSTER

FENCED = [
    model
    for model in apps.get_models()
    if any(isinstance(one, Fenced) for one in model._meta.constraints)
]
# What can be tried on a column of a kind by operators that PostgreSQL itself calls leakproof.
TRIED = {
    "uuid": "{} <= 'ffffffff-ffff-ffff-ffff-ffffffffffff'",
    "text": "{} < 'zzzz'",
    "varchar": "{} < 'zzzz'",
    "date": "{} < '2100-01-01'",
    "timestamp": "{} < '2100-01-01'",
    "smallint": "{} < 30000",
    "integer": "{} < 30000",
    "bigint": "{} < 30000",
    "bytea": "{} < '\\xff'",
    "boolean": "{} = any ('{{true,false}}')",
    "numeric": "{} < 30000",
}


def tried(model):
    """A condition on each column that an operator reads."""
    for field in model._meta.local_fields:
        kind = str(field.db_type(connection)).split("(")[0].split(" ")[0]
        if kind in TRIED:
            yield field.column, TRIED[kind].format(f"t.{field.column}")


def nodes(plan):
    yield plan
    for one in plan.get("Plans", ()):
        yield from nodes(one)


def scanned(read):
    """A scan and the indexes it looks in, without what its conditions ask."""
    yield read
    for one in read.get("Plans", ()):
        if one["Parent Relationship"] in ("Outer", "Member"):
            yield from scanned(one)


def explained(own, query: str, how: str = "analyze, format json") -> dict:
    answer = own.execute(f"explain ({how}) {query}").fetchone()[0]
    return (answer if isinstance(answer, list) else json.loads(answer))[0]["Plan"]


def scans(own, query: str, table: str) -> list[dict]:
    return [one for one in nodes(explained(own, query)) if one.get("Relation Name") == table]


def conditions(model):
    """What a client could ask of each column."""
    yield from (condition for _, condition in tried(model))
    for field in model._meta.local_fields:
        if isinstance(field, BooleanField):
            yield f"t.{field.column}"
        if field.null:
            yield f"t.{field.column} is null"


@pytest.mark.parametrize("model", FENCED, ids=lambda model: model._meta.db_table)
def test_without_a_line_nothing_is_asked_of_a_row(shared, connect, model):
    """Whether there is a line, or somebody at the door, is asked first, of no row in particular;
    it is the only thing that is. So nothing that EXPLAIN ANALYZE or a stopwatch tells depends on
    what stands in a row."""
    own, table = connect(), model._meta.db_table
    for settings in ("", "set enable_seqscan = off", "set enable_indexscan = off"):
        own.execute(f"reset all; {settings}")
        for condition in conditions(model):
            for read in scans(own, f"select 1 from {table} t where {condition}", table):
                first = re.match(r"\(*(\(InitPlan 1\)\.col1|\$0)", read["Filter"])
                indexed = " ".join(one.get("Index Cond", "") for one in scanned(read))
                assert "<" not in indexed, "an index finds a row by its id, and by nothing else"
                for one in read.get("Plans", ()):
                    name, _, returns = one.get("Subplan Name", "").partition(" (returns ")
                    if one["Parent Relationship"] == "Outer" or name == "InitPlan 1":
                        continue
                    # PostgreSQL 15 says `$2` where 18 says `(InitPlan 3).col1`
                    asked = f"({name})" in indexed or (returns and returns[:-1] in indexed)
                    told = asked or one["Actual Loops"] == 0
                    assert first and told, (condition, read)


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

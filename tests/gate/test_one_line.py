"""A transaction has one line: with two, one statement could read the files of the one with the
categories of the other, and write the columns of the one with the receipt of the other. A
second one is refused, and two that are written side by side open nothing."""

from __future__ import annotations

from uuid import uuid4

import psycopg
import pytest

from tests.builders import POLICE, REPORTER, forget

OPEN = "select fence.open(%s, %s, %s, '', '', '', '', %s, %s, %s, %s, %s)"
MIXED = """select s.id, s.category from (
    select v.n, v.id, case when v.n = 1 then set_config('fence.line', %s, true)
                           else set_config('fence.line', %s, true) end as said
      from unnest(%s::uuid[]) with ordinality v (id, n) offset 0) v,
  lateral (select * from sharing_statement s where s.id = v.id offset 0) s"""


@pytest.fixture
def line(shared, connect):
    """Open a line for the transaction of a raw connection; gives its id and what was against it.
    Afterwards none was there: the books do not agree with two lines of one transaction."""
    opened = []

    def one(
        raw, act="gegevens_inzien", categories=(), by=POLICE, writes=False, file=None, through=None
    ):
        named = str(uuid4())
        backend, began = raw.execute("select pg_backend_pid(), transaction_timestamp()").fetchone()
        files = [file or shared.bottleneck]
        asked = (named, shared.by(by), act, files, list(categories), writes, backend, began)
        opened.append(named)
        return named, (through or connect()).execute(OPEN, asked).fetchone()[0]

    yield one
    forget(connect("postgres"), *opened)


def test_two_lines_of_one_transaction_open_nothing_together(shared, connect, line):
    raw = connect()
    ids = [row[0] for row in connect("postgres").execute("select id from sharing_statement")]
    with raw.transaction():
        for method in ("hashjoin", "mergejoin", "seqscan", "material", "memoize"):
            raw.execute(f"set local enable_{method} = off")
        one, other = connect(), connect()
        with one.transaction(), other.transaction():
            (narrow, against), (wide, too) = (
                line(raw, categories=[], through=one),
                line(raw, categories=range(1, 18), through=other),
            )
        assert (against, too) == ([], [])
        assert raw.execute(MIXED, [narrow, wide, [ids[0], *ids]]).fetchall() == []
        for named in (narrow, wide):
            raw.execute("select set_config('fence.line', %s, true)", [named])
            assert raw.execute("select (fence.permit()).id").fetchone() == (None,)
            assert raw.execute("select count(*) from sharing_statement").fetchone() == (0,)


def test_a_second_line_is_refused_and_takes_the_first_away_from_nobody(shared, connect, line):
    raw = connect()
    with raw.transaction():
        first, _ = line(raw, categories=range(1, 18))
        raw.execute("select set_config('fence.line', %s, true)", [first])
        assert raw.execute("select count(*) from sharing_statement").fetchone()[0] > 0
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="al een regel"):
            line(raw, "dossier_inzien")
        assert raw.execute("select count(*) from sharing_statement").fetchone()[0] > 0


def test_a_line_that_was_refused_takes_nothing_away(shared, connect, line):
    raw = connect()
    with raw.transaction():
        first, _ = line(raw, categories=range(1, 18))
        raw.execute("select set_config('fence.line', %s, true)", [first])
        _, against = line(raw, "gegevens_inzien", file=uuid4())
        assert against
        assert raw.execute("select count(*) from sharing_statement").fetchone()[0] > 0


def test_columns_do_not_change_under_the_receipt_of_another_act(shared, connect, line):
    raw, own = connect(), connect("postgres")
    whose, ids = own.execute(
        "select participant_id, array_agg(id) from sharing_statement group by 1 limit 1"
    ).fetchone()
    by = {"politie": POLICE}.get(whose, REPORTER)
    before = own.execute("select array_agg(text order by id) from sharing_statement").fetchone()
    with pytest.raises(psycopg.errors.InsufficientPrivilege), raw.transaction():
        one, other = connect(), connect()
        with one.transaction(), other.transaction():
            mark, _ = line(raw, "fout_melden", range(1, 18), by, True, through=one)
            mend, _ = line(raw, "gegeven_verbeteren", range(1, 18), by, True, through=other)
        for named in (mend, mark):
            raw.execute("select set_config('fence.line', %s, true)", [named])
            raw.execute("select fence.hold()")
        raw.execute(
            """update sharing_statement s set dispute = case when v.n = 1 then 'x' else dispute end,
                 text = case when v.n = 1 then s.text
                   when set_config('fence.line', %s, true) <> '' then 'VERVALST' end, receipt = %s
               from unnest(%s::uuid[]) with ordinality v (id, n) where s.id = v.id""",
            [mend, mark, ids],
        )
        raise psycopg.errors.InsufficientPrivilege("nothing was changed")
    assert (
        own.execute("select array_agg(text order by id) from sharing_statement").fetchone()
        == before
    )

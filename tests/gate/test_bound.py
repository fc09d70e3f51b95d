"""Who and what is bound: whoever logs in but the owner, one line to one transaction, an attempt to
its pass, files to who writes."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import psycopg
import pytest

from openprisma.gate.constraints import Fenced, guarded, of_whom
from openprisma.gate.writes import PARTICIPANT_COLUMNS, PERSON_COLUMNS
from tests.builders import POLICE, REPORTER, SECRETARY, a_pass, forget

Refusal = psycopg.errors.InsufficientPrivilege
ALL_COLUMNS = """set local role vault;
create or replace function fence.compiled_right(operation text, tbl text) returns fence.write_right
language plpgsql stable parallel restricted security definer
set search_path = fence, pg_temp as $$ begin
  return (select row(l.id, l.files[1], l.person, nullif(l.participant, ''), array(
              select attname::text from pg_attribute where attrelid = to_regclass('public.' || tbl)
            ), '{person,participant,file}', '{}')::fence.write_right
            from fence.permit() l where l.id is not null and l.writes);
end $$;
reset role"""
NEW = "van_later"  # a role that is not there yet


@pytest.fixture
def under(connect, enter, shared, raw):
    """In a transaction of the superuser a line of the police to report an error, and then one of
    the roles of the application."""
    root = connect("postgres")

    def begin(role: str, first: str = "select 1"):
        root.execute("begin")
        if role == NEW:
            root.execute(f"create role {NEW} in role app")
        backend, began = root.execute("select pg_backend_pid(), transaction_timestamp()").fetchone()
        line, by = uuid4(), shared.by(POLICE)
        opened = "select fence.open(%s, %s, 'fout_melden', '', '', '', '', %s, %s, true, %s, %s)"
        asked = [line, by, [shared.bottleneck], list(range(1, 18)), backend, began]
        assert connect().execute(opened, asked).fetchone() == ([],)
        root.execute("select set_config('fence.line', %s, true)", [str(line)])
        root.execute("select fence.hold()")
        root.execute(first)
        root.execute(f"set local role {role}")
        return root

    yield begin
    root.execute("rollback")


@pytest.mark.parametrize("role", ["app", "worker", NEW])
def test_of_a_datum_of_another_nobody_who_logs_in_changes_more_than_that_it_is_disputed(
    under, role
):
    root = under(role, first=ALL_COLUMNS)
    with root.transaction():
        assert (
            root.execute(
                "update sharing_statement set disputed_on = current_date, dispute = 'klopt niet'"
            ).rowcount
            == 2
        )
    with pytest.raises(Refusal, match="alleen die ander"):
        root.execute("update sharing_statement set text = 'anders'")


@pytest.mark.parametrize("role", ["app", "worker", NEW])
def test_columns_are_shut_to_whatever_role_logs_in(under, role):
    root = under(role)
    with (
        pytest.raises(Refusal, match="verandert text van sharing_statement niet"),
        root.transaction(),
    ):
        root.execute("update sharing_statement set text = 'anders', receipt = (fence.permit()).id")
    with pytest.raises(Refusal), root.transaction():
        root.execute(
            "insert into example_letter (id, on_day, receipt, to_id) values "
            "(gen_random_uuid(), current_date, %s, 'politie')",
            [uuid4()],
        )


def test_which_columns_say_whose_a_row_is_stands_in_one_place(connect, live):
    """The fence is told with each trigger, and names none itself."""
    root = connect("postgres")
    (body,) = root.execute(
        "select prosrc from pg_proc where oid = 'fence.only_columns'::regproc"
    ).fetchone()
    assert [one for one in (*PERSON_COLUMNS, *PARTICIPANT_COLUMNS) if one in body] == []
    told = "select tgargs from pg_trigger where tgrelid = %s::regclass and tgname = 'only_columns'"
    for model, one in guarded():
        if isinstance(one, Fenced):
            given = root.execute(told, [model._meta.db_table]).fetchone()[0].split(b"\0")
            assert [tuple(part.decode()[1:-1].split(",")) for part in given[1:3]] == [
                tuple(c) or ("",) for c in of_whom(model)
            ]


def test_one_line_serves_one_transaction_also_within_one_message(connect, shared, raw):
    """All transactions that one message begins, begin at the same moment; whoever sends them knows
    that moment while it waits."""
    line, root = uuid4(), connect("postgres")
    (backend,) = raw.execute("select pg_backend_pid()").fetchone()
    reads = f"""select set_config('fence.line', '{line}', true);
      select count(*) from sharing_statement; commit;"""
    message = f"begin; select pg_sleep(1.5); {reads} begin; {reads} begin; {reads}"

    def send() -> list[int]:
        found, done = [], raw.execute(message)
        while True:
            if done.description and done.description[0].name == "count":
                found.append(done.fetchone()[0])
            if not done.nextset():
                return found

    with ThreadPoolExecutor(1) as one:
        told, began = one.submit(send), None
        asked = "select xact_start from pg_stat_activity where pid = %s and state = 'active'"
        for _ in range(100):
            if began := (root.execute(asked, [backend]).fetchone() or (None,))[0]:
                break
            time.sleep(0.01)
        opened = (
            "select fence.open(%s, %s, 'gegevens_inzien', '', '', '', '', %s, %s, false, %s, %s)"
        )
        values = [line, shared.by(POLICE), [shared.bottleneck], list(range(1, 18)), backend, began]
        assert connect().execute(opened, values).fetchone() == ([],), "the line itself is good"
        assert told.result(10) == [0, 0, 0]


# Attempts and what is held.


@pytest.mark.parametrize("whose", ["one's own", "somebody else's"])
def test_a_line_that_is_there_already_does_not_begin_once_more(raw, enter, shared, connect, whose):
    """Whoever held its lock could keep its outcome from being said."""
    with raw.transaction(force_rollback=True):
        line = enter(by=shared.by(SECRETARY), act="taak_toevoegen", writes=True)
        other = raw if whose == "one's own" else connect()
        with pytest.raises(Refusal), other.transaction():
            other.execute("select fence.starts(%s, null, null)", [line])


def test_an_attempt_is_kept_only_with_what_was_done_under_it(raw, opens, shared, connect):
    root, count = connect("postgres"), "select count(*) from fence.attempt"
    before = root.execute(count).fetchone()
    for ending in ("commit", "set constraints all immediate"):
        raw.execute("begin")
        assert raw.execute(
            "select fence.starts(%s, %s, %s)", [uuid4(), uuid4(), b"x" * 32]
        ).fetchone() == (True,)
        with pytest.raises(Refusal, match="niet gezegd"):
            raw.execute(ending)
        raw.execute("rollback")
    with raw.transaction():  # also not with the line of something else that was done
        line = opens(shared.by(SECRETARY), "taak_toevoegen", [shared.bottleneck], writes=True)
        raw.execute("select fence.hold()")
        raw.execute("select fence.close(%s, null, 'done', '{}', '{}')", [line])
        with pytest.raises(Refusal), raw.transaction():
            raw.execute("select fence.starts(%s, %s, %s)", [line, uuid4(), b"x" * 32])
    assert root.execute(count).fetchone() == before
    forget(root, line)


def test_nobody_takes_the_name_of_the_attempt_of_another_pass(raw, connect, shared):
    """The database makes the name from the pass: the same form of two people is two attempts."""
    once, by, other = uuid4(), a_pass(REPORTER), a_pass(POLICE)
    rival = connect()
    raw.execute("begin")
    rival.execute("begin")
    for own, of in ((raw, by), (rival, other)):  # neither waits for the other
        own.execute("set local lock_timeout = '1s'")
        assert own.execute("select fence.starts(%s, %s, %s)", [uuid4(), once, of]).fetchone() == (
            True,
        )
    third = connect()
    with pytest.raises(psycopg.errors.LockNotAvailable), third.transaction():
        third.execute("select fence.starts(%s, %s, %s)", [uuid4(), once, by])
    raw.execute("rollback")
    rival.execute("rollback")


def test_under_a_line_that_reads_nobody_holds_a_file(raw, enter, shared, connect):
    (backend,) = raw.execute("select pg_backend_pid()").fetchone()
    held = "select count(*) from pg_locks where pid = %s and locktype = 'advisory'"
    with raw.transaction(force_rollback=True):
        enter(by=shared.by(POLICE), act="gegevens_inzien")
        assert raw.execute("select fence.hold()").fetchone() == (["huisregels:1.1"],)
        assert connect("postgres").execute(held, [backend]).fetchone() == (0,)


def test_a_line_names_no_more_than_a_hundred_files(raw, connect, shared):
    backend, began = raw.execute("select pg_backend_pid(), transaction_timestamp()").fetchone()
    opened = "select fence.open(%s, %s, 'dossier_inzien', '', '', '', '', %s, %s, false, %s, %s)"
    for files, categories in (
        ([uuid4() for _ in range(101)], []),
        ([shared.bottleneck], list(range(1, 102))),
    ):
        with pytest.raises(psycopg.DataError):
            connect().execute(
                opened, [uuid4(), shared.by(POLICE), files, categories, backend, began]
            )

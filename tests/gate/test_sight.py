"""An act changes and removes what it may read, and does it under a line that stands: not what is
hidden, not after access was taken away, and not while a stranger opens lines in its name."""

from __future__ import annotations

import threading
import time
from unittest.mock import Mock
from uuid import uuid4

import psycopg
import pytest

from openprisma.gate import ledger
from openprisma.gate.checks import catalogue_has_no_way_round
from openprisma.gate.constraints import Fenced, guarded
from openprisma.kernel.errors import Refused
from openprisma.panels import facts
from openprisma.panels.models import Decision, Recusal, Vote
from openprisma.stories.region import person_id
from tests.builders import (
    ADMINISTRATOR,
    AUTHORISER,
    POLICE,
    REPORTER,
    a_pass,
    as_worker,
)
from tests.conftest import CLUSTER


def seen(raw, table="sharing_statement"):
    return raw.execute(f"select count(*) from {table}").fetchone()[0]


OPEN = "select fence.open(%s, %s, %s, '', '', '', '', %s, %s, %s, %s, %s)"


@pytest.fixture
def disputed(shared, connect):
    """A datum of the reporter that somebody said is wrong; put back afterwards."""
    root = connect("postgres")
    root.execute("set session_replication_role = replica")
    (one, receipt) = root.execute(
        """select id, receipt from sharing_statement
            where file_id = %s and participant_id <> 'politie'""",
        [shared.bottleneck],
    ).fetchone()
    change = (
        "update sharing_statement set disputed_on = %s, dispute = %s, receipt = %s where id = %s"
    )
    root.execute(change, ["2025-10-01", "Dit klopt niet.", uuid4(), one])
    yield one
    root.execute(change, [None, "", receipt, one])


@pytest.mark.parametrize("value", ["null", "'2025-10-01'"])
def test_a_disputed_datum_is_neither_cleared_nor_read_by_who_reports_another(
    disputed, raw, enter, value
):
    """A statement that looks at no column is not asked what its writer may read; and a row that is
    written under one's own line is shown to its writer."""
    with raw.transaction(force_rollback=True):
        enter(act="fout_melden", writes=True)
        assert seen(raw) == 1
        done = raw.execute(f"update sharing_statement set disputed_on = {value}")
        assert done.rowcount == 1
        assert seen(raw) == 1


def test_what_is_changed_or_removed_may_be_read():
    """Of every table: what stands in the way of reading stands in the way of writing."""
    for model, one in guarded():
        if not isinstance(one, Fenced) or one.changes == "false":
            continue
        for operation in ("update", "delete"):
            if operation == "delete" and one.removes:
                continue  # destroyed unread
            said = one.writing(model, operation)
            parts = [part for part in one.sees.split(" and ") if " or " not in one.sees]
            assert all(part in said for part in parts), (model, operation)


def begun(raw):
    return raw.execute("select pg_backend_pid(), transaction_timestamp()").fetchone()


def test_nobody_opens_a_line_in_the_name_of_a_transaction_that_has_one(raw, enter, shared, connect):
    with raw.transaction():
        line = enter()
        for act, files in (("mail_instellen", []), ("gegevens_inzien", [shared.bottleneck])):
            with pytest.raises(psycopg.errors.InsufficientPrivilege, match="al een regel"):
                values = [uuid4(), shared.by(REPORTER), act, files, [], False, *begun(raw)]
                connect().execute(OPEN, values)
        assert raw.execute("select (fence.permit()).id").fetchone() == (line,)
        assert seen(raw) == 2


def test_what_was_done_under_a_line_that_opens_nothing_is_not_said_to_be_done(
    raw, opens, shared, connect
):
    """Two that were opened side by side: neither opens anything, and nothing is called done."""
    root = connect("postgres")
    with pytest.raises(psycopg.errors.InsufficientPrivilege), raw.transaction():
        line = opens(shared.by(POLICE), "fout_melden", [shared.bottleneck], writes=True)
        raw.execute("select fence.hold()")
        other = uuid4()
        root.execute(
            """insert into fence.line (id, day, backend, began, person, actor, participant, act,
                 purpose, ground, law, question, files, categories, writes, granted, objections)
               select %s, day, backend, began, person, actor, participant, act,
                 purpose, ground, law, question, files, categories, writes, granted, objections
                 from fence.line where id = %s""",
            [other, line],
        )
        try:
            raw.execute("select fence.close(%s, null, 'done', '{}', '{}')", [line])
        finally:
            root.execute("set session_replication_role = replica")
            root.execute("delete from fence.line where id = any (%s)", [[line, other]])


@pytest.fixture
def confirmed(connect):
    """Says of somebody whether their access is confirmed; everybody's is afterwards."""
    root, told = connect("postgres"), []

    def say(who: str, value: bool) -> None:
        told.append(who)
        change = "update partners_clearance set confirmed = %s where person_id = %s"
        root.execute(change, [value, person_id("den-haag", who)])

    yield say
    for who in dict.fromkeys(told):
        say(who, True)


@pytest.mark.parametrize(
    "who, act, value",
    [(AUTHORISER, "toegang_bevestigen", True), (ADMINISTRATOR, "tweede_factor_vervangen", False)],
)
def test_whose_access_was_taken_away_changes_and_reads_nothing_of_colleagues(
    live, raw, enter, confirmed, connect, who, act, value
):
    (colleague,) = (
        connect("postgres")
        .execute(
            """select id from partners_person where id <> %s and designated_by_id =
                 (select designated_by_id from partners_person where id = %s) limit 1""",
            [person_id("den-haag", who)] * 2,
        )
        .fetchone()
    )
    change = "update partners_clearance set confirmed = %s, receipt = %s where person_id = %s"
    for taken in (False, True):
        with raw.transaction(force_rollback=True):
            line = enter(by=a_pass(who), act=act, files=[], writes=True)
            if taken:
                confirmed(who, False)
            count = raw.execute("select count(*) from partners_clearance").fetchone()[0]
            assert (count > 0) is not taken
            assert raw.execute(change, [value, line, colleague]).rowcount == (0 if taken else 1)
            if act == "tweede_factor_vervangen":
                made = raw.execute("select fence.replace_factor(%s)", [colleague]).fetchone()
                assert (made == (None,)) is taken


def test_whose_access_was_taken_away_hears_no_numbers_at_the_door(live, raw, connect, confirmed):
    by, root = a_pass(POLICE), connect("postgres")
    for function in ("questions", "turns", "turns_of_others"):
        (text,) = root.execute(
            "select pg_get_functiondef(%s::regproc)", [f"fence.{function}"]
        ).fetchone()
        assert "visitor" not in text
    confirmed(POLICE, False)
    with raw.transaction():
        raw.execute("select set_config('fence.pass', %s, true)", [by.hex()])
        assert raw.execute("select fence.person()").fetchone() == (None,)
        for numbers in ("questions()", "turns(null)", "turns_of_others()"):
            assert raw.execute(f"select * from fence.{numbers}").fetchall() == []


@pytest.mark.parametrize(
    "table", ["partners_person", "partners_functionholder", "panels_seat", "partners_clearance"]
)
def test_whose_access_was_taken_away_reads_of_no_colleague_at_the_door(
    live, raw, connect, confirmed, table
):
    by = a_pass(POLICE)
    at_the_door = f"select count(*) from {table}"
    with raw.transaction(force_rollback=True):
        raw.execute("select set_config('fence.pass', %s, true)", [by.hex()])
        assert raw.execute(at_the_door).fetchone()[0] > 0
        confirmed(POLICE, False)
        assert raw.execute(at_the_door).fetchone()[0] == 0


def test_who_has_no_role_in_a_file_hears_of_it_what_one_hears_of_none(shared, connect):
    """Otherwise asking tells which participants it involves."""
    told = connect("postgres").execute(
        """select distinct fence.file_objections(fence.known(p.id), f.id, o.act, fence.today(),
                  null, true)
             from partners_person p, files_file f, (select distinct act from fence.offer) o
            where f.id = %s and not exists (select from files_assignment a
                   where a.file_id = f.id and a.person_id = p.id)""",
        [shared.bottleneck],
    )
    assert told.fetchall() == [(["huisregels:1.1"],)]


def test_a_new_factor_tells_no_address(live, raw, enter):
    """What is asked inside a transaction is forgotten with it, of whom as well."""
    with raw.transaction(force_rollback=True):
        line = enter(by=a_pass(ADMINISTRATOR), act="tweede_factor_vervangen", files=[], writes=True)
        target = person_id("den-haag", POLICE)
        change = (
            "update partners_clearance set confirmed = false, receipt = %s where person_id = %s"
        )
        raw.execute(change, [line, target])
        (key,) = raw.execute("select fence.replace_factor(%s)", [target]).fetchone()
        assert len(bytes.fromhex(key)) == 20


def test_the_system_reads_of_a_file_that_ended_no_more_than_it_writes(shared, connect):
    root, worker = connect("postgres"), connect("worker")
    end = "update files_file set ends_on = %s where id = %s"
    (before,) = root.execute(
        "select ends_on from files_file where id = %s", [shared.bottleneck]
    ).fetchone()
    tables = [model._meta.db_table for model, one in guarded() if isinstance(one, Fenced)]
    root.execute(end, ["2025-09-30", shared.bottleneck])
    try:
        by = a_pass(None, "systeem")
        with worker.transaction(force_rollback=True):
            values = [uuid4(), by, "dossier_laten_verlopen", [shared.bottleneck], [], True]
            (against,) = connect("worker").execute(OPEN, [*values, *begun(worker)]).fetchone()
            assert against == []
            assert worker.execute("select fence.hold()").fetchone() == ([],)
            found = {one: worker.execute(f"select 1 from {one}").rowcount for one in tables}
    finally:
        root.execute(end, [before, shared.bottleneck])
    staff = ("partners_person", "partners_functionholder", "panels_seat")
    there = {one for one, many in found.items() if many} - set(staff)
    assert there == {"files_file", "files_step"}


def test_nobody_says_before_the_program_does_that_an_act_died(world, connect, auditor):
    """Between the end of its transaction and the word that it was refused, and why."""
    stop, asking = threading.Event(), connect()

    def always() -> None:
        while not stop.is_set():
            asking.execute("select fence.settle()")

    thread = threading.Thread(target=always)
    thread.start()
    try:
        for _ in range(10):
            with pytest.raises(Refused):
                world.deliver(POLICE, rechtmatig=False)
    finally:
        stop.set()
        thread.join()
    assert {one[2] for one in auditor(10)} == {"refused"}
    assert ledger.settle() == 0


@pytest.mark.parametrize(
    "busy", [True, False], ids=["it is busy", "it asks something now and then"]
)
def test_who_keeps_a_transaction_open_is_sent_away_whatever_it_asks(live, connect, busy):
    own = connect()
    own.execute("begin")
    own.execute("select fence.knock(%s, 'nobody', '', '', '', null)", [uuid4().bytes])
    thread = threading.Thread(target=_sleeps, args=[own])
    if busy:
        thread.start()
    time.sleep(1.2)
    if not busy:
        own.execute("select 1")
    assert CLUSTER.end_idle(60, 60) == 0
    assert CLUSTER.end_idle(60, 1) >= 1
    if busy:
        thread.join()
    with pytest.raises(psycopg.OperationalError):
        own.execute("select 1")


def _sleeps(own) -> None:
    with pytest.raises(psycopg.OperationalError):
        own.execute("select pg_sleep(20)")


def test_who_asks_a_name_keeps_nobody_waiting(live, connect):
    """What is older than an hour is removed by whoever asks next."""
    root, own, other = connect("postgres"), connect(), connect()
    root.execute(
        "insert into fence.asked (line, digest, at) values (%s, '', now() - interval '2 hours')",
        [uuid4()],
    )
    other.execute("set statement_timeout = '2s'")
    ask = "select fence.ask_name(gen_random_uuid(), 'Iemand')"
    with own.transaction():
        own.execute(ask)
        other.execute(ask)


@pytest.mark.parametrize("role", ["worker", "auditor"])
def test_no_role_takes_every_connection(live, connect, role):
    root = connect("postgres")
    (limit,) = root.execute(
        "select rolconnlimit from pg_roles where rolname = %s", [role]
    ).fetchone()
    assert 0 < limit <= 15
    root.execute(f"alter role {role} connection limit -1")
    try:
        found = [error.msg for error in catalogue_has_no_way_round(["default"])]
        assert [one for one in found if role in one and "every connection" in one], found
    finally:
        root.execute(f"alter role {role} connection limit {limit}")


def test_what_one_question_writes_beside_the_tables_has_an_end(live, connect):
    assert connect().execute("show temp_file_limit").fetchone() == ("1GB",)


def test_the_worker_settles_what_died(live):
    with as_worker():
        ledger.settle()  # what other tests left
        assert ledger.settle() == 0


def test_a_member_has_one_vote_however_many_rows_raw_sql_adds(monkeypatch):
    """By the number that tells a member's votes in a round apart, and which the writer chooses."""
    member, other = uuid4(), uuid4()
    seats = [Mock(votes=True, person_id=one, deputy_id=None) for one in (member, other)]
    monkeypatch.setattr(facts, "seats_on", lambda run, day: seats)
    monkeypatch.setattr(facts, "rests_on", lambda run: {})
    monkeypatch.setattr(facts, "absent", lambda run, who: False)
    monkeypatch.setattr(facts, "deciding_day", lambda run: None)
    stuffed = [(member, nr > 0, False, 0, nr, {}) for nr in (4, 3, 2, 1, 0)]
    rows = {Vote: [*stuffed, (other, True, False, 0, 0, {})], Recusal: [], Decision: []}
    run = Mock(rows=lambda model, *columns: rows[model])
    assert sorted(facts.cast(run)) == sorted([(member, True, False), (other, True, False)])

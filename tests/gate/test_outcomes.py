"""How an attempt ends: once, said by whose it is, and as it was. What failed is not told as done,
and a line is on disk."""

from __future__ import annotations

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import psycopg
import pytest
from django.db import OperationalError, connection

from openprisma.audit.reconciling import reconcile
from openprisma.gate import acts, ledger
from openprisma.gate import perform as gate
from openprisma.gate.perform import perform
from openprisma.kernel.errors import BadInput, Refused, Repeated
from openprisma.project.main import main as openprisma
from openprisma.stories.region import person_id
from tests.builders import OUTSIDER, POLICE, REPORTER, SECRETARY, a_pass, draft, forget
from tests.conftest import acting_as

CLOSE = "select fence.close(%s, %s, %s, '{}', '{}')"
NOT_YOURS = psycopg.errors.InsufficientPrivilege
TASK = """insert into panels_task
    (id, alliance_id, file_id, kind, text, owner_id, due, round, result, receipt)
  values (%s, 'den-haag', %s, 'actie', 'x', %s, current_date, 0, '', (fence.permit()).id)"""


def outcomes(connect, line) -> list[str]:
    query = "select outcome from fence.outcome where line = %s"
    return [outcome for (outcome,) in connect("auditor").execute(query, [line]).fetchall()]


# How it ended is said once, by whose line it is.


def test_the_line_of_another_is_closed_by_nobody_else_and_one_s_own_only_once(
    shared, raw, opens, connect
):
    mine, other = shared.by(POLICE), shared.by(REPORTER)
    with raw.transaction():
        line = opens(mine, "gegevens_inzien", [shared.bottleneck], writes=False)
        assert raw.execute("select count(*) from sharing_statement").fetchone()[0] > 0
    for by, outcome in (
        (other, "refused"),
        (b"nobody's", "refused"),
        (None, "refused"),
        (mine, "done"),
        (mine, "x"),
        (mine, None),
    ):
        with pytest.raises(NOT_YOURS):
            connect().execute(CLOSE, [line, by, outcome])
    assert outcomes(connect, line) == []
    connect().execute(CLOSE, [line, mine, "failed"])
    for outcome in ("failed", "refused", "done"):
        with pytest.raises(NOT_YOURS):
            connect().execute(CLOSE, [line, mine, outcome])
    assert outcomes(connect, line) == ["failed"]
    with pytest.raises(NOT_YOURS):
        connect().execute(CLOSE, [uuid.uuid4(), mine, "failed"])


def test_a_line_that_the_database_granted_and_the_program_refused_says_that_it_had_opened(
    shared, live
):
    with pytest.raises(Refused):
        shared.deliver(POLICE, categorie="fiscale_gegevens")
    with pytest.raises(Refused):
        shared.do(OUTSIDER, "gegevens_inzien")
    lines = shared.do("victor-nulmeting", "logboek_inzien", doel="rechtmatigheidscontrole").lines
    told = {(line.act, line.outcome, line.granted) for line in lines if line.outcome == "refused"}
    assert told >= {("gegeven_verstrekken", "refused", True), ("gegevens_inzien", "refused", False)}


def test_done_is_said_only_inside_the_transaction_that_holds_the_files_and_is_the_end_of_it(
    live, raw, opens, connect
):
    by = a_pass(REPORTER)
    file = draft(by=by)
    change = "update signals_signal set summary = summary where file_id = %s"
    receipt = "select receipt from signals_signal where file_id = %s"
    before, root = connect("postgres").execute(receipt, [file]).fetchone(), connect("postgres")
    with raw.transaction():
        line = opens(by, "signaal_aanvullen", [file], writes=True)
        assert raw.execute(change, [file]).rowcount == 0, "it does not hold the file"
        with pytest.raises(NOT_YOURS), raw.transaction():
            raw.execute(CLOSE, [line, None, "done"])
        assert raw.execute("select fence.hold()").fetchone() == ([],)
        assert raw.execute(change, [file]).rowcount == 1
        for outcome in ("done", "refused", "failed"):
            with pytest.raises(NOT_YOURS):
                connect().execute(CLOSE, [line, by, outcome])
        raw.execute(CLOSE, [line, None, "done"])
        assert raw.execute(change, [file]).rowcount == 0, "what is done is done"
    assert outcomes(connect, line) == ["done"]
    with raw.transaction():
        assert raw.execute("select fence.hold()").fetchone() == (["huisregels:1.1"],)
    with root.transaction():
        root.execute("set local session_replication_role = replica")
        back = "update signals_signal set receipt = %s where file_id = %s"
        assert root.execute(back, [*before, file]).rowcount == 1
    forget(root, line)


def test_files_that_were_let_go_are_not_held(live, raw, opens, connect):
    by = a_pass(REPORTER)
    file, change = draft(by=by), "update signals_signal set summary = summary where file_id = %s"
    with raw.transaction():
        opens(by, "signaal_aanvullen", [file], writes=True)
        with suppress(psycopg.Rollback), raw.transaction(force_rollback=True):
            raw.execute("select fence.hold()")
            assert raw.execute(change, [file]).rowcount == 1
        assert raw.execute(change, [file]).rowcount == 0
    with pytest.raises(NOT_YOURS):
        raw.execute("insert into fence.held values (gen_random_uuid())")


def test_what_is_kept_was_said_to_be_done(raw, enter, shared, connect):
    """A change that is kept without its outcome could be called failed afterwards, or be settled as
    that nothing was kept."""
    task, mine = str(uuid.uuid4()), [shared.bottleneck, person_id("den-haag", SECRETARY)]
    for ending in (
        "commit",
        "set constraints all immediate; commit",
        "select fence.hold(); commit",
    ):
        raw.execute("begin")
        enter(by=shared.by(SECRETARY), act="taak_toevoegen", writes=True)
        raw.execute(TASK, [task, *mine])
        with pytest.raises(NOT_YOURS, match="niet gezegd"):
            raw.execute(ending)
        raw.execute("rollback")
    assert connect("postgres").execute(
        "select count(*) from panels_task where id = %s", [task]
    ).fetchone() == (0,)
    with raw.transaction():
        line = enter(by=shared.by(SECRETARY), act="taak_toevoegen", writes=True)
        raw.execute(TASK, [task, *mine])
        raw.execute("select fence.close(%s, null, 'done', '{}', '{}')", [line])
        with pytest.raises(NOT_YOURS), raw.transaction():
            raw.execute(TASK, [str(uuid.uuid4()), *mine])
    root = connect("postgres")
    gone = root.execute("delete from panels_task where id = %s", [task])
    assert gone.rowcount == 1
    forget(root, line)


def test_a_line_changes_nothing_after_it_was_done_also_when_its_files_are_taken_again(
    raw, enter, shared
):
    raw.execute("begin")
    line = enter(by=shared.by(SECRETARY), act="taak_toevoegen", writes=True)
    raw.execute("select fence.close(%s, null, 'done', '{}', '{}')", [line])
    raw.execute("select fence.hold()")
    with pytest.raises(NOT_YOURS, match="niet gezegd"):
        raw.execute("commit")
    raw.execute("rollback")


def test_what_changed_while_one_waited_for_the_file_is_judged_again(live, connect):
    """Also by the kernel: the line was granted before the other one moved the file on."""
    by = a_pass(REPORTER)
    file, real, waits = draft(by=by), ledger.call, threading.Event()

    def late(function, *arguments):
        found = real(function, *arguments)
        if function == "open" and "signaal_aanvullen" in arguments:
            waits.set()
            threading.Event().wait(0.3)
        return found

    def second() -> list[str]:
        try:
            perform(by, "signaal_aanvullen", file=file, geprobeerd="Er is al gebeld.")
            return []
        except Refused as refused:
            return refused.norms
        finally:
            connection.close()

    with pytest.MonkeyPatch.context() as patched, ThreadPoolExecutor(1) as pool:
        patched.setattr(ledger, "call", late)
        told = pool.submit(second)
        waits.wait(5)
        perform(by, "signaal_intrekken", file=file)
        assert "werkwijze" in told.result(20)


# What failed says so.


class Died(Exception):
    """The process is gone: nothing is said any more."""


COUNT = "select count(*) from bottlenecks_commitment where file_id = %s"


@pytest.fixture
def deadly(monkeypatch, connect):
    """An act of which the backend is killed before it is done, and the process with it or not."""
    one = acts.registered()["inzet_toezeggen"]

    def make(*, whole: bool = False, times: int = 1):
        left = [times]

        def dying(run, **given):
            found = one.function(run, **given)
            if left[0]:
                left[0] -= 1
                connect("postgres").execute(
                    "select pg_terminate_backend(%s)", [connection.connection.info.backend_pid]
                )
                if whole:
                    monkeypatch.setattr(gate, "_close", lambda *_: None)
            return found

        monkeypatch.setitem(
            acts._registry,
            one.name,
            acts.Act(one.name, dying, one.inputs, one.starts, one.reads, one.also),
        )

    return make


@pytest.mark.parametrize("whole", [False, True], ids=["the backend was killed", "the process died"])
def test_what_failed_is_done_by_the_same_form_sent_again_and_what_was_done_is_not(
    world, connect, deadly, whole
):
    attempt, own = uuid.uuid4(), connect("postgres")
    deadly(whole=whole)
    with pytest.raises(OperationalError):
        world.do(POLICE, "inzet_toezeggen", once=attempt, uren=8)
    connection.close()
    assert own.execute(COUNT, [world.bottleneck]).fetchone() == (0,)
    world.do(POLICE, "inzet_toezeggen", once=attempt, uren=8)
    assert own.execute(COUNT, [world.bottleneck]).fetchone() == (1,)
    with pytest.raises(Repeated):
        world.do(POLICE, "inzet_toezeggen", once=attempt, uren=8)
    assert own.execute(COUNT, [world.bottleneck]).fetchone() == (1,)


def test_what_was_refused_or_wrong_is_judged_again_when_it_is_sent_again(world):
    attempt = uuid.uuid4()
    for _ in range(2):
        with pytest.raises(Refused):
            world.do(OUTSIDER, "inzet_toezeggen", once=attempt, uren=8)


def test_a_repeat_waits_for_the_first_and_does_it_when_the_first_fails(world, monkeypatch, connect):
    one, attempt, by = acts.registered()["inzet_toezeggen"], uuid.uuid4(), world.by(POLICE)
    began, go, fails = threading.Event(), threading.Event(), [True]

    def slow(run, **given):
        found = one.function(run, **given)
        if fails:
            fails.clear()
            began.set()
            go.wait(5)
            raise ValueError
        return found

    def click() -> str:
        try:
            perform(by, "inzet_toezeggen", file=world.bottleneck, once=attempt, uren=8)
            return "done"
        except (ValueError, Repeated) as error:
            return type(error).__name__
        finally:
            connection.close()

    monkeypatch.setitem(
        acts._registry,
        one.name,
        acts.Act(one.name, slow, one.inputs, one.starts, one.reads, one.also),
    )
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(click)
        began.wait(5)
        second = pool.submit(click)
        threading.Event().wait(0.2)
        assert not second.done()
        go.set()
        assert (first.result(20), second.result(20)) == ("ValueError", "done")
    assert connect("postgres").execute(COUNT, [world.bottleneck]).fetchone() == (1,)


def test_whoever_waits_too_long_reads_a_sentence_and_nothing_was_done(world, connect):
    holds = connect("postgres")
    holds.execute("begin")
    holds.execute("select pg_advisory_xact_lock(fence.key('file', %s))", [world.bottleneck])
    connect("postgres").execute("alter function fence.hold set lock_timeout = '200ms'")
    try:
        with pytest.raises(BadInput, match="nog iets anders mee bezig"):
            world.do(POLICE, "inzet_toezeggen", uren=8)
    finally:
        connect("postgres").execute("alter function fence.hold set lock_timeout = '10s'")
        holds.execute("rollback")
    assert connect("postgres").execute(COUNT, [world.bottleneck]).fetchone() == (0,)
    world.do(POLICE, "inzet_toezeggen", uren=8)


def test_an_act_that_died_is_settled_by_a_command_and_one_that_runs_is_not(
    world, connect, deadly, monkeypatch, capsys, auditor
):
    monkeypatch.setattr("django.setup", lambda: None)
    with acting_as("owner"):
        assert openprisma(["audit", "settle"]) == 0
    assert reconcile(connect("auditor"), rows=False).wrong == {}
    deadly(whole=True)
    with pytest.raises(OperationalError):
        world.do(POLICE, "inzet_toezeggen", uren=8)
    connection.close()
    assert [
        says.partition(" (")[0] for says in reconcile(connect("auditor"), rows=False).wrong
    ] == ["een regel die toeliet te schrijven heeft geen afloop"]
    monkeypatch.undo()
    one = acts.registered()["inzet_toezeggen"]

    def settling(run, **given):
        """This act runs: it is not called dead. The other is."""
        assert connect("owner").execute("select fence.settle()").fetchone() == (1,)
        assert reconcile(connect("auditor"), rows=False).wrong == {}
        return one.function(run, **given)

    monkeypatch.setitem(
        acts._registry,
        one.name,
        acts.Act(one.name, settling, one.inputs, one.starts, one.reads, one.also),
    )
    world.do(POLICE, "inzet_toezeggen", uren=6)
    assert {row[2:] for row in map(lambda r: (r[0], r[1], r[2], tuple(r[3])), auditor(2))} == {
        ("done", ()),
        ("failed", ("afgebroken",)),
    }
    monkeypatch.setattr("django.setup", lambda: None)
    with acting_as("owner"):
        assert openprisma(["audit", "settle"]) == 0
    assert "Geen handeling was afgebroken" in capsys.readouterr().out


def test_what_the_owner_does_is_closed_too(live, connect):
    from openprisma.gate.owner import owner_act

    with acting_as("owner"), owner_act("regio_laden") as line:
        pass
    assert outcomes(connect, line) == ["done"]

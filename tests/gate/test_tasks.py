"""What the system does by itself: a list of tasks, each for who logs in for it, and nothing
else."""

from __future__ import annotations

import psycopg
import pytest

from openprisma.stories.region import person_id
from tests.builders import POLICE, a_pass, seen


def test_forged_a_task_of_the_system(raw, enter, connect, auditor):
    """The role of the web has no pass of the system; who found one opens nothing with it, and
    neither does the worker with any act that is not of its task."""
    for task in ("systeem", "sanne-spelbos", "migreren", "", "bestaat-niet"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            raw.execute("select fence.issue('x', null, %s, '1 hour', 'aanval')", [task])
    found = a_pass(None, "systeem")
    for act in (
        "dossier_laten_verlopen",
        "gegevens_inzien",
        "bestaat_niet",
        "cijfers_inzien",
        "migreren",
    ):
        with raw.transaction():
            enter(by=found, act=act, writes=True)
            assert seen(raw) == 0, act
        assert auditor()[0][1] is False, act


@pytest.mark.parametrize(
    "act",
    [
        "gegevens_inzien",
        "bestaat_niet",
        "migreren",
        "cijfers_inzien",
        "toegang_bevestigen",
        "regio_laden",
    ],
)
def test_the_worker_does_its_tasks_and_nothing_else(connect, enter, auditor, act):
    worker = connect("worker")
    with worker.transaction():
        ticket = worker.execute("select pg_backend_pid(), transaction_timestamp()").fetchone()
        line = enter(
            by=a_pass(None, "systeem"),
            act=act,
            files=[],
            writes=True,
            through=connect("worker"),
            ticket=ticket,
        )
        worker.execute("select set_config('fence.line', %s, true)", [str(line)])
        assert worker.execute("select (fence.permit()).id").fetchone() == (None,)
    assert auditor()[0][1:] == (False, None, ["werkwijze"])


def test_the_worker_is_nobody(connect):
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="handelt niet als een mens"):
        connect("worker").execute(
            "select fence.issue('x', %s, '', '1 hour', 'aanval')", [person_id("den-haag", POLICE)]
        )


def test_a_file_expires_when_its_term_has_passed_and_not_before(
    connect, enter, auditor, shared, day
):
    def lines():
        worker = connect("worker")
        with worker.transaction():
            ticket = worker.execute("select pg_backend_pid(), transaction_timestamp()").fetchone()
            enter(
                by=a_pass(None, "systeem"),
                act="dossier_laten_verlopen",
                writes=True,
                through=connect("worker"),
                ticket=ticket,
            )
        return auditor()[0][:2]

    assert lines() == ("dossier_laten_verlopen", False)
    assert "werkwijze:handhavingsknelpunt.5" in auditor()[0][3]
    query = "select ends_on from files_file where id = %s"
    ends = connect("postgres").execute(query, [shared.bottleneck]).fetchone()[0]
    day(ends)
    assert lines() == ("dossier_laten_verlopen", True)


def test_a_line_of_the_system_is_known_as_such(connect, shared, enter):
    """Its actor is a task of the list and no person; nobody's pass can carry a task."""
    tasks = {
        row[0] for row in connect("postgres").execute("select task from fence.task").fetchall()
    }
    query = (
        "select distinct actor from fence.line where person is null "
        "and granted and act <> 'aanmelden'"
    )
    told = connect("auditor").execute(query).fetchall()
    assert {actor for (actor,) in told} <= tasks | {"onbekend"}


def test_whatever_function_is_asked_the_worker_gets_no_pass_of_a_person(connect):
    """Also not with a right password and code: `enter` hands out passes by the same function."""
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        connect("worker").execute(
            "select fence.hand_out('x', %s, '', '1 hour', 'test', 0)",
            [person_id("den-haag", POLICE)],
        )
    found = connect("postgres").execute("select pg_get_functiondef('fence.enter'::regproc)")
    body = found.fetchone()[0]
    assert "fence.hand_out(" in body and "insert into fence.pass" not in body
    found = connect("postgres").execute("select pg_get_functiondef('fence.hand_out'::regproc)")
    guarded = found.fetchone()[0]
    assert "session_user = 'worker'" in guarded


def test_a_pass_lasts_a_working_day_at_most(connect):
    connect().execute(
        "select fence.issue('duurt', %s, '', '1000 years', 'test')", [person_id("den-haag", POLICE)]
    )
    asked = """select max(expires) < clock_timestamp() + interval '9 hours'
      from fence.pass where digest = sha256('duurt')"""
    assert connect("postgres").execute(asked).fetchone() == (True,)

"""What functions of the database tell whom: only under the acts that need it, with a pass that is
alive now, and never the worker with a pass of a person."""

from __future__ import annotations

from uuid import uuid4

import psycopg
import pytest

from openprisma.gate import ledger
from tests.builders import POLICE, REPORTER, a_pass, seen

EVERYBODY = "select array_agg(id) from partners_person"


def test_whether_a_signal_names_somebody_is_told_to_who_names_a_subject_only(
    raw, enter, shared, connect
):
    root = connect("postgres")
    (name,) = root.execute(
        """select s.name from subjects_subject s join files_file f on f.rests_on_id = s.file_id
            where f.id = %s""",
        [shared.bottleneck],
    ).fetchone()
    asked = "select fence.named_in_signal(%s, %s)", [shared.bottleneck, name]
    for act in ("dossier_inzien", "gegevens_inzien"):
        with raw.transaction():
            enter(act=act)
            assert raw.execute(*asked).fetchone() == (False,), act
    with raw.transaction(force_rollback=True):
        enter(act="betrokkene_toevoegen", by=shared.by(REPORTER), writes=True)
        raw.execute("select fence.hold()")
        assert raw.execute(*asked).fetchone() == (True,)


def test_what_stands_beside_a_datum_is_told_to_who_delivers_only(raw, enter, shared):
    asked = "select fence.beside(%s, %s)", [shared.company, list(range(1, 18))]
    with raw.transaction():
        enter(act="dossier_inzien")
        assert raw.execute(*asked).fetchone() == (False,)
    with raw.transaction(force_rollback=True):
        enter(act="gegeven_verstrekken", writes=True)
        raw.execute("select fence.hold()")
        assert raw.execute(*asked).fetchone() == (True,)


def test_who_may_work_here_is_told_to_who_gives_access_only(raw, enter, shared, connect):
    (everybody,) = connect("postgres").execute(EVERYBODY).fetchone()
    with raw.transaction(force_rollback=True):
        enter(act="mail_instellen", files=[], writes=True)
        raw.execute("select fence.hold()")
        assert raw.execute("select fence.fit(%s)", [everybody]).fetchall() == []
        holders = "select fence.holders('{cfg,privacyjurist,secretaris}')"
        assert raw.execute(holders).fetchall() == []


def test_a_pass_that_has_ended_opens_nothing_in_what_was_seen_before(raw, enter, shared, connect):
    old = connect()
    by = a_pass(POLICE)
    with old.transaction():
        old.execute("set transaction isolation level repeatable read")
        old.execute("select 1")
        ledger.call("end_pass", by)
        with raw.transaction():
            enter(by=by, through=old)
            assert seen(raw) == 0
        old.execute("select set_config('fence.pass', %s, true)", [by.hex()])
        assert old.execute("select (fence.visitor()).name").fetchone() == (None,)


def test_the_worker_opens_nothing_with_a_pass_of_a_person(enter, connect, auditor):
    worker, through = connect("worker"), connect("worker")
    by = a_pass(POLICE)
    with worker.transaction():
        ticket = worker.execute("select pg_backend_pid(), transaction_timestamp()").fetchone()
        line = enter(by=by, through=through, ticket=ticket)
        worker.execute("select set_config('fence.line', %s, true)", [str(line)])
        assert seen(worker) == 0
    assert auditor()[0][1] is False


@pytest.mark.parametrize("what", ["ground", "law"])
def test_a_line_says_no_more_than_codes(connect, what):
    said = {"ground": "", "law": ""} | {what: "a" * 5_000}
    with pytest.raises(psycopg.errors.InvalidParameterValue):
        connect().execute(
            "select fence.open(%s, %s, 'x', '', %s, %s, '', '{}', '{}', false, 1, now())",
            [uuid4(), b"x", said["ground"], said["law"]],
        )

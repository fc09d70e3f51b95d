"""What functions of the database tell whom: only under the acts that need it, with a pass that is
alive now, and never the worker with a pass of a person."""

from __future__ import annotations

from uuid import uuid4

import psycopg
import pytest

from openprisma.gate import ledger
from tests.builders import POLICE, REPORTER, a_pass, forget, seen

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
    other = connect()
    for act in ("dossier_inzien", "gegevens_inzien"):
        with raw.transaction():
            line = enter(act=act)
            other.execute("select fence.ask_name(%s, %s)", [line, name])
            assert raw.execute(*asked).fetchone() == (False,), act
    with raw.transaction(force_rollback=True):
        enter(act="betrokkene_toevoegen", by=shared.by(REPORTER), writes=True)
        raw.execute("select fence.hold()")
        assert raw.execute(*asked).fetchone() == (False,), "not asked, so nothing is kept of it"
        raw.execute("savepoint guess")
        raw.execute("select fence.ask_name(%s, %s)", [line_of(raw), name])
        assert raw.execute(*asked).fetchone() == (False,), "this can still be taken back"
        raw.execute("rollback to guess")
        other.execute("select fence.ask_name(%s, %s)", [line_of(raw), "Iemand Anders"])
        other.execute("select fence.ask_name(%s, %s)", [line_of(raw), name])
        assert raw.execute(*asked).fetchone() == (False,), "one name a line"
    with raw.transaction(force_rollback=True):
        line = enter(act="betrokkene_toevoegen", by=shared.by(REPORTER), writes=True)
        raw.execute("select fence.hold()")
        other.execute("select fence.ask_name(%s, %s)", [line, name])
        assert raw.execute(*asked).fetchone() == (True,)


def line_of(raw) -> str:
    return raw.execute("select current_setting('fence.line')").fetchone()[0]


def test_what_stands_beside_a_datum_is_told_to_who_delivers_only(raw, enter, shared, connect):
    """And only that there is something, of which category it does not say: the caller names none,
    and asks it for the one sensitive category of the line."""
    root, asked = connect("postgres"), ("select fence.beside(%s)", [shared.company])
    query = "select array_agg(distinct category) from sharing_statement where subject_id = %s"
    (there,) = root.execute(query, [shared.company]).fetchone()
    sensitive = [row[0] for row in root.execute("select nr from fence.category where sensitive")]

    def says(act, categories):
        with raw.transaction(force_rollback=True):
            enter(act=act, writes=act == "gegeven_verstrekken", categories=categories)
            raw.execute("select fence.hold()")
            (opened,) = raw.execute("select fence.categories()").fetchone()
            return opened, raw.execute(*asked).fetchone()[0]

    root.execute("update fence.category set sensitive = true")
    try:
        opened, _ = says("gegeven_verstrekken", list(range(1, 18)))
        assert len(opened) > 1
        told = {one: says("gegeven_verstrekken", [one])[1] for one in opened}
        assert told == {one: set(there) != {one} for one in opened} and any(told.values())
        assert says("gegeven_verstrekken", opened)[1] is False
        assert says("dossier_inzien", opened[:1])[1] is False
    finally:
        root.execute("update fence.category set sensitive = nr = any (%s)", [sensitive])


def test_when_a_datum_was_first_here_is_told_to_its_own_participant_that_delivers_only(
    raw, enter, shared, connect
):
    """A day, of data of one's own, in the category of the line; to nobody who only reads."""
    root = connect("postgres")
    subject, category, source, noted, first = root.execute(
        "select subject_id, category, source_system, noted_on, first_processed_on "
        "from sharing_statement where file_id = %s and participant_id = 'gm0603-college' limit 1",
        [shared.bottleneck],
    ).fetchone()

    def says(by, act="gegeven_verstrekken", of=category, writes=True):
        with raw.transaction(force_rollback=True):
            enter(by=shared.by(by), act=act, writes=writes, categories=[of])
            asked = "select fence.first_processed(%s, %s, %s, %s)"
            return raw.execute(asked, [subject, category, f" {source.upper()} ", noted]).fetchone()

    assert says(REPORTER) == (first,)
    assert says(POLICE) == (None,)
    assert says(REPORTER, of=category + 1) == (None,)
    assert says(REPORTER, act="gegevens_inzien", writes=False) == (None,)


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


def test_a_line_names_articles_of_its_act_and_nothing_else(raw, enter, shared, connect):
    root = connect("postgres")
    (grounds,) = root.execute(
        "select grounds from fence.act where act = 'gegevens_inzien'"
    ).fetchone()
    assert grounds
    said = f"bgs:9.9.9 jan jansen {grounds[0]} is verdacht"
    line = uuid4()
    connect().execute(
        "select fence.open(%s, %s, 'gegevens_inzien', '', %s, '', '', %s, '{}', false, 1, now())",
        [line, shared.by(POLICE), said, [shared.bottleneck]],
    )
    kept = root.execute("select ground from fence.line where id = %s", [line]).fetchone()
    assert kept == (grounds[0],)


@pytest.mark.parametrize(
    ("reasons", "verdict"),
    [
        (["a1"] * 101, "{}"),
        ([], "[" * 3_000 + "]" * 3_000),
        ([], '{"a": ' + "[" * 100 + "]" * 100 + "}"),
        ([], "[]"),
    ],
    ids=["many reasons", "a deep list", "a deep object", "a list"],
)
def test_an_outcome_is_neither_long_nor_deep(raw, enter, shared, connect, reasons, verdict):
    by = shared.by(POLICE)
    with raw.transaction():
        line = enter(by=by)
    asked = "select fence.close(%s, %s, 'refused', %s, %s)"
    with pytest.raises(psycopg.errors.InvalidParameterValue):
        connect().execute(asked, [line, by, reasons, verdict])
    flat = '{"act": "gegevens_inzien", "facts": {"b": [1]}}'
    connect().execute(asked, [line, by, ["a1"] * 100, flat])
    forget(connect("postgres"), line)

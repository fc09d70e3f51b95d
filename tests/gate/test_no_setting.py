"""Which line a transaction has, nothing says that a client sets; a pass counts once it is in the
log; and what a server tells of others does not help to take their place."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import psycopg
import pytest

from tests.builders import ADMINISTRATOR, AUTHORISER, POLICE, REPORTER, a_pass, seen
from tests.conftest import CLUSTER

# In one statement: the open datum first, then, with the setting changed, the other.
TRICK = """select s.id from (
    select v.n, v.id, case when v.n = 1 then '' else set_config('fence.line', %s, true) end as said
      from unnest(%s::uuid[]) with ordinality v (id, n) offset 0) v,
  lateral (select * from sharing_statement s where s.id = v.id offset 0) s
 where v.said is not null"""


@pytest.fixture
def two(shared, connect):
    """Two data of the bottleneck, and a superuser who may change them; put back afterwards."""
    root = connect("postgres")
    rows = root.execute(
        "select id, subject_id, disputed_on, receipt from sharing_statement where file_id = %s",
        [shared.bottleneck],
    ).fetchall()
    yield root, rows[0], rows[1]
    root.execute("set session_replication_role = replica")
    root.execute("delete from subjects_admission where file_id = %s", [shared.bottleneck])
    for one, _, disputed, receipt in rows:
        root.execute(
            "update sharing_statement set disputed_on = %s, receipt = %s where id = %s",
            [disputed, receipt, one],
        )


def tricked(raw, setting: str, first, other) -> list[str]:
    for method in ("hashjoin", "mergejoin", "seqscan", "material", "memoize"):
        raw.execute(f"set local enable_{method} = off")
    rows = raw.execute(TRICK, [setting, [str(first), str(other)]]).fetchall()
    return [str(row[0]) for row in rows]


def test_a_disputed_datum_stays_shut_whatever_is_set_while_it_is_read(two, raw, enter):
    root, (first, *_), (other, *_) = two
    receipt = str(uuid4())
    root.execute("set session_replication_role = replica")
    root.execute(
        "update sharing_statement set disputed_on = current_date, receipt = %s where id = %s",
        [receipt, other],
    )
    with raw.transaction(force_rollback=True):
        enter()
        assert seen(raw) == 1
        assert tricked(raw, receipt, first, other) == [str(first)]


def test_a_datum_of_a_removed_subject_stays_shut_whatever_is_set_while_it_is_read(
    two, raw, enter, shared
):
    root, (first, *_), (_, subject, *_) = two
    ids = [str(row[0]) for row in root.execute("select id from sharing_statement").fetchall()]
    root.execute("set session_replication_role = replica")
    root.execute(
        """insert into subjects_admission (id, receipt, on_day, subject, kind, role, need, state,
             at, alliance_id, file_id, person_id)
           select gen_random_uuid(), receipt, delivered_on, %s, '', '', '', 'verwijderd', now(),
             alliance_id, file_id, person_id from sharing_statement where file_id = %s limit 1""",
        [subject, shared.bottleneck],
    )
    with raw.transaction(force_rollback=True):
        enter()
        assert seen(raw) == 0, "both data are about the one that was removed"
        assert tricked(raw, "", first, ids[-1]) == []
        (removed,) = raw.execute("select fence.removed()").fetchone()
        assert subject in removed
    with raw.transaction(force_rollback=True):
        assert raw.execute("select fence.removed()").fetchone() == (None,)


@pytest.mark.parametrize("role, person, task", [("app", POLICE, ""), ("worker", None, "systeem")])
def test_a_pass_that_can_still_be_taken_back_lets_nobody_in(live, connect, role, person, task):
    from openprisma.stories.region import person_id

    own, root, by = connect(role), connect("postgres"), uuid4().bytes
    count = "select (select count(*) from fence.line), (select count(*) from fence.pass)"
    before = root.execute(count).fetchone()
    named = person and person_id("den-haag", person)
    with own.transaction(force_rollback=True):
        own.execute("select fence.issue(%s, %s, %s, '1 hour', 'test')", [by, named, task])
        own.execute("select set_config('fence.pass', %s, true)", [by.hex()])
        for table in ("partners_person", "partners_functionholder", "files_file", "panels_seat"):
            assert own.execute(f"select count(*) from {table}").fetchone() == (0,), table
        assert own.execute("select (fence.visitor()).name").fetchone() == (None,)
    assert root.execute(count).fetchone() == before


def test_a_line_for_a_transaction_of_later_opens_nothing(raw, enter, connect):
    """Else a transaction of after logging out would read."""
    soon = raw.execute("select pg_backend_pid(), clock_timestamp() + interval '2 s'").fetchone()
    ahead = [soon[1] + timedelta(microseconds=number) for number in range(3)]
    lines = [enter(ticket=(soon[0], moment)) for moment in ahead]
    root = connect("postgres")
    with raw.transaction():
        ticket = raw.execute("select pg_backend_pid(), transaction_timestamp()").fetchone()
        with root.transaction():
            root.execute("set local session_replication_role = replica")
            root.execute("update fence.line set began = %s where id = %s", [ticket[1], lines[0]])
            root.execute(
                "update fence.line set at = began - interval '1 s' where id = %s", [lines[0]]
            )
        assert seen(raw) == 0
        with root.transaction():
            root.execute("set local session_replication_role = replica")
            root.execute(
                "update fence.line set at = began + interval '1 s' where id = %s", [lines[0]]
            )
        assert seen(raw) == 2, "it was for that and nothing else"
    with root.transaction():
        root.execute("set local session_replication_role = replica")
        root.execute("delete from fence.line where id = any (%s)", [lines])


def test_the_worker_reads_nothing_under_a_line_of_a_person(shared, connect, enter):
    worker = connect("worker")
    with worker.transaction():
        ticket = worker.execute("select pg_backend_pid(), transaction_timestamp()").fetchone()
        enter(ticket=ticket)
        assert seen(worker) == 0


@pytest.mark.parametrize("role", ["app", "worker", "auditor"])
@pytest.mark.parametrize(
    "function", ["xact_start(1)", "activity_start(1)", "start(1)", "pid(1)", "idset()"]
)
def test_when_others_began_is_not_told(connect, role, function):
    """Whoever knew the moment could open a second line in the name of that transaction, and so
    empty it."""
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        connect(role).execute(f"select pg_stat_get_backend_{function}")


@pytest.mark.parametrize("role", ["app", "worker", "auditor"])
@pytest.mark.parametrize("database", ["postgres", "template1"])
def test_nobody_enters_the_databases_that_come_with_a_server(live, role, database):
    with pytest.raises(psycopg.OperationalError, match="permission denied"):
        CLUSTER.connect(role, database)


def test_one_role_does_not_take_every_connection(live, connect):
    (limit, most) = (
        connect("postgres")
        .execute(
            """select rolconnlimit, current_setting('max_connections')::int from pg_roles
            where rolname = 'app'"""
        )
        .fetchone()
    )
    assert 0 < limit <= most - 20


CLEARED = "update partners_clearance set confirmed = %s, receipt = %s where person_id = any (%s)"


@pytest.mark.parametrize(
    "who, act, confirmed",
    [
        (ADMINISTRATOR, "tweede_factor_vervangen", False),
        (AUTHORISER, "toegang_bevestigen", True),
    ],
)
def test_one_line_is_about_the_access_of_one_colleague(live, connect, who, act, confirmed):
    from openprisma.stories.region import person_id

    root, mine, ledger = connect("postgres"), connect(), connect()
    me = person_id("den-haag", who)
    others = [
        row[0]
        for row in root.execute(
            """select p.id from partners_person p join partners_clearance c on c.person_id = p.id
                where p.id <> %s and p.designated_by_id = (select designated_by_id
                  from partners_person where id = %s) order by p.id""",
            [me, me],
        )
    ]
    (stranger,) = root.execute(
        """select p.id from partners_person p join partners_clearance c on c.person_id = p.id
            where p.designated_by_id <> (select designated_by_id from partners_person where id = %s)
            limit 1""",
        [me],
    ).fetchone()
    assert len(others) > 1

    def changes(value: bool, people: list) -> int:
        with mine.transaction(force_rollback=True):
            line = str(uuid4())
            backend, began = mine.execute(
                "select pg_backend_pid(), transaction_timestamp()"
            ).fetchone()
            mine.execute("select fence.starts(%s, null, null)", [line])
            values = [line, a_pass(who), act, [], [], True, backend, began]
            (against,) = ledger.execute(
                "select fence.open(%s, %s, %s, '', '', '', '', %s, %s, %s, %s, %s)", values
            ).fetchone()
            assert against == []
            mine.execute("select fence.hold()")
            return mine.execute(CLEARED, [value, line, people]).rowcount

    assert changes(confirmed, others[:1]) == 1
    wrong = [(confirmed, others[:2]), (confirmed, [me]), (not confirmed, others[:1])]
    wrong += [(confirmed, [stranger])] if confirmed else []
    for value, people in wrong:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            changes(value, people)


def test_what_was_decided_is_about_the_act_of_the_line(shared, raw, opens):
    with pytest.raises(psycopg.errors.InvalidParameterValue), raw.transaction():
        line = opens(shared.by(REPORTER), "fout_melden", [shared.bottleneck], writes=True)
        raw.execute("select fence.hold()")
        raw.execute(
            "select fence.close(%s, null, 'done', '{}', %s)", [line, '{"act": "dossier_inzien"}']
        )


def test_many_acts_that_died_are_settled_a_lot_at_a_time(shared, connect):
    own, by = connect("owner"), shared.by(POLICE)
    connect().execute(
        """select count(fence.open(gen_random_uuid(), %s, 'mail_instellen', '', '', '', '', '{}',
             '{}', true, 1, clock_timestamp())) from generate_series(1, 520)""",
        [by],
    )
    with own.transaction(force_rollback=True):
        assert own.execute("select fence.settle()").fetchone() == (500,)
    many = 0
    while some := own.execute("select fence.settle()").fetchone()[0]:
        many += some
    assert many >= 520
    assert own.execute("select fence.died()").fetchone() == (0,)


def test_who_leaves_a_transaction_open_is_sent_away(live, connect):
    own = connect()
    own.execute("begin")
    own.execute("select 1")
    assert CLUSTER.end_idle(60, 60) == 0
    own.execute("select 1")
    assert CLUSTER.end_idle(0, 60) >= 1
    with pytest.raises(psycopg.OperationalError):
        own.execute("select 1")

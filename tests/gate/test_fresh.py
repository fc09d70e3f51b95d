"""A judgement stands while nothing under it changed: what happens in the middle of a transaction,
in raw SQL."""

from __future__ import annotations

import pytest

from openprisma.gate.law import lawbook
from openprisma.stories.region import person_id
from tests.builders import POLICE, REPORTER, opened, seen, without


def test_the_end_date_bites_in_the_middle_of_a_transaction(world, day, connect, clock):
    raw = connect()
    with raw.transaction():
        opened(raw, world, connect)
        assert seen(raw) == 2
        clock("2026-09-18", raw.info.backend_pid)
        assert seen(raw) == 0


REVOCATIONS = {
    "designation": ("update partners_person set designated_until = %s where id = %s", "9999-12-31"),
    "assignment": ("update files_assignment set until_day = %s where person_id = %s", "9999-12-31"),
    "function of the decision": (
        "update files_permission set until_day = %s "
        "where participant_id = 'politie' and %s is not null",
        "2026-09-18",
    ),
}


@pytest.mark.parametrize("what", REVOCATIONS)
@pytest.mark.parametrize("touched", [False, True])
def test_a_revocation_bites_in_the_middle_of_a_transaction(world, connect, what, touched):
    """Also when something else was changed before, and at the statement that follows the commit,
    not one earlier."""
    change, forever = REVOCATIONS[what]
    raw, owner, police = connect(), connect("postgres"), person_id("den-haag", POLICE)
    try:
        with raw.transaction():
            opened(raw, world, connect)
            assert seen(raw) == 2
            if touched:
                owner.execute("update partners_participant set name = name")
            owner.execute("begin")
            owner.execute(change, ["2025-10-01", police])
            assert seen(raw) == 2
            owner.execute("commit")
            assert seen(raw) == 0
    finally:
        owner.execute(change, [forever, police])


def test_a_change_that_was_under_way_when_the_line_was_judged_bites_as_soon_as_it_is_committed(
    world, connect
):
    change, forever = REVOCATIONS["designation"]
    raw, owner, police = connect(), connect("postgres"), person_id("den-haag", POLICE)
    owner.execute("begin")
    owner.execute(change, ["2025-10-01", police])
    # A later transaction that ends earlier.
    connect("postgres").execute("update partners_municipality set name = name")
    try:
        with raw.transaction():
            opened(raw, world, connect)
            assert seen(raw) == 2
            owner.execute("commit")
            assert seen(raw) == 0
    finally:
        owner.execute(change, [forever, police])


def test_what_is_reported_as_wrong_is_blocked_in_raw_sql_too_until_its_owner_answers(
    world, connect
):
    shown = world.do(POLICE, "gegevens_inzien")
    datum = next(d for phase in shown.phases for d in phase.data if not d.own)
    raw = connect()
    world.do(POLICE, "fout_melden", gegeven=datum.id, waarom="Dit is een ander adres.")
    with raw.transaction():
        opened(raw, world, connect)
        assert seen(raw) == 1
    world.do(
        REPORTER,
        "gegeven_verbeteren",
        gegeven=datum.id,
        tekst="Nagekeken en verbeterd.",
        rechtmatig=True,
    )
    with raw.transaction():
        opened(raw, world, connect)
        assert seen(raw) == 2
    world.do(REPORTER, "gegeven_intrekken", gegeven=datum.id)
    assert connect("postgres").execute(
        "select count(*) from sharing_statement where id = %s", [datum.id]
    ).fetchone() == (0,)


def test_without_its_norm_a_disputed_datum_stays_in_use(world, other_law):
    datum = next(
        d for phase in world.do(POLICE, "gegevens_inzien").phases for d in phase.data if not d.own
    )
    world.do(POLICE, "fout_melden", gegeven=datum.id, waarom="Dit is een ander adres.")

    def shown():
        phases = world.do(POLICE, "gegevens_inzien").phases
        return {datum.id for phase in phases for datum in phase.data}

    assert datum.id not in shown()
    with other_law(without(lawbook(), "bgs:1.7.1/geblokkeerd")):
        assert datum.id in shown()


def test_a_noted_change_is_forgotten_only_when_every_line_has_seen_it(live, connect):
    """One that was under way for an hour and ends now is old, but no line of before has seen it."""
    own = connect("postgres")
    own.execute("delete from fence.change where xid < '100'")
    own.execute(
        "insert into fence.change values ('10', now() - interval '2 hours', '5'), ('20', now() - "
        "interval '2 hours', '15')"
    )
    own.execute("update partners_municipality set name = name")
    kept = own.execute("select xid::text from fence.change where xid < '100' order by 1").fetchall()
    assert kept == [("20",)]

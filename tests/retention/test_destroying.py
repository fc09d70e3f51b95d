"""On the day that a term has passed its row is gone: from every table, in the right order, unless
a hold stands."""

from __future__ import annotations

import pytest
from psycopg.errors import InsufficientPrivilege

from openprisma.gate import acts, destroying
from openprisma.gate.birth import missing
from openprisma.gate.checks import catalogue_has_no_way_round
from openprisma.gate.destroying import endings
from openprisma.gate.perform import perform
from openprisma.kernel.errors import BadInput, Refused
from openprisma.retention import actions
from openprisma.retention.jobs import destroy_ended
from tests.builders import LAWYER, POLICE, REPORTER, a_pass, as_worker
from tests.conftest import START

LATER = "2031-02-01"  # all of the thread is past its five years
HELD = {
    "grond": "rechtsvordering",
    "waarvoor": "Het beroep tegen de sluiting.",
    "eigenaar": "politie",
    "besloten_door": "De stuurgroep",
}


def rows(root) -> dict[str, int]:
    """How many rows that end there still are, by table."""
    return {
        one.table: root.execute(f"select count(*) from {one.table}").fetchone()[0]
        for one in endings()
        if not one.cleared
    }


def emptied(root) -> int:
    """How many rows have something that is emptied."""
    return sum(
        root.execute(
            f"select count(*) from {one.table} where "
            + " or ".join(f"{column}::text not in ('', '{{}}')" for column in one.cleared)
        ).fetchone()[0]
        for one in endings()
        if one.cleared
    )


def words(root) -> list[str]:
    """What is left in the columns that are emptied."""
    found = []
    for one in endings():
        for column in one.cleared:
            found += root.execute(
                f"select {column}::text from {one.table} where {column}::text not in ('', '{{}}')"
            ).fetchall()
    return found


def certified(root) -> tuple[int, int]:
    """How many rows stand on the certificates, and on how many lines."""
    return root.execute(
        "select coalesce(sum(number), 0)::int, count(*) from retention_destroyed"
    ).fetchone()


def filed(root) -> int:
    """How many rows the files say that went by their term."""
    return root.execute(
        "select coalesce(sum(n::int), 0)::int from files_erasure e, "
        "jsonb_each_text(counts) c (what, n) where e.ground <> 'bgs:1.16.1.b'"
    ).fetchone()[0]


def test_what_is_past_its_term_is_gone_from_every_table(world, root, on, run_out):
    before = rows(root)
    first = certified(root)
    assert before["sharing_statement"] >= 2 and before["subjects_subject"] >= 1
    on(LATER)
    told = run_out()
    assert told[-1].state == "klaar" and told[-1].done == told[0].total >= sum(before.values())
    assert not any(rows(root).values()) and not words(root)
    # a second run finds nothing, and adds nothing to the certificate
    after = certified(root)
    assert after[0] - first[0] == told[-1].done
    assert [one.number for one in run_out()] == [0]
    assert certified(root) == after


def test_a_day_before_nothing_goes(world, root, on, run_out):
    first, last = root.execute(
        "select min(keep_until), max(keep_until) from sharing_statement"
    ).fetchone()
    before = root.execute("select count(*) from sharing_statement").fetchone()
    on(first.replace(day=first.day - 1) if first.day > 1 else "2030-01-01")
    run_out()
    assert root.execute("select count(*) from sharing_statement").fetchone() == before
    on(last)
    run_out()
    assert root.execute("select count(*) from sharing_statement").fetchone() == (0,)


def test_a_datum_that_is_kept_for_a_ground_stays_with_its_name_until_the_ground_lapses(
    world, root, on, run_out
):
    old = {"eerst_verwerkt": "2020-11-01", "vastgesteld_op": "2020-10-01"}
    kept, other = world.deliver(**old), world.deliver(**old | {"vastgesteld_op": "2020-10-02"})
    world.do(LAWYER, "bewaren_wegens_grond", gegeven=kept, herzien_op="2026-05-01", **HELD)
    on("2025-12-01")
    run_out()
    there = {one for (one,) in root.execute("select id from sharing_statement").fetchall()}
    assert kept in there and other not in there
    # the name is past its five years when nothing but this datum is left, and is kept with it
    until = "update sharing_retention set review_on = '2031-05-01' where statement_id = %s"
    root.execute(until, [kept])
    on(LATER)
    run_out()
    assert root.execute("select id from sharing_statement").fetchall() == [(kept,)]
    assert root.execute("select name <> '' from subjects_subject").fetchall() == [(True,)]
    # nobody looked again: it goes as any other
    on("2031-05-01")
    run_out()
    assert not any(rows(root).values())


def test_a_file_of_which_destruction_waits_keeps_everything(world, root, on, run_out):
    root.execute(
        "insert into files_hold (id, alliance_id, file_id, receipt, on_day, person_id, reason) "
        "select gen_random_uuid(), alliance_id, id, receipt, opened_on, "
        "(select id from partners_person limit 1), 'beroep' from files_file"
    )
    before = rows(root)
    on(LATER)
    assert run_out()[-1].total == 0
    assert rows(root) == before
    root.execute("update files_hold set released_on = '2031-02-01'")
    run_out()
    assert not any(rows(root).values())


def test_every_file_says_what_went_in_it_and_the_certificate_names_nothing(
    world, root, on, run_out
):
    files = {str(one) for (one,) in root.execute("select id from files_file").fetchall()}
    names = root.execute("select name from subjects_subject").fetchall()
    before = filed(root)
    on(LATER)
    done = run_out()[-1].done
    assert filed(root) - before == done > 0
    certificate = str(root.execute("select * from retention_destroyed").fetchall())
    assert not any(one in certificate for one in files | {name for (name,) in names})
    on(START)
    shown = perform(a_pass(LAWYER), "vernietiging_inzien")
    assert shown.falling == [] and shown.runs[0].done == done
    assert sum(line.number for line in shown.runs[0].lines) == done


def test_when_something_stays_the_run_failed_and_the_task_says_so(world, root, on, monkeypatch):
    on(LATER)
    monkeypatch.setattr(actions, "_lot", lambda: ([], 0))
    with as_worker(), pytest.raises(RuntimeError, match="something stays"):
        destroy_ended()
    newest = "select state, remaining from retention_destructionrun order by began desc limit 1"
    assert root.execute(newest).fetchone() == ("mislukt", sum(rows(root).values()) + emptied(root))
    monkeypatch.undo()
    with as_worker():
        assert destroy_ended() > 0
    assert not any(rows(root).values())
    assert root.execute(newest).fetchone() == ("klaar", 0)


def test_what_another_points_at_undoes_the_whole_lot(world, root, on):
    """A table of which nobody said what becomes of it: nothing is half gone."""
    on(LATER)
    before = rows(root)
    root.execute(
        "create table pointing (statement uuid references sharing_statement); "
        "insert into pointing select id from sharing_statement limit 1"
    )
    try:
        with as_worker(), pytest.raises(BadInput):
            destroy_ended()
        assert rows(root) == before
    finally:
        root.execute("drop table pointing")


def test_what_falls_due_is_counted_for_a_day_to_come(world, on):
    soon = perform(a_pass(LAWYER), "vernietiging_inzien")
    assert soon.falling == []
    then = perform(a_pass(LAWYER), "vernietiging_inzien", op=LATER)
    assert {one.what for one in then.falling} >= {"gegevens", "betrokkenen"}
    assert all(one.today == 0 < one.then for one in then.falling)
    assert {one.norm for one in then.falling} == {"wgs:1.8"}


def test_nobody_but_the_system_destroys_and_raw_sql_does_not_either(world, root, on, connect):
    on(LATER)
    before = rows(root)
    for person in (POLICE, LAWYER, REPORTER):
        with pytest.raises(Refused):
            perform(a_pass(person), "termijn_uitvoeren")
    for role in ("app", "worker"):
        own = connect(role)
        with pytest.raises(InsufficientPrivilege):
            own.execute("select fence.destroy_due(500)")
        assert own.execute("select count(*) from fence.due_counts('2040-01-01')").fetchone() == (0,)
        assert own.execute("delete from sharing_statement").rowcount == 0
    assert rows(root) == before


def test_the_database_shows_no_way_round(world):
    assert catalogue_has_no_way_round(databases=["default"]) == []


def test_what_is_missing_names_destruction_when_nothing_destroys(monkeypatch):
    wanted = "vernietigen wat voorbij zijn termijn is, met bewijs"
    assert wanted not in [what for _, what in missing()]
    known = acts.registered()
    monkeypatch.setattr(
        destroying.acts, "registered", lambda: {k: v for k, v in known.items() if not v.ends}
    )
    assert wanted in [what for _, what in missing()]
    monkeypatch.undo()
    monkeypatch.setattr(destroying, "endings", list)
    assert wanted in [what for _, what in missing()]

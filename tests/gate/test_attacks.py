"""Raw SQL under the application's role. What is listed here was tried; what succeeds is said to
succeed."""

from __future__ import annotations

import re
from uuid import uuid4

import psycopg
import pytest

from openprisma.gate.perform import perform
from openprisma.stories.region import person_id
from tests.builders import ADMINISTRATOR, CFG, CHAIR, OUTSIDER, POLICE, REPORTER, a_pass, draft


def statements(lines: str) -> list[str]:
    """One on each line; an indented line belongs to the statement above it."""
    return re.split(r"\n(?! )", lines.strip())


FORBIDDEN = """
set role owner
set role vault
set role postgres
set session authorization postgres
alter role app bypassrls
select * from fence.line
select * from fence.outcome
select * from fence.pass
select * from fence.clock
insert into fence.clock values (0, '2030-01-01')
update fence.clock set today = '2030-01-01'
insert into fence.line (id) values (gen_random_uuid())
insert into fence.birth values ('test')
update fence.line set granted = true
delete from fence.line
truncate fence.line
delete from fence.outcome
delete from fence.offer
update fence.category set phase = 1
insert into fence.law values ('x')
select fence.objections(null, 'x', '{}', current_date, null)
select fence.file_objections(null, gen_random_uuid(), 'x', current_date, null, false)
select fence.known(gen_random_uuid())
create or replace function fence.known(person uuid) returns fence.actor
  language sql as 'select null::fence.actor'
truncate sharing_statement
alter table sharing_statement disable row level security
drop policy app_reads on sharing_statement
create policy mine on sharing_statement using (true)
create table leak as select * from sharing_statement
create materialized view leak as select * from sharing_statement
create temp table leak as select * from sharing_statement
create function pg_temp.f() returns int language sql as 'select 1'
create function public.f() returns int language sql as 'select 1'
create schema leak
select lo_from_bytea(0, 'x')
select lo_import('/etc/hostname')
select pg_read_file('PG_VERSION')
copy sharing_statement to program 'cat'
copy sharing_statement to '/tmp/leak'
set session_replication_role = replica
select * from pg_stat_activity
select pg_stat_get_backend_activity(1)
select pg_terminate_backend(1)
select * from pg_statistic
select pg_create_logical_replication_slot('x', 'pgoutput')
set log_min_messages = panic
set log_statement = 'none'
insert into partners_functionholder (id, function, from_day, until_day, receipt, person_id)
  values (gen_random_uuid(), 'cfg', '2020-01-01', '2099-01-01', gen_random_uuid(),
    gen_random_uuid())
update partners_person set designated_until = '2099-01-01'
insert into partners_participant select 'x' || code, name, organ, provision, employer,
  from_day, until_day, alliance_id from partners_participant
"""
SILENT = """
select count(*) from sharing_statement
select count(*) from subjects_subject
select count(*) from signals_signal
select count(*) from signals_fact
select count(*) from files_file
select count(*) from files_assignment
select count(*) from files_involvement
select count(*) from files_permission
select count(*) from panels_decision
select count(*) from bottlenecks_application
select count(*) from partners_person
select count(*) from partners_clearance
select count(*) from sharing_statement i join subjects_subject s on s.id = i.subject_id
select count(*) from sharing_statement tablesample bernoulli (100)
select count(*) from (select * from sharing_statement offset 0) x
select count(*) from ts_stat('select to_tsvector(text) from sharing_statement')
select count(*) from pg_stats where tablename ~ '^(files|sharing|subjects|signals|partners_person)'
  and most_common_vals is not null
select count(*) from fence.read_log(50)
select count(*) from fence.signal_measures()
select case when fence.named_in_signal(gen_random_uuid(), 'Testrup Autoverhuur B.V.')
  then 1 else 0 end
"""


def seen(raw, table="sharing_statement"):
    return raw.execute(f"select count(*) from {table}").fetchone()[0]


@pytest.mark.parametrize("statement", statements(FORBIDDEN))
def test_forbidden(raw, statement):
    try:
        with raw.transaction():
            done = raw.execute(statement)
            assert statement.startswith("update") and done.rowcount == 0, (
                "this should be an error, or touch no row"
            )
    except psycopg.Error as error:
        assert error.sqlstate in ("42501", "0A000", "55000", "42P13", "25006"), error.sqlstate


@pytest.mark.parametrize("statement", statements(SILENT))
def test_silent_without_a_line(raw, statement):
    assert raw.execute(statement).fetchone() == (0,)


def test_row_security_off_is_an_error(raw):
    raw.execute("set row_security = off")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        seen(raw)


def test_an_honest_transaction_sees_its_file_until_it_ends(raw, enter):
    with raw.transaction():
        enter()
        assert seen(raw) == 2
    assert seen(raw) == 0


def test_a_line_of_the_same_transaction_opens_nothing_because_it_can_be_rolled_back(raw, enter):
    with raw.transaction():
        enter(through=raw)
        assert seen(raw) == 0


@pytest.mark.parametrize("end", ["rollback", "rollback to here", "prepare transaction 'x'"])
def test_no_way_of_ending_a_transaction_unwrites_the_line(raw, enter, auditor, end):
    raw.execute("begin")
    raw.execute("savepoint here")
    enter()
    assert seen(raw) == 2
    raw.execute(end)
    assert seen(raw) == (2 if "here" in end else 0), "a savepoint ends nothing"
    assert auditor()[0][:2] == ("gegevens_inzien", True)
    raw.execute("rollback prepared 'x'" if "prepare" in end else "rollback")


def test_killing_the_backend_leaves_the_line(raw, enter, connect, auditor):
    raw.execute("begin")
    enter()
    assert seen(raw) == 2
    connect("postgres").execute("select pg_terminate_backend(%s)", [raw.info.backend_pid])
    with pytest.raises(psycopg.OperationalError):
        raw.execute("select 1")
    assert auditor()[0][:2] == ("gegevens_inzien", True)


def test_forged_an_actor_who_is_not_assigned(raw, enter, shared, auditor):
    with raw.transaction():
        enter(by=shared.by(OUTSIDER))
        assert seen(raw) == 0
    assert auditor()[0][1] is False
    assert "huisregels:1.1" in auditor()[0][3]


def test_forged_a_pass_that_does_not_exist(raw, enter, auditor):
    with raw.transaction():
        enter(by=b"nobody's pass")
        assert seen(raw) == 0
    assert auditor()[0][1] is False


def test_forged_a_hundred_files(raw, enter, shared, auditor):
    with raw.transaction():
        enter(files=[shared.bottleneck, *(uuid4() for _ in range(99))])
        assert seen(raw) == 0
    assert auditor()[0][1] is False


@pytest.mark.parametrize("categories", [[13], [14], [17], [4]])
def test_forged_a_category_of_a_later_phase_or_outside_the_decision(raw, enter, categories):
    with raw.transaction():
        enter(categories=categories)
        assert raw.execute("select fence.categories()").fetchone() == ([],)
        assert seen(raw) == 0


def test_forged_an_act_that_the_procedure_does_not_offer(raw, enter, auditor):
    for act in ("knelpunt_aanwijzen", "bestaat_niet", "fase_ophogen", "migreren"):
        with raw.transaction():
            enter(act=act)
            assert seen(raw) == 0, act
    assert auditor()[0][1] is False


def test_under_an_act_that_reaches_no_subjects_there_are_none_whatever_categories_it_names(
    raw, enter, shared
):
    for person, act in (
        (CHAIR, "dossier_inzien"),
        (POLICE, "waarom_lezen"),
        (CFG, "logboek_inzien"),
        (CHAIR, "gegevens_inzien"),
    ):
        with raw.transaction():
            enter(by=shared.by(person), act=act)
            assert (seen(raw), seen(raw, "subjects_subject")) == (0, 0), (person, act)


def test_a_signal_is_not_read_under_an_act_that_only_asks_its_measures(raw, enter, shared):
    tables = ("signals_signal", "signals_fact", "signals_verdict")
    for act, there in (("waarom_lezen", False), ("signaal_inzien", True)):
        with raw.transaction():
            enter(by=shared.by(REPORTER), act=act, files=[shared.signal])
            assert [seen(raw, table) > 0 for table in tables] == [there] * 3, act
            measured = raw.execute(
                "select observed, negative, explained from fence.signal_measures()"
            ).fetchall()
            assert [
                (facts > 0, negative, len(letters)) for facts, negative, letters in measured
            ] == [(True, 0, 5)]


class Rollback(Exception):
    """What was shown to be possible is undone."""


CONFIRM = "update partners_clearance set confirmed = not confirmed"
LOST = """update partners_clearance set confirmed = false, receipt = (select (fence.permit()).id)
  where person_id = %s"""


@pytest.mark.parametrize(
    "act", ["tweede_factor_vervangen", "toegang_bevestigen", "wachtwoord_wijzigen"]
)
def test_forged_an_act_without_a_file_that_is_not_offered_to_ones_function(
    raw, enter, auditor, act
):
    with raw.transaction(force_rollback=True):
        enter(act=act, files=[], writes=True)
        assert raw.execute(CONFIRM).rowcount == 0
    if act != "wachtwoord_wijzigen":
        assert auditor() == [(act, False, None, ["werkwijze"])]


def test_whose_function_it_is_can(raw, enter):
    with pytest.raises(Rollback), raw.transaction():
        enter(by=a_pass(ADMINISTRATOR), act="tweede_factor_vervangen", files=[], writes=True)
        assert raw.execute(LOST, [person_id("den-haag", POLICE)]).rowcount == 1
        raise Rollback


def test_forged_the_beginning_of_a_file_by_who_may_not_begin_one(enter, auditor, raw):
    with raw.transaction():
        enter(by=a_pass(CFG), act="signaal_opstellen", files=[uuid4()], writes=True)
    assert auditor() == [("signaal_opstellen", False, None, ["werkwijze"])]


@pytest.mark.parametrize("local", [True, False])
def test_a_line_serves_one_transaction(raw, enter, connect, local):
    with raw.transaction():
        line = str(enter())
    for thief in (raw, connect()):
        with thief.transaction():
            thief.execute("select set_config('fence.line', %s, %s)", [line, local])
            assert seen(thief) == 0


def test_a_snapshot_lent_to_another_session_opens_nothing(raw, enter, connect):
    thief = connect()
    with raw.transaction(), thief.transaction():
        line = enter()
        snapshot = raw.execute("select pg_export_snapshot()").fetchone()[0]
        thief.execute("set transaction isolation level repeatable read")
        thief.execute(f"set transaction snapshot '{snapshot}'")
        thief.execute("select set_config('fence.line', %s, true)", [str(line)])
        assert seen(thief) == 0


def test_a_plan_made_inside_a_line_is_blind_outside(raw, enter):
    with raw.transaction():
        enter()
        raw.execute("prepare plan as select count(*) from sharing_statement")
        assert {raw.execute("execute plan").fetchone()[0] for _ in range(7)} == {2}
    assert raw.execute("execute plan").fetchone()[0] == 0


def test_parallel_workers_obey(raw, enter):
    for name in ("parallel_setup_cost", "parallel_tuple_cost", "min_parallel_table_scan_size"):
        raw.execute(f"set {name} = 0")
    with raw.transaction():
        enter()
        assert seen(raw) == 2


def test_copy_out_obeys(raw):
    with raw.cursor().copy("copy sharing_statement to stdout") as rows:
        assert list(rows) == []


@pytest.fixture
def hidden(shared, live):
    """The name of a subject in a draft of somebody else."""
    by, name = shared.by(OUTSIDER), "Verborgen Voorbeeld B.V."
    subject = {"soort": "rechtspersoon", "naam": name, "kenmerk": "99900001", "rol": "hoofdsubject"}
    perform(by, "subject_noemen", file=draft(by=by), **subject)
    return name


@pytest.mark.parametrize("column", ["name", "identifier"])
@pytest.mark.parametrize("inside", [True, False])
def test_explain_tells_nothing_of_names_in_other_files(raw, enter, column, inside, hidden):
    def plans(value):
        found = set()
        for hint in ("enable_seqscan", "enable_indexscan", "enable_bitmapscan"):
            with raw.transaction(force_rollback=True):
                raw.execute(f"set local {hint} = off")
                for explain in (
                    "explain (analyze, buffers off, costs off, timing off, summary off)",
                    "explain",
                ):
                    rows = raw.execute(
                        f"{explain} select 1 from subjects_subject where {column} = '{value}'"
                    )
                    found.add("\n".join(row[0] for row in rows).replace(value, "?"))
        return found

    with raw.transaction():
        if inside:
            enter(act="dossier_inzien")
        assert plans(hidden) == plans("Niemand")


def test_a_foreign_key_cannot_point_into_another_file(raw, enter, shared, connect):
    query = "select id from subjects_subject where file_id = %s"
    other = connect("postgres").execute(query, [shared.signal]).fetchone()[0]
    insert = """insert into sharing_statement (id, alliance_id, file_id, subject_id,
        participant_id, person_id, category, text, source_system, noted_on, delivered_on,
        first_processed_on, keep_until, necessity, authority, withdrawn, receipt)
      values (gen_random_uuid(), 'den-haag', %s, %s,
        'politie', %s, 8, 'x', 'x', fence.today(), fence.today(),
        fence.today(), fence.today() + 30, 'x', '', false, gen_random_uuid())"""
    for subject in (other, uuid4()):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), raw.transaction():
            enter(act="gegeven_verstrekken", writes=True)
            raw.execute(insert, [shared.bottleneck, subject, person_id("den-haag", POLICE)])


def test_a_request_cannot_point_into_another_file_either(raw, enter, shared, connect):
    query = "select id from subjects_subject where file_id = %s"
    other = connect("postgres").execute(query, [shared.signal]).fetchone()[0]
    insert = """insert into sharing_request (id, alliance_id, file_id, subject_id, category,
        question, participants, person_id, on_day, at, receipt)
      values (gen_random_uuid(), 'den-haag', %s, %s, 8,
        'x', '{}', %s, fence.today(), now(), gen_random_uuid())"""
    for subject in (other, uuid4()):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), raw.transaction():
            enter(act="gegevens_vragen", writes=True)
            raw.execute(insert, [shared.bottleneck, subject, person_id("den-haag", POLICE)])


def test_a_reading_line_changes_nothing(raw, enter):
    with raw.transaction(force_rollback=True):
        enter()
        assert raw.execute("update sharing_statement set text = 'x'").rowcount == 0
        assert raw.execute("delete from sharing_statement").rowcount == 0


def test_the_log_of_a_file_is_read_only_for_the_act_that_reads_it(raw, enter, shared):
    with raw.transaction():
        enter()
        assert raw.execute("select count(*) from fence.read_log(10)").fetchone() == (0,)
    with raw.transaction():
        enter(by=shared.by(CFG), act="logboek_inzien")
        assert raw.execute("select count(*) from fence.read_log(10)").fetchone()[0] > 0


# What succeeds, and what is done about it.


def test_a_cursor_with_hold_keeps_rows_it_was_allowed_until_the_connection_is_cleaned(raw, enter):
    with raw.transaction():
        enter()
        raw.execute("declare kept cursor with hold for select * from sharing_statement")
    assert len(raw.execute("fetch 1 from kept").fetchall()) == 1
    raw.execute("close all")  # the pool does this when a connection comes back
    with pytest.raises(psycopg.errors.InvalidCursorName):
        raw.execute("fetch 1 from kept")

"""Raw SQL that writes under a line of an honest act: every table, column, owner and receipt that is
not the act's own is shut."""

from __future__ import annotations

from uuid import uuid4

import psycopg
import pytest
from psycopg.types.json import Jsonb

from openprisma.gate import acts
from openprisma.gate.checks import fenced_tables, gaps
from openprisma.gate.compiled_acts import effects
from openprisma.gate.law import lawbook, procedures
from openprisma.gate.writes import adds
from openprisma.panels.models import Vote
from openprisma.stories.region import person_id
from tests.builders import ADMINISTRATOR, ANALYST, CHAIR, POLICE, REPORTER, SECRETARY, a_pass, draft

Refusal = psycopg.errors.InsufficientPrivilege
ADD_TASK = """insert into panels_task
    (id, alliance_id, file_id, kind, text, owner_id, due, round, result, receipt)
  values (gen_random_uuid(), 'den-haag', %s, 'actie', 'x', %s, current_date, 0, '', %s)"""
# Who, under which act of theirs on the bottleneck, in SQL: what outsiders really got through before
# this was shut.
FOUND = {
    "a term moved to 2099": (
        SECRETARY,
        "taak_toevoegen",
        "update files_file set ends_on = '2099-01-01'",
    ),
    "votes flipped": (CHAIR, "taak_toevoegen", "update panels_vote set in_favour = not in_favour"),
    "a vote given for somebody else": (
        CHAIR,
        "taak_toevoegen",
        "insert into panels_vote select * from panels_vote limit 1",
    ),
    "decisions deleted": (CHAIR, "taak_toevoegen", "delete from panels_decision"),
    "a decision rewritten": (
        CHAIR,
        "taak_toevoegen",
        "update panels_decision set motivation = 'anders'",
    ),
    "permissions for who was not in the decision": (
        ANALYST,
        "bevinding_vastleggen",
        """insert into files_permission
             select (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(),
               'participant_id', 'om', 'receipt', (fence.permit()).id))).*
               from files_permission p limit 1""",
    ),
    "an uninvolved participant let in": (
        SECRETARY,
        "taak_toevoegen",
        "update files_involvement set participant_id = 'om'",
    ),
    "somebody given a role": (
        POLICE,
        "gegeven_verstrekken",
        "update files_assignment set role = 'voorzitter'",
    ),
    "a stage skipped": (POLICE, "gegeven_verstrekken", "update files_file set stage = 'gesloten'"),
    "a phase opened": (POLICE, "gegeven_verstrekken", "update files_file set phase = 3"),
    "data of another changed": (
        POLICE,
        "gegeven_verstrekken",
        "update sharing_statement set text = 'anders'",
    ),
    "data of another removed": (
        POLICE,
        "gegeven_intrekken",
        "delete from sharing_statement where participant_id <> 'politie'",
    ),
    "a term of a datum moved": (
        REPORTER,
        "gegeven_verbeteren",
        "update sharing_statement set keep_until = '2099-01-01'",
    ),
    "a datum handed to another": (
        REPORTER,
        "gegeven_verbeteren",
        "update sharing_statement set participant_id = 'politie'",
    ),
    "steps rewritten": (SECRETARY, "taak_toevoegen", "update files_step set on_day = '2020-01-01'"),
    "events deleted": (SECRETARY, "taak_toevoegen", "delete from figures_event"),
    "judgements given by another": (
        SECRETARY,
        "taak_toevoegen",
        "update files_judgement set answer = true",
    ),
    "who works here": (
        SECRETARY,
        "taak_toevoegen",
        "update partners_clearance set confirmed = true",
    ),
}


@pytest.mark.parametrize(("person", "act", "statement"), FOUND.values(), ids=FOUND)
def test_under_a_right_act_nothing_else_is_written(raw, enter, shared, person, act, statement):
    with raw.transaction(force_rollback=True):
        enter(by=shared.by(person), act=act, writes=True)
        assert raw.execute("select (fence.permit()).writes").fetchone() == (True,), (
            "the line itself is good"
        )
        try:
            assert raw.execute(statement).rowcount == 0
        except Refusal:
            return


def test_a_line_that_asks_to_write_under_a_reading_act_only_reads(raw, enter, shared):
    with raw.transaction(force_rollback=True):
        enter(by=shared.by(SECRETARY), act="dossier_inzien", writes=True)
        assert raw.execute("select (fence.permit()).writes").fetchone() == (False,)
        assert raw.execute("update panels_task set text = 'x'").rowcount == 0


def test_the_screening_of_staff_is_for_themselves_and_for_acts_about_them(raw, enter, shared):
    for person, act in (
        (POLICE, "gegeven_verstrekken"),
        (SECRETARY, "taak_toevoegen"),
        (POLICE, "gegevens_inzien"),
    ):
        with raw.transaction(force_rollback=True):
            enter(by=shared.by(person), act=act, writes=True)
            assert raw.execute("select count(*) from partners_clearance").fetchone() == (0,)


def test_the_receipt_of_a_row_is_the_line_it_was_written_under(raw, enter, shared, connect):
    query = "select to_jsonb(t) from panels_task t where file_id = %s"
    row = connect("postgres").execute(query, [shared.bottleneck]).fetchone()
    if row is None:
        shared.do(
            SECRETARY,
            "taak_toevoegen",
            soort="actie",
            tekst="Bel de gemeente.",
            eigenaar=person_id("den-haag", SECRETARY),
            uiterlijk="2026-01-01",
        )
        row = connect("postgres").execute(query, [shared.bottleneck]).fetchone()
    query = "select id from fence.line where granted and writes limit 1"
    forged = connect("postgres").execute(query).fetchone()[0]
    insert = "insert into panels_task select * from jsonb_populate_record(null::panels_task, %s)"
    for receipt in (forged, uuid4()):
        with pytest.raises(Refusal), raw.transaction():
            enter(by=shared.by(SECRETARY), act="taak_toevoegen", writes=True)
            raw.execute(insert, [Jsonb(row[0] | {"id": str(uuid4()), "receipt": str(receipt)})])
    with raw.transaction(force_rollback=True):
        line = enter(by=shared.by(SECRETARY), act="taak_toevoegen", writes=True)
        raw.execute(insert, [Jsonb(row[0] | {"id": str(uuid4()), "receipt": str(line)})])
    with raw.transaction(force_rollback=True):
        line = enter(by=shared.by(SECRETARY), act="taak_afronden", writes=True)
        raw.execute("update panels_task set done_on = fence.today()")
        assert raw.execute(
            "select distinct receipt from panels_task where done_on is not null"
        ).fetchall() == [(line,)]
        with pytest.raises(Refusal), raw.transaction():
            raw.execute("update panels_task set done_on = fence.today(), receipt = %s", [forged])


def test_an_expired_bottleneck_stays_expired(raw, enter, shared, connect, day):
    query = "select ends_on from files_file where id = %s"
    ends = connect("postgres").execute(query, [shared.bottleneck]).fetchone()[0]
    day(ends)
    for person, act in (
        (SECRETARY, "agenderen"),
        (SECRETARY, "taak_toevoegen"),
        (POLICE, "gegeven_verstrekken"),
    ):
        with raw.transaction(force_rollback=True):
            enter(by=shared.by(person), act=act, writes=True)
            assert (
                raw.execute(
                    "update files_file set ends_on = '2099-01-01', stage = 'aangewezen'"
                ).rowcount
                == 0
            )


def test_nothing_is_written_in_another_file_of_the_same_line(raw, enter, shared, world):
    with raw.transaction(force_rollback=True):
        line = enter(
            by=shared.by(SECRETARY),
            act="taak_toevoegen",
            files=[shared.bottleneck, world.bottleneck],
            writes=True,
        )
        with raw.transaction(force_rollback=True):
            raw.execute(ADD_TASK, [shared.bottleneck, person_id("den-haag", SECRETARY), line])
        assert raw.execute(
            "select count(*) from files_file where id = %s", [world.bottleneck]
        ).fetchone() == (1,), "it is open"
        with pytest.raises(Refusal):
            raw.execute(ADD_TASK, [world.bottleneck, person_id("den-haag", SECRETARY), line])


def test_a_letter_without_persons_needs_a_line_of_its_own_act_as_well(raw, enter, shared):
    insert = """insert into example_letter (id, on_day, receipt, to_id)
      values (gen_random_uuid(), current_date, %s, 'politie')"""
    with pytest.raises(Refusal), raw.transaction():
        raw.execute(insert, [uuid4()])
    with pytest.raises(Refusal), raw.transaction():
        line = enter(by=shared.by(SECRETARY), act="taak_toevoegen", writes=True)
        raw.execute(insert, [line])


def test_words_of_a_caller_do_not_reach_the_log(raw, connect, shared):
    """Purpose comes from the vocabulary, whatever is sent; ground and law are codes, and so is how
    somebody came in."""
    backend, began = raw.execute("select pg_backend_pid(), transaction_timestamp()").fetchone()
    line, words = uuid4(), "Testrup Autoverhuur B.V. verhuurt aan 999900110"
    opened = "select fence.open(%s, %s, %s, %s, %s, %s, %s, %s, '{}', false, %s, %s)"
    sent = [
        line,
        shared.by(POLICE),
        "dossier_inzien",
        words,
        "",
        "",
        words,
        [shared.bottleneck],
        backend,
        began,
    ]
    connect().execute(opened, sent)
    query = "select purpose, question from fence.line where id = %s"
    told = connect("auditor").execute(query, [line]).fetchone()
    assert told == (lawbook().vocabulary.acts["dossier_inzien"].purpose, "")
    for place in (2, 4, 5):
        with pytest.raises(psycopg.DataError):
            connect().execute(
                opened,
                [uuid4(), *(words if at == place else one for at, one in enumerate(sent) if at)],
            )
    with pytest.raises(psycopg.DataError):
        connect().execute(
            "select fence.issue('x', %s, '', '1 hour', %s)", [person_id("den-haag", POLICE), words]
        )
    connect().execute(
        "select fence.issue(%s, %s, %s, '1 hour', 'aanval')",
        [uuid4().bytes, person_id("den-haag", POLICE), words],
    )
    assert connect("postgres").execute(
        "select count(*) from fence.pass where task = %s", [words]
    ).fetchone() == (0,)


def test_what_an_act_writes_is_known_for_each_and_a_reading_one_writes_nothing(live):
    compiled, told = effects(lawbook(), procedures()), lawbook().vocabulary.acts
    assert {name for name, writes in compiled.items() if writes and not told[name].writes} == set()
    tables = {one.table for writes in compiled.values() for one in writes}
    assert set(fenced_tables()) - tables == {
        "partners_person",
        "partners_functionholder",
        "panels_seat",
    }, "the owner's"
    assert list(gaps()) == []


def test_a_reading_act_that_declares_to_write_does_not_start(live, monkeypatch):
    wrong = acts.registered()["dossier_inzien"]
    monkeypatch.setitem(
        acts._registry, "dossier_inzien", acts.Act(**(vars(wrong) | {"writes": (adds(Vote),)}))
    )
    assert list(gaps()) == [
        "law/handelingen/dossier_inzien.yaml: de handeling leest alleen, en schrijft in panels_vote"
    ]


def test_a_new_act_that_declares_nothing_writes_nothing(raw, enter, shared, other_acts):
    """Forgetting what an act writes shuts it, and opens nothing."""
    with other_acts("taak_toevoegen", writes=()), raw.transaction(force_rollback=True):
        line = enter(by=shared.by(SECRETARY), act="taak_toevoegen", writes=True)
        with pytest.raises(Refusal):
            raw.execute(
                ADD_TASK,
                [shared.bottleneck, person_id("den-haag", SECRETARY), line],
            )


def test_a_draft_is_of_who_makes_it(raw, enter, connect):
    """Even the line that makes a file makes it as who acts, of their own participant."""
    by, file = a_pass(REPORTER), draft(by=a_pass(REPORTER))
    query = "select to_jsonb(t) from signals_signal t where file_id = %s"
    row = connect("postgres").execute(query, [file]).fetchone()[0]
    for column, other in (
        ("person_id", str(person_id("den-haag", POLICE))),
        ("participant_id", "politie"),
    ):
        with pytest.raises(Refusal), raw.transaction():
            new = uuid4()
            line = enter(by=by, act="signaal_opstellen", files=[new], writes=True)
            copied = row | {"file_id": str(new), "receipt": str(line), column: other}
            raw.execute(
                "insert into signals_signal select * from "
                "jsonb_populate_record(null::signals_signal, %s)",
                [Jsonb(copied)],
            )


def test_the_administrator_changes_only_whether_access_is_confirmed(raw, enter):
    with pytest.raises(Refusal), raw.transaction():
        enter(by=a_pass(ADMINISTRATOR), act="tweede_factor_vervangen", files=[], writes=True)
        raw.execute("update partners_clearance set screening = 'vog'")


@pytest.mark.parametrize("level", ["repeatable read", "serializable"])
def test_a_snapshot_that_outlives_a_revocation_opens_nothing(raw, enter, shared, level):
    with raw.transaction(force_rollback=True):
        raw.execute(f"set transaction isolation level {level}")
        enter(by=shared.by(POLICE), act="gegevens_inzien")
        assert raw.execute("select (fence.permit()).id").fetchone() == (None,)
        assert raw.execute("select count(*) from sharing_statement").fetchone() == (0,)


def test_a_second_factor_is_not_replaced_under_a_line_that_only_reads(raw, enter, connect):
    somebody = person_id("den-haag", POLICE)
    with raw.transaction(force_rollback=True):
        connect("postgres").execute(
            "update partners_clearance set confirmed = false where person_id = %s", [somebody]
        )
        try:
            enter(by=a_pass(ADMINISTRATOR), act="tweede_factor_vervangen", files=[])
            assert raw.execute("select fence.replace_factor(%s)", [somebody]).fetchone() == (None,)
        finally:
            connect("postgres").execute(
                "update partners_clearance set confirmed = true where person_id = %s", [somebody]
            )


def test_a_line_names_files_and_an_outcome_codes(raw, connect, shared):
    backend, began = raw.execute("select pg_backend_pid(), transaction_timestamp()").fetchone()
    opened = """select fence.open(
      %s, %s, 'dossier_inzien', '', '', '', '', %s::uuid[], '{}', false, %s, %s)"""
    for files in (
        "{NULL}",
        f"{{{shared.bottleneck},NULL}}",
        f"[5:5]={{{shared.bottleneck}}}",
        f"{{{{{shared.bottleneck}}}}}",
    ):
        with pytest.raises(psycopg.DataError):
            connect().execute(opened, [uuid4(), shared.by(POLICE), files, backend, began])
    line = uuid4()
    connect().execute(opened, [line, shared.by(POLICE), f"{{{uuid4()}}}", backend, began])
    with pytest.raises(psycopg.DataError):
        connect().execute(
            "select fence.close(%s, %s, 'refused', %s, '{}')",
            [line, shared.by(POLICE), ["Testrup, 999900110 (echt!)"]],
        )

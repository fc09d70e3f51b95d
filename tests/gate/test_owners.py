"""Whose datum it is: in raw SQL as well, under a line that writes and reaches it."""

from __future__ import annotations

import psycopg
import pytest

from tests.builders import POLICE, REPORTER, SECRETARY


def test_nobody_changes_or_removes_what_another_participant_delivered(world, writing):
    raw = writing(POLICE, "gegeven_verbeteren")
    assert raw.execute("select count(*) from sharing_statement").fetchone()[0] == 2
    assert raw.execute("update sharing_statement set text = 'veranderd'").rowcount == 0
    assert raw.execute("delete from sharing_statement").rowcount == 0
    raw.rollback()
    raw = writing(REPORTER, "gegeven_verbeteren")
    assert raw.execute("update sharing_statement set text = 'veranderd'").rowcount == 2


def test_an_agenda_is_changed_under_its_meeting_and_not_under_a_file_on_it(world, writing):
    raw = writing(SECRETARY, "taak_toevoegen")
    assert raw.execute("select count(*) from panels_agendaitem").fetchone()[0] == 1
    assert (
        raw.execute("update panels_agendaitem set present = 99, kind = 'knelpunt_sluiten'").rowcount
        == 0
    )
    assert raw.execute("delete from panels_agendaitem").rowcount == 0


def test_nobody_delivers_in_the_name_of_another(world, writing):
    columns = """id, alliance_id, file_id, subject_id, participant_id, person_id, category,
        text, source_system, noted_on, delivered_on, first_processed_on, keep_until, necessity,
        authority, withdrawn, dispute, restriction, gateway, secret, sensitive, in_use,
        care, within, receipt"""
    row = """select gen_random_uuid(), alliance_id, file_id, subject_id, %s,
        (fence.permit()).person, category,
        text, source_system, noted_on, fence.today(), first_processed_on, keep_until, necessity,
        authority, withdrawn, dispute, restriction, gateway, secret, sensitive, in_use,
        care, within, (fence.permit()).id
        from sharing_statement limit 1"""
    raw = writing(REPORTER, "gegeven_verstrekken")
    assert (
        raw.execute(f"insert into sharing_statement ({columns}) {row}", ["gm0603-college"]).rowcount
        == 1
    )
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        raw.execute(f"insert into sharing_statement ({columns}) {row}", ["politie"])


def test_who_reports_an_error_changes_nothing_else(world, writing):
    raw = writing(POLICE, "fout_melden")
    assert (
        raw.execute(
            "update sharing_statement set disputed_on = '2025-10-01', dispute = 'klopt niet'"
        ).rowcount
        == 2
    )
    raw.rollback()
    raw = writing(POLICE, "fout_melden")
    with pytest.raises(
        psycopg.errors.InsufficientPrivilege,
        match=r"verandert text van sharing_statement niet|alleen die ander",
    ):
        raw.execute("update sharing_statement set text = 'veranderd'")

"""The start-up checks find what they should; every hole below was planted and is undone by the
test's rollback."""

from __future__ import annotations

import psycopg
import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import IntegrityError, connection, models

from openprisma.gate.checks import CATALOGUE, declared, every_model_has_a_class, gaps
from openprisma.gate.postgresql.base import Ungated
from openprisma.subjects.models import Subject
from tests.builders import without
from tests.conftest import acting_as

HOLES = {
    "open to app without a reason": "create table extra (x int); grant select on extra to app",
    "closed table on which": "grant update (mail) on partners_account to app",
    "on which app or auditor": "grant select (key) on otp_totp_totpdevice to auditor",
    "on which app": "grant insert on procrastinate_jobs to app",
    "worker has a right that app has not": "grant select on partners_account to worker",
    "right that app has not": "grant delete on partners_pepper to worker",
    "declared as closed": "drop table partners_pepper",
    "has no row security": "alter table sharing_statement disable row level security",
    "not forced": "alter table sharing_statement no force row level security",
    "other policies than declared": "create policy generous "
    "on sharing_statement to app using (true)",
    "other policies than": "drop policy app_reads on subjects_subject",
    "view runs with": "create view extra as select * from sharing_statement; "
    "grant select on extra to app",
    "materialised": "create materialized view extra as select 1 as x; grant select on extra to app",
    "index on a column": "create index extra on subjects_subject (file_id, name)",
    "move past the working methods": "drop trigger only_transitions on files_file",
    "past the working methods": "alter table files_file disable trigger only_at_a_stage",
    "statistics": "alter table subjects_subject alter column name set statistics -1",
    "unseen": "alter table sharing_statement add foreign key (subject_id) references "
    "subjects_subject on delete cascade",
    "definer function not of": "create function extra() returns int language sql "
    "security definer as 'select 1'",
    "not on the list": "set local role vault; "
    "create function fence.extra() returns int language sql security definer "
    "set search_path = fence as 'select 1'; grant execute on function fence.extra to app",
    "how it plans": "set local role vault; alter function fence.knock reset client_min_messages",
    "begin past the acts": "drop trigger only_initial on files_wordnote",
    "may create here": "create schema extra; grant create on schema extra to app",
    "temporary tables": "do $$ begin execute format('grant temp on database %I to app', "
    "current_database()); end $$",
    "log can be changed": "grant delete on fence.line to vault",
    "does not notice": "drop trigger changed on files_assignment",
    "log can be changed by its owner": "drop trigger only_grows on fence.line",
    "can be changed by its owner": "drop trigger within_term on fence.outcome",
}


@pytest.mark.parametrize(("finding", "hole"), HOLES.items())
def test_the_catalogue_shows_a_hole(live, connect, finding, hole):
    owner = connect("owner")
    with owner.transaction(force_rollback=True):
        owner.execute(hole)
        found = psycopg.ClientCursor(owner).execute(CATALOGUE, declared()).fetchall()
        assert any(finding in text for text, _ in found), found


def test_every_start_up_check_is_silent(live):
    assert [found for found in run_checks(databases=["default"]) if not found.is_silenced()] == []


def test_a_model_without_a_class_does_not_start(live):
    class Forgotten(models.Model):
        class Meta:
            app_label = "files"

    try:
        assert [e.id for e in every_model_has_a_class()] == ["gate.E001"]
    finally:
        del apps.all_models["files"]["forgotten"]
        apps.clear_cache()


def test_an_act_that_no_norm_binds_does_not_start(live, other_law):
    from openprisma.gate.law import lawbook

    book = lawbook()
    for norm in [norm.id for norm in book.norms if "post_versturen" in norm.acts]:
        book = without(book, norm)
    with other_law(book):
        assert "geen norm bindt de handeling post_versturen" in list(gaps())


def test_an_act_that_no_norm_permits_does_not_start(live, other_law):
    """Norms about people bind every act: that says nothing of whether anybody may ever do it."""
    from openprisma.gate.law import lawbook

    book = lawbook()
    assert not [text for text in gaps() if "staat de handeling" in text]
    for norm in [n.id for n in book.norms if n.kind == "permits" and "taak_toevoegen" in n.acts]:
        book = without(book, norm)
    with other_law(book):
        assert "geen norm staat de handeling taak_toevoegen toe" in list(gaps())


def test_models_and_migrations_agree(live):
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_a_data_migration_sees_rows_because_it_is_an_act(shared, live, auditor):
    with acting_as("owner"):
        with pytest.raises(Ungated):
            Subject.objects.update(link="")
        with connection.schema_editor():
            assert Subject.objects.update(link="") >= 1
    assert auditor()[0][:2] == ("migreren", True)


def test_a_foreign_key_added_later_is_really_checked(shared, live):
    """Without an act PostgreSQL takes it for valid: the check runs as the owner, whom forced row
    security shows nothing."""
    add = """alter table sharing_statement
      add constraint later foreign key (id) references subjects_subject"""
    with acting_as("owner"), pytest.raises(IntegrityError), connection.schema_editor() as editor:
        editor.execute(add)

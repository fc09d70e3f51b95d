"""The law in the database: what may not be put there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace

import pytest

from openprisma.gate import law
from openprisma.gate.install import compiled, install, same_law, same_schema
from openprisma.gate.kernel import fingerprint
from openprisma.gate.law import procedures
from openprisma.kernel.errors import Unavailable
from openprisma.kernel.places import data
from tests.builders import without
from tests.conftest import CLUSTER, acting_as


def test_a_working_method_that_forgets_a_stage_where_files_stand_is_not_installed(
    shared, connect, other_methods
):
    root = connect("postgres")
    kind, stage = root.execute(
        "select kind, stage from files_file where id = %s", [shared.bottleneck]
    ).fetchone()
    many = root.execute(
        "select count(*) from files_file where kind = %s and stage = %s", [kind, stage]
    ).fetchone()[0]
    before = root.execute("select hash from fence.law").fetchone()
    method = procedures()[kind]
    kept = tuple(one for one in method.entry.stages if one.stage != stage)
    forgetful = replace(method, entry=method.entry.model_copy(update={"stages": kept}))
    with pytest.raises(Unavailable) as refused, other_methods(procedures() | {kind: forgetful}):
        pass
    assert (
        f"{kind}, stap {stage} ({many})" in refused.value.what
        and "Er is niets veranderd." in refused.value.what
    )
    assert root.execute("select hash from fence.law").fetchone() == before


def test_how_many_files_stand_where_is_told_to_nobody_else(shared, connect):
    for role in ("app", "auditor"):
        query = "select has_function_privilege(%s, 'fence.stages()', 'execute')"
        told = connect(role).execute(query, [role]).fetchone()
        assert told == (False,)


def migrated(own, app: str, name: str, *, back: bool = False) -> None:
    text = (
        "delete from django_migrations where app = %s and name = %s"
        if back
        else "insert into django_migrations (app, name, applied) values (%s, %s, now())"
    )
    own.execute(text, [app, name])


@pytest.fixture
def newer(live, connect):
    """A database that a newer version migrated."""
    own = connect("owner")
    migrated(own, "gate", "9999_of_tomorrow")
    yield own
    migrated(own, "gate", "9999_of_tomorrow", back=True)


def program(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"DATABASE_URL": CLUSTER.url("tests")}
    environment.pop("OPENPRISMA_ROLE", None)
    command = [sys.executable, "-m", "openprisma.project.main", *arguments]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, timeout=60
    )


def test_an_older_version_neither_migrates_nor_starts_on_what_a_newer_one_made(newer):
    before = newer.execute("select hash, at from fence.law").fetchone()
    for arguments in (("migrate", "--born", "demo"), ("worker",)):
        done = program(*arguments)
        assert done.returncode == 1
        assert (
            "van een nieuwere versie van OpenPrisma (gate 9999_of_tomorrow). Er is niets veranderd."
            in done.stderr
        )
        assert "Traceback" not in done.stderr
    environment = os.environ | {
        "DATABASE_URL": CLUSTER.url("tests"),
        "OPENPRISMA_ROLE": "app",
        "OPENPRISMA_SECRET": "x" * 40,
    }
    web = subprocess.run(
        [sys.executable, "-c", "import openprisma.project.wsgi"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert web.returncode == 1 and "van een nieuwere versie van OpenPrisma" in web.stderr
    assert newer.execute("select hash, at from fence.law").fetchone() == before


def test_a_newer_version_does_not_start_on_what_was_not_migrated_yet(live, connect):
    own = connect("owner")
    name = own.execute(
        "select name from django_migrations where app = 'gate' order by name desc limit 1"
    ).fetchone()[0]
    same_schema()
    migrated(own, "gate", name, back=True)
    try:
        with pytest.raises(
            Unavailable, match=f"oudere versie van OpenPrisma .gate {name} ontbreekt"
        ):
            same_schema()
        same_schema(older=True)
    finally:
        migrated(own, "gate", name)


@pytest.fixture
def written_elsewhere(tmp_path, monkeypatch):
    """The law in a folder of its own, and what changes in it."""
    shutil.copytree(data("law"), tmp_path / "law")
    monkeypatch.setenv("OPENPRISMA_LAW", str(tmp_path / "law"))
    law.forget()
    yield tmp_path / "law"
    monkeypatch.undo()
    law.forget()


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("wgs/1.5.yaml", "refusal:", "refusal: >-\n          Anders gezegd. #"),
        ("handelingen/dossier_inzien.yaml", "writes: false", "writes: true"),
        ("autorisatiematrix.yaml", "\n", "\n\n"),
        ("woordenlijst.yaml", "\n", "\n\n"),
        ("huisregels/1.yaml", "\n", "\n\n"),
    ],
)
def test_a_process_with_any_other_file_of_law_than_the_database_does_not_start(
    live, written_elsewhere, file, old, new
):
    same_law()
    changed = written_elsewhere / file
    text = changed.read_text(encoding="utf-8")
    assert old in text
    changed.write_text(text.replace(old, new, 1), encoding="utf-8")
    law.forget()
    with pytest.raises(Unavailable, match="andere versie van de wet"):
        same_law()


def test_a_norm_that_only_the_program_judges_and_a_working_method_count_as_well(live):
    book, methods, sql = law.lawbook(), procedures(), compiled()
    mark = fingerprint(book, methods, sql)
    plain = next(norm.id for norm in book.norms if not norm.entry.kernel)
    assert fingerprint(without(book, plain), methods, sql) != mark
    name, method = next(iter(methods.items()))
    other = replace(method, entry=method.entry.model_copy(update={"warns": (1, 2, 3)}))
    assert fingerprint(book, methods | {name: other}, sql) != mark
    assert fingerprint(book, methods, sql) == mark


def test_notes_of_changes_of_another_server_go_when_the_law_is_installed(live, connect):
    root = connect("postgres")
    root.execute(
        "insert into fence.change (xid, oldest) select x, x from (select "
        "(pg_snapshot_xmax(pg_current_snapshot())::text::bigint + 1000000)::text::xid8 x) y"
    )
    with acting_as("owner"):
        install()
    assert root.execute(
        "select count(*) from fence.change where xid > pg_snapshot_xmax(pg_current_snapshot())"
    ).fetchone() == (0,)

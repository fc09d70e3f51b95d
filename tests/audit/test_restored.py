"""A log that was dumped and put back on another server: its lines keep the numbers of transactions
of the old one."""

from __future__ import annotations

import base64
import subprocess
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from openprisma.audit.comparing import compare
from openprisma.audit.sealing import entries_of, make_key, public_of, seal
from openprisma.audit.verifier import Checkpoint, check, read_note
from openprisma.project.cluster import Cluster
from tests.audit.test_sealing import _INSERT, AS_SENT, ORIGIN
from tests.conftest import BIN, CLUSTER, HOME

LINES = "select id from fence.line"


@pytest.fixture(scope="module")
def moved(django_db_setup, tmp_path_factory):
    """A server with the log of another one, the folder with its seal and the key; the old server
    was far ahead in numbers, and wrote one more line after its last seal."""
    folder = tmp_path_factory.mktemp("moved")
    key = folder / "key"
    make_key(key)
    with CLUSTER.connect("postgres", "tests") as own:
        own.execute(
            "do $$ begin for i in 1..20000 loop perform pg_current_xact_id(); commit; end loop; "
            "end $$"
        )
        own.execute(_INSERT, [uuid4()])
    sealed(CLUSTER, folder / "log", key)
    with CLUSTER.connect("postgres", "tests") as own:
        own.execute(_INSERT, [uuid4()])
    other = Cluster(BIN, HOME / "other").start(fsync="off")
    with other.connect() as own:
        own.execute("drop database if exists tests with (force)")
    other.make_database("tests")
    dump = [str(BIN / "pg_dump"), "-Fc", "-h", str(CLUSTER.socket), "-U", "postgres", "tests"]
    told = subprocess.run(dump, check=True, capture_output=True).stdout
    restore = [
        str(BIN / "pg_restore"),
        "-1",
        "-h",
        str(other.socket),
        "-U",
        "postgres",
        "-d",
        "tests",
    ]
    subprocess.run(restore, input=told, check=True)
    yield other, folder / "log", key
    other.stop()


def sealed(cluster: Cluster, folder: Path, key: Path) -> Checkpoint:
    with cluster.connect("auditor", "tests") as own:
        return seal(own, folder, key, ORIGIN)


def lines_of(other: Cluster) -> set[UUID]:
    with other.connect("auditor", "tests") as own:
        return {row[0] for row in own.execute(LINES).fetchall()}


def test_what_is_written_on_the_new_server_is_sealed_and_verified_and_nothing_is_called_wrong(
    moved,
):
    other, folder, key = moved
    public = base64.b64decode(public_of(key))
    before = check(folder, public)
    with other.connect("postgres", "tests") as own:
        new = uuid4()
        own.execute(_INSERT, [new])
        found = compare(own, folder, public)
    assert found.problems == [] and found.moved, "nothing is wrong, and it is told that it moved"
    said = sealed(other, folder, key)
    assert said.horizon < before.horizon and said.restored and said.life != before.life
    with other.connect("postgres", "tests") as own:
        later = uuid4()
        own.execute(_INSERT, [later])
    sealed(other, folder, key)
    there = {one.id for one in entries_of(folder) if one.source == "line"}
    assert new in there and later in there and lines_of(other) <= there
    assert len(entries_of(folder)) == len({(one.source, one.id) for one in entries_of(folder)})
    with other.connect("postgres", "tests") as own:
        found = compare(own, folder, public)
    assert found.problems == [] and not found.moved and found.unsealed == 0
    _put_between_is_found(other, folder, public, before.horizon)


def _put_between_is_found(other: Cluster, folder: Path, public: bytes, old: int) -> None:
    """After the first seal on the new server a line that says that it came along is no longer
    believed."""
    for xid in (3, old, old + 10_000_000):
        with other.connect("postgres", "tests") as root:
            root.autocommit = False
            line = uuid4()
            root.execute(_INSERT, [line])
            root.execute("set local session_replication_role = replica")
            root.execute("update fence.line set xid = %s::text::xid8 where id = %s", [xid, line])
            root.execute("set local timezone = 'UTC'")
            root.execute(f"update fence.line l set leaf = {AS_SENT} where id = %s", [line])
            assert {(one.kind, one.id) for one in compare(root, folder, public).problems} == {
                ("ingevoegd", line)
            }, xid
            root.rollback()


def test_a_note_of_before_that_names_no_server_is_read_and_goes_on(
    live, connect, tmp_path, monkeypatch
):
    key = tmp_path / "key"
    make_key(key)
    public = base64.b64decode(public_of(key))
    monkeypatch.setattr("openprisma.audit.sealing.LIFE", "''")
    seal(connect("auditor"), tmp_path / "log", key, ORIGIN)
    note = next((tmp_path / "log").glob("checkpoint-*")).read_text()
    assert "life" not in note and read_note(note, public).life == ""
    monkeypatch.undo()
    with connect("postgres") as own:
        own.execute(_INSERT, [uuid4()])
    assert compare(connect("postgres"), tmp_path / "log", public).problems == []
    said = seal(connect("auditor"), tmp_path / "log", key, ORIGIN)
    assert said.life and not said.restored
    assert compare(connect("postgres"), tmp_path / "log", public).problems == []

"""A file that takes over the process that reads it gets nothing: no connection, no file, no
process, nothing of who asked."""

from __future__ import annotations

import io
import logging
import os
import pwd
import re
import threading
from contextlib import contextmanager
from pathlib import Path

from pikepdf import Encryption
from PIL import Image

from openprisma.documents import reading
from openprisma.documents.reading import Desk
from openprisma.sidedoors import bombs
from openprisma.sidedoors.hostile import PROGRAM, SURVIVES, attempts
from tests.conftest import CLUSTER
from tests.documents.rich_pdf import rich, saved
from tests.documents.test_cleaning import jpeg, pdf, png
from tests.documents.test_reading import limits_of, process_of, status, wait_for


@contextmanager
def taken_over(monkeypatch, *options: str):
    """A desk whose process was taken over."""
    monkeypatch.setattr(reading, "PROGRAM", (*PROGRAM, *options))
    made = Desk()
    try:
        yield made
    finally:
        made.nursery.close()


def told(desk, target: Path) -> dict[str, str]:
    where = str(CLUSTER.socket / ".s.PGSQL.5432")
    found, _ = desk.read("sheet", b"a", web=os.getpid(), database=where, target=str(target))
    assert set(found) == set(attempts(0, "", ""))
    return found


def test_whatever_a_process_that_was_taken_over_tries_is_refused(
    django_db_setup, monkeypatch, tmp_path
):
    tmp_path.chmod(0o777)
    with taken_over(monkeypatch) as desk:
        found = told(desk, tmp_path / "written")
    assert {name for name, came in found.items() if came == "done"} == SURVIVES, found
    assert not (tmp_path / "written").exists()


def test_without_a_filter_in_the_kernel_the_limits_still_hold_and_the_log_says_so(
    django_db_setup, monkeypatch, tmp_path, caplog
):
    """What is left then: what the system lets one process of a user do to another, which stands in
    docs/assurance.md."""
    tmp_path.chmod(0o777)
    with taken_over(monkeypatch, "--without-filter") as desk, caplog.at_level(logging.WARNING):
        found = told(desk, tmp_path / "written")
        told(desk, tmp_path / "written")
    left = {
        "read the memory of who asked",
        "trace who asked",
        "signal who asked",
        "change the limits of who asked",
        "become another program",
        "make a world of its own",
        "turn off its clock",
    }
    assert {name for name, came in found.items() if came == "done"} - left == SURVIVES, found
    assert not (tmp_path / "written").exists()
    said = [
        one.getMessage()
        for one in caplog.records
        if "files of strangers are read without" in one.getMessage()
    ]
    assert len(said) == 1, "once, not for every file"


def test_it_is_shut_in_before_it_looks_at_a_file(monkeypatch):
    """Seen from outside, while it reads one that takes long."""
    desk = Desk()
    one = desk.nursery.child()
    process = process_of(one)
    asked = {"what": "sheet", "options": {"most": 10_000_000}}
    reader = threading.Thread(target=lambda: _quietly(lambda: one.ask(asked, b"a\n" * 4_000_000)))
    reader.start()
    try:
        seen = wait_for(
            lambda: status(process), lambda found: re.search(r"^Seccomp:\s*2$", found, re.MULTILINE)
        )
        assert re.search(r"^NoNewPrivs:\s*1$", seen, re.MULTILINE)
        assert limits_of(process)["Max open files"] == "0"
        # It gives way to everybody.
        wait_for(lambda: os.sched_getscheduler(process), lambda policy: policy == os.SCHED_IDLE)
        if os.geteuid() == 0:
            who = re.search(r"^Uid:\s*(\d+)\s+(\d+)\s+(\d+)", seen, re.MULTILINE)
            assert set(who.groups()) == {str(pwd.getpwnam("nobody").pw_uid)}, (
                "root reads no files of strangers"
            )
            assert re.search(r"^Groups:\s*$", seen, re.MULTILINE)
            assert re.search(r"^CapEff:\s*0+$", seen, re.MULTILINE)
    finally:
        one.end()
        reader.join()
        desk.nursery.close()


def _quietly(run):
    try:
        run()
    except (OSError, ValueError):
        return


def two_photos() -> bytes:
    """As a telephone makes it: a second photo behind the first."""
    made, one = io.BytesIO(), Image.new("RGB", (20, 20))
    one.save(made, "MPO", save_all=True, append_images=[one])
    return made.getvalue()


def honest() -> list[tuple[str, bytes, dict]]:
    """One of each kind that people send."""
    return [
        ("picture", jpeg(), {}),
        ("picture", png(), {}),
        ("pdf", pdf(), {}),
        ("picture", two_photos(), {}),
        ("picture", jpeg(Make="Merk"), {}),
        ("pdf", saved(rich(), encryption=Encryption(owner="x", user="", R=6)), {}),
        ("sheet", "kop;één\na;2\n".encode("cp1252"), {"most": 10}),
        ("sheet", "kop,één\na,2\n".encode(), {"most": 10}),
        ("sheet", bombs.xlsx('<row r="1"><c r="A1"><v>1</v></c></row>'), {"most": 10}),
        (
            "sheet",
            bombs.ods("<table:table-row>" + bombs.FULL.format("") + "</table:table-row>"),
            {"most": 10},
        ),
    ]


def test_honest_files_of_every_kind_are_read_in_there():
    desk = Desk()
    try:
        for what, content, options in honest():
            desk.read(what, content, **options)  # or it would say why not
    finally:
        desk.nursery.close()

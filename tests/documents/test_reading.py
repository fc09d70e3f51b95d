"""The process that reads a file: what it knows, what becomes of it, and who waits for whom."""

from __future__ import annotations

import ast
import contextlib
import os
import re
import signal
import threading
import time
from pathlib import Path

import pytest

from openprisma.documents import cleaning, reading, turns
from openprisma.documents.cleaning import clean
from openprisma.documents.limits import AT_ONCE, MEMORY, SECONDS, WAITING
from openprisma.documents.reading import DESK, Child, Desk
from openprisma.documents.spreadsheets import rows_of
from openprisma.documents.turns import Busy, Turns
from openprisma.kernel.errors import BadInput
from tests.documents.test_cleaning import jpeg, pdf

SOURCE = Path(reading.__file__).resolve().parents[1]
READS = ("PIL", "pikepdf", "python_calamine", "zipfile", "xml")


@pytest.fixture
def desk(monkeypatch):
    """A desk of its own, with what it needs to read."""
    made = Desk()
    monkeypatch.setattr(cleaning, "DESK", made)
    yield made
    made.nursery.close()


def status(process: int) -> str:
    return Path(f"/proc/{process}/status").read_text()


def test_the_process_that_reads_knows_no_secret_and_holds_no_connection(desk, monkeypatch):
    monkeypatch.setenv("OPENPRISMA_SECRET", "kanarie")
    monkeypatch.setenv("DATABASE_URL", "kanarie")
    opened = os.open("/dev/null", os.O_RDONLY)
    os.set_inheritable(opened, True)
    child = desk.nursery.child()
    try:
        place = Path(f"/proc/{desk.nursery._process.pid}")
        names = {
            one.partition(b"=")[0] for one in (place / "environ").read_bytes().split(b"\0") if one
        }
        assert names <= {b"LANG", b"LD_LIBRARY_PATH"}
        one = Path(f"/proc/{process_of(child)}")
        wait_for(
            lambda: held_by(one),
            lambda held: held == ["/dev/null", "/dev/null", "/dev/urandom", "socket"],
        )
        assert (
            b"django" not in (one / "maps").read_bytes()
            and b"psycopg" not in (one / "maps").read_bytes()
        )
    finally:
        os.close(opened)
        child.end()


def held_by(process: Path) -> list[str]:
    try:
        return sorted(os.readlink(entry).partition(":")[0] for entry in (process / "fd").iterdir())
    except FileNotFoundError:  # it was closed while we looked
        return []


def process_of(child: Child) -> int:
    return int(
        re.search(
            r"^Pid:\s*(\d+)", Path(f"/proc/self/fdinfo/{child.handle}").read_text(), re.MULTILINE
        )[1]
    )


def test_it_has_limits_of_the_kernel_from_the_moment_that_it_has_a_file(desk):
    """Read from outside, while it reads a file that takes long."""
    child = desk.nursery.child()
    process = process_of(child)
    reader = threading.Thread(
        target=lambda: _quietly(
            lambda: child.ask(
                {"what": "sheet", "options": {"most": 10_000_000}}, b"a\n" * 4_000_000
            )
        )
    )
    reader.start()
    limits = wait_for(
        lambda: limits_of(process), lambda found: found["Max address space"] == str(MEMORY)
    )
    assert (
        limits["Max cpu time"] == str(SECONDS)
        and limits["Max file size"]
        == limits["Max processes"]
        == limits["Max core file size"]
        == "0"
    )
    assert re.search(r"^Threads:\s*1$", status(process), re.MULTILINE)
    child.end()
    reader.join()
    wait_for(lambda: Path(f"/proc/{process}").exists(), lambda there: not there)


def limits_of(process: int) -> dict[str, str]:
    lines = Path(f"/proc/{process}/limits").read_text().splitlines()[1:]
    return {line[:26].strip(): line[26:].split()[0] for line in lines}


def wait_for(look, good):
    deadline = time.monotonic() + 20
    while not good(found := look()):
        assert time.monotonic() < deadline, found
        time.sleep(0.002)
    return found


def _quietly(run):
    with contextlib.suppress(OSError, ValueError):
        run()


class Killed:
    """Gives processes that are killed before they read."""

    def __init__(self, desk: Desk) -> None:
        self.real = desk.nursery.child

    def __call__(self) -> Child:
        child = self.real()
        signal.pidfd_send_signal(child.handle, signal.SIGKILL)
        time.sleep(0.05)
        return child


@pytest.mark.parametrize("content", [jpeg(), pdf()], ids=["picture", "pdf"])
def test_a_process_that_is_killed_gives_a_sentence_and_the_next_file_is_read(
    desk, monkeypatch, content
):
    with monkeypatch.context() as broken:
        broken.setattr(desk.nursery, "child", Killed(desk))
        with pytest.raises(BadInput, match="6 seconden rekentijd en 640 MB geheugen"):
            clean(content)
    assert clean(content).content


def test_when_what_is_forked_from_dies_another_begins(desk):
    assert clean(jpeg()).kind == "jpeg"
    first = desk.nursery._process.pid
    os.kill(first, signal.SIGKILL)
    assert clean(jpeg()).kind == "jpeg" and desk.nursery._process.pid != first


def test_a_file_that_takes_too_long_is_ended_and_its_process_is_gone(desk, monkeypatch):
    desk.nursery.child().end()  # its libraries are read
    monkeypatch.setattr(reading, "WALL", 0.4)
    ends, real = [], Child.end
    monkeypatch.setattr(Child, "end", lambda child: (ends.append(process_of(child)), real(child)))
    began = time.monotonic()
    with pytest.raises(BadInput, match="duurde te lang"):
        desk.read("sheet", b"a\n" * 4_500_000, most=10_000_000)
    assert time.monotonic() - began < 10
    wait_for(lambda: Path(f"/proc/{ends[0]}").exists(), lambda there: not there)


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"geen json\n",
        b'{"good": 3}',
        b"[]\n",
        b'{"bad": "x"}\n',
        b'{"slecht": 1}\n',
        b"\x80\x04K\x01.\n",
        b"[" * 100_000 + b"\n",
        b'{"good": ["x"]}\nMZ dit is geen foto',
        b'{"good": "x"}\n\xff\xd8\xff',
        b'{"good": [3]}\n\xff\xd8\xff',
    ],
)
def test_an_answer_of_a_process_that_was_taken_over_is_not_believed(desk, monkeypatch, said):
    monkeypatch.setattr(Child, "ask", lambda *_: said)
    with pytest.raises(BadInput):
        clean(jpeg())


@pytest.mark.parametrize("told", [{}, [1], [[1]], [["a", None]], [["a"]] * 12], ids=str)
def test_rows_that_are_no_rows_are_not_believed(monkeypatch, told):
    monkeypatch.setattr(DESK, "read", lambda *_, **__: (told, b""))
    with pytest.raises(BadInput):
        rows_of(b"a\n", most=10)


def test_an_answer_without_end_is_cut_off(desk, monkeypatch):
    monkeypatch.setattr(reading, "ANSWER", 1_000)
    with pytest.raises(BadInput, match="niet te lezen"):
        desk.read("sheet", b"a\n" * 5_000, most=10_000)


def test_one_person_has_one_file_read_at_a_time_and_pictures_go_one_by_one(monkeypatch):
    monkeypatch.setattr(turns, "PATIENCE", 1.0)
    own = Turns()
    with own.taken("picture", "anneke"):
        with pytest.raises(Busy, match="dat u net stuurde"), own.taken("sheet", "anneke"):
            pass
        with own.taken("pdf", "sanne"):
            pass
        assert later(own, "picture", "sanne") == "waits"
    with own.taken("picture", "anneke"):
        pass


def test_no_more_than_so_many_are_read_and_wait_and_the_rest_hears_so_at_once(monkeypatch):
    monkeypatch.setattr(turns, "PATIENCE", 1.0)
    own = Turns()
    with own.taken("pdf", "een"), own.taken("sheet", "twee"):
        assert AT_ONCE == WAITING == 2
        waiting = [
            threading.Thread(target=lambda who=who: later(own, "sheet", who))
            for who in ("drie", "vier")
        ]
        for one in waiting:
            one.start()
        wait_for(lambda: own.waiting, lambda many: many == 2)
        began = time.monotonic()
        with pytest.raises(Busy, match="te veel bestanden tegelijk"), own.taken("sheet", "vijf"):
            pass
        with pytest.raises(Busy, match="dat u net stuurde"), own.taken("sheet", "drie"):
            pass
        assert time.monotonic() - began < 0.9, "it does not hold a thread of the server"
        for one in waiting:
            one.join()
    assert own.waiting == 0 and not own.running
    with own.taken("pdf", "vier"):
        pass


def test_who_waits_gets_a_turn_when_another_is_ready():
    own, done = Turns(), []
    with own.taken("picture", "een"):
        waiting = threading.Thread(target=lambda: done.append(later(own, "picture", "twee")))
        waiting.start()
        wait_for(lambda: own.waiting, lambda many: many == 1)
    waiting.join()
    assert done == ["read"]


def test_who_took_least_time_of_late_goes_first():
    own, done = Turns(), []
    with own.taken("picture", "lang"):
        time.sleep(0.2)

    def run(who):
        with own.taken("picture", who):
            done.append(who)

    waiting = []
    with own.taken("picture", "een"):
        for many, who in enumerate(("lang", "kort"), 1):
            waiting.append(threading.Thread(target=run, args=(who,)))
            waiting[-1].start()
            wait_for(lambda: own.waiting, lambda found, many=many: found == many)
    for one in waiting:
        one.join()
    assert done == ["kort", "lang"]


def test_one_waits_longer_than_one_file_of_another_can_hold_the_place():
    assert turns.PATIENCE > reading.WALL and turns.PAUSE > turns.PATIENCE


@pytest.mark.parametrize("came", [TimeoutError, OSError, ValueError])
def test_nothing_is_read_for_a_while_of_who_sent_what_took_too_long(desk, monkeypatch, came):
    def broken(*_):
        raise came

    with monkeypatch.context() as slow:
        slow.setattr(Child, "ask", broken)
        with pytest.raises(BadInput):
            clean(jpeg(), whose="anneke")
    with pytest.raises(Busy, match="duurde te lang") as told:
        clean(jpeg(), whose="anneke")
    assert "Wacht 60 seconden" in told.value.fields["inhoud"]
    assert clean(jpeg(), whose="sanne").kind == "jpeg"
    monkeypatch.setattr(turns, "monotonic", lambda: time.monotonic() + turns.PAUSE + 1)
    assert clean(jpeg(), whose="anneke").kind == "jpeg"


def later(own: Turns, what: str, whose: str) -> str:
    try:
        with own.taken(what, whose):
            return "read"
    except Busy:
        return "waits"


def test_nothing_but_the_process_that_reads_knows_how_to_read():
    """The libraries that read files of strangers are imported there and nowhere else, and nothing
    is unpickled anywhere."""
    wrong = []
    for path in SOURCE.rglob("*.py"):
        inside = path.parent == SOURCE / "documents" / "inside"
        for node in ast.walk(ast.parse(path.read_text())):
            names = (
                [one.name for one in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            for name in names:
                reads = name.partition(".")[0] in READS or name.startswith(
                    "openprisma.documents.inside"
                )
                if name.partition(".")[0] in ("pickle", "marshal", "shelve") or (
                    reads and not inside
                ):
                    wrong.append(f"{path.relative_to(SOURCE)}: {name}")
    # These read what we made ourselves, make what we send, or are the process that reads, taken
    # over.
    ours = (
        "sidedoors/canaries.py",
        "sidedoors/bombs.py",
        "sidedoors/pdf_bombs.py",
        "sidedoors/hostile.py",
    )
    assert [one for one in wrong if not one.startswith(ours)] == []

"""A whole demo, through the web, while its processes are killed and run out of descriptors: what
the browser was told is there, once; what it was not told and sent again as well; every page that
was read has its line; nobody but the supervisor helps.

How long it took until the next write was answered stands in `bench/README.md`.
"""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import threading
import time
from pathlib import Path
from urllib.parse import urlencode

import psycopg
import pytest

from openprisma.stories.region import person_id
from tests.builders import REPORTER
from tests.project.demos import (
    ROOT,
    bootstrap_demo,
    free_port,
    gone,
    home,
    postmaster,
    processes,
    until,
)

pytestmark = pytest.mark.long
__all__ = ["home"]


class Browser:
    """Somebody with a browser: keeps cookies, follows nothing, and asks each thing over a
    connection of its own."""

    def __init__(self, port: int) -> None:
        self.port, self.cookies = port, {}

    def ask(self, path: str, **sent) -> tuple[int, str, str]:
        """Status, where it leads, and the page. Raises `OSError` or `HTTPException` when no answer
        came."""
        own = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if sent:
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Origin": f"http://127.0.0.1:{self.port}",
            }
        try:
            own.request("POST" if sent else "GET", path, urlencode(sent) if sent else None, headers)
            answer = own.getresponse()
            page = answer.read().decode()
        finally:
            own.close()
        for one in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = one.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.headers.get("Location", ""), page

    def form(self, path: str) -> dict[str, str]:
        """The hidden fields of the form on a page."""
        status, _, page = self.ask(path)
        if status != 200:
            raise OSError(f"status {status}")
        return {
            name: value
            for name, value in re.findall(
                r'<input type="hidden" name="(\w+)" value="([^"]*)"', page
            )
        }

    def become(self, person: str) -> None:
        """Choose somebody on the page for it."""
        chosen = str(person_id("den-haag", person))
        status, where, _ = self.ask("/demo", **self.form("/demo"), persoon=chosen)
        assert (status, where) == (302, "/")


class Driven:
    """One writes and one reads without pause; who gets no answer sends the same form again until
    there is one."""

    def __init__(self, port: int) -> None:
        self.stop, self.done, self.sent, self.read, self.failed = threading.Event(), {}, [], 0, 0
        self.times: list[float] = []
        self.strange: list[str] = []
        self.browsers = Browser(port), Browser(port)
        for one in self.browsers:
            one.become(REPORTER)

    def __enter__(self):
        self.threads = [
            threading.Thread(target=one, daemon=True) for one in (self._write, self._read)
        ]
        for one in self.threads:
            one.start()
        return self

    def __exit__(self, *_):
        self.stop.set()
        for one in self.threads:
            one.join(120)
            assert not one.is_alive(), "one of them waits for ever"

    def _write(self) -> None:
        while not self.stop.is_set():
            title = f"Wagens zonder huurder {len(self.sent)} van {id(self)}"
            hidden = self._until_told(lambda: self.browsers[0].form("/signalen/nieuw"))
            self.sent.append(title)
            given = {
                "titel": title,
                "vorm": "georganiseerde_drugscriminaliteit",
                "gemeenten": "GM0603",
                "samenvatting": "Wagens staan ’s nachts bij een loods.",
            }
            self.done[title] = self._until_told(lambda form=hidden | given: self._sent(form))
            self.times.append(time.monotonic())

    def _sent(self, form) -> str:
        status, where, page = self.browsers[0].ask("/signalen/nieuw", **form)
        if status == 302 and (found := re.match(r"/signalen/([0-9a-f-]{36})", where)):
            return found[1]
        if status < 500:
            self.strange.append(f"status {status}: {where} {re.sub('<[^>]+>', ' ', page)[-300:]}")
        raise OSError(f"status {status}")

    def _until_told(self, run):
        """Also when told to stop: what was sent once is sent until somebody says that it is
        there."""
        while True:
            try:
                return run()
            except (OSError, http.client.HTTPException):
                self.failed += 1
                time.sleep(0.1)

    def _read(self) -> None:
        while not self.stop.is_set():
            for file in list(self.done.values())[-1:]:
                try:
                    self.read += self.browsers[1].ask(f"/signalen/{file}")[0] == 200
                except (OSError, http.client.HTTPException):
                    self.failed += 1
            time.sleep(0.05)

    def again(self, since: float, seconds: float = 150) -> float:
        """Seconds from `since` until the next write was answered."""
        while not (later := [at for at in self.times if at > since]):
            assert time.monotonic() - since < seconds, "nothing can be written any more"
            time.sleep(0.05)
        return later[0] - since


class Demo:
    """A demo with one story, and how to start it again."""

    def __init__(self, home: Path) -> None:
        self.home, self.port = home, free_port()
        for folder in ("src/openprisma", "law", "procedures", "region", "stories", ".uv"):
            if (ROOT / folder).exists():
                shutil.copytree(
                    ROOT / folder,
                    home / "copy" / folder,
                    ignore=shutil.ignore_patterns("__pycache__"),
                )
        for file in ("bootstrap.py", "requirements.lock"):
            shutil.copy(ROOT / file, home / "copy")
        for story in sorted((home / "copy" / "stories" / "demo").glob("*.yaml"))[1:]:
            story.unlink()
        self.begin()

    def begin(self) -> None:
        self.process = bootstrap_demo(self.home, self.port, root=self.home / "copy")
        until(self.process, "Ctrl-C stops everything", 300)
        self.said: list[str] = []
        threading.Thread(target=lambda: self.said.extend(self.process.stdout), daemon=True).start()
        self.one("worker")

    def one(self, kind: str, *, but: int = 0) -> int:
        """The process of a kind, when it is another one than `but`."""
        deadline = time.monotonic() + 60
        while not (found := [pid for pid in processes(self.home, kind) if pid != but]):
            assert time.monotonic() < deadline, "".join(self.said)
            time.sleep(0.1)
        return found[0]

    def connect(self):
        return psycopg.connect(
            host=str(self.home / "postgres" / "sock"),
            user="postgres",
            dbname="demo",
            autocommit=True,
        )


@pytest.fixture
def demo(home):
    made = Demo(home)
    yield made
    made.process.send_signal(signal.SIGINT) if made.process.poll() is None else None
    try:
        made.process.wait(60)
    finally:
        made.process.kill()


def killed_web(demo: Demo, _driven) -> float:
    old, began = demo.one("serve"), time.monotonic()
    os.kill(old, signal.SIGKILL)
    demo.one("serve", but=old)
    return began


def killed_supervisor(demo: Demo, _driven) -> float:
    parts = [postmaster(demo.home), demo.one("serve"), demo.one("worker")]
    began = time.monotonic()
    demo.process.kill()
    demo.process.wait()
    assert gone(parts, 60), "nothing runs unwatched"
    demo.begin()
    return began


def without_descriptors(demo: Demo, driven) -> float:
    """The web process has none left for five seconds: others hold them all. Then they let go."""
    pid = demo.one("serve")
    before = descriptors(pid, 1 + max(int(one.name) for one in Path(f"/proc/{pid}/fd").iterdir()))
    # More than there are holes below the highest.
    failed, held = driven.failed, [idle(demo.port) for _ in range(60)]
    time.sleep(5)
    assert driven.failed > failed, "it was felt"
    for one in held:
        one.close()
    descriptors(pid, before)
    began = time.monotonic()
    assert demo.one("serve") == pid, "it lives"
    return began


def idle(port: int) -> socket.socket:
    """A connection over which nothing is asked."""
    return socket.create_connection(("127.0.0.1", port), timeout=10)


def descriptors(pid: int, many: int) -> int:
    """How many descriptors a process may have from now on; gives how many that was. Asked as its
    own user: not every root may."""
    before = Path(f"/proc/{pid}/limits").read_text().partition("Max open files")[2].split()[0]
    owner = Path(f"/proc/{pid}").stat()
    who = (
        {"user": owner.st_uid, "group": owner.st_gid, "extra_groups": []}
        if os.geteuid() == 0
        else {}
    )
    subprocess.run(["prlimit", "--pid", str(pid), f"--nofile={many}:"], check=True, cwd="/", **who)
    return int(before)


@pytest.mark.parametrize("fault", [killed_web, killed_supervisor, without_descriptors])
def test_what_the_browser_was_told_is_there_once_and_what_it_sent_again_as_well(
    demo, fault, capsys
):
    with demo.connect() as own:
        lines = reads(own)
    with Driven(demo.port) as driven:
        driven.again(time.monotonic())
        took = driven.again(fault(demo, driven))
        time.sleep(1)
    assert driven.failed, "the fault was felt"
    assert not driven.strange
    with demo.connect() as own:
        kept = {
            title: str(file)
            for file, title in own.execute("select id, title from files_file").fetchall()
        }
        rows = [
            title
            for (title,) in own.execute("select title from files_file").fetchall()
            if title in driven.sent
        ]
        assert sorted(rows) == sorted(driven.sent) and len(set(rows)) == len(rows), (
            "each once, none lost and none twice"
        )
        assert all(kept[title] == file for title, file in driven.done.items()), (
            "and it is the file that was told"
        )
        assert reads(own) - lines >= driven.read > 0, "no read without a line"
        claimed = """select count(*) from fence.line l
            join fence.outcome o on o.line = l.id and o.outcome = 'done'
          where l.act = 'signaal_opstellen'
            and not exists (select from files_file f where f.receipt = l.id)"""
        assert own.execute(claimed).fetchone()[0] == 0, (
            "nothing is said to be done that is not there"
        )
        unsaid = """select count(*)
           from files_file f left join fence.outcome o on o.line = f.receipt
          where f.title = any (%s) and o.outcome is distinct from 'done'"""
        assert own.execute(unsaid, [driven.sent]).fetchone()[0] == 0, (
            "and nothing is there that is not said to be done"
        )
    with capsys.disabled():
        print(
            f"\n{fault.__name__}: answered again after {took:.1f} s; "
            f"{len(driven.done)} writes, {driven.read} reads"
        )


def reads(own) -> int:
    query = (
        "select count(*) from fence.line where act = 'signaal_inzien' and granted and person = %s"
    )
    return own.execute(query, [person_id("den-haag", REPORTER)]).fetchone()[0]


def test_a_killed_worker_holds_nobody_up_and_what_it_was_doing_is_done_after_all(demo, capsys):
    old = demo.one("worker")
    with demo.connect() as own, Driven(demo.port) as driven:
        driven.again(time.monotonic())
        under_way(own, old)
        failed, began = driven.failed, time.monotonic()
        os.kill(old, signal.SIGKILL)
        new = demo.one("worker", but=old)
        back = time.monotonic() - began
        while own.execute(
            "select count(*) from procrastinate_jobs where status = 'doing'"
        ).fetchone()[0]:
            assert time.monotonic() - began < 200, "what it left is done by nobody"
            time.sleep(0.5)
        assert driven.failed == failed, "the web felt nothing"
        assert demo.one("worker") == new
    with capsys.disabled():
        print(
            f"\nkilled_worker: another after {back:.1f} s, what it left done after "
            f"{time.monotonic() - began:.0f} s"
        )


def under_way(own, worker: int) -> None:
    """A task of the worker is under way when it dies: it stands still while it has one."""
    ended = """select max(id) from procrastinate_jobs
      where task_name = 'look_at_terms' and status = 'succeeded'"""
    deadline = time.monotonic() + 120
    while not (job := own.execute(ended).fetchone()[0]):
        assert time.monotonic() < deadline, "the worker works"
        time.sleep(0.2)
    os.kill(worker, signal.SIGSTOP)
    again = """update procrastinate_jobs
      set status = 'doing', worker_id = (select max(id) from procrastinate_workers)
      where id = %s"""
    assert own.execute(again, [job]).rowcount == 1

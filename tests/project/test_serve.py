"""`openprisma serve` on the database of the tests: attacked, with a database that hangs, behind a
proxy, and told to stop."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from openprisma.gate import ledger
from openprisma.sidedoors.callers import Drip, ask, connected, everything, head
from openprisma.sidedoors.resources import cookie_of
from tests.builders import REPORTER, a_pass
from tests.conftest import CLUSTER
from tests.project.running import server_processes

SECRET = "only-for-the-tests-and-long-enough"


@pytest.fixture
def serve(live, tmp_path):
    """Starts the real server; gives its port. Its log is in `serve.log`."""
    started = []

    def start(log: str = "", **more: str) -> int:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        told = (
            os.environ
            | {
                "DATABASE_URL": CLUSTER.url("tests"),
                "OPENPRISMA_SECRET": SECRET,
                "OPENPRISMA_PATIENCE": "3",
            }
            | more
        )
        told.pop("OPENPRISMA_ROLE", None)
        serve.log = tmp_path / "serve.log"
        command = [sys.executable, "-m", "openprisma.project.main", "serve", "--port", str(port)]
        with os.fdopen(_full(), "wb") if log == PIPE else serve.log.open("wb") as out:
            started.append(subprocess.Popen(command, env=told, stdout=out, stderr=out))
        for _ in range(600):
            assert started[-1].poll() is None, serve.log.read_text()
            try:
                connected(port).close()
                break
            except OSError:
                time.sleep(0.1)
        return port

    serve = start
    serve.log = Path()
    serve.processes = started
    yield serve
    for one in started:
        one.kill()
        one.wait()


def _timed(*arguments, **options):
    began = time.monotonic()
    return ask(*arguments, **options), time.monotonic() - began


def test_the_login_page_answers_while_a_hundred_connections_drip(serve):
    port = serve()
    assert _timed(port, path="/inloggen")[0].startswith("HTTP/1.1 200")
    with Drip(port, 35):
        for _ in range(20):
            said, took = _timed(port, path="/inloggen")
            assert said.startswith("HTTP/1.1 200")
            assert took < 4


@pytest.mark.parametrize("who", ["backends", "postmaster", "all"])
def test_a_database_that_hangs_gives_a_sentence_within_five_seconds_and_a_line_in_the_log(
    serve, who
):
    port = serve()
    for _ in range(3):
        assert ask(port, path="/inloggen").startswith("HTTP/1.1 200")
    stopped = _server_processes(who)
    for pid in stopped:
        os.kill(pid, signal.SIGSTOP)
    try:
        answers = [_timed(port, path="/inloggen") for _ in range(3)]
    finally:
        for pid in stopped:
            os.kill(pid, signal.SIGCONT)
    assert max(took for _, took in answers) < 5
    if who == "all":  # otherwise there is a connection left, or a new one to be had
        assert all(
            said.startswith("HTTP/1.1 503") and "antwoordt niet" in said for said, _ in answers
        )
        assert "no answer of the database" in serve.log.read_text()
    deadline = time.monotonic() + 15
    while not ask(port, path="/inloggen").startswith("HTTP/1.1 200"):
        assert time.monotonic() < deadline


def _server_processes(who: str) -> list[int]:
    postmaster, *backends = server_processes("app tests")
    return {"postmaster": [postmaster], "backends": backends, "all": [postmaster, *backends]}[who]


def _large(port: int, cookie: str) -> str:
    """A form that is larger than a stranger may send."""
    return ask(
        port,
        f"Cookie: {cookie}",
        "Content-Length: 30000",
        "Content-Type: text/plain",
        path="/inloggen",
        method="POST",
        body=b"x" * 30_000,
    )


@pytest.mark.parametrize("way", ["ended elsewhere", "logged out"])
def test_an_old_session_comes_before_nobody_any_more(serve, way):
    port, by = serve(), a_pass(REPORTER)
    cookie = cookie_of(by, SECRET)
    assert ask(port, f"Cookie: {cookie}", path="/signalen").startswith("HTTP/1.1 200")
    assert _large(port, cookie).startswith("HTTP/1.1 403"), "taken in, and refused for its mark"
    if way == "ended elsewhere":
        ledger.call("end_pass", by)
        assert ask(port, f"Cookie: {cookie}", path="/signalen").startswith("HTTP/1.1 302")
    else:
        assert ask(port, f"Cookie: {cookie}", path="/uitloggen", method="POST").startswith(
            "HTTP/1.1 302"
        )
    assert _large(port, cookie).startswith("HTTP/1.1 413")


LOGIN = "adres=a%40b.example&wachtwoord=x&code=1"


def _form(port: int, *more: str) -> str:
    """The login form as a browser behind https sends it."""
    page = ask(port, *more, path="/inloggen")
    cookie = re.search(r"csrftoken=(\w+)", page)[1]
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    body = f"csrfmiddlewaretoken={token}&{LOGIN}".encode()
    sent = (
        f"Cookie: csrftoken={cookie}",
        f"Origin: https://127.0.0.1:{port}",
        f"Content-Length: {len(body)}",
        "Content-Type: application/x-www-form-urlencoded",
    )
    return ask(port, *more, *sent, path="/inloggen", method="POST", body=body)


BEHIND = ("X-Forwarded-Proto: https", "X-Forwarded-For: 10.1.2.3")


def test_behind_a_tls_proxy_logging_in_works_when_the_settings_name_it(serve):
    said = _form(serve(OPENPRISMA_PROXY="127.0.0.1"), *BEHIND)
    assert "Dit formulier" not in said, "the form was accepted"
    assert said.startswith("HTTP/1.1 403") and 'name="wachtwoord"' in said, (
        "and its password was not"
    )


def test_a_form_that_is_refused_says_why_in_the_log_and_not_on_the_page(serve):
    said = _form(serve(), *BEHIND)
    assert "Dit formulier" in said and "OPENPRISMA_PROXY" not in said
    log = serve.log.read_text()
    assert (
        "form refused: sent from https, asked over http; "
        "does a proxy end TLS? Name it in OPENPRISMA_PROXY" in log
    )
    assert "a%40b" not in log and "a@b" not in log


@pytest.mark.parametrize("secret", ["", "short"])
def test_a_web_process_without_a_secret_does_not_start(live, secret):
    told = os.environ | {"DATABASE_URL": CLUSTER.url("tests"), "OPENPRISMA_SECRET": secret}
    for command in (
        ["-m", "openprisma.project.main", "serve", "--port", "1"],
        ["-c", "import openprisma.project.wsgi"],
    ):
        done = subprocess.run(
            [sys.executable, *command], env=told, capture_output=True, text=True, timeout=60
        )
        assert done.returncode == 1
        assert "OPENPRISMA_SECRET ontbreekt of is te kort" in done.stderr.splitlines()[-1]


def test_a_request_under_way_is_finished_when_the_process_is_told_to_stop(serve):
    port = serve()
    with connected(port) as own:
        host = f"127.0.0.1:{port}"
        head = f"POST /inloggen HTTP/1.1\r\nHost: {host}\r\nContent-Length: 4\r\n\r\n"
        own.sendall(head.encode())
        time.sleep(0.3)
        serve.processes[0].send_signal(signal.SIGTERM)
        time.sleep(0.5)
        own.sendall(b"a=bc")
        assert everything(own, 5).startswith("HTTP/1.1 403")
    assert serve.processes[0].wait(15) == 0


def test_told_to_stop_it_ends_in_time_also_when_nobody_reads_its_log(serve):
    """Writing a line then takes for ever, and with it everything."""
    port = serve(log=PIPE)
    with connected(port) as own:
        # Refused, and that it says in its log.
        own.sendall(head(port, "POST", "/", "Content-Length: 900000"))
        time.sleep(1)
        process, began = serve.processes[0], time.monotonic()
        process.send_signal(signal.SIGTERM)
        process.wait(60)
    assert time.monotonic() - began < IN_TIME


IN_TIME = 25  # seconds: fifteen, and the machine may be busy
PIPE = "a pipe that is full"


def _full() -> int:
    """The end to write to of a pipe in which nothing more goes; the other end stays open."""
    _kept, writes = os.pipe()
    os.set_blocking(writes, False)
    try:
        while True:
            os.write(writes, b"x" * 4096)
    except BlockingIOError:
        os.set_blocking(writes, True)
        return writes

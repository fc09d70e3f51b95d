"""The web server under slow, large and numerous callers: what the others notice of it."""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from openprisma.project.room import Room
from openprisma.sidedoors.callers import Drip, ask, connected, everything, head
from tests.project.serving import front


def hello(environ, start_response):
    """Says what it was told."""
    body = environ["wsgi.input"].read()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [f"{environ['REMOTE_ADDR']} {environ['wsgi.url_scheme']} {len(body)}".encode()]


def slow(seconds):
    def app(environ, start_response):
        if environ["PATH_INFO"] == "/slow":
            time.sleep(seconds)
        return hello(environ, start_response)

    return app


def test_honest_callers_are_answered_while_slow_heads_bodies_and_readers_fill_the_door():
    with front(hello, head=3, body=3, connections=150, strangers=120) as (port, _), Drip(port, 60):
        for _ in range(30):
            began = time.monotonic()
            assert "127.0.0.1 http 0" in ask(port)
            assert time.monotonic() - began < 2
            time.sleep(0.1)


def test_who_is_logged_in_keeps_the_connection_when_a_crowd_takes_all_others():
    with (
        front(hello, head=30, connections=40, strangers=100) as (port, server),
        connected(port) as mine,
    ):
        mine.sendall(head(port, "GET", "/", "Cookie: sessie=anna"))
        assert b"200 OK" in mine.recv(4000)
        with Drip(port, 40, kinds=("head", "body")):
            assert len(server.callers.all) <= 40
            mine.sendall(head(port, "GET", "/", "Cookie: sessie=anna"))
            assert b"200 OK" in mine.recv(4000)


def test_a_body_that_drips_is_told_so_at_its_deadline(caplog):
    with front(hello, body=1) as (port, _), connected(port) as own:
        began = time.monotonic()
        own.sendall(head(port, "POST", "/", "Content-Length: 100"))
        for _ in range(5):
            time.sleep(0.3)
            own.send(b"x")
        said = everything(own)
    assert time.monotonic() - began < 6
    assert (
        said.startswith("HTTP/1.1 408")
        and "kwam te langzaam binnen. Er is niets vastgelegd." in said
    )
    assert "bodies too slow 1" in caplog.text


def test_a_head_that_drips_is_cut_off_at_its_deadline():
    with front(hello, head=1) as (port, _), connected(port) as own:
        began, whole = time.monotonic(), head(port)
        with pytest.raises(OSError):
            for byte in whole * 20:
                own.send(bytes([byte]))
                time.sleep(0.05)
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    ("more", "length", "status"),
    [
        ((), 20_001, "413"),
        ((), 20_000, "200"),
        (("Cookie: sessie=anna",), 2_100_001, "413"),
        (("Cookie: sessie=anna",), 2_000_000, "200"),
        (
            ("Cookie: sessie=anna", "Content-Type: multipart/form-data; boundary=x"),
            11_000_000,
            "200",
        ),
        (
            ("Cookie: sessie=anna", "Content-Type: multipart/form-data; boundary=x"),
            12_000_001,
            "413",
        ),
        (("Content-Type: multipart/form-data; boundary=x",), 2_000_000, "413"),
    ],
)
def test_how_much_one_may_send_depends_on_who_and_what(more, length, status):
    with front(hello) as (port, _):
        said = ask(port, *more, f"Content-Length: {length}", method="POST", body=b"x" * length)
    assert said.startswith(f"HTTP/1.1 {status}")
    assert status != "200" or said.endswith(f" {length}")


def test_too_large_is_said_before_the_body_is_read():
    with front(hello) as (port, _), connected(port) as own:
        own.sendall(head(port, "POST", "/", "Content-Length: 900000000"))
        assert "413" in own.recv(4000).decode()


def test_a_body_without_a_length_is_refused_with_a_sentence():
    with front(hello) as (port, _):
        said = ask(
            port, "Transfer-Encoding: chunked", method="POST", body=b"5\r\nhello\r\n0\r\n\r\n"
        )
    assert said.startswith("HTTP/1.1 411") and "zegt niet hoe lang het is" in said


def test_a_session_sends_four_bodies_at_a_time_and_all_together_a_hundred_megabytes():
    more = ("Content-Type: multipart/form-data; boundary=x", "Content-Length: 11000000")
    with front(hello) as (port, server):
        held = [connected(port) for _ in range(12)]
        try:
            for own in held[:4]:
                own.sendall(head(port, "POST", "/", "Cookie: sessie=anna", *more))
            _until(lambda: server.bodies["anna"] == 4)
            assert ask(port, "Cookie: sessie=anna", *more, method="POST").startswith("HTTP/1.1 429")
            for place, own in enumerate(held[4:9]):
                own.sendall(head(port, "POST", "/", f"Cookie: sessie=b{place}", *more))
            _until(lambda: server.expected == 99_000_000)
            assert ask(port, "Cookie: sessie=carla", *more, method="POST").startswith(
                "HTTP/1.1 503"
            )
        finally:
            for own in held:
                own.close()
        _until(lambda: server.expected == 0 and not server.bodies)


def test_a_small_form_is_taken_in_though_large_files_of_others_fill_all_there_is():
    more = ("Content-Type: multipart/form-data; boundary=x", "Content-Length: 11110000")
    with front(hello) as (port, server):
        held = [connected(port) for _ in range(9)]
        for place, own in enumerate(held):
            own.sendall(head(port, "POST", "/", f"Cookie: sessie=b{place}", *more))
        _until(lambda: server.expected == 99_990_000)
        for length, status in ((100_000, "200"), (1_100_000, "503")):
            said = ask(
                port,
                "Cookie: sessie=carla",
                f"Content-Length: {length}",
                method="POST",
                body=b"x" * length,
            )
            assert said.startswith(f"HTTP/1.1 {status}"), length
        assert server.expected == 99_990_000
        for own in held:
            own.close()
        _until(lambda: server.expected == 0 and not server.bodies)


def says(environ, start_response):
    """An application that knows which passes live: `/lives`, `/ended`; of other addresses it does
    not look."""
    if environ["PATH_INFO"] in ("/lives", "/ended"):
        environ["openprisma.pass"](environ["PATH_INFO"] == "/lives")
    return hello(environ, start_response)


def believed(port) -> bool:
    """Is who sends this cookie served as somebody who is logged in? Who is not may send twenty
    thousand bytes."""
    more = ("Cookie: sessie=anna", "Content-Length: 30000")
    return ask(port, *more, method="POST", body=b"x" * 30_000).startswith("HTTP/1.1 200")


def test_a_session_of_which_the_pass_ended_comes_before_nobody_any_more():
    with front(says) as (port, server), connected(port) as own:
        assert believed(port)
        own.sendall(head(port, "GET", "/lives", "Cookie: sessie=anna"))
        assert b"200 OK" in own.recv(4000)
        _until(lambda: any(one.proven for one in server.callers.all.values()))
        own.sendall(head(port, "GET", "/ended", "Cookie: sessie=anna"))
        assert b"200 OK" in own.recv(4000)
        _until(lambda: not any(one.proven for one in server.callers.all.values()))
        assert not believed(port)


def test_a_session_that_only_asks_what_nobody_looks_at_comes_before_nobody_in_the_end():
    with front(says) as (port, server):
        for _ in range(server.credit.few):
            assert believed(port)
        assert not believed(port)
        ask(port, "Cookie: sessie=anna", path="/lives")
        assert believed(port)


def _until(true, seconds=5):
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_who_does_not_read_holds_no_thread_and_is_cut_off(caplog):
    def large(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"x" * 30_000_000] if environ["PATH_INFO"] == "/large" else [b"small"]

    with front(large, answer=1, rate=30_000_000, room=Room(threads=2, strangers=2)) as (
        port,
        server,
    ):
        held = [connected(port) for _ in range(6)]
        for own in held:
            own.sendall(head(port, "GET", "/large"))
        time.sleep(0.5)
        assert ask(port).endswith("small")
        _until(lambda: not server.callers.all, 10)
        assert "answers read too slowly" in caplog.text
        for own in held:
            own.close()


def test_a_crowd_of_strangers_gets_two_threads_and_who_is_logged_in_the_rest():
    with front(slow(1.5)) as (port, _), ThreadPoolExecutor(20) as crowd:
        asked = [crowd.submit(ask, port, path="/slow") for _ in range(12)]
        time.sleep(0.3)
        began = time.monotonic()
        assert ask(port, "Cookie: sessie=anna").startswith("HTTP/1.1 200")
        assert time.monotonic() - began < 1
        answers = [one.result()[9:12] for one in asked]
    assert set(answers) <= {"200", "503"} and "200" in answers


def test_one_session_does_not_take_the_threads_of_the_others():
    with front(slow(1.5)) as (port, _), ThreadPoolExecutor(20) as crowd:
        asked = [crowd.submit(ask, port, "Cookie: sessie=anna", path="/slow") for _ in range(9)]
        time.sleep(0.3)
        began = time.monotonic()
        assert ask(port, "Cookie: sessie=bert").startswith("HTTP/1.1 200")
        assert time.monotonic() - began < 1
        assert {one.result()[9:12] for one in asked} <= {"200", "503"}


def test_who_waits_too_long_for_a_thread_is_told_that_it_is_busy():
    with (
        front(slow(2), room=Room(threads=1, strangers=1, patience=0.3)) as (port, _),
        ThreadPoolExecutor(2) as crowd,
    ):
        crowd.submit(ask, port, path="/slow")
        time.sleep(0.2)
        said = ask(port)
    assert (
        said.startswith("HTTP/1.1 503")
        and "Het is nu te druk" in said
        and "Retry-After: 60" in said
    )


@pytest.mark.parametrize(
    ("proxies", "headers", "expected"),
    [
        ((), (), "127.0.0.1 http"),
        (
            ("127.0.0.1",),
            ("X-Forwarded-For: 10.1.2.3", "X-Forwarded-Proto: https"),
            "10.1.2.3 https",
        ),
        (
            ("127.0.0.1",),
            ("X-Forwarded-For: 6.6.6.6, 10.1.2.3", "X-Forwarded-Proto: https"),
            "10.1.2.3 https",
        ),
        (
            ("127.0.0.1",),
            ("X-Forwarded-For: nonsense", "X-Forwarded-Proto: gopher"),
            "0.0.0.0 http",
        ),
        (("127.0.0.1",), ("X-Forwarded-For: 9.9.1.7, 1.2.3.4:5555",), "1.2.3.4 http"),
        (("127.0.0.1",), ("X-Forwarded-For: 9.9.1.7, unknown",), "0.0.0.0 http"),
        (("127.0.0.1",), ("X-Forwarded-For: 9.9.1.7, _verborgen",), "0.0.0.0 http"),
        (("127.0.0.1",), ("X-Forwarded-For: 9.9.1.7, [2001:db8::7]:443",), "2001:db8::7 http"),
        (("127.0.0.1",), ("X-Forwarded-For: 9.9.1.7, ::ffff:1.2.3.4",), "1.2.3.4 http"),
        (("127.0.0.1",), ("X-Forwarded-For: 9.9.1.7, 1.2.3.4, 127.0.0.1:80",), "1.2.3.4 http"),
        (("::ffff:127.0.0.1",), ("X-Forwarded-For: 1.2.3.4",), "1.2.3.4 http"),
        ((), ("X-Forwarded-For: 10.1.2.3", "X-Forwarded-Proto: https"), "0.0.0.0 http"),
        ((), ("X_Forwarded_Proto: https",), "127.0.0.1 http"),
        (("10.9.9.9",), ("X-Forwarded-Proto: https",), "0.0.0.0 http"),
    ],
)
def test_only_a_proxy_in_the_settings_is_believed_about_others(proxies, headers, expected):
    with front(hello, proxies=proxies) as (port, _):
        assert ask(port, *headers).endswith(f"{expected} 0")


@pytest.mark.parametrize(
    "more",
    [
        ("Content-Length: +5",),
        ("Content-Length: 0x5",),
        ("Content-Length: 5, 6",),
        ("Content-Length: 5", "Content-Length: 6"),
        ("Transfer-Encoding: chunked",),
        ("Transfer-Encoding: gzip", "Content-Length: 5"),
    ],
    ids=str,
)
def test_a_body_that_cannot_be_measured_gets_one_answer(more):
    with front(hello) as (port, _), connected(port) as own:
        own.sendall(head(port, "POST", "/", *more) + b"abcde")
        said = everything(own, 5)
    assert said.startswith("HTTP/1.1 411") and said.count("HTTP/1.1") == 1


def test_a_request_under_way_is_finished_when_the_server_must_stop():
    with ThreadPoolExecutor(1) as beside:
        with front(slow(1), room=Room()) as (port, _):
            asked = beside.submit(ask, port, path="/slow")
            time.sleep(0.3)
        assert asked.result().startswith("HTTP/1.1 200")
        with pytest.raises(OSError):
            connected(port)


OUT = """
import resource, sys, time, logging
logging.basicConfig()
from tests.project.serving import front
from tests.project.test_front import hello
import os
with front(hello) as (port, _):
    now = len(os.listdir("/proc/self/fd"))
    resource.setrlimit(resource.RLIMIT_NOFILE, (now + 6, now + 6))
    print(port, flush=True)
    sys.stdin.read()
"""


def test_without_descriptors_a_caller_is_told_within_five_seconds_and_the_log_as_well():
    process = subprocess.Popen(
        [sys.executable, "-c", OUT], stdin=-1, stdout=-1, stderr=-1, text=True
    )
    port = int(process.stdout.readline())
    held = [connected(port) for _ in range(8)]
    try:
        began = time.monotonic()
        with connected(port) as own:
            said = everything(own, 5)
        assert time.monotonic() - began < 5
        assert said.startswith("HTTP/1.1 503") and "te veel verbindingen open" in said
    finally:
        for own in held:
            own.close()
    time.sleep(0.5)
    assert ask(port).startswith("HTTP/1.1 200")
    _, told = process.communicate("")
    assert "refused: out of descriptors" in told

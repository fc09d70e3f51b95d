"""Honest users while the service is attacked: requests a second as a ratio to those a moment before
and after, in one run."""

from __future__ import annotations

import http.client
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

SECRET = "only-for-the-bench-and-long-enough"
SECONDS, TURNS, USERS = 6, 3, 4
ATTACKS = {
    "slow heads, 250 connections": ("head", 250),
    "slow bodies, 250 connections": ("body", 250),
    "slow readers, 250 connections": ("read", 250),
    "heads, bodies and readers, 100 each": ("head body read", 100),
    "login page asked without pause, 8 connections": ("flood", 8),
}
# In a process of its own, so that it takes nothing from the users' side but the processor.
ATTACKER = """
import sys, time, threading
from openprisma.sidedoors.callers import Drip, flood
port, kinds, each = int(sys.argv[1]), sys.argv[2].split(), int(sys.argv[3])
if kinds == ["flood"]:
    with flood(port, each):
        print("attacking", flush=True)
        time.sleep(120)
with Drip(port, each, kinds=tuple(kinds), source="127.0.0.2"):
    print("attacking", flush=True)
    time.sleep(120)
"""


def rate(port: int, cookies: list[str], seconds: float) -> tuple[float, float]:
    """Pages a second that users get together, and the slowest page in milliseconds. One that is not
    a page raises."""
    count, slowest, wrong = [0] * len(cookies), [0.0] * len(cookies), []
    end = time.perf_counter() + seconds

    def user(place: int) -> None:
        own = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while time.perf_counter() < end:
            began = time.perf_counter()
            own.request("GET", "/", headers={"Cookie": cookies[place]})
            answer = own.getresponse()
            answer.read()
            if answer.status != 200:
                wrong.append(answer.status)
                return
            count[place] += 1
            slowest[place] = max(slowest[place], time.perf_counter() - began)

    threads = [threading.Thread(target=user, args=[place]) for place in range(len(cookies))]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert not wrong, wrong
    return sum(count) / seconds, max(slowest) * 1000


REFUSED = float("inf")


@contextmanager
def _entering(port: int, took: list[float]) -> Iterator[None]:
    """Somebody at another address asks for the login page twice a second; notes how long each took,
    or that it was refused."""
    from openprisma.sidedoors.callers import ask

    stop = threading.Event()

    def one() -> None:
        while not stop.wait(0.5):
            began = time.perf_counter()
            good = ask(port, path="/inloggen", source="127.0.0.4").startswith("HTTP/1.1 200")
            took.append((time.perf_counter() - began) * 1000 if good else REFUSED)

    thread = threading.Thread(target=one)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _shown(milliseconds: float) -> int | str:
    return "refused" if milliseconds == REFUSED else round(milliseconds)


def attacks(cluster: Any) -> dict[str, Any]:
    """Each attack in turn, between two calm moments."""
    from tests.builders import POLICE, REPORTER, a_pass

    from openprisma.sidedoors.resources import cookie_of, served

    told: dict[str, Any] = {}
    with served(cluster.url("tests"), SECRET) as port:
        cookies = [
            cookie_of(a_pass(person), SECRET) for person in (POLICE, REPORTER) * (USERS // 2)
        ]
        rate(port, cookies, 3)  # warm
        for name, (kinds, each) in ATTACKS.items():
            ratios, slowest, calm, entered = [], [], [], []
            for _ in range(TURNS):
                before, _ = rate(port, cookies, SECONDS)
                attacker = subprocess.Popen(
                    [sys.executable, "-c", ATTACKER, str(port), kinds, str(each)],
                    stdout=-1,
                    text=True,
                )
                try:
                    assert attacker.stdout is not None
                    attacker.stdout.readline()
                    time.sleep(1)
                    with _entering(port, entered):
                        during, late = rate(port, cookies, SECONDS)
                finally:
                    attacker.kill()
                    attacker.communicate()
                time.sleep(1)
                after, _ = rate(port, cookies, SECONDS)
                calm.append((before + after) / 2)
                ratios.append(during / calm[-1])
                slowest.append(late)
            told[name] = {
                "calm_per_s": round(statistics.median(calm), 1),
                "ratio": round(statistics.median(ratios), 2),
                "ratios": [round(one, 2) for one in ratios],
                "slowest_page_ms": round(max(slowest)),
                "median_login_page_of_another_ms": _shown(statistics.median(entered)),
                "login_pages_refused": sum(one == REFUSED for one in entered),
                "load": round(os.getloadavg()[0], 1),
            }
    return told | {"aim": 0.8}

"""A real server on the test database and a real browser."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.request import urlopen

import pytest
from django_otp.oath import TOTP

from openprisma.stories.region import DEMO_PASSWORD, demo_key, person_id, read_region
from tests import door
from tests.conftest import CLUSTER

# Playwright keeps an event loop in this thread; the tests' own statements run in it one after
# another.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=nl-NL",
]


@contextmanager
def serving(database: str) -> Iterator[str]:
    """The address of a web server on a database of the tests, in a process of its own under the
    role `app`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {
        "DATABASE_URL": CLUSTER.url(database),
        "OPENPRISMA_ROLE": "app",
        "DJANGO_SETTINGS_MODULE": "openprisma.project.settings",
        "OPENPRISMA_SECRET": "only-for-the-tests-and-long-enough",
        "OPENPRISMA_PLAIN_HTTP": "1",
    }
    command = [sys.executable, "-m", "openprisma.project.main", "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=environment)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):  # reading the law takes as long as the machine is busy
            try:
                urlopen(f"{address}/inloggen", timeout=2).close()
                break
            except OSError:
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait()


@pytest.fixture(scope="session")
def server(django_db_setup):
    """A web server on the database that all tests share."""
    with serving("tests") as address:
        yield address


@pytest.fixture(scope="session")
def browser():
    """Headless Chromium of the system."""
    found = shutil.which("chromium")
    if found is None:
        assert os.environ.get("CI") != "true", "in CI the browser tests run"
        pytest.skip("install chromium to run the browser tests")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=found, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def page_of(browser, server):
    """A browser window of somebody, signed in through the person switcher."""
    windows = []

    def sign_in(name: str, width: int = 1400):
        window = browser.new_context(
            locale="nl-NL", viewport={"width": width, "height": 1000}, base_url=server
        )
        windows.append(window)
        page = window.new_page()
        page.goto("/demo")
        page.get_by_role("button", name=name).first.click()
        return page

    yield sign_in
    for window in windows:
        window.close()


@pytest.fixture
def as_made(connect):
    """Everybody gets in with the demo's password and code, whatever came before."""
    door.as_made(connect("postgres"))


@pytest.fixture
def person(browser, server, as_made):
    """A window of somebody who logs in as people do: address, password, code."""
    windows = {}

    def sign_in(name: str):
        if name not in windows:
            address = next(
                f"{one.id}@{one.employer}.example"
                for one in read_region("den-haag").people
                if one.id == name
            )
            code = f"{TOTP(bytes.fromhex(demo_key(person_id('den-haag', name)))).token():06d}"
            windows[name] = page = browser.new_context(locale="nl-NL", base_url=server).new_page()
            page.goto("/inloggen")
            page.get_by_label("E-mailadres").fill(address)
            page.get_by_label("Wachtwoord").fill(DEMO_PASSWORD)
            page.get_by_label("Code").fill(code)
            page.get_by_role("button", name="Inloggen").click()
            page.get_by_role("button", name="Uitloggen").wait_for()
        return windows[name]

    yield sign_in
    for page in windows.values():
        page.context.close()

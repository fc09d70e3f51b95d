"""The door in raw SQL: clean brakes, guesses for one person, and what is seen of them."""

from __future__ import annotations

import secrets
from uuid import uuid4

import pytest
from django_otp.oath import TOTP

from openprisma.partners.passwords import proof
from openprisma.stories.region import DEMO_PASSWORD
from tests import door
from tests.builders import POLICE, REPORTER
from tests.conftest import CLUSTER
from tests.partners.attempts import KNOCK, NOBODY, PEOPLE, RIGHT, WRONG_CODE, WRONG_PASSWORD, told


@pytest.fixture
def root(live, connect):
    """A test begins without brakes and attempts, and with factors whose codes are not used up."""
    own = connect("postgres")
    door.as_made(own)
    return own


@pytest.fixture(scope="module")
def proofs(django_db_setup):
    """What Argon2 makes of the demo's password for these people."""
    with CLUSTER.connect("app", "tests") as own:
        recipes = {
            name: own.execute("select fence.recipe(%s)", [PEOPLE[name]]).fetchone()[0]
            for name in (POLICE, REPORTER)
        }
    return {name: proof(DEMO_PASSWORD, recipe) for name, recipe in recipes.items()}


@pytest.fixture
def code(root):
    """The code of the police's app, now."""
    key = """select d.key from otp_totp_totpdevice d join partners_account a on a.id = d.user_id
      where a.email = %s"""
    return lambda: (
        f"{TOTP(bytes.fromhex(root.execute(key, [PEOPLE[POLICE]]).fetchone()[0])).token():06d}"
    )


@pytest.fixture
def knock(code, proofs):
    """Knock with a guess for the police; gives the ticket and how long to wait."""

    def one(own, guess=RIGHT, source="198.51.100.1", ticket=None):
        ticket = ticket or secrets.token_bytes(32)
        address = "niemand@nergens.example" if guess == NOBODY else PEOPLE[POLICE]
        proved = b"x" * 32 if guess == WRONG_PASSWORD else proofs[POLICE]
        asked = [ticket, address, proved, "000000" if guess == WRONG_CODE else code(), source]
        return ticket, own.execute(KNOCK, asked).fetchone()[0]

    return one


@pytest.fixture
def under(connect):
    """A raw connection as the application, inside a line of an act for somebody."""

    def opened(raw, by: bytes, act: str = "wachtwoord_wijzigen") -> str:
        line = str(uuid4())
        backend, began = raw.execute("select pg_backend_pid(), transaction_timestamp()").fetchone()
        asked = "select fence.open(%s, %s, %s, '', '', '', '', '{}', '{}', true, %s, %s)"
        assert connect().execute(asked, [line, by, act, backend, began]).fetchone() == ([],)
        raw.execute(
            "select set_config('fence.line', %s, true), set_config('fence.pass', %s, true)",
            [line, by.hex()],
        )
        raw.execute("select fence.hold()")
        return line

    return opened


@pytest.fixture
def traced(connect, root, knock):
    """What the application sees of some work in a transaction that it takes back: the second time,
    so without what is read of the catalogue, and in tables that hold the same each time. Every
    call of a function is counted, as in a server that traces."""

    def seen(work, first=None, settings=""):
        root.execute("truncate partners_brake, partners_attempt")
        for guess in (RIGHT, NOBODY):
            knock(root, guess, "192.0.2.1")
        ready = [first()] if first else []
        own = connect("postgres")
        own.execute(f"set track_functions = 'all'; set session authorization app; {settings}")
        for _ in range(2):
            with own.transaction(force_rollback=True):
                before = told(own)
                given = work(own, *ready)
                after = told(own)
        calls = dict(before["functions"])
        after["functions"] = [
            (name, number - calls.get(name, 0)) for name, number in after["functions"]
        ]
        return after | {"given": given}

    return seen

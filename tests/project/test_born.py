"""A database for real people: nobody in it has a password that was published or a second factor
that can be computed."""

from __future__ import annotations

import os
import subprocess
import sys

import psycopg
import pytest

from openprisma.project.baseline import begin
from tests.conftest import CLUSTER
from tests.project.test_upgrade import DUMPS, restored

PROGRAM = [sys.executable, "-m", "openprisma.project.main"]


def program(*arguments: str, status: int = 0) -> str:
    environment = os.environ | {"DATABASE_URL": CLUSTER.url("real")}
    environment.pop("OPENPRISMA_ROLE", None)
    done = subprocess.run(
        [*PROGRAM, *arguments], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == status, done.stderr
    return done.stdout + done.stderr


@pytest.fixture
def real(django_db_setup):
    with CLUSTER.connect() as own:
        own.execute("drop database if exists real with (force)")
    yield
    with CLUSTER.connect() as own:
        own.execute("drop database if exists real with (force)")


def counted() -> tuple[int, int, int]:
    with CLUSTER.connect("postgres", "real") as own:
        tables = ("partners_person", "partners_account", "otp_totp_totpdevice")
        people, accounts, factors = (
            own.execute(f"select count(*) from {table}").fetchone()[0] for table in tables
        )
    return people, accounts, factors


def test_a_region_loaded_for_production_gives_nobody_an_account_and_no_story_is_played_there(real):
    begin(CLUSTER, "real")
    program("migrate", "--born", "production", "--region", "den-haag")
    people, accounts, factors = counted()
    assert people > 80 and (accounts, factors) == (0, 0)
    assert "alleen in een demo" in program("play", "01-van-signaal-tot-einddatum", status=1)


def test_in_production_the_role_of_the_web_gives_itself_no_pass_of_anybody(real):
    begin(CLUSTER, "real")
    program("migrate", "--born", "production", "--region", "den-haag")
    with CLUSTER.connect("app", "real") as own, CLUSTER.connect("postgres", "real") as root:
        person = root.execute("select id from partners_person limit 1").fetchone()[0]
        for how in ("wachtwoord en code", "opdrachtregel", "demo"):
            with pytest.raises(
                psycopg.errors.InsufficientPrivilege, match="een wachtwoord en een code"
            ):
                own.execute("select fence.issue('x', %s, '', '1 hour', %s)", [person, how])
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="hand_out"):
            own.execute(
                "select fence.hand_out('x', %s, '', '1 hour', 'wachtwoord en code', 0)", [person]
            )
        assert root.execute(
            "select count(*) from fence.pass where person is not null"
        ).fetchone() == (0,)


def test_accounts_of_invented_people_that_an_earlier_version_made_in_production_go(real):
    """A database of 0.9.0, told that it was born for production."""
    (before,) = [path for path in DUMPS if path.name == "0.9.0.sql.gz"]
    restored("real", before)
    with CLUSTER.connect("postgres", "real") as own:
        own.execute(
            "set session_replication_role = replica; update fence.birth set kind = 'production'"
        )
        own.execute(
            "update otp_totp_totpdevice set key = repeat('ab', 20) where user_id = (select "
            "min(id) from partners_account)"
        )
    assert counted()[1] > 80
    program("migrate", "--born", "production")
    assert counted()[1:] == (1, 1), "only who had a factor of their own keeps it"

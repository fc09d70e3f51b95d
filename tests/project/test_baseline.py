"""A new database begins from a file: as all migrations make it, and with nothing of another's."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from openprisma.project import baseline
from tests.conftest import CLUSTER

NAMES = ("first", "second")


@pytest.fixture
def begun(django_db_setup):
    """Two databases that only began."""
    drop()
    for name in NAMES:
        baseline.begin(CLUSTER, name)
    yield
    drop()


def drop() -> None:
    with CLUSTER.connect() as own:
        for name in NAMES:
            own.execute(f"drop database if exists {name} with (force)")


def test_each_hashes_with_a_secret_of_its_own_and_begins_with_an_empty_log(begun):
    peppers = set()
    for name in NAMES:
        with CLUSTER.connect("postgres", name) as root:
            ((pepper,),) = root.execute("select value from partners_pepper").fetchall()
            peppers.add(bytes(pepper))
            for table in baseline.OWN[:-1]:
                assert root.execute(f"select count(*) from {table}").fetchone()[0] == 0, table
    assert len(peppers) == 2


@pytest.mark.long
def test_it_is_what_all_migrations_make_of_an_empty_database(begun):
    """The later migrations on top of the file, against all of them one by one."""
    with CLUSTER.connect() as own:
        own.execute("drop database second with (force)")
    CLUSTER.make_database("second")
    kept = {k: v for k, v in os.environ.items() if k != "OPENPRISMA_ROLE"}
    for name in NAMES:
        subprocess.run(
            [sys.executable, "-m", "openprisma.project.main", "migrate", "--born", "demo"],
            env=kept | {"DATABASE_URL": CLUSTER.url(name)},
            check=True,
            stdout=subprocess.DEVNULL,
        )
    one, other = (without_moments(baseline.told(CLUSTER, name)) for name in NAMES)
    assert one == other


# When a database was born, a migration ran, or a law was compiled, is of each its own; so is the
# number of its secret, which the file leaves out.
MOMENTS = (
    b"INSERT INTO public.django_migrations",
    b"INSERT INTO fence.birth",
    b"INSERT INTO fence.law",
    b"INSERT INTO fence.change",
    b"SELECT pg_catalog.setval('public.partners_pepper",
)


def without_moments(sql: bytes) -> list[bytes]:
    """Its lines but those."""
    return [line for line in sql.splitlines() if not line.startswith(MOMENTS)]

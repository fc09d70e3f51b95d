"""A new database begins as the migrations up to one version leave it, from one file: building that
up migration by migration takes a minute and a half, from the file two seconds. Later migrations run
on top of it, as on any older database. `make baseline` makes the file anew."""

from __future__ import annotations

import gzip
import re
import subprocess
from pathlib import Path

from openprisma.project.cluster import Cluster, binaries

FILE = Path(__file__).with_name("baseline.sql.gz")
# Of each database its own: what its log holds, and what hashes its passwords.
OWN = ("fence.line", "fence.outcome", "fence.pass", "public.partners_pepper")
_PEPPER = """insert into public.partners_pepper (value)
  values (sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())))"""
# What an older server does not know; what only `psql` understands; and rights on the server's own
# functions, which `roles.sql` takes away in each database and other versions call otherwise.
_LEFT_OUT = re.compile(
    rb"^(?:\\|SET transaction_timeout|(?:GRANT|REVOKE) .* ON \w+ pg_catalog\.).*\n", re.M
)


def begin(cluster: Cluster, name: str) -> None:
    """A database of this name that only needs what was made since the baseline: `openprisma
    migrate` does that, and compiles the law."""
    cluster.make_database(name)
    with cluster.connect(database=name) as own:
        # At once, so in one transaction: a start that is killed leaves an empty database.
        own.execute(gzip.decompress(FILE.read_bytes()) + _PEPPER.encode())


def told(cluster: Cluster, name: str) -> bytes:
    """A database as SQL that a superuser restores with any PostgreSQL from 15 on and any client,
    without what each database has of its own."""
    dump = [str(binaries() / "pg_dump"), "--inserts", "-h", str(cluster.socket), "-U", "postgres"]
    left_out = [f"--exclude-table-data={table}" for table in OWN]
    done = subprocess.run([*dump, *left_out, name], check=True, stdout=subprocess.PIPE)
    return _LEFT_OUT.sub(b"", done.stdout)

"""`make dump`: the demo of this version as SQL, for the next version to restore, bring up to date
and walk on in."""

from __future__ import annotations

import gzip
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from openprisma.kernel.places import data
from openprisma.project.cluster import Cluster, binaries
from openprisma.project.processes import DATABASE
from openprisma.project.supervise import REGION, REST_ON

HERE = Path(__file__).resolve().parent
PROGRAM = [sys.executable, "-m", "openprisma.project.main"]


def main() -> None:
    """Play the demo on an empty cluster and keep what is in it, under the version's number."""
    version = re.search(
        r'^version = "(.+)"', (HERE.parents[1] / "pyproject.toml").read_text(encoding="utf-8"), re.M
    )
    assert version, "pyproject.toml names no version"
    target = HERE / f"{version[1]}.sql.gz"
    target.write_bytes(gzip.compress(_played(), mtime=0))
    print(target)


def _played() -> bytes:
    with tempfile.TemporaryDirectory(prefix="opdump-", dir="/var/tmp") as folder:
        os.chmod(folder, 0o755)
        cluster = Cluster(binaries(), Path(folder)).start(fsync="off")
        try:
            cluster.make_database(DATABASE)
            environment = os.environ | {"DATABASE_URL": cluster.url(DATABASE)}
            stories = sorted(path.stem for path in (data("stories") / "demo").glob("*.yaml"))
            for task in (
                ["migrate", "--born", DATABASE, "--region", REGION],
                ["play", "--rest-on", REST_ON, *stories],
            ):
                subprocess.run([*PROGRAM, *task], env=environment, check=True)
            dump = [
                str(binaries() / "pg_dump"),
                "-h",
                str(cluster.socket),
                "-U",
                "postgres",
                DATABASE,
            ]
            told = subprocess.run(dump, check=True, stdout=subprocess.PIPE).stdout
        finally:
            cluster.stop()
    return re.sub(rb"^\\(un)?restrict .*\n", b"", told, flags=re.M)


if __name__ == "__main__":
    main()

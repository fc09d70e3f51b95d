"""`make baseline`: what all migrations of today make of an empty database, as the file with which a
new one begins."""

from __future__ import annotations

import gzip
import os
import tempfile
from pathlib import Path

from openprisma.project import baseline
from openprisma.project.cluster import Cluster, binaries

NAME = "begin"


def main() -> None:
    """Migrate an empty database and keep what it is then: no birth, no law, no region."""
    with tempfile.TemporaryDirectory(prefix="opdump-", dir="/var/tmp") as folder:
        os.chmod(folder, 0o755)
        cluster = Cluster(binaries(), Path(folder)).start(fsync="off")
        try:
            migrated(cluster, NAME)
            baseline.FILE.write_bytes(gzip.compress(baseline.told(cluster, NAME), mtime=0))
        finally:
            cluster.stop()
    print(baseline.FILE)


def migrated(cluster: Cluster, name: str) -> None:
    """A database that was empty, after every migration; this process is its owner from then on."""
    cluster.make_database(name)
    os.environ |= {
        "DATABASE_URL": cluster.url(name),
        "OPENPRISMA_ROLE": "owner",
        "OPENPRISMA_SECRET": "baseline" * 8,
        "DJANGO_SETTINGS_MODULE": "openprisma.project.settings",
    }
    import django

    django.setup()
    from openprisma.project.prepare import migrate

    migrate()


if __name__ == "__main__":
    main()

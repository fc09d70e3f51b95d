"""Which processes the server of the tests has."""

from __future__ import annotations

import subprocess

from tests.conftest import CLUSTER


def server_processes(named: str) -> list[int]:
    """The postmaster of the tests, and its backends of which the title holds this (`app tests`:
    role and database)."""
    postmaster = int((CLUSTER.home / "data" / "postmaster.pid").read_text().splitlines()[0])
    listed = subprocess.run(
        ["ps", "-o", "pid=,args=", "--ppid", str(postmaster)], capture_output=True, text=True
    ).stdout
    return [postmaster, *(int(line.split()[0]) for line in listed.splitlines() if named in line)]

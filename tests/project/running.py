"""What tests of real processes need: who is logged in, and which processes the server of the tests has."""

from __future__ import annotations

import subprocess

from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.test import override_settings

from tests.conftest import CLUSTER


def cookie_of(by: bytes, secret: str) -> str:
    """The cookie of somebody who holds this pass, for a server with this secret."""
    with override_settings(SECRET_KEY=secret):
        session = SessionStore()
        session["pas"] = by.hex()
        session["wie"] = {"name": "Proef", "participant": "", "key": by.hex()[:12]}
        session.save()
    return f"sessionid={session.session_key}"


def server_processes(named: str) -> list[int]:
    """The postmaster of the tests, and its backends of which the title holds this (`app tests`: role and database)."""
    postmaster = int((CLUSTER.home / "data" / "postmaster.pid").read_text().splitlines()[0])
    listed = subprocess.run(["ps", "-o", "pid=,args=", "--ppid", str(postmaster)], capture_output=True, text=True).stdout
    return [postmaster, *(int(line.split()[0]) for line in listed.splitlines() if named in line)]

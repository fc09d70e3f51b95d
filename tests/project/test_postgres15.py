"""The same code on the oldest PostgreSQL it promises, where a system has its binaries."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

OLDEST = Path("/usr/lib/postgresql/15/bin")


@pytest.mark.skipif(not (OLDEST / "postgres").exists(), reason="no PostgreSQL 15 on this system")
def test_gate_fence_and_equality_hold_on_postgresql_15():
    environment = os.environ | {"OPENPRISMA_PG_BIN": str(OLDEST)}
    environment.pop("DATABASE_URL", None)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-m",
        "not long",
        "tests/gate",
        "tests/engine/test_targets.py",
    ]
    done = subprocess.run(
        command,
        env=environment,
        capture_output=True,
        text=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert done.returncode == 0, done.stdout[-3000:]

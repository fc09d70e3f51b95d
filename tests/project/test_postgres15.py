"""The same code on the oldest PostgreSQL it promises, where a system has its binaries."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parents[2]
OLDEST = Path("/usr/lib/postgresql/15/bin")
# What is most of the database itself: its catalogue, its policies under raw SQL, its planner, and
# that the fence says what the kernel says.
OF_THE_DATABASE = (
    "tests/engine/test_targets.py",
    "tests/gate/test_attacks.py",
    "tests/gate/test_catalogue.py",
    "tests/gate/test_comes.py",
    "tests/gate/test_durable.py",
    "tests/gate/test_install.py",
    "tests/gate/test_lasting.py",
    "tests/gate/test_no_setting.py",
    "tests/gate/test_one_line.py",
    "tests/gate/test_planned.py",
)
EVERYTHING = ("tests/gate", "tests/engine/test_targets.py")


@pytest.mark.skipif(not (OLDEST / "postgres").exists(), reason="no PostgreSQL 15 on this system")
@pytest.mark.parametrize(
    "asked",
    [
        pytest.param(OF_THE_DATABASE, id="of the database"),
        pytest.param(EVERYTHING, id="everything", marks=pytest.mark.long),
    ],
)
def test_gate_fence_and_equality_hold_on_postgresql_15(asked):
    assert all((HERE / path).exists() for path in asked)
    environment = os.environ | {"OPENPRISMA_PG_BIN": str(OLDEST)}
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", "not long"]
    done = subprocess.run(
        [*command, *asked], env=environment, capture_output=True, text=True, cwd=HERE
    )
    assert done.returncode == 0, done.stdout[-3000:]

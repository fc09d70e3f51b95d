"""`make test` and `make long`: every check, one after another; stops at the first that fails."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
CHECKS = {
    "code style": [BIN / "ruff", "check", "."],
    "code format": [BIN / "ruff", "format", "--check", "."],
    "templates": [BIN / "djlint", "--lint", "src"],
    "YAML": [
        BIN / "yamllint",
        "-s",
        *("law", "procedures", "region", "scans", "stories", "publiccode.yml"),
    ],
    "imports go downwards": [BIN / "lint-imports", "--no-cache"],
    "types": [BIN / "mypy"],
    "law": [sys.executable, "-m", "openprisma.project.main", "law", "check"],
}


def main() -> int:
    """Run the checks, then the tests; `long` adds what takes minutes."""
    os.chdir(HERE)
    # Hundreds of processes start in a run: each would compile all code anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = f"/var/tmp/openprisma-bytecode-{os.geteuid()}"
    task, *rest = sys.argv[1:]
    for name, command in ({} if rest else CHECKS).items():
        began = time.monotonic()
        done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
        print(
            f"{'ok  ' if done.returncode == 0 else 'FAIL'} {name} "
            f"({time.monotonic() - began:.0f} s)",
            flush=True,
        )
        if done.returncode:
            print(done.stdout[-6000:], done.stderr[-3000:])
            return 1
    marked = ["-m", "long or not long"] if task == "long" else ["-m", "not long"]
    beside = (
        [] if rest else ["-n", str(os.cpu_count() or 1), "--dist", "load", "--no-loadscope-reorder"]
    )
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "--durations=40", *beside, *marked, *rest]
    ).returncode


if __name__ == "__main__":
    sys.exit(main())

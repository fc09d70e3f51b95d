"""`make vulnerabilities`: is anything known to be wrong with what the lock files name? Asks OSV,
and else the package index.

Says one of three things, and never the first when it is not so: nothing known in all of them (0),
these are vulnerable (1), or: could not ask, so nothing is known (2).
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-spark.lock")
SOURCES = ("osv", "pypi")
FINE, VULNERABLE, UNKNOWN = 0, 1, 2


@dataclass
class Answer:
    """What a source said of one lock file. `named` is how many packages the file names."""

    named: int
    asked: int = 0
    found: list[str] = field(default_factory=list)

    @property
    def verdict(self) -> int:
        """One of the three."""
        if self.found:
            return VULNERABLE
        return FINE if self.asked == self.named > 0 else UNKNOWN


def read(output: str, named: int) -> Answer:
    """The JSON of pip-audit. What it skipped was not asked, whatever the reason; what is no JSON
    says nothing."""
    try:
        packages: list[dict[str, Any]] = json.loads(output)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return Answer(named)
    asked = [one for one in packages if "vulns" in one]
    found = [
        f"{one['name']} {one['version']}: "
        f"{bad['id']}, mended in {', '.join(bad['fix_versions']) or 'no version yet'}"
        for one in asked
        for bad in one["vulns"]
    ]
    return Answer(named, len(asked), found)


def names(lock: str) -> int:
    """How many packages a lock file names for this system."""
    lines = (HERE / lock).read_text(encoding="utf-8").splitlines()
    elsewhere = ("sys_platform == 'win32'", "platform_system == 'Windows'")
    return sum(
        "==" in line
        and not line.startswith((" ", "#"))
        and not any(one in line for one in elsewhere)
        for line in lines
    )


def ask(lock: str, source: str) -> Answer:
    """Ask one source about one lock file."""
    command = [
        sys.executable,
        "-m",
        "pip_audit",
        "--disable-pip",
        "--require-hashes",
        "--progress-spinner",
        "off",
    ]
    command += ["-f", "json", "-s", source, "-r", str(HERE / lock)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    return read(done.stdout, names(lock))


def main() -> int:
    """Ask about every lock file; gives the worst answer."""
    worst = FINE
    for lock in LOCKS:
        for source in SOURCES:
            answer = ask(lock, source)
            if answer.verdict != UNKNOWN:
                break
        print(sentence(lock, source, answer))
        worst = max(worst, answer.verdict, key=(FINE, UNKNOWN, VULNERABLE).index)
    return worst


def sentence(lock: str, source: str, answer: Answer) -> str:
    """What is said about a lock file."""
    if answer.verdict == FINE:
        return f"{lock}: nothing known in any of its {answer.named} packages ({source})"
    if answer.verdict == VULNERABLE:
        return "\n".join(
            [
                f"{lock}: VULNERABLE ({source}; asked {answer.asked} of {answer.named} packages)",
                *answer.found,
            ]
        )
    return (
        f"{lock}: NOT SCANNED. No source ({', '.join(SOURCES)}) answered for all "
        f"of its {answer.named} packages (the last one for {answer.asked}). "
        "This says nothing about them. Run it where api.osv.dev can be reached."
    )


if __name__ == "__main__":
    sys.exit(main())

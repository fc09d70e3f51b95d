"""The scan of the lock files never says that all is well when it could not ask."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.vulnerabilities import FINE, HERE, LOCKS, UNKNOWN, VULNERABLE, names, read, sentence

GOOD = {"name": "django", "version": "5.2.19", "vulns": []}
BAD = {
    "name": "pypdf",
    "version": "7.1.0",
    "vulns": [{"id": "GHSA-x", "fix_versions": ["7.2"], "description": ""}],
}
SKIPPED = {"name": "typst", "skip_reason": "Dependency not found"}


@pytest.mark.parametrize(
    ("packages", "named", "verdict"),
    [
        ([GOOD], 1, FINE),
        ([GOOD], 2, UNKNOWN),
        ([GOOD, SKIPPED], 2, UNKNOWN),
        ([SKIPPED], 1, UNKNOWN),
        ([], 0, UNKNOWN),
        ([GOOD, BAD], 2, VULNERABLE),
        ([BAD, SKIPPED], 2, VULNERABLE),
    ],
)
def test_only_an_answer_for_every_package_is_good_news(packages, named, verdict):
    answer = read(json.dumps({"dependencies": packages}), named)
    assert answer.verdict == verdict
    said = sentence("requirements.lock", "osv", answer)
    assert ("nothing known" in said) == (verdict == FINE)
    assert ("NOT SCANNED" in said) == (verdict == UNKNOWN)
    assert ("pypdf 7.1.0: GHSA-x, mended in 7.2" in said) == (verdict == VULNERABLE)


@pytest.mark.parametrize("output", ["", "nonsense", "[]", "{}", "null"])
def test_what_is_no_answer_says_nothing(output):
    assert read(output, 3).verdict == UNKNOWN


def test_a_source_that_cannot_be_reached_is_said_plainly():
    blocked = {
        name: "http://127.0.0.1:9"
        for name in ("HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy")
    }
    done = subprocess.run(
        [sys.executable, str(HERE / "tests" / "vulnerabilities.py")],
        env=os.environ | blocked | {"NO_PROXY": "", "no_proxy": ""},
        capture_output=True,
        text=True,
        timeout=300,
        cwd=HERE,
    )
    assert done.returncode == UNKNOWN
    assert all(f"{lock}: NOT SCANNED" in done.stdout for lock in LOCKS)
    assert [names(lock) > 40 for lock in LOCKS] == [True, True, False]  # Spark is two packages

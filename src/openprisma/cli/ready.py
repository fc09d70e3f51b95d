"""`openprisma gereed`: what is missing before real people's data may be in here, by article."""

from __future__ import annotations

from typing import Any

from openprisma.gate.birth import missing


def run(options: Any) -> int:
    """List it; 1 as long as something is missing."""
    found = missing()
    for articles, what in found:
        print(f"ontbreekt: {what} ({articles})")
    return 1 if found else 0

"""`openprisma gereed`: what is missing before real people's data may be in here, by article."""

from __future__ import annotations

from typing import Any

from openprisma.gate.birth import missing_for_real


def run(options: Any) -> int:
    """List it; 1 as long as something is missing."""
    missing = missing_for_real()
    for articles, what in missing:
        print(f"ontbreekt: {what} ({articles})")
    return 1 if missing else 0

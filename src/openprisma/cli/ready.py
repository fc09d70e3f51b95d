"""`openprisma gereed`: what is missing before real people's data may be in here, by article."""

from __future__ import annotations

from typing import Any

from openprisma.gate.birth import MISSING_FOR_REAL


def run(options: Any) -> int:
    """List it; 1 as long as something is missing."""
    for articles, what in MISSING_FOR_REAL:
        print(f"ontbreekt: {what} ({articles})")
    return 1 if MISSING_FOR_REAL else 0

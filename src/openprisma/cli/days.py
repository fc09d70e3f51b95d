"""A day as people give it on the command line."""

from __future__ import annotations

from datetime import date

from openprisma.kernel.errors import BadInput


def day_of(text: str) -> date:
    """`2025-02-15` as a day. Raises `BadInput` for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadInput(f"'{text}' is geen dag.", remedy="Schrijf 2025-02-15.") from error

"""Where the data of the house stands: at the root of a checkout, or inside the installed wheel."""

from __future__ import annotations

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
_CHECKOUT = _PACKAGE.parents[1]
REHEARSED = ("law", "procedures")


def data(folder: str) -> Path:
    """The folder `law`, `procedures`, `stories`, `region` or `scans`; from a checkout if there is
    one, else from the wheel. With OPENPRISMA_LAW and OPENPRISMA_PROCEDURES other ones are
    rehearsed; a database that was compiled from others does not start under them."""
    if folder in REHEARSED and (rehearsed := os.environ.get(f"OPENPRISMA_{folder.upper()}")):
        return Path(rehearsed)
    inside = _PACKAGE / "data" / folder
    return inside if inside.is_dir() else _CHECKOUT / folder

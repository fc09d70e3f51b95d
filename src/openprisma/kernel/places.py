"""Where the data of the house stands: at the root of a checkout, or inside the installed wheel."""

from __future__ import annotations

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
_CHECKOUT = _PACKAGE.parents[1]


def data(folder: str) -> Path:
    """The folder `law`, `procedures`, `stories` or `region`; from a checkout if there is one, else
    from the wheel. With OPENPRISMA_LAW a changed law is rehearsed; a database that was compiled
    from another one does not start under it."""
    if folder == "law" and (rehearsed := os.environ.get("OPENPRISMA_LAW")):
        return Path(rehearsed)
    inside = _PACKAGE / "data" / folder
    return inside if inside.is_dir() else _CHECKOUT / folder

"""The same answer for people and for programs."""

from __future__ import annotations

import json
from typing import Any


def tell(value: Any, lines: list[str], *, as_json: bool) -> None:
    """Print lines, or the value as JSON."""
    print(
        json.dumps(value, ensure_ascii=False, indent=2, default=str)
        if as_json
        else "\n".join(lines)
    )

"""The same answer for people and for programs."""

from __future__ import annotations

import json
from dataclasses import is_dataclass
from typing import Any

from openprisma.gate.outputs import plain


def tell(value: Any, lines: list[str], *, as_json: bool) -> None:
    """Print lines, or the value as JSON: what an act gave by the names in its type."""
    print(
        json.dumps(value, ensure_ascii=False, indent=2, default=_named)
        if as_json
        else "\n".join(lines)
    )


def _named(value: Any) -> Any:
    return plain(value) if is_dataclass(value) else str(value)

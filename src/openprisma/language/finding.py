"""What the check points at."""

from __future__ import annotations

from dataclasses import dataclass

Level = str  # `zeker` or `mogelijk`


@dataclass(frozen=True)
class Finding:
    """Words in a text that do not belong there: `start` and `end` in characters, `kind` and `level`
    of the word list."""

    start: int
    end: int
    kind: str
    level: Level

"""What an act knows while it runs: who acts, on which file, when, under which line."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol
from uuid import UUID


@dataclass(frozen=True)
class Actor:
    """Who acts, as the database proved it from the pass. `person` is None for a background task."""

    person: Any  # UUID, or None for a background task
    name: str
    participant: str
    system: bool


class Header(Protocol):
    """What the gate must know of a file: its procedure, stage and phase. `files.models.File` is one."""

    id: UUID
    kind: str
    stage: str
    phase: int


@dataclass
class Run:
    """An act under way. `line` is its receipt; `file` the file it is about, None for an act without or before one."""

    line: UUID
    act: str
    actor: Actor
    today: date
    file: Any
    file_id: Any  # UUID, or None for an act without a file
    inputs: dict[str, Any] = field(default_factory=dict)
    role: str = ""
    procedure: Any = None
    memo: dict[str, Any] = field(default_factory=dict)

    def remember(self, key: str, look: Any) -> Any:
        """The answer to a question that several facts ask, looked up once."""
        if key not in self.memo:
            self.memo[key] = look()
        return self.memo[key]

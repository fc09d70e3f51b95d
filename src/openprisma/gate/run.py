"""What an act knows while it runs: who acts, on which file, when, under which line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from django.db.models import Model


@dataclass(frozen=True)
class Actor:
    """Who acts, as the database proved it from the pass. `person` is None for a background task."""

    person: Any  # UUID, or None for a background task
    name: str
    participant: str
    system: bool


class Header(Protocol):
    """What the gate must know of a file: its procedure, stage and phase. `files.models.File` is
    one."""

    id: UUID
    kind: str
    stage: str
    phase: int


@dataclass
class Run:
    """An act under way. `line` is its receipt; `file` the file it is about, None for an act without
    or before one; `files` are all that the line names. `cache` holds what was looked up about
    this file and actor, `shared_cache` what all of them share."""

    line: UUID
    act: str
    actor: Actor
    today: date
    file: Any
    file_id: Any  # UUID, or None for an act without a file
    inputs: dict[str, Any] = field(default_factory=dict)
    role: str = ""
    procedure: Any = None
    files: tuple[UUID, ...] = ()
    cache: dict[str, Any] = field(default_factory=dict)
    shared_cache: dict[Any, Any] = field(default_factory=dict)

    def remember(self, key: str, look: Callable[[], Any]) -> Any:
        """The answer to a question that several facts ask about this file and this actor, looked up
        once."""
        if key not in self.cache:
            self.cache[key] = look()
        return self.cache[key]

    def share(self, key: Any, look: Callable[[], Any]) -> Any:
        """The same for what is no different for another file of the line; the key says whose answer
        it is."""
        if key not in self.shared_cache:
            self.shared_cache[key] = look()
        return self.shared_cache[key]

    def rows(self, model: type[Model], *columns: str) -> list[tuple[Any, ...]]:
        """Columns of the rows of a table that belong to the file of this run: one statement for all
        files of the line."""
        return list(
            self.share((model, columns), lambda: _by_file(model, columns, self.files))[self.file.id]
        )


def _by_file(
    model: type[Model], columns: tuple[str, ...], files: tuple[UUID, ...]
) -> dict[UUID, list[tuple[Any, ...]]]:
    found: dict[UUID, list[tuple[Any, ...]]] = defaultdict(list)
    for file, *values in model._default_manager.filter(file_id__in=files).values_list(
        "file_id", *columns
    ):
        found[file].append(tuple(values))
    return found

"""Plays stories one after another on a test database, each region loaded once."""

from __future__ import annotations

from typing import Any

from openprisma.stories.reading import find, read_story
from openprisma.stories.runner import Player, Result


def play_all(names: list[str], own: Any) -> list[tuple[str, list[Result]]]:
    """Story title and steps. `own` is a connection as owner: it moves the clock of each session."""
    results = []
    for name in names:
        story = read_story(find(name))
        player = Player(story, lambda day, backend: move(own, day, backend))
        results.append((story.story, player.play()))
    return results


def first_red(names: list[str], own: Any) -> str | None:
    """The first of these stories in which something is done, refused or shown that should not be,
    or none. It is left where that is: play in a database that is thrown away. A story that
    breaks shows nothing, so it is no red one."""
    return next((name for name in names if _is_red(name, own)), None)


def is_green(name: str, own: Any) -> bool:
    """Does every step of this story do what it says? One that breaks is neither red nor green."""
    return _first_wrong(name, own) is None


def _is_red(name: str, own: Any) -> bool:
    wrong = _first_wrong(name, own)
    return wrong is not None and not wrong.broke


def _first_wrong(name: str, own: Any) -> Result | None:
    story = read_story(find(name))
    player = Player(story, lambda day, backend: move(own, day, backend))
    return next((step for step in player.steps() if not step.good), None)


def move(own: Any, day: Any, backend: int) -> None:
    """Set the day of one session."""
    own.execute(
        "insert into fence.clock values (%s, %s) on conflict (backend) do update "
        "set today = excluded.today",
        [backend, day],
    )

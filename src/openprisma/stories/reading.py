"""The shape of a story file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from openprisma.engine.reading import read, shaped
from openprisma.kernel.errors import LawError
from openprisma.kernel.places import data


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Step(_Strict):
    """Somebody does an act on a day, and something is expected.

    `file` and values in `with` may name earlier results (`$signaal`, or a part of one:
    `$lijst.flags.0.id`) and people (`@frits-papieren`), and files of `stories/bijlagen`
    (`bestand:foto.jpg`). `expect` is `done`, `refused by <norm>`, `hidden` or `invalid`;
    `contains` and `lacks` are texts in what a read gives; `stage` is where the file stands after
    it.
    """

    actor: str = Field(alias="as")
    act: str
    on: date | str | None = None
    file: str | None = None
    given: dict[str, Any] = Field({}, alias="with")
    name: str | None = None
    expect: str = "done"
    contains: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    stage: str = ""


class Story(_Strict):
    """A story: what it shows, its region and first day, its steps; `after` names a story that is
    played first."""

    story: str
    on: date
    region: str = "den-haag"
    after: str = ""
    steps: tuple[Step, ...]


def read_story(path: Path) -> Story:
    """Read a story. Raises `LawError` with file and line."""
    story = shaped(Story, read(path), path)
    if not story.after:
        return story
    before = read_story(find(story.after))
    steps = tuple(
        s.model_copy(update={"on": story.on}) if i == 0 and s.on is None else s
        for i, s in enumerate(story.steps)
    )
    return story.model_copy(update={"on": before.on, "steps": (*before.steps, *steps)})


def all_stories() -> list[Path]:
    """Every story of the house, by path."""
    return sorted(data("stories").glob("**/*.yaml"))


def find(name: str) -> Path:
    """A story by path or by name. Raises `LawError`."""
    for path in (Path(name), *all_stories()):
        if path.is_file() and name in (str(path), path.stem, path.name):
            return path
    raise LawError(f"er is geen verhaal '{name}'")

"""Plays a story through the gate: as tests, as the demo's history, on the command line."""

from __future__ import annotations

import dataclasses
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, models

from openprisma.files.my_work import stage_of
from openprisma.gate import ledger
from openprisma.gate.compiled_acts import SYSTEM_ROLE
from openprisma.gate.login import WEB, WORKER, logged_in_as
from openprisma.gate.perform import perform, visit
from openprisma.kernel.errors import BadInput, LawError, OpenPrismaError, Refused
from openprisma.kernel.places import data
from openprisma.stories.reading import Step, Story
from openprisma.stories.region import person_id

MoveClock = Callable[[date, int], None]


@dataclass(frozen=True)
class Result:
    """One step and what came of it."""

    nr: int
    actor: str
    act: str
    on: date
    expected: str
    got: str
    good: bool
    why: str

    @property
    def broke(self) -> bool:
        """Did the program fail, instead of doing or refusing something? That says nothing about
        what it lets through."""
        return self.got.startswith(("failed ", "error "))


@dataclass
class Player:
    """Plays one story. `move_clock(day, backend)` is what only `owner` can do; without it the days
    cannot be set."""

    story: Story
    move_clock: MoveClock
    names: dict[str, Any] = field(default_factory=dict)
    passes: dict[str, bytes] = field(default_factory=dict)

    def play(self) -> list[Result]:
        """All steps, in order; goes on after a step that did not do what it should."""
        return list(self.steps())

    def steps(self) -> Iterator[Result]:
        """One step each time."""
        today = self.story.on
        for nr, step in enumerate(self.story.steps, 1):
            today = _day(step, today)
            with self._logged_in(WORKER if step.actor == SYSTEM_ROLE else "", today):
                done = self._step(nr, step, today)
            yield done

    @contextmanager
    def _logged_in(self, role: str, today: date) -> Iterator[None]:
        """On a day, as a role of the database; as who we are when none is named."""
        with logged_in_as(role) if role else nullcontext():
            self.move_clock(today, self._backend())
            yield

    def _backend(self) -> int:
        connection.ensure_connection()
        return int(connection.connection.info.backend_pid)

    def _step(self, nr: int, step: Step, today: date) -> Result:
        got, why, shown = "done", "", ""
        try:
            result = perform(
                self._pass(step.actor), step.act, file=self._file(step), **self._given(step.given)
            )
            shown = text_of(result)
            if step.name:
                self.names[step.name] = result
            if step.stage and (stands := self._stage(step, today)) != step.stage:
                got = f"done, op stap {stands}"
        except Refused as refused:
            got = "hidden" if refused.hidden else f"refused by {', '.join(refused.norms)}"
            why = f"{refused.what} ({refused.rule}) {refused.remedy}"
        except BadInput as bad:
            got, why = "invalid", bad.what
        except OpenPrismaError as error:
            got, why = f"error {type(error).__name__}", error.what
        except Exception as error:
            # a story is a test: what breaks is told as a step that went wrong, without its data
            got = f"failed {type(error).__name__}"
        good = self._agrees(step, got, shown)
        return Result(nr, step.actor, step.act, today, step.expect, got, good, why)

    def _stage(self, step: Step, today: date) -> str:
        """Where the file stands, by the first in the story who sees it; whoever acted may see it no
        more. Asked of people: the process of background tasks has no pass of theirs."""
        file = self._file(step) or UUID(str(self._value(f"${step.name}")))
        people = dict.fromkeys([step.actor, *(one.actor for one in self.story.steps)])
        people.pop(SYSTEM_ROLE, None)
        with self._logged_in(WEB if step.actor == SYSTEM_ROLE else "", today):
            for name in people:
                with suppress(Refused), visit(self._pass(name)):
                    if stage := stage_of(file):
                        return stage
        return "die niemand ziet"

    def _agrees(self, step: Step, got: str, shown: str) -> bool:
        if not all(text in shown for text in step.contains) or any(
            text in shown for text in step.lacks
        ):
            return False
        if step.expect.startswith("refused by "):
            wanted = step.expect.removeprefix("refused by ")
            return got.startswith("refused by ") and wanted in got.removeprefix(
                "refused by "
            ).split(", ")
        return got == step.expect

    def _pass(self, name: str) -> bytes:
        held = self.passes.get(name)
        # A new password or factor ends a pass: then one logs in again.
        if held is None or not ledger.call("keep_pass", held):
            new = secrets.token_bytes(32)
            person = None if name == SYSTEM_ROLE else person_id(self.story.region, name)
            task = name if person is None else ""
            if not ledger.call("issue", new, person, task, "8 hours", "verhaal", self._backend()):
                raise LawError(f"{name} staat niet in de regio {self.story.region}")
            self.passes[name] = new
        return self.passes[name]

    def _file(self, step: Step) -> UUID | None:
        return None if step.file is None else UUID(str(self._value(f"${step.file}")))

    def _given(self, given: dict[str, Any]) -> dict[str, Any]:
        return {name: self._value(value) for name, value in given.items()}

    def _value(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {k: self._value(v) for k, v in value.items()}
        if isinstance(value, list):
            return [self._value(one) for one in value]
        if isinstance(value, str) and value.startswith("@"):
            return person_id(self.story.region, value[1:])
        if isinstance(value, str) and value.startswith("bestand:"):
            return (data("stories") / "bijlagen" / value.removeprefix("bestand:")).read_bytes()
        if isinstance(value, str) and value.startswith("$"):
            return self._named(value[1:])
        return value

    def _named(self, path: str) -> Any:
        """What a step gave; of what a read gave, a part: `vlaggen.flags.0.flag.id`. What is not
        there names nothing that exists."""
        name, *parts = path.split(".")
        found = self.names.get(name, UUID(int=0))
        for part in parts:
            try:
                found = found[int(part)] if part.isdecimal() else getattr(found, part)
            except (AttributeError, IndexError, TypeError):
                return UUID(int=0)
        return found


def _day(step: Step, today: date) -> date:
    if step.on is None:
        return today
    if isinstance(step.on, date):
        return step.on
    match = re.fullmatch(r"\+(\d+) days?", step.on)
    if match is None:
        raise LawError(f"'{step.on}' is geen dag: schrijf 2026-03-09 of +3 days")
    return today + timedelta(days=int(match[1]))


def text_of(value: Any) -> str:
    """Everything a read gives, as one text, to look for what should or should not be in it."""
    if dataclasses.is_dataclass(value):
        return " ".join(text_of(getattr(value, f.name)) for f in dataclasses.fields(value))
    if isinstance(value, models.Model):
        return " ".join(str(getattr(value, f.attname)) for f in value._meta.concrete_fields)
    if isinstance(value, list | tuple | set | frozenset):
        return " ".join(text_of(one) for one in value)
    return str(value)

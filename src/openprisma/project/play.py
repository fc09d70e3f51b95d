"""`openprisma play`: plays stories in the demo that runs, in their own days. Needs `owner` beside
`app`, for the clock."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from datetime import date
from typing import Any

import psycopg
from django.db import connection

from openprisma.gate.owner import born
from openprisma.kernel.errors import Unavailable
from openprisma.stories.reading import find, read_story
from openprisma.stories.runner import Player
from openprisma.stories.testing import move, play_all


def run(options: Any) -> int:
    """Play; stop at the first step that does not do what its story says. Raises `Unavailable` in a
    database for real people."""
    if born(connection) not in ("demo", "test"):
        raise Unavailable(
            "Verhalen speelt u alleen in een demo: zij gaan over verzonnen mensen.",
            remedy="Gebruik een demo.",
        )
    with owner_connection() as own:
        if options.tell:
            results = play_all(options.stories, own)
            print(
                json.dumps(
                    [
                        {"story": story, "steps": [asdict(s) for s in steps]}
                        for story, steps in results
                    ],
                    default=str,
                )
            )
            return 0
        for name in options.stories:
            play(name, own)
        if options.rest_on:
            move(own, date.fromisoformat(options.rest_on), 0)
        own.execute("delete from fence.clock where backend <> 0")
    connection.close()
    return 0


def play(name: str, own: psycopg.Connection[Any]) -> None:
    """One story, in its own days. Raises `Unavailable` naming the step that went otherwise."""
    story = read_story(find(name))
    for step in Player(story, lambda day, backend: move(own, day, backend)).play():
        if not step.good:
            raise Unavailable(
                f"Verhaal “{story.story}”, stap {step.nr}: {step.actor} doet {step.act}; "
                f"verwacht {step.expected}, maar het werd {step.got}. {step.why}",
                remedy="Is een norm of werkwijze gewijzigd? `openprisma law check` zegt meer.",
            )
    print(f"verhaal gespeeld: {story.story}", flush=True)


def owner_connection() -> psycopg.Connection[Any]:
    """A connection as `owner`, for the clock only. Raises `Unavailable` for who cannot become
    owner."""
    settings = connection.get_connection_params() | {"user": "owner", "autocommit": True}
    settings.pop("password", None)
    settings.pop("cursor_factory", None)
    if password := os.environ.get("OPENPRISMA_PASSWORD_OWNER"):
        settings["password"] = password
    try:
        return psycopg.connect(**settings)
    except psycopg.OperationalError as error:
        print(type(error).__name__, file=sys.stderr)
        raise Unavailable(
            "U kunt de klok van deze demo niet verzetten.", remedy="Start dit als beheerder."
        ) from None

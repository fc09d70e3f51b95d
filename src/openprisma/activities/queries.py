"""Reads of activities: the list of a year, by what one asks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import Field

from openprisma.activities.models import Activity
from openprisma.gate.acts import act
from openprisma.gate.lists import ActivityKind, RegionalPlace, Track
from openprisma.gate.run import Run
from openprisma.kernel.days import FOREVER
from openprisma.kernel.errors import BadInput
from openprisma.partners.queries import municipalities

EARLIEST = 2000
Year = Annotated[int, Field(ge=1900, le=2199)]


@dataclass(frozen=True)
class Entry:
    """An activity as it stands in the list; `place` by name."""

    id: str
    kind: str
    on_day: date
    place: str
    track: str
    audience: str
    times: int
    reached: int | None
    team: str
    abuses: list[str]
    about: str


@dataclass(frozen=True)
class Listed:
    """The activities of a year that were asked for, the newest first, and how many of each kind."""

    year: int
    entries: list[Entry]
    by_kind: dict[str, int]


@act("activiteiten_inzien")
def listed(
    run: Run,
    *,
    jaar: Year,
    soort: ActivityKind | None = None,
    gemeente: RegionalPlace | None = None,
    spoor: Track | None = None,
) -> Listed:
    """The activities of a year that count today, of one kind, municipality or track only where
    these are asked. Source: huisregels:14.3. Raises `BadInput` for a year that cannot be."""
    if not EARLIEST <= jaar <= run.today.year:
        raise BadInput(
            "Over dit jaar zijn er geen activiteiten.",
            fields={"jaar": f"Kies een jaar van {EARLIEST} tot en met dit jaar."},
        )
    asked: dict[str, Any] = {"kind": soort, "place": gemeente, "track": spoor}
    found = Activity.objects.filter(
        on_day__year=jaar,
        until_on=FOREVER,
        **{name: one for name, one in asked.items() if one is not None},
    )
    names = dict(municipalities())
    entries = [_entry(one, names) for one in found.order_by("-on_day", "id")]
    counted = Counter[str]()
    for one in entries:
        counted[one.kind] += one.times
    return Listed(jaar, entries, dict(sorted(counted.items())))


def _entry(one: Activity, names: dict[str, str]) -> Entry:
    return Entry(
        str(one.id),
        one.kind,
        one.on_day,
        names.get(one.place, one.place),
        one.track,
        one.audience,
        one.times,
        one.reached,
        one.team,
        list(one.abuses),
        one.about,
    )

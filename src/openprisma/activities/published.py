"""What of activities may be counted: codes, days and numbers, and no words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from openprisma.activities.models import Activity
from openprisma.gate.published import Coded, Numbered, Plain, publishes


@dataclass(frozen=True)
class Done:
    """An activity as counting needs it: `nr` says which of the answer."""

    nr: int
    kind: str
    on_day: date
    place: str
    track: str
    audience: str
    times: int
    reached: int | None
    team: str
    known_on: date
    until_on: date


ACTIVITIES = publishes(
    "activiteiten",
    Done,
    Activity,
    order=("on_day", "id"),
    nr=Numbered(),
    kind=Coded("activiteitsoorten"),
    on_day=Plain(),
    place=Coded("gemeenten"),
    track=Coded("sporen"),
    audience=Coded("doelgroepen"),
    times=Plain(),
    reached=Plain(),
    team=Coded("controleteams"),
    known_on=Plain(),
    until_on=Plain(),
)

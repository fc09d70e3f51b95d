"""What of events may be counted: codes and days, and which happened to one file, not to which."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from openprisma.figures.models import Event
from openprisma.gate.published import Coded, Numbered, Plain, Shaped, Stands, publishes

PANEL = r"[A-Z]{0,4}"  # also of a panel that is there no more


@dataclass(frozen=True)
class Fact:
    """An event as counting needs it: `nr` says which of the answer, `of` stands for its file."""

    nr: int
    of: UUID
    kind: str
    on_day: date
    known_on: date
    panel: str
    origin: str
    themes: tuple[str, ...]
    advice: str
    ending: str
    carried: bool


EVENTS = publishes(
    "gebeurtenissen",
    Fact,
    Event,
    order=("on_day", "id"),
    nr=Numbered(),
    of=Stands(),
    kind=Coded("gebeurtenissen"),
    on_day=Plain(),
    known_on=Plain(),
    panel=Shaped(PANEL),
    origin=Coded("herkomsten"),
    themes=Coded("cijferthemas"),
    advice=Coded("interventiesoorten"),
    ending=Coded("afsluitingen"),
    carried=Plain(),
)

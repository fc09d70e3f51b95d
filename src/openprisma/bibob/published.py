"""What of advices may be counted: about what, for which body, on which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from openprisma.bibob.models import Given
from openprisma.gate.published import Coded, Numbered, Plain, publishes


@dataclass(frozen=True)
class OneAdvice:
    """An advice as counting needs it; `nr` says which of the answer."""

    nr: int
    kind: str
    body: str
    on_day: date


ADVICES = publishes(
    "bibob_adviezen",
    OneAdvice,
    Given,
    order=("on_day", "id"),
    nr=Numbered(),
    kind=Coded("bibob_soorten"),
    body=Coded("organisaties"),
    on_day=Plain(),
)

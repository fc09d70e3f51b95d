"""What a proof answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from openprisma.proof.model import Facts

State = Literal["holds", "fails", "told"]


@dataclass(frozen=True)
class Answer:
    """One thing that was asked: of what, whether it holds (`told`: no failure, but worth knowing),
    and a case that shows it."""

    about: str
    asked: str
    state: State
    case: Facts = field(default_factory=dict)
    act: str = ""

"""What reading a text may cost: a length before anything reads it, steps and seconds while it is
read."""

from __future__ import annotations

import time

from openprisma.kernel.errors import BadInput

LONGEST = 4_000  # characters of one text
# of a processor, for all texts of one act together; an ordinary one takes a hundredth of this
SECONDS = 2.0
EVERY = 64  # steps between two looks at the clock


class TooMuch(BadInput):
    """A text that is not read to its end. What was not read whole is never let through, and nothing
    is kept."""

    def __init__(self) -> None:
        super().__init__(
            "De tekst is te lang om te controleren, dus er is niets vastgelegd. "
            "Deel de tekst op, of kort haar in.",
            remedy="Deel de tekst op, of kort haar in.",
        )


class Effort:
    """Counts the steps of reading, and stops it at a moment. `steps` so far; `seconds` of a
    processor that this thread may use from now on: a busy machine refuses nobody."""

    def __init__(self, seconds: float | None = None) -> None:
        self.steps = 0
        self._until = time.thread_time() + (SECONDS if seconds is None else seconds)

    def step(self, many: int = 1) -> None:
        """One word or phrase further. Raises `TooMuch` when the time is over."""
        before, self.steps = self.steps, self.steps + many
        if before // EVERY != self.steps // EVERY and time.thread_time() > self._until:
            raise TooMuch

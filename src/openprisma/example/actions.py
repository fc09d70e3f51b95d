"""The one act of the Voorbeeldwet."""

from __future__ import annotations

from typing import Annotated

from openprisma.example.models import Letter
from openprisma.gate.acts import act
from openprisma.gate.declared import Identifier
from openprisma.gate.run import Run
from openprisma.gate.writes import adds
from openprisma.language.prose import Prose

# Its code; whether it is a participant, voorbeeldwet:3 says.
Organ = Annotated[str, Identifier(r"[a-z0-9-]+", 60)]


@act("post_versturen", writes=(adds(Letter),))
def send(run: Run, *, ontvanger: Organ, noodzaak: Annotated[str, Prose()] = "") -> None:
    """Send a letter to a participant. Source: voorbeeldwet:3."""
    Letter.objects.create(to_id=ontvanger, on_day=run.today, receipt=run.line)

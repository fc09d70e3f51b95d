"""The one act of the Voorbeeldwet."""

from __future__ import annotations

from openprisma.example.models import Letter
from openprisma.gate.acts import act
from openprisma.gate.run import Run
from openprisma.gate.writes import adds


@act("post_versturen", writes=(adds(Letter),))
def send(run: Run, *, ontvanger: str, noodzaak: str = "") -> None:
    """Send a letter to a participant. Source: voorbeeldwet:3."""
    Letter.objects.create(to_id=ontvanger, on_day=run.today, receipt=run.line)

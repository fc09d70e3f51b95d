"""One table: a letter was sent to a participant on a day."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from openprisma.gate.constraints import NoPersons
from openprisma.partners.models import Participant


class Letter(models.Model):
    """A letter of the Voorbeeldwet: to whom, when, under which line."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    to = models.ForeignKey(Participant, models.PROTECT)
    on_day = models.DateField()
    receipt = models.UUIDField()

    class Meta:
        constraints = [
            NoPersons(
                name="letter_class",
                rights="select, insert",
                reason="an organisation and a day; no text, no person",
            )
        ]

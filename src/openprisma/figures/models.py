"""What happened, in codes and days: no name, no free text, nobody's words. Figures come from here,
and never from the log."""

from __future__ import annotations

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models

from openprisma.gate.constraints import Subjects
from openprisma.gate.naming import NoRow
from openprisma.partners.models import Alliance

_COUNTS = ("cijfers_inzien", "indicatoren_inzien", "jaarverslag_inzien")
_COUNTING = f"(select fence.acting()) = any ('{{{','.join(_COUNTS)}}}'::text[])"
_OF_MINE = "fence.among(of, (select fence.files()))"
_TAKING_OVER = "(select fence.acting()) = 'cijfers_overnemen'"


class Event(models.Model):
    """Something happened to a file (`of`) on a day, and was laid down on another (`known_on`): a
    table as of a day counts what was known then. That a case exists is for whoever takes part in
    it, so the table is fenced: only the acts that count read it. `carried`: taken over from
    before the Wgs, without a file here."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    alliance = models.ForeignKey(Alliance, models.PROTECT, db_index=False)
    of = models.UUIDField()
    named = {"of": NoRow("the file of the line, or one of before the Wgs without a file here")}
    kind = models.TextField()
    on_day = models.DateField()
    known_on = models.DateField()
    panel = models.TextField(default="")
    origin = models.TextField(default="")
    themes = ArrayField(models.TextField(), default=list)
    advice = models.TextField(default="")
    ending = models.TextField(default="")
    carried = models.BooleanField(default=False)
    receipt = models.UUIDField()

    class Meta:
        constraints = [
            Subjects(
                name="event_class",
                sees=f"{_COUNTING} or carried and {_TAKING_OVER}",
                changes=f"({_OF_MINE} or {_TAKING_OVER})",
            )
        ]

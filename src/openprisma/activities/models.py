"""What the bureau did, in codes, a municipality, a day and numbers. No field for a citizen or an
address."""

from __future__ import annotations

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models

from openprisma.gate.constraints import Staff
from openprisma.kernel.days import FOREVER
from openprisma.partners.models import Alliance

READS = ("activiteiten_inzien", "indicatoren_inzien", "jaarverslag_inzien")
WRITES = (
    "activiteit_vastleggen",
    "controle_vastleggen",
    "activiteit_verbeteren",
    "activiteit_intrekken",
    "activiteiten_inlezen",
)


def under(*acts: str) -> str:
    """The condition that one of these acts is done."""
    return f"(select fence.acting()) = any ('{{{','.join(acts)}}}'::text[])"


class Activity(models.Model):
    """Something done `times` times on a day: a training, a control, an advice. `place` is a
    municipality, empty for the whole region; `reached` how many people, where that is known;
    `team` and `abuses` are of a control. It counts from the day it was laid down (`known_on`)
    until it was corrected or withdrawn (`until_on`)."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    alliance = models.ForeignKey(Alliance, models.PROTECT, db_index=False)
    kind = models.TextField()
    on_day = models.DateField()
    place = models.TextField(default="")
    track = models.TextField(default="")
    audience = models.TextField(default="")
    organisation = models.TextField(default="")
    times = models.BigIntegerField(default=1)
    reached = models.BigIntegerField(null=True)
    team = models.TextField(default="")
    abuses = ArrayField(models.TextField(), default=list)
    about = models.TextField(default="")
    known_on = models.DateField()
    until_on = models.DateField(default=FOREVER)
    why = models.TextField(default="")
    receipt = models.UUIDField()

    class Meta:
        constraints = [
            Staff(name="activity_class", sees=under(*READS, *WRITES), changes=under(*WRITES))
        ]

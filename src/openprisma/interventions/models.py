"""One advice and what came of it; without names of persons or companies, so that the table may read
it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from openprisma.files.models import Signed
from openprisma.gate.constraints import Subjects
from openprisma.partners.models import Participant, Person


class Intervention(Signed):
    """An advice to a participant, why it is needed (`necessity`) and which involved participants
    found so (`judged_by`, wgs:2.23.7), on a power of its own, how it was tested (`quality`), and
    its state: advised, promised, declined, done, ended. Amounts in euro: imposed by a decision,
    and collected."""

    kind = models.TextField()
    participant = models.ForeignKey(Participant, models.PROTECT, db_index=False)
    text = models.TextField()
    power = models.TextField()
    effect = models.TextField()
    necessity = models.TextField(default="")
    judged_by = ArrayField(models.TextField(), default=list)
    quality = models.TextField(default="")
    state = models.TextField()
    owner = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    due = models.DateField(null=True)
    reason = models.TextField(default="")
    reference = models.TextField(default="")
    done_on = models.DateField(null=True)
    outcome = models.TextField(default="")
    imposed = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    collected = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    reached = models.TextField(default="")
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            Subjects(
                name="intervention_class",
                vault=("id", "file_id", "participant_id", "person_id", "state", "due"),
            )
        ]

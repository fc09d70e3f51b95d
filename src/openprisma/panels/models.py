"""Seats are dated; votes and decisions are given once and never changed."""

from __future__ import annotations

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models

from openprisma.files.models import File
from openprisma.gate.constraints import SIGNED_IN, Staff, Subjects
from openprisma.kernel.days import FOREVER
from openprisma.partners.models import Alliance, Participant, Person


class Seat(models.Model):
    """Somebody sits in the steering group for a participant, from and until; advisers have a seat without a vote."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    alliance = models.ForeignKey(Alliance, models.PROTECT)
    person = models.ForeignKey(Person, models.PROTECT)
    participant = models.ForeignKey(Participant, models.PROTECT, null=True)
    chair = models.BooleanField(default=False)
    votes = models.BooleanField(default=True)
    from_day = models.DateField()
    until_day = models.DateField(default=FOREVER)
    receipt = models.UUIDField()

    class Meta:
        constraints = [Staff(name="seat_class", sees=SIGNED_IN, changes="false")]


class Vote(models.Model):
    """A member's vote on a file, with its reason. A round ends with a decision; `round` counts the decisions before it."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    alliance = models.ForeignKey(Alliance, models.PROTECT)
    file = models.ForeignKey(File, models.PROTECT)
    person = models.ForeignKey(Person, models.PROTECT)
    in_favour = models.BooleanField()
    round = models.SmallIntegerField(default=0)
    reasons = models.TextField(default="")
    on_day = models.DateField()
    receipt = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="vote_once", fields=["file", "person", "round"]),
            Subjects(name="vote_class"),
        ]


class Decision(models.Model):
    """What the steering group decided: participants, categories, until when. Corrected only by a new decision. `kind` is the
    act that recorded it: a designation, an extension or a closing."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    alliance = models.ForeignKey(Alliance, models.PROTECT)
    file = models.ForeignKey(File, models.PROTECT)
    kind = models.TextField()
    decided_by = models.ForeignKey(Person, models.PROTECT)
    on_day = models.DateField()
    until_day = models.DateField()
    participants = ArrayField(models.TextField())
    categories = ArrayField(models.SmallIntegerField())
    motivation = models.TextField()
    receipt = models.UUIDField()

    class Meta:
        constraints = [Subjects(name="decision_class")]

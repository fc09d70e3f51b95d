"""The application for a bottleneck: what it is about, and what not. No personal data."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from openprisma.files.models import File
from openprisma.gate.constraints import Subjects
from openprisma.partners.models import Alliance, Person


class Evaluation(models.Model):
    """What a year brought and what is proposed now: for the decision on extending or closing. `round` is the round of
    votes it belongs to."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    alliance = models.ForeignKey(Alliance, models.PROTECT)
    file = models.ForeignKey(File, models.PROTECT)
    reached = models.BooleanField()
    findings = models.TextField()
    lessons = models.TextField()
    proposal = models.TextField()
    round = models.SmallIntegerField()
    person = models.ForeignKey(Person, models.PROTECT)
    on_day = models.DateField()
    receipt = models.UUIDField()

    class Meta:
        constraints = [Subjects(name="evaluation_class")]


class Application(models.Model):
    """Why participants want to look at this together; scope in and out in words."""

    file = models.OneToOneField(File, models.PROTECT, primary_key=True)
    alliance = models.ForeignKey(Alliance, models.PROTECT)
    kind = models.TextField()
    goal = models.TextField()
    scope_in = models.TextField()
    scope_out = models.TextField()
    noncompliance = models.TextField()
    organised = models.TextField()
    proposed_by = models.ForeignKey(Person, models.PROTECT)
    receipt = models.UUIDField()

    class Meta:
        constraints = [Subjects(name="application_class")]

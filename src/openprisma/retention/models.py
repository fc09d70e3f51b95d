"""A run that destroys, and what it destroyed: how many rows of what, under which article, on which
day. No file, no id of a row, no name: this stays when the rest is gone (bgs:1.16)."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from openprisma.gate.constraints import NoPersons

RUNS = "loopt"


class DestructionRun(models.Model):
    """One run: from `on_day` on it destroys what is due, `total` rows when it began and `done` of
    them so far; under which law. `state` is one of `vernietigingsstanden`."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    on_day = models.DateField()
    law = models.TextField()
    total = models.BigIntegerField()
    done = models.BigIntegerField(default=0)
    remaining = models.BigIntegerField(default=0)
    state = models.TextField(default=RUNS)
    began = models.DateTimeField(auto_now_add=True)
    at = models.DateTimeField(auto_now=True)
    receipt = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="destruction_once", fields=["state"], condition=models.Q(state=RUNS)
            ),
            NoPersons(
                name="destructionrun_class",
                rights="select, insert, update",
                reason="numbers and days of a background task",
            ),
        ]


class Destroyed(models.Model):
    """A line of the certificate of a run: on which day how many rows of what went, by which
    article (`norm`)."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    run = models.ForeignKey(DestructionRun, models.PROTECT)
    what = models.TextField()
    norm = models.TextField()
    ground = models.TextField()
    number = models.BigIntegerField()
    on_day = models.DateField()
    receipt = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="destroyed_once", fields=["run", "what", "norm", "ground", "on_day"]
            ),
            NoPersons(
                name="destroyed_class",
                rights="select, insert, update",
                reason="how many rows of what; no file, no id of a row, no text of anybody",
            ),
        ]

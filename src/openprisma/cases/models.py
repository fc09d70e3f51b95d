"""The case: what it is about, without personal data; its goals, and the look at the money."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from openprisma.files.models import File, Signed
from openprisma.gate.constraints import Subjects
from openprisma.partners.models import Alliance, Participant, Person


class Case(models.Model):
    """Why participants want to look at this together. `themes` are codes of the list
    `cijferthemas`, `reporter` who reported the signal under it, `needed` participants that will
    be needed, `drr` whether the regional unit of the police will; `wanted` says of each category
    asked for why it is needed, and `panel_reason` why another table decides than the rule says."""

    file = models.OneToOneField(File, models.PROTECT, primary_key=True)
    alliance = models.ForeignKey(Alliance, models.PROTECT, db_index=False)
    goal = models.TextField()
    scope = models.TextField(default="")
    themes = ArrayField(models.TextField())
    municipalities = ArrayField(models.TextField())
    reporter = models.ForeignKey(Participant, models.PROTECT, db_index=False)
    needed = ArrayField(models.TextField(), default=list)
    drr = models.BooleanField(default=False)
    panel_reason = models.TextField(default="")
    wanted = models.JSONField(default=dict)
    proposed_by = models.ForeignKey(Person, models.PROTECT)
    receipt = models.UUIDField()

    class Meta:
        constraints = [Subjects(name="case_class")]


class Goal(Signed):
    """What the participants want to reach, and how they will measure it: laid down before any
    advice."""

    text = models.TextField()
    measure = models.TextField()

    class Meta:
        constraints = [Subjects(name="goal_class")]


class MoneyCheck(Signed):
    """The look at the money that every case needs: flows, assets in view in euro, and by which
    route they could be taken. The last one counts."""

    flows = models.TextField()
    assets = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    route = models.TextField()
    text = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [Subjects(name="moneycheck_class", vault=("file_id",))]


class CaseEvaluation(Signed):
    """What was learned after closing, without personal data."""

    reached = models.BooleanField()
    findings = models.TextField()
    lessons = models.TextField()

    class Meta:
        constraints = [Subjects(name="case_evaluation_class", vault=("file_id",))]

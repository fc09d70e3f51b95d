"""The application for a bottleneck: what it is about, and what not. No personal data."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from openprisma.files.models import File, Signed
from openprisma.gate.constraints import Subjects
from openprisma.partners.models import Alliance, Participant, Person


class Evaluation(Signed):
    """What a year brought and what is proposed now: for the decision on extending or closing.
    `round` is the round of votes it belongs to."""

    reached = models.BooleanField()
    findings = models.TextField()
    lessons = models.TextField()
    proposal = models.TextField()
    round = models.SmallIntegerField()

    class Meta:
        constraints = [Subjects(name="evaluation_class", vault=("file_id", "round"))]


class Application(models.Model):
    """Why participants want to look at this together; scope in and out, in words and in codes
    (municipalities, SBI), `themes` of the list `cijferthemas`. `wanted` says of each category asked
    for why it is needed; `new_method` whether this is a new way of processing (bgs:1.13.1);
    `history` what was there before the Wgs, under a covenant that this system does not judge."""

    file = models.OneToOneField(File, models.PROTECT, primary_key=True)
    alliance = models.ForeignKey(Alliance, models.PROTECT, db_index=False)
    kind = models.TextField()
    goal = models.TextField()
    scope_in = models.TextField()
    scope_out = models.TextField()
    noncompliance = models.TextField()
    organised = models.TextField()
    severity = models.TextField(default="")
    shortage = ArrayField(models.TextField(), default=list)
    scope_codes = ArrayField(models.TextField(), default=list)
    themes = ArrayField(models.TextField(), default=list)
    wanted = models.JSONField(default=dict)
    new_method = models.BooleanField(default=False)
    history = models.TextField(default="")
    proposed_by = models.ForeignKey(Person, models.PROTECT)
    receipt = models.UUIDField()

    class Meta:
        constraints = [Subjects(name="application_class", vault=("file_id", "new_method"))]


class Review(Signed):
    """What was laid down about an application before the decision: a step of the DPIA, the test
    report with its nine checks, the advice of the CFG or of the RAC. `positive` is null where
    nothing is judged; `about` says which text of the decision the RAC advised on."""

    kind = models.TextField()
    positive = models.BooleanField(null=True)
    text = models.TextField()
    checks = models.JSONField(default=dict)
    minority = models.TextField(default="")
    about = models.TextField(default="")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [Subjects(name="review_class", vault=("file_id", "kind", "positive", "at"))]


class Commitment(Signed):
    """What a participant puts in: people, in hours a week, and means. The last one of each
    counts."""

    participant = models.ForeignKey(Participant, models.PROTECT, db_index=False)
    hours = models.SmallIntegerField()
    means = models.TextField(default="")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [Subjects(name="commitment_class")]


class Measure(Signed):
    """A measure of the plan of approach: one of five kinds, whose it is, what it should bring and
    before when. Without names of persons or companies."""

    kind = models.TextField()
    participant = models.ForeignKey(Participant, models.PROTECT, db_index=False)
    text = models.TextField()
    goal = models.TextField()
    due = models.DateField()
    state = models.TextField()
    result = models.TextField(default="")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            Subjects(
                name="measure_class",
                vault=("id", "file_id", "participant_id", "due", "state", "at"),
            )
        ]


class PlanVerdict(Signed):
    """What the panel thinks of the plan as it stood at that moment; of a measure the last one after
    it was proposed counts."""

    positive = models.BooleanField()
    reasons = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [Subjects(name="plan_verdict_class", vault=("file_id", "at"))]

"""A signal: facts that somebody saw at work, explained against five criteria, judged per
participant."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from openprisma.files.models import File, InFile, Signed
from openprisma.gate.constraints import REACHED, Subjects
from openprisma.partners.models import Alliance, Participant, Person


class Signal(models.Model):
    """What the reporter wrote. `criteria` holds the explanations of bgs:2.16.1 a to e, by letter;
    `form` is one of 2.16.1.b, 1 to 5, or a regional one; `shortage` what is missing;
    `restrictions` who had better not read it, and why."""

    file = models.OneToOneField(File, models.PROTECT, primary_key=True)
    alliance = models.ForeignKey(Alliance, models.PROTECT, db_index=False)
    participant = models.ForeignKey(Participant, models.PROTECT, db_index=False)
    person = models.ForeignKey(Person, models.PROTECT)
    form = models.TextField()
    municipalities = ArrayField(models.TextField())
    summary = models.TextField()
    expected = ArrayField(models.TextField(), default=list)
    criteria = models.JSONField(default=dict)
    quality = models.TextField()
    quality_reason = models.TextField(default="")
    organised = models.TextField(default="")
    tried = models.TextField(default="")
    shortage = ArrayField(models.TextField(), default=list)
    restrictions = models.TextField(default="")
    known_on = models.DateField()
    receipt = models.UUIDField()

    class Meta:
        constraints = [
            Subjects(
                name="signal_class",
                sees=REACHED,
                changes=REACHED,
                kept="known_on",
                vault=(
                    "file_id",
                    "participant_id",
                    "form",
                    "municipalities",
                    "expected",
                    "criteria",
                    "quality",
                    "quality_reason",
                    "organised",
                    "shortage",
                ),
            )
        ]


class Fact(InFile):
    """One observation: what, when, where, seen by which function, during which statutory task, from
    which source."""

    what = models.TextField()
    seen_on = models.DateField()
    place = models.TextField()
    observer = models.TextField()
    task = models.TextField(default="")
    source = models.TextField()
    kind = models.TextField(default="waarneming")
    known_on = models.DateField()

    class Meta:
        constraints = [
            Subjects(
                name="fact_class",
                sees=REACHED,
                changes=REACHED,
                vault=("id", "file_id", "task", "kind"),
                kept="known_on",
            )
        ]


class Attachment(Signed):
    """A PDF or picture with a signal, without its metadata; `removed` says what was taken out.
    Behind the fence whole."""

    title = models.TextField()
    kind = models.TextField()
    content = models.BinaryField()
    size = models.BigIntegerField()
    removed = ArrayField(models.TextField())

    class Meta:
        constraints = [
            Subjects(name="attachment_class", sees=REACHED, changes=REACHED, kept="on_day")
        ]


class Remark(Signed):
    """What the bureau told the reporter: why a signal came back, or what became of it."""

    kind = models.TextField()
    text = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            Subjects(
                name="remark_class",
                sees=REACHED,
                changes=REACHED,
                vault=("file_id", "kind"),
                kept="on_day",
            )
        ]


class SimilarAnswer(Signed):
    """What a participant answered to "heeft u een overeenkomstig signaal?" (wgs:2.23.3.d), without
    saying about whom; `known` whether it knows somebody in the signal, where the region asks
    that (Q5); and who of the competent authority agreed. The last answer counts."""

    participant = models.ForeignKey(Participant, models.PROTECT, db_index=False)
    answer = models.TextField()
    known = models.TextField(default="geen")
    authority = models.TextField(default="")
    known_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="similar_once", fields=["file", "participant"]),
            Subjects(name="similar_class", sees=REACHED, changes=REACHED, kept="known_on"),
        ]


class Verdict(Signed):
    """A participant's verdict on a signal: five criteria and four weighings (wgs:2.23.3), by a
    person, on a day."""

    participant = models.ForeignKey(Participant, models.PROTECT, db_index=False)
    criteria = models.JSONField()
    weighing = models.JSONField()
    positive = models.BooleanField()
    reasons = models.TextField(default="")
    authority = models.TextField(default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="verdict_once", fields=["file", "participant"]),
            Subjects(
                name="verdict_class",
                sees=REACHED,
                changes=REACHED,
                vault=("file_id", "participant_id", "positive"),
                kept="on_day",
            ),
        ]

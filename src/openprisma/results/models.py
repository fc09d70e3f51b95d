"""A result that may leave a file, and what participants said about that."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from openprisma.files.models import Signed
from openprisma.gate.constraints import REACHED, STANDS, Subjects
from openprisma.gate.naming import Names, NoRow
from openprisma.partners.models import Participant
from openprisma.subjects.models import ADMITTED, Subject

_OF_ALL = f"{REACHED} and categories <@ (select fence.categories())::smallint[]"
_STANDS = STANDS.format(withdrawn="false", disputed="false", own="true")
# Who reacts or records an objection need not read the data under it; what a row of a result says
# stands in `Result` alone.
_RESULT_HERE = (
    "exists (select from results_result r where r.id = result_id and r.file_id = {table}.file_id)"
)

# Foreign keys look past the fence.
_SUBJECT_HERE = (
    "exists (select from subjects_subject s "
    "where s.id = subject_id and s.file_id = {table}.file_id)"
)


class Result(Signed):
    """What goes out: to whom (`way`: participant, third party, other RIEC, other alliance), for
    which task or interest, `mode` and `alliance_kind` only for another alliance; `mandate` what
    gave a private receiver its public task; `care` whether somebody looked for secrecy of care
    (bgs:1.10.2); and on which statements it rests, each as last written under the line in
    `versions` (none for a result of before that was kept); whose they are (`suppliers`), and
    whose of them are special or criminal (`sensitive`). Read only by who may read all those
    categories. `reply_by` is the first day on which objections are late; `due` when feedback is;
    `informed_on` the day on which the receiver heard that a datum under it was corrected or
    taken back (avg:19.1). `inquiry` is the question to another alliance of which the answer says
    what goes out (bgs:1.10.1.a)."""

    way = models.TextField()
    recipient = models.TextField()
    private = models.BooleanField(default=False)
    ground = models.TextField()
    task = models.TextField(default="")
    compatible = models.TextField(default="")
    activity = models.TextField(default="")
    mode = models.TextField(default="geen")
    alliance_kind = models.TextField(default="geen")
    care = models.TextField(default="niet_nagegaan")
    mandate = models.TextField(default="")
    text = models.TextField()
    basis = models.TextField(default="")
    statements = ArrayField(models.UUIDField())
    versions = ArrayField(models.UUIDField(), default=list)
    categories = ArrayField(models.SmallIntegerField())
    suppliers = ArrayField(models.TextField())
    sensitive = ArrayField(models.TextField(), default=list)
    keep_until = models.DateField()
    quality = models.TextField(default="")
    asked = ArrayField(models.TextField(), default=list)
    reply_by = models.DateField(null=True)
    rac = models.BooleanField(null=True)
    rac_text = models.TextField(default="")
    given_on = models.DateField(null=True)
    due = models.DateField(null=True)
    informed_on = models.DateField(null=True)
    inquiry = models.UUIDField(null=True)
    state = models.TextField()
    named = {
        "inquiry": Names("results.Inquiry"),
        "statements": Names("sharing.Statement"),
        "versions": NoRow("receipts of what it rests on, compared with those"),
    }

    class Meta:
        constraints = [
            Subjects(
                name="result_class",
                sees=f"{_OF_ALL} and {_STANDS}",
                changes=_OF_ALL,
                vault=(
                    "id",
                    "file_id",
                    "statements",
                    "asked",
                    "reply_by",
                    "given_on",
                    "due",
                    "informed_on",
                ),
            )
        ]


class Reaction(Signed):
    """What a participant said about a result: consent, no objection, objection, weighty reasons.
    The last one counts."""

    result = models.ForeignKey(Result, models.PROTECT)
    participant = models.ForeignKey(Participant, models.PROTECT, db_index=False)
    answer = models.TextField()
    reason = models.TextField(default="")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            Subjects(
                name="reaction_class",
                sees=REACHED,
                changes=f"{REACHED} and {_RESULT_HERE.format(table='results_reaction')}",
                vault=("result_id", "participant_id"),
                kept="on_day",
            )
        ]


class Feedback(Signed):
    """What the receiver did with a result, at least once a year; and why nothing, when that is so
    (wgs:1.7.4)."""

    result = models.ForeignKey(Result, models.PROTECT)
    useful = models.TextField()
    followed = models.BooleanField()
    why_not = models.TextField(default="")

    class Meta:
        constraints = [
            Subjects(
                name="feedback_class",
                sees=REACHED,
                changes=f"{REACHED} and {_RESULT_HERE.format(table='results_feedback')}",
                kept="on_day",
            )
        ]


class Inquiry(Signed):
    """A question to another alliance: is this subject known to you? `sent` says which identifying
    data went along, `answer` is empty until one came, and `involved` says which participants of
    that alliance are or were involved, and no more (bgs:1.10.1.a)."""

    subject = models.ForeignKey(Subject, models.PROTECT)
    alliance_asked = models.TextField()
    sent = ArrayField(models.TextField())
    reason = models.TextField()
    answer = models.TextField(default="")
    involved = models.TextField(default="")
    answered_on = models.DateField(null=True)

    class Meta:
        constraints = [
            Subjects(
                name="inquiry_class",
                sees=f"{REACHED} and {ADMITTED.format(subject='subject_id')}",
                changes=f"{REACHED} and {_SUBJECT_HERE.format(table='results_inquiry')}",
                vault=("id", "file_id"),
                kept="on_day",
            )
        ]

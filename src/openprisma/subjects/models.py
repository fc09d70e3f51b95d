"""A subject exists per file: the same person in two files is two rows that do not know each
other."""

from __future__ import annotations

from django.db import models

from openprisma.files.models import InFile, Signed
from openprisma.gate.constraints import REACHED, Subjects
from openprisma.gate.naming import Names
from openprisma.partners.models import Participant

# Whom a table removed nobody reads, and whom it did not admit only who proposed; nor what is about
# them (werkwijze:casusoverleg.3). A list, asked once under the line: that a row is not there, a
# policy of its own could say for other reasons.
ADMITTED = "{subject} <> all ((select fence.removed())::uuid[])"


class Subject(InFile):
    """A person, company, thing or phenomenon in a file, as main subject or in the direct circle of
    one: `linked` is the id of that one, and `link` says how. From `known_on` on the alliance
    processes it, and the five years of the name count (wgs:1.8.7). `participant` brought it in,
    none when the bureau did: it corrects it and takes it out (bgs:1.7.1). Of who was taken out on
    `left_on` no name is left, and nobody reads what rests on it."""

    role = models.TextField()
    kind = models.TextField()
    name = models.TextField()
    identifier = models.TextField(default="")
    link = models.TextField(default="")
    linked = models.UUIDField(null=True)
    known_on = models.DateField()
    participant = models.ForeignKey(Participant, models.PROTECT, db_index=False, null=True)
    left_on = models.DateField(null=True)
    named = {"linked": Names("subjects.Subject")}

    class Meta:
        constraints = [
            Subjects(
                name="subject_class",
                sees=f"{REACHED} and {ADMITTED.format(subject='id')}",
                changes=REACHED,
                removes=REACHED,  # destroyed unread
                vault=(
                    "id",
                    "file_id",
                    "role",
                    "kind",
                    "name",
                    "identifier",
                    "linked",
                    "known_on",
                    "participant_id",
                    "left_on",
                ),
            )
        ]


class Admission(Signed):
    """What a table reads of a subject and decides on it: kind, role and why it is needed, without a
    name; proposed, admitted or removed (werkwijze:casusoverleg.3). The last one of a subject
    counts. `subject` is its id, and no foreign key: who decides does not reach the subject
    itself."""

    subject = models.UUIDField()
    kind = models.TextField()
    role = models.TextField()
    need = models.TextField()
    state = models.TextField()
    at = models.DateTimeField(auto_now_add=True)
    named = {"subject": Names("subjects.Subject", same=("kind", "role"))}

    class Meta:
        indexes = [models.Index(name="admission_of", fields=["subject"])]
        constraints = [
            Subjects(
                name="admission_class",
                vault=("file_id", "subject", "state", "at", "person_id"),
                kept="on_day",
            ),
        ]


class Sameness(Signed):
    """Somebody said whether two subjects of a file are one and the same, and why. The last one of a
    pair counts."""

    one = models.UUIDField()
    other = models.UUIDField()
    named = dict.fromkeys(("one", "other"), Names("subjects.Subject"))
    answer = models.TextField()
    reasons = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            Subjects(name="sameness_class", sees=REACHED, changes=REACHED, kept="on_day")
        ]

"""A subject exists per file: the same person in two files is two rows that do not know each
other."""

from __future__ import annotations

from django.db import models

from openprisma.files.models import InFile, Signed
from openprisma.gate.constraints import REACHED, Subjects


class Subject(InFile):
    """A person, company, thing or phenomenon in a file, as main subject or in the direct circle of
    one: `linked` is the id of that one, and `link` says how."""

    role = models.TextField()
    kind = models.TextField()
    name = models.TextField()
    identifier = models.TextField(default="")
    link = models.TextField(default="")
    linked = models.UUIDField(null=True)

    class Meta:
        constraints = [
            Subjects(
                name="subject_class",
                sees=REACHED,
                changes=REACHED,
                vault=("id", "file_id", "role", "name", "kind", "identifier", "linked"),
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

    class Meta:
        indexes = [models.Index(name="admission_of", fields=["subject"])]
        constraints = [
            Subjects(name="admission_class", vault=("file_id", "subject", "state", "at")),
        ]


class Sameness(Signed):
    """Somebody said whether two subjects of a file are one and the same, and why. The last one of a
    pair counts."""

    one = models.UUIDField()
    other = models.UUIDField()
    answer = models.TextField()
    reasons = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [Subjects(name="sameness_class", sees=REACHED, changes=REACHED)]

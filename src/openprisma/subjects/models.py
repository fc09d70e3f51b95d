"""A subject exists per file: the same person in two files is two rows that do not know each other."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from openprisma.files.models import File
from openprisma.gate.constraints import REACHED, Subjects
from openprisma.partners.models import Alliance


class Subject(models.Model):
    """A person, company or phenomenon in a file, as main subject or in the direct circle of one."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    alliance = models.ForeignKey(Alliance, models.PROTECT)
    file = models.ForeignKey(File, models.PROTECT)
    role = models.TextField()
    kind = models.TextField()
    name = models.TextField()
    identifier = models.TextField(default="")
    link = models.TextField(default="")
    receipt = models.UUIDField()

    class Meta:
        constraints = [Subjects(name="subject_class", sees=REACHED, changes=REACHED, vault=("id", "file_id", "role", "name"))]

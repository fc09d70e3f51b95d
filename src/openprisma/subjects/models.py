"""A subject exists per file: the same person in two files is two rows that do not know each other."""

from __future__ import annotations

from django.db import models

from openprisma.files.models import InFile
from openprisma.gate.constraints import REACHED, Subjects


class Subject(InFile):
    """A person, company or phenomenon in a file, as main subject or in the direct circle of one."""

    role = models.TextField()
    kind = models.TextField()
    name = models.TextField()
    identifier = models.TextField(default="")
    link = models.TextField(default="")

    class Meta:
        constraints = [Subjects(name="subject_class", sees=REACHED, changes=REACHED, vault=("id", "file_id", "role", "name"))]

"""One table: what lies in a box."""

from __future__ import annotations

from django.db import models

from openprisma.files.models import Signed
from openprisma.gate.constraints import Subjects


class Toy(Signed):
    """A toy in a box, in words."""

    text = models.TextField()

    class Meta:
        constraints = [Subjects(name="toy_class", kept="on_day")]

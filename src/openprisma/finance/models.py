"""Lines of a budget and what came of them, in eurocents. No line names a citizen."""

from __future__ import annotations

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models

from openprisma.gate.constraints import Staff
from openprisma.kernel.days import FOREVER
from openprisma.partners.models import Alliance

READS = ("financien_inzien", "jaarverslag_inzien")
WRITES = (
    "begroting_inlezen",
    "begroting_regel_vastleggen",
    "begroting_regel_verbeteren",
    "begroting_regel_intrekken",
)


def under(*acts: str) -> str:
    """The condition that one of these acts is done."""
    return f"(select fence.acting()) = any ('{{{','.join(acts)}}}'::text[])"


class BudgetLine(models.Model):
    """One line of a year: a post, a total or an amount as the source says it, never mended. It
    counts from the day it was laid down (`known_on`) until another took its place or it was
    withdrawn (`until_on`), so that a table as of a day does not change. `budget` and `realised`
    are eurocents, `fte` hundredths; nothing is not zero. `about`: of which posts a text speaks."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    alliance = models.ForeignKey(Alliance, models.PROTECT, db_index=False)
    year = models.BigIntegerField()
    part = models.TextField()
    side = models.TextField()
    kind = models.TextField()
    nr = models.BigIntegerField()
    label = models.TextField()
    budget = models.BigIntegerField(null=True)
    realised = models.BigIntegerField(null=True)
    hours = models.BigIntegerField(null=True)
    fte = models.BigIntegerField(null=True)
    about = ArrayField(models.TextField(), default=list)
    source = models.TextField()
    known_on = models.DateField()
    until_on = models.DateField(default=FOREVER)
    why = models.TextField(default="")
    receipt = models.UUIDField()

    class Meta:
        constraints = [
            Staff(name="budget_line_class", sees=under(*READS, *WRITES), changes=under(*WRITES))
        ]

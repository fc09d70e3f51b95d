"""Claims and ties rest on statements: whoever may not read one of those, be it for a day, does not
read what rests on it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from openprisma.files.models import Signed
from openprisma.gate.constraints import REACHED, STANDS, Subjects
from openprisma.gate.naming import Names
from openprisma.sharing.models import resting

_OF_ALL = f"{REACHED} and categories <@ (select fence.categories())::smallint[]"
# A claim tells what the data under it said, so it goes when the first of them goes (wgs:1.8.7).
_STANDS = STANDS.format(withdrawn="false", disputed="false", own="true")


class Finding(Signed):
    """A claim of the analysis and the statements it rests on. Read only by who may read the
    categories of all of them: a claim must not tell what a reader may not know. It is gone with the
    first of them that goes, for as long as that is gone. `reliability` grades the sources,
    `credibility` the claim itself."""

    part = models.TextField()
    text = models.TextField()
    statements = ArrayField(models.UUIDField())
    categories = ArrayField(models.SmallIntegerField())
    keep_until = models.DateField()
    named = {"statements": Names("sharing.Statement")}
    reliability = models.TextField(default="onbekend")
    credibility = models.TextField(default="onbekend")

    class Meta:
        constraints = [
            Subjects(
                name="finding_class",
                sees=f"{_OF_ALL} and {_STANDS} and {resting('analysis_finding')}",
                changes=_OF_ALL,
            )
        ]


class Tie(Signed):
    """Two subjects of a file hang together: how, since when, and on which statements that rests.
    Read like a finding."""

    one = models.UUIDField()
    other = models.UUIDField()
    kind = models.TextField()
    since = models.DateField(null=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    statements = ArrayField(models.UUIDField())
    categories = ArrayField(models.SmallIntegerField())
    keep_until = models.DateField()
    named = {
        "one": Names("subjects.Subject"),
        "other": Names("subjects.Subject"),
        "statements": Names("sharing.Statement"),
    }

    class Meta:
        constraints = [
            Subjects(
                name="tie_class",
                sees=f"{_OF_ALL} and {_STANDS} and {resting('analysis_tie')}",
                changes=_OF_ALL,
            )
        ]


class Unknown(Signed):
    """What nobody knows yet, as a question."""

    text = models.TextField()

    class Meta:
        constraints = [Subjects(name="unknown_class", sees=REACHED, changes=REACHED, kept="on_day")]

"""A scan: what it is asked for, how it is bounded, what its rules flagged and what a person said of
each flag, and what came of it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from openprisma.files.models import File, Signed
from openprisma.gate.constraints import REACHED, Subjects
from openprisma.gate.naming import Names
from openprisma.partners.models import Alliance, Participant, Person


class Scan(models.Model):
    """What was asked: the abuse, the sector or facility and why organised crime could use it, the
    goal, where, and for whom. `facility` is a code of the list `scanvoorzieningen`."""

    file = models.OneToOneField(File, models.PROTECT, primary_key=True)
    alliance = models.ForeignKey(Alliance, models.PROTECT, db_index=False)
    abuse = models.TextField()
    facility = models.TextField()
    exposed = models.TextField()
    goal = models.TextField()
    municipalities = ArrayField(models.TextField())
    proposed_by = models.ForeignKey(Person, models.PROTECT)
    receipt = models.UUIDField()

    class Meta:
        constraints = [Subjects(name="scan_class")]


class Intake(Signed):
    """The four questions of the intake, and whether the scan goes on: all four must be yes."""

    answers = models.JSONField()
    positive = models.BooleanField()
    text = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [Subjects(name="scanintake_class")]


class Scope(Signed):
    """What a scan looks at, and how: kind and rules with their versions, sources, what is new in it
    (codes of `scanvernieuwingen`), why persons are needed (empty: only objects), and of each
    category wanted why. The last one counts."""

    kind = models.TextField()
    scope_in = models.TextField()
    scope_out = models.TextField()
    rules = models.JSONField()
    sources = models.TextField()
    persons = models.TextField(default="")
    wanted = models.JSONField(default=dict)
    new = ArrayField(models.TextField(), default=list)
    dpia = models.TextField(default="")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            Subjects(name="scanscope_class", vault=("id", "file_id", "new", "dpia", "at"))
        ]


class CommitteeAdvice(Signed):
    """What the RAC advised on what is new in a scan; counts for the scope that stood then."""

    positive = models.BooleanField()
    text = models.TextField()
    minority = models.TextField(default="")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [Subjects(name="committeeadvice_class", vault=("file_id", "at"))]


class Load(Signed):
    """An outcome of the rules that was brought in: where it is from, of which day its sources tell,
    how many flags were new, and the last day on which it is needed."""

    source = models.TextField()
    told_on = models.DateField()
    flags = models.BigIntegerField()
    use_until = models.DateField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [Subjects(name="scanload_class", vault=("id", "file_id"))]


class Flag(Signed):
    """What a rule found of one object: rule and version, the object, and the values that it rests
    on. The sentence and the innocent explanations are those of the rule, as it read then."""

    load = models.UUIDField()
    named = {"load": Names("areascans.Load")}
    nr = models.BigIntegerField()
    rule = models.TextField()
    version = models.TextField()
    unit = models.TextField()
    inputs = models.JSONField()
    says = models.TextField()
    innocent = models.TextField()
    weight = models.SmallIntegerField()

    class Meta:
        constraints = [
            Subjects(
                name="flag_class",
                sees=REACHED,
                changes=REACHED,
                vault=("id", "file_id"),
                kept="on_day",
            )
        ]


class FlagVerdict(Signed):
    """What a person said of a flag: a code of `vlagoordelen`, why, and of a false alarm which
    innocent explanation is the true one. The last one counts."""

    flag = models.UUIDField()
    named = {"flag": Names("areascans.Flag")}
    answer = models.TextField()
    reasons = models.TextField()
    innocent = models.TextField(default="")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            Subjects(
                name="flagverdict_class",
                sees=REACHED,
                changes=REACHED,
                vault=("file_id", "flag"),
                kept="on_day",
            )
        ]


class Report(Signed):
    """What the scan says, without names: how vulnerable, and what is recommended. The last one
    counts."""

    text = models.TextField()
    advice = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [Subjects(name="scanreport_class", vault=("file_id", "at"))]


class ReportCheck(Signed):
    """An involved participant looked whether the report is right; counts for the report that stood
    then."""

    participant = models.ForeignKey(Participant, models.PROTECT, db_index=False)
    agrees = models.BooleanField()
    text = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            Subjects(name="reportcheck_class", vault=("file_id", "participant_id", "agrees", "at"))
        ]


class FollowUp(Signed):
    """What a participant does with a flag that is true, in its own words: a signal that it writes
    itself, an application, or something of its own."""

    flag = models.UUIDField()
    named = {"flag": Names("areascans.Flag")}
    participant = models.ForeignKey(Participant, models.PROTECT, db_index=False)
    way = models.TextField()
    text = models.TextField()
    due = models.DateField()
    state = models.TextField()
    result = models.TextField(default="")

    class Meta:
        constraints = [
            Subjects(
                name="followup_class",
                sees=REACHED,
                changes=REACHED,
                vault=("id", "file_id", "participant_id", "due", "state"),
                kept="on_day",
            )
        ]


class Effect(Signed):
    """Whether the goal was reached, and on what that rests."""

    reached = models.TextField()
    basis = models.TextField()
    lessons = models.TextField()

    class Meta:
        constraints = [Subjects(name="scaneffect_class", vault=("file_id",))]

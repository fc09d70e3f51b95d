"""Seats are dated; votes and decisions are given once and never changed."""

from __future__ import annotations

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models

from openprisma.files.models import File, InFile, Signed
from openprisma.gate.constraints import IN_FILE, REACHED, SIGNED_IN, NoPersons, Staff, Subjects
from openprisma.kernel.days import FOREVER
from openprisma.partners.models import Alliance, Participant, Person


class Panel(models.Model):
    """A table at which participants decide on cases (werkwijze:casusoverleg.1): of one district or
    several, or the regional one. `quorum` and `rule` say how it decides, when that differs from
    the region's own. The steering group is none of these."""

    code = models.TextField(primary_key=True)
    alliance = models.ForeignKey(Alliance, models.PROTECT, db_index=False)
    name = models.TextField()
    districts = ArrayField(models.TextField(), default=list)
    quorum = models.SmallIntegerField(null=True)
    rule = models.TextField(default="")

    class Meta:
        constraints = [
            NoPersons(name="panel_class", reason="tables of public bodies, no persons", vault=True)
        ]


class Seat(models.Model):
    """Somebody sits in the steering group, or at the table of `panel`, for a participant, from and
    until, with a deputy who may vote instead; advisers have a seat without a vote."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    alliance = models.ForeignKey(Alliance, models.PROTECT, db_index=False)
    person = models.ForeignKey(Person, models.PROTECT)
    deputy = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    participant = models.ForeignKey(Participant, models.PROTECT, db_index=False, null=True)
    panel = models.ForeignKey(Panel, models.PROTECT, db_index=False, null=True)
    chair = models.BooleanField(default=False)
    votes = models.BooleanField(default=True)
    from_day = models.DateField()
    until_day = models.DateField(default=FOREVER)
    receipt = models.UUIDField()

    class Meta:
        constraints = [
            Staff(
                name="seat_class",
                sees=SIGNED_IN,
                changes="false",
                vault=(
                    "id",
                    "alliance_id",
                    "person_id",
                    "deputy_id",
                    "participant_id",
                    "panel_id",
                    "chair",
                    "votes",
                    "from_day",
                    "until_day",
                ),
            )
        ]


class Vote(Signed):
    """A member's vote on a file, with its reason. A round ends with a decision; `round` counts the
    decisions before it. An `objection` is one to deciding in writing: it asks for a sitting. The
    vote counts while the facts in `rests_on` are what they were, as the working method says, and
    until its member changes it; `nr` tells a member's votes in a round apart, the last counts."""

    in_favour = models.BooleanField()
    objection = models.BooleanField(default=False)
    round = models.SmallIntegerField(default=0)
    nr = models.SmallIntegerField(default=0)
    rests_on = models.JSONField(null=True)
    reasons = models.TextField(default="")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="vote_once", fields=["file", "person", "round", "nr"]),
            Subjects(
                name="vote_class",
                vault=(
                    "file_id",
                    "person_id",
                    "in_favour",
                    "objection",
                    "round",
                    "nr",
                    "rests_on",
                ),
            ),
        ]


class Advice(Signed):
    """What an adviser says of a proposal: it is no vote. `point` is the point it was given at, so
    that it stays with what was proposed then."""

    point = models.UUIDField()
    words = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [Subjects(name="advice_class")]


class Decision(InFile):
    """What the steering group or a table decided: participants, categories, until when. Corrected
    only by a new decision. `kind` is the act that recorded it: a designation, a start, a change,
    a closing; `form` whether it was taken in a sitting or in writing; `round` counts the decisions
    before it; `without_seat` names the participants in it that nobody spoke for; `counted` are the
    votes it was taken with."""

    kind = models.TextField()
    decided_by = models.ForeignKey(Person, models.PROTECT)
    on_day = models.DateField()
    until_day = models.DateField()
    participants = ArrayField(models.TextField())
    categories = ArrayField(models.SmallIntegerField())
    motivation = models.TextField()
    necessity = models.TextField(default="")
    proportionality = models.TextField(default="")
    subsidiarity = models.TextField(default="")
    form = models.TextField(default="")
    round = models.SmallIntegerField(default=0)
    in_favour = models.SmallIntegerField(default=0)
    against = models.SmallIntegerField(default=0)
    without_seat = ArrayField(models.TextField(), default=list)
    counted = ArrayField(models.UUIDField(), default=list)

    class Meta:
        constraints = [Subjects(name="decision_class", vault=("file_id",))]


_ON_AGENDA = f"{IN_FILE} or fence.among(dossier_id, (select fence.files()))"


class Meeting(models.Model):
    """A meeting of the steering group, or a round in writing with a day to answer by. It is a file
    of its own, so that whoever sits there finds it among their files. `moved_from` is the day it
    was on before it was moved last; `cancelled_on` the day on which it was called off; `notice`
    why."""

    file = models.OneToOneField(File, models.PROTECT, primary_key=True)
    alliance = models.ForeignKey(Alliance, models.PROTECT, db_index=False)
    form = models.TextField()
    day = models.DateField()
    time = models.TextField(default="")
    place = models.TextField(default="")
    reply_by = models.DateField(null=True)
    moved_from = models.DateField(null=True)
    cancelled_on = models.DateField(null=True)
    notice = models.TextField(default="")
    receipt = models.UUIDField()

    class Meta:
        constraints = [Subjects(name="meeting_class", vault=("file_id", "form", "day", "reply_by"))]


class AgendaItem(InFile):
    """A point on the agenda; about a file (`dossier`), or about none. `kind` is the act that would
    record the decision. What a judgement on that file asks of the meeting stands here too
    (`panel`, `form`, `reply_by`, how many are `present`, who is `there` and on which day that was
    recorded), because a line opens the file and not the meeting. `admits` and `removes` are the
    subjects a decision about subjects would be about; `minutes` is what was said, without names of
    persons or companies. From `closed_on` on the list of decisions of its meeting is adopted, and
    the point decides nothing any more."""

    dossier = models.ForeignKey(File, models.PROTECT, null=True, related_name="+")
    nr = models.SmallIntegerField()
    title = models.TextField()
    kind = models.TextField(default="")
    proposal = models.TextField()
    minutes = models.TextField(default="")
    round = models.SmallIntegerField(default=0)
    form = models.TextField()
    day = models.DateField()
    reply_by = models.DateField(null=True)
    present = models.SmallIntegerField(default=0)
    there = ArrayField(models.UUIDField(), default=list)
    there_on = models.DateField(null=True)
    panel = models.TextField(default="")
    admits = ArrayField(models.UUIDField(), default=list)
    removes = ArrayField(models.UUIDField(), default=list)
    closed_on = models.DateField(null=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            Subjects(
                name="agenda_class",
                sees=_ON_AGENDA,
                vault=(
                    "id",
                    "file_id",
                    "dossier_id",
                    "kind",
                    "round",
                    "form",
                    "day",
                    "reply_by",
                    "present",
                    "there",
                    "there_on",
                    "panel",
                    "closed_on",
                    "at",
                ),
            )
        ]


class Paper(Signed):
    """A document of a meeting: a PDF or picture without metadata, and, its secretary says, without
    names of persons or companies. `removed` says what was taken out."""

    title = models.TextField()
    kind = models.TextField()
    content = models.BinaryField()
    size = models.BigIntegerField()
    removed = ArrayField(models.TextField())

    class Meta:
        constraints = [Subjects(name="paper_class")]


class Attendance(InFile):
    """Somebody was there; `on_day` is the day on which that was recorded."""

    person = models.ForeignKey(Person, models.PROTECT)
    on_day = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="attended_once", fields=["file", "person"]),
            Subjects(name="attendance_class"),
        ]


class Recusal(Signed):
    """A member does not take part in deciding on a file, from `round` on. Everybody there sees
    that; why stands in `Interest`."""

    round = models.SmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="recused_once", fields=["file", "person", "round"]),
            Subjects(name="recusal_class", vault=("file_id", "person_id", "round")),
        ]


class Interest(models.Model):
    """Why a member does not take part: it may name the subject, so only acts that reach subjects
    read it."""

    recusal = models.OneToOneField(Recusal, models.PROTECT, primary_key=True)
    alliance = models.ForeignKey(Alliance, models.PROTECT, db_index=False)
    file = models.ForeignKey(File, models.PROTECT)
    reason = models.TextField()
    receipt = models.UUIDField()

    class Meta:
        constraints = [Subjects(name="interest_class", sees=REACHED, changes=REACHED)]


class Draft(Signed):
    """The text of a decision as it is being written, read along by everybody there; one in a
    round."""

    round = models.SmallIntegerField()
    participants = ArrayField(models.TextField())
    categories = ArrayField(models.TextField())
    necessity = models.TextField()
    proportionality = models.TextField()
    subsidiarity = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="draft_once", fields=["file", "round"]),
            Subjects(
                name="draft_class",
                vault=(
                    "file_id",
                    "on_day",
                    "round",
                    "participants",
                    "categories",
                    "necessity",
                    "proportionality",
                    "subsidiarity",
                ),
            ),
        ]


class Task(InFile):
    """Something to be done about a file: a condition of a decision, or an action; by whom, and
    before which day. `point` is the point on an agenda at which it was agreed, if any."""

    kind = models.TextField()
    text = models.TextField()
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+")
    due = models.DateField()
    round = models.SmallIntegerField()
    point = models.UUIDField(null=True)
    done_on = models.DateField(null=True)
    result = models.TextField(default="")

    class Meta:
        constraints = [
            Subjects(name="task_class", vault=("id", "file_id", "owner_id", "due", "done_on"))
        ]

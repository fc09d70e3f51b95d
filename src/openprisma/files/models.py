"""The register of files. A header holds no name and no free text but a short checked title, so that
a list of one's own work reaches no person."""

from __future__ import annotations

import base64
from uuid import uuid4

from django.db import models

from openprisma.gate.constraints import IN_FILE, REACHED, Closed, Subjects
from openprisma.kernel.days import FOREVER
from openprisma.partners.models import Alliance, Participant, Person

ERASED = "Gegevens vernietigd"  # the title of a file of which everything about persons went
THIS_FILE = "fence.among(id, (select fence.files()))"
# Correlated, and `offset 0`, so that a list of fifty keeps its index plan however many files there
# are.
_MINE = (
    "exists (select from files_assignment a where a.file_id = {column} "
    "and a.person_id = (select fence.person()) and a.from_day <= (select fence.today()) "
    "and (select fence.today()) < a.until_day offset 0)"
)


class File(models.Model):
    """A signal, a bottleneck, and later a case or a scan. `ends_on` is the first day on which the
    file is shut; `ground` the norms that permitted it to be opened, as they read on `law_date`;
    `panel` the panel that decides on it, empty for the steering group."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    file_column = "id"  # which file a row is of
    # `receipt` stays the line that made the file: to that line it is open while it is in the making
    receipt_of_making = True

    alliance = models.ForeignKey(Alliance, models.PROTECT, db_index=False)
    kind = models.TextField()
    title = models.TextField()
    stage = models.TextField()
    phase = models.SmallIntegerField(default=0)
    opened_on = models.DateField()
    ends_on = models.DateField(default=FOREVER)
    rests_on = models.ForeignKey("self", models.PROTECT, null=True)
    ground = models.TextField()
    law_date = models.DateField()
    panel = models.TextField(default="")
    receipt = models.UUIDField()

    class Meta:
        indexes = [models.Index(name="file_newest", fields=["-opened_on", "id"])]
        constraints = [
            Subjects(
                name="file_class",
                sees=f"{THIS_FILE} or {_MINE.format(column='files_file.id')}",
                changes=THIS_FILE,
                vault=(
                    "id",
                    "alliance_id",
                    "kind",
                    "stage",
                    "phase",
                    "panel",
                    "opened_on",
                    "ends_on",
                    "rests_on_id",
                    "panel",
                    "receipt",
                ),
            )
        ]

    @property
    def reference(self) -> str:
        """`7QF2-MXBA`: how people name the file. Random, because it comes from a random id."""
        text = base64.b32encode(self.id.bytes[:5]).decode()
        return f"{text[:4]}-{text[4:]}"


class InFile(models.Model):
    """A row that belongs to a file: under which alliance, and under which line of the log it was
    last written (`receipt`)."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    alliance = models.ForeignKey(Alliance, models.PROTECT, db_index=False)
    file = models.ForeignKey(File, models.PROTECT)
    receipt = models.UUIDField()

    class Meta:
        abstract = True


class Signed(InFile):
    """A row that says who laid something down, and on which day."""

    person = models.ForeignKey(Person, models.PROTECT)
    on_day = models.DateField()

    class Meta:
        abstract = True


class Involvement(InFile):
    """A participant takes part in a file (wgs:2.23.5)."""

    participant = models.ForeignKey(Participant, models.PROTECT, db_index=False)
    from_day = models.DateField()
    until_day = models.DateField(default=FOREVER)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="involved_once", fields=["file", "participant", "from_day"]
            ),
            Subjects(
                name="involvement_class",
                sees=f"{IN_FILE} or {_MINE.format(column='files_involvement.file_id')}",
                vault=("file_id", "participant_id", "from_day", "until_day"),
            ),
        ]


class Assignment(InFile):
    """A person works on a file in a role, for a participant, or for the bureau or steering group
    when that is empty."""

    person = models.ForeignKey(Person, models.PROTECT)
    participant = models.ForeignKey(Participant, models.PROTECT, db_index=False, null=True)
    role = models.TextField()
    from_day = models.DateField()
    until_day = models.DateField(default=FOREVER)

    class Meta:
        indexes = [models.Index(name="assignment_mine", fields=["person", "file"])]
        constraints = [
            Subjects(
                name="assignment_class",
                sees=f"person_id = (select fence.person()) or {IN_FILE}",
                vault=(
                    "id",
                    "file_id",
                    "person_id",
                    "participant_id",
                    "role",
                    "from_day",
                    "until_day",
                ),
            )
        ]


class Permission(InFile):
    """What a decision opened: this category for this participant, from and until. Derived, never
    typed in."""

    participant = models.ForeignKey(Participant, models.PROTECT, db_index=False)
    category = models.SmallIntegerField()
    from_day = models.DateField()
    until_day = models.DateField()

    class Meta:
        constraints = [
            Subjects(
                name="permission_class",
                vault=("file_id", "participant_id", "category", "from_day", "until_day"),
            )
        ]


class Erasure(InFile):
    """Personal data of a file went, under a provision: how many rows of what. No words of anybody
    (bgs:1.16)."""

    ground = models.TextField()
    counts = models.JSONField()
    on_day = models.DateField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [Subjects(name="erasure_class")]


class Hold(Signed):
    """Destruction of a file waits, with a reason, until it is released: a request of a citizen or a
    court case needs it. `withheld_on` is the day on which it would have gone."""

    reason = models.TextField()
    released_on = models.DateField(null=True)
    withheld_on = models.DateField(null=True)

    class Meta:
        constraints = [Subjects(name="hold_class", vault=("file_id", "released_on", "withheld_on"))]


class Step(InFile):
    """A file entered a stage on a day: the history behind the stage bar."""

    stage = models.TextField()
    on_day = models.DateField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [Subjects(name="step_class", vault=("file_id", "at"))]


class Judgement(Signed):
    """A named role answered an open norm on this file, with reasons. Lapses when the facts it rests
    on change."""

    norm = models.TextField()
    answer = models.BooleanField()
    reasons = models.TextField()
    at = models.DateTimeField(auto_now_add=True)
    rests_on = models.JSONField()

    class Meta:
        constraints = [
            Subjects(name="judgement_class", vault=("file_id", "norm", "answer", "rests_on"))
        ]


class PhaseNeed(Signed):
    """Why the next phase is needed (wgs:2.23.6.b), written down before it is opened."""

    phase = models.SmallIntegerField()
    reasons = models.TextField()

    class Meta:
        constraints = [
            Subjects(name="phase_need_class", vault=("id", "file_id", "phase", "person_id"))
        ]


class PhaseVerdict(Signed):
    """What a participant finds of the need of the next phase (wgs:2.23.6.b). `about`: which phase,
    which writings of its need and which categories, as one code; the verdict counts while that is
    the same. Of a participant the last counts."""

    participant = models.ForeignKey(Participant, models.PROTECT, db_index=False)
    about = models.TextField()
    needed = models.BooleanField()
    reasons = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            Subjects(
                name="phase_verdict_class",
                vault=("id", "file_id", "participant_id", "about", "needed", "at"),
            )
        ]


class Deviation(Signed):
    """The administrators who steer the alliance deviate from what its committee found, with reasons
    (bgs:1.13.6). `about`: of what, and which finding, as one code: it counts while that stands.
    Everybody who works on the file reads it, the coordinating officer among them."""

    about = models.TextField()
    reasons = models.TextField()

    class Meta:
        constraints = [Subjects(name="deviation_class")]


# Who judges a signal reads what its writer said of doubtful words; in another file a word would
# stay there after the datum it stood in (bgs:1.9).
_READ_WITH_A_SIGNAL = (
    "state = '' and exists (select from files_file f "
    "where f.id = files_wordnote.file_id and f.kind = 'signaal' offset 0)"
)
_WRITER = "person_id = (select (fence.permit()).person)"
_LAWYER = (
    "exists (select from files_assignment a where a.file_id = files_wordnote.file_id "
    "and a.person_id = (select (fence.permit()).person) and a.role = 'privacyjurist' "
    "and a.from_day <= (select fence.today()) and (select fence.today()) < a.until_day offset 0)"
)


class WordNote(Signed):
    """What a writer said of a word the text check doubted: a name, a street, a product, or needed
    to recognise somebody (bgs:1.9). Of an exception that was asked for also `reason`, its `state`
    (`gevraagd`, `toegestaan`, `geweigerd`), and who decided, when and why: until it is allowed
    nobody reads it but who asked and who decides. What was said of other words the writer and who
    decides read, and in a signal who judges it."""

    words = models.TextField()
    kind = models.TextField()
    meaning = models.TextField()
    reason = models.TextField(default="")
    state = models.TextField(default="")
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)
    decision = models.TextField(default="")

    class Meta:
        constraints = [
            Subjects(
                name="wordnote_class",
                # one's own under any act: whether it may be written (bgs:1.9)
                sees=f"({IN_FILE} and {_WRITER}) or ({REACHED} and "
                "(select fence.lined('files_wordnote')) and "
                f"(state = 'toegestaan' or {_READ_WITH_A_SIGNAL} or {_LAWYER}))",
                removes=REACHED,
                vault=("id", "file_id", "meaning", "kind", "state"),
                kept="on_day",
            ),
        ]


class Reminder(Signed):
    """Somebody reminded whose turn it is (`turn`: which kind) that they wait for it: without a word
    of text, and once a day for a kind and a file. Who works on the file sees it at the door, as the
    turn itself. Source: huisregels:6.4."""

    turn = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="reminded_once", fields=["file", "turn", "on_day"]),
            Subjects(
                name="reminder_class",
                sees=f"{IN_FILE} or {_MINE.format(column='files_reminder.file_id')}",
                vault=("file_id", "turn", "at"),
            ),
        ]


class Work(models.Model):
    """Long work of a background task (`files/work.py`): kind and run in codes, how many steps are
    done, `after` which. One of the same run at a time."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    kind = models.TextField()
    run = models.TextField()
    done = models.IntegerField()
    total = models.IntegerField()
    state = models.TextField()
    message = models.TextField()
    after = models.UUIDField(null=True)
    began = models.DateTimeField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="work_once", fields=["run"], condition=models.Q(state="loopt")
            ),
            Closed(name="work_class", vault="select, insert, update, delete"),
        ]

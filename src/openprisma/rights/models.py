"""What the file of a request holds: who asks what, that somebody verified who that is, what the
search found and what people said of it. What the requester tells of themselves stands here only,
and joins no other file."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from openprisma.files.models import Signed
from openprisma.gate.constraints import IN_FILE, REACHED, Subjects
from openprisma.gate.naming import Names, NoRow
from openprisma.partners.models import Participant

# Whoever works at the contact point in this file, or for who decides on it.
_DECIDES = (
    "exists (select from rights_citizenrequest r join files_assignment a on a.file_id = r.file_id "
    "where r.file_id = {table}.file_id and a.person_id = (select (fence.permit()).person) "
    "and (a.role = 'contactpunt' or a.participant_id = r.decider_id) "
    "and a.from_day <= (select fence.today()) and (select fence.today()) < a.until_day offset 0)"
)
_OURS = "(select (fence.permit()).participant)"
# What was said of a hit is for whoever may read that hit: the policy of the hits answers that.
_VERDICT = (
    f"{REACHED} and exists (select from rights_hit h where h.id = rights_hitverdict.hit offset 0)"
)


class CitizenRequest(Signed):
    """What is asked (`verzoeksoorten`), by whom (`verzoekers`) and on what that rests, when it came
    in, until when an answer is in time (`due`: the first day on which it is late), and which
    participant decides: the contact point, unless it was agreed otherwise (bgs:1.2.4)."""

    kind = models.TextField()
    by_whom = models.TextField()
    basis = models.TextField(default="")
    received_on = models.DateField()
    due = models.DateField()
    decider = models.ForeignKey(Participant, models.PROTECT, db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_request", fields=["file"]),
            Subjects(name="citizenrequest_class", vault=("id", "file_id", "due", "decider_id")),
        ]


class Requester(Signed):
    """About whom the request is, as they say themselves: what the search looks for, and where the
    letter goes. `surnames`: the name they have now, and each line below it one they had or use
    (maiden name, partner); `identifier`: citizen service number; `register_number`: of a
    company."""

    first_names = models.TextField(default="")
    surnames = models.TextField()
    identifier = models.TextField(default="")
    register_number = models.TextField(default="")
    address = models.TextField(default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_requester", fields=["file"]),
            Subjects(
                name="rights_requester_class",
                sees=REACHED,
                changes=REACHED,
                removes=REACHED,
                vault=("file_id", "first_names", "surnames", "identifier", "register_number"),
                kept="on_day",
            ),
        ]


class Identity(Signed):
    """Somebody verified who asks: that they did, how (`identiteitswijzen`), when. No number, no
    copy, and no column for any."""

    way = models.TextField()

    class Meta:
        constraints = [Subjects(name="rights_identity_class", vault=("file_id", "on_day"))]


class Extension(Signed):
    """The term became two months longer, why, and that the requester was told (avg:12.3)."""

    reasons = models.TextField()

    class Meta:
        constraints = [Subjects(name="rights_extension_class")]


class Handover(Signed):
    """Another participant decides, as it agreed with the contact point, because it is better able
    to; the requester was told (bgs:1.2.4)."""

    participant = models.ForeignKey(Participant, models.PROTECT, db_index=False)
    reasons = models.TextField()

    class Meta:
        constraints = [Subjects(name="rights_handover_class")]


class Search(Signed):
    """A search over everything: how many finds in which holding, how many tables it read, and how
    many documents have content that it could not read."""

    counts = models.JSONField()
    tables = models.SmallIntegerField()
    unread = models.BigIntegerField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            Subjects(
                name="rights_search_class",
                sees=f"{IN_FILE} and {_DECIDES.format(table='rights_search')}",
                changes=REACHED,
                removes=REACHED,
                vault=("file_id", "at"),
            )
        ]


class Hit(Signed):
    """A text in which the requester may stand: where it is (table, row, column, file), how it was
    found (`trefferwijzen`) and how alike it is, and which participants were ever involved there.
    The text itself is not copied."""

    tbl = models.TextField()
    row_id = models.UUIDField()
    of_file = models.UUIDField(null=True)
    col = models.TextField()
    way = models.TextField()
    likeness = models.FloatField()
    participants = ArrayField(models.TextField())
    named = dict.fromkeys(
        ("row_id", "of_file"), NoRow("checked by only_sought: what the search of the line found")
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(name="hit_once", fields=["file", "row_id", "col", "tbl"]),
            Subjects(
                name="rights_hit_class",
                sees=f"{REACHED} and ({_DECIDES.format(table='rights_hit')} "
                f"or {_OURS} = any (participants))",
                changes="fence.among(file_id, (select fence.files()))",
                removes=REACHED,
                vault=("id", "file_id", "tbl", "row_id", "col", "participants"),
                kept="on_day",
            ),
        ]


class HitVerdict(Signed):
    """A person says of a hit whether it is the one who asks (`trefferantwoorden`). The last one
    counts."""

    hit = models.UUIDField()
    named = {"hit": Names("rights.Hit")}
    answer = models.TextField()
    reasons = models.TextField(default="")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            Subjects(
                name="rights_hit_verdict_class",
                sees=_VERDICT,
                changes=REACHED,
                vault=("file_id", "hit", "answer", "at", "person_id"),
                kept="on_day",
            )
        ]


class Ask(Signed):
    """Every participant was asked what may be told, to be answered before a day. Every time: who
    asks learns nothing from whom was asked, or how long it took."""

    before = models.DateField()

    class Meta:
        constraints = [Subjects(name="rights_ask_class", vault=("file_id", "before"))]


class Answer(Signed):
    """What a participant says of a hit: tell it, or withhold it, on which ground of uavg:41.1,
    what it weighed (uavg:41.2) and why, and when it looks again. Without a hit: it has nothing.
    `ended_on`: the ground is over (bgs:1.2.3). Of a hit and a participant the last one counts."""

    participant = models.ForeignKey(Participant, models.PROTECT, db_index=False)
    hit = models.UUIDField(null=True)
    named = {"hit": Names("rights.Hit")}
    tell = models.BooleanField()
    ground = models.TextField(default="geen")
    weighed = ArrayField(models.TextField(), default=list)
    reasons = models.TextField(default="")
    review_on = models.DateField(null=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            Subjects(
                name="rights_answer_class",
                sees=f"{REACHED} and ({_DECIDES.format(table='rights_answer')} "
                f"or participant_id = {_OURS})",
                changes=REACHED,
                removes=REACHED,
                vault=("id", "file_id", "participant_id", "hit", "tell", "at", "review_on"),
                kept="on_day",
            )
        ]


class AnswerLetter(Signed):
    """The decision on the request, as the letter says it: each part a heading with its lines. What
    is not told stands nowhere in it. The last one counts."""

    letter = models.JSONField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            Subjects(
                name="rights_letter_class",
                sees=REACHED,
                changes=REACHED,
                removes=REACHED,
                vault=("id", "file_id", "at", "person_id"),
                kept="on_day",
            )
        ]


class LetterCheck(Signed):
    """A second person read the letter: right, or not and why. Counts for the letter as it was
    then."""

    agrees = models.BooleanField()
    reasons = models.TextField(default="")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [Subjects(name="rights_lettercheck_class", vault=("file_id", "agrees", "at"))]

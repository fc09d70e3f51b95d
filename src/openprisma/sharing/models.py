"""One statement is one datum about one subject, from one participant, of one category, until a
day."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from openprisma.files.models import InFile, Signed
from openprisma.gate.constraints import IN_CATEGORY, MINE, REACHED, STANDS, Subjects
from openprisma.gate.naming import NoRow
from openprisma.partners.models import Participant, Person
from openprisma.subjects.models import ADMITTED, Subject

# Whoever reports a datum must still see the row while it is marked, so what changed under one's own
# line is not disputed yet.
_DISPUTED = "disputed_on is not null and receipt is distinct from (select (fence.permit()).id)"
_STANDS = STANDS.format(withdrawn="withdrawn", disputed=_DISPUTED, own=MINE)
# Foreign keys look past the fence: without this a statement could point at a subject in a file of
# somebody else.
_SUBJECT_HERE = (
    "exists (select from subjects_subject s "
    "where s.id = subject_id and s.file_id = {table}.file_id)"
)
_REQUEST_HERE = (
    "exists (select from sharing_request r "
    "where r.id = request_id and r.file_id = sharing_reply.file_id)"
)
# Whose datum it is: only the owner adds, changes or removes it; others report it, or record that an
# owner who left takes it back (sql/owner.sql says what that may change).
_TAKEN_BACK = (
    "((select fence.acting()) = 'intrekking_vastleggen' "
    "and {whose}participant_id <> all ((select fence.partaking())::text[]))"
)
_MINE = f"({MINE} or (select fence.acting()) = 'fout_melden' or {_TAKEN_BACK.format(whose='')})"
_OF_CATEGORY = f"{REACHED} and {IN_CATEGORY}"
_OF_REQUEST = f"{_OF_CATEGORY} and {_SUBJECT_HERE.format(table='sharing_request')}"
# An answer is read by whoever may read the request: the policy of that table decides.
_OF_REPLY = f"{REACHED} and {_REQUEST_HERE}"
_GONE = _TAKEN_BACK.format(whose="")
_ADMITTED = ADMITTED.format(subject="subject_id")
# What is left about somebody whom a table removed is taken back by its owner, and by letter for one
# who left; nobody else reaches it (bgs:1.7.1).
_TAKING_BACK = "(select fence.acting()) = any ('{gegeven_intrekken,levering_terugnemen}'::text[])"
_LEFT_BEHIND = f"({MINE} and {_TAKING_BACK} or {_GONE})"
# Sexual behaviour is read only beside criminal-law data (bgs:2.15); what stands alone, only by who
# supplied it, or under the act that takes it back for a supplier that left.
_BESIDE = f"({MINE} or {_GONE} or id <> all ((select fence.lone())::uuid[]))"
_STATEMENT_HERE = (
    "exists (select from sharing_statement s "
    "where s.id = statement_id and s.file_id = sharing_confirmation.file_id)"
)
_OF_STATEMENT = f"{REACHED} and {_STATEMENT_HERE}"
_OF_DOCUMENT = f"{REACHED} and {_STATEMENT_HERE.replace('confirmation', 'document')}"
_OF_RETAINED = f"{REACHED} and {_STATEMENT_HERE.replace('confirmation', 'retention')}"
_OWN_STATEMENT = (
    "exists (select from sharing_statement o where o.id = statement_id "
    f"and (o.{MINE} or {_TAKEN_BACK.format(whose='o.')}))"
)


def resting(table: str) -> str:
    """The condition that whoever asks may read every datum a row of `table` rests on (its column
    `statements`): what rests on a datum is gone at once with it, whether it was taken back,
    reported as wrong, kept too long, or about somebody whom a table removed (bgs:1.7.1,
    wgs:1.8.7). The policy of `Statement` decides, so there is one mechanism for every kind."""
    return (
        "statements <@ array(select s.id from sharing_statement s "
        f"where s.id = any (statements) and s.file_id = {table}.file_id)"
    )


class Statement(InFile):
    """A delivered datum. `keep_until` is the first day it may not be there any more (wgs:1.8.7).
    From `disputed_on` on somebody says it is wrong, as in `dispute`; `corrected_on` is when its
    owner last answered that (bgs:1.7.1). A `restriction` is what its owner asks of who reads it;
    `gateway` the article of another law along which it came (wgs:1.5.2), or empty; `authority` who
    agreed to that (wpg:20.3); `in_use`: the police did not remove it (wpg:14.2); `secret`: its
    readers are told that it is (bpg:4.8). `sensitive`: its supplier says that it is of criminal
    law or special, or its category implies it; nobody takes that off (wgs:1.7.3, wgs:2.20.2).
    `care`: which secrecy of care is on it (bgs:1.10.2), `nee`, or empty where nobody said.
    `within`: its supplier says that it is what bgs:2.15 names for its category. `delivery` is the
    id of the spreadsheet it came with, if any."""

    subject = models.ForeignKey(Subject, models.PROTECT)
    participant = models.ForeignKey(Participant, models.PROTECT, db_index=False)
    person = models.ForeignKey(Person, models.PROTECT)
    category = models.SmallIntegerField()
    text = models.TextField()
    source_system = models.TextField()
    noted_on = models.DateField()
    delivered_on = models.DateField()
    first_processed_on = models.DateField()
    keep_until = models.DateField()
    necessity = models.TextField()
    authority = models.TextField(default="")
    gateway = models.TextField(default="")
    in_use = models.BooleanField(default=False)
    secret = models.BooleanField(default=False)
    sensitive = models.BooleanField(default=False)
    care = models.TextField(default="")
    within = models.BooleanField(default=False)
    withdrawn = models.BooleanField(default=False)
    disputed_on = models.DateField(null=True)
    dispute = models.TextField(default="")
    corrected_on = models.DateField(null=True)
    restriction = models.TextField(default="")
    delivery = models.UUIDField(null=True)
    named = {"delivery": NoRow("the batch goes when it is taken in; one's own data only")}

    class Meta:
        constraints = [
            Subjects(
                name="statement_class",
                sees=f"{REACHED} and {IN_CATEGORY} and {_STANDS} and "
                f"({_ADMITTED} or {_LEFT_BEHIND}) and {_BESIDE}",
                changes=f"{REACHED} and {IN_CATEGORY} and "
                f"({_SUBJECT_HERE.format(table='sharing_statement')} or {_LEFT_BEHIND}) "
                f"and {_MINE}",
                vault=(
                    "id",
                    "file_id",
                    "subject_id",
                    "category",
                    "participant_id",
                    "source_system",
                    "noted_on",
                    "first_processed_on",
                    "keep_until",
                    "withdrawn",
                    "disputed_on",
                    "corrected_on",
                    "sensitive",
                    "receipt",
                ),
            )
        ]


class Document(Signed):
    """The PDF or picture that a datum was read from, without its metadata; `removed` says what was
    taken out. Who may read the datum may read it: the policy of that table decides. It goes when
    the datum goes."""

    statement = models.OneToOneField(Statement, models.PROTECT)
    kind = models.TextField()
    content = models.BinaryField()
    size = models.BigIntegerField()
    removed = ArrayField(models.TextField())

    class Meta:
        constraints = [
            Subjects(
                name="document_class",
                sees=_OF_DOCUMENT,
                changes=f"{_OF_DOCUMENT} and {_OWN_STATEMENT}",
                kept="on_day",
            )
        ]


class Retention(Signed):
    """A datum that may not be destroyed, for a statutory bar or a legal claim (wgs:1.8.7): the
    `ground`, for what, which participant answers for it (`owner`, a code), who decided it, and the
    first day on which it holds no more unless somebody looked again (`review_on`). Whoever may read
    the datum reads it."""

    statement = models.OneToOneField(Statement, models.PROTECT)
    ground = models.TextField()
    reason = models.TextField()
    owner = models.TextField()
    decided_by = models.TextField()
    review_on = models.DateField()

    class Meta:
        constraints = [
            Subjects(
                name="retention_class",
                sees=_OF_RETAINED,
                changes=_OF_RETAINED,
                vault=("id", "file_id", "statement_id", "ground", "review_on", "on_day"),
            ),
        ]


class Batch(Signed):
    """A delivery of many data that waits to be checked and taken in: the rows as they were sent,
    the `numbers` they have in the spreadsheet, the `places` of its columns, how many rows were
    looked at on `on_day`, what is wrong with which (row number, and why), and what its sender must
    have read (`notes`, whole sentences). Of one's own participant only; one at a time in a file.
    From `known_on` on it waits, and not for long: it is nobody's file yet (huisregels:8)."""

    participant = models.ForeignKey(Participant, models.PROTECT, db_index=False)
    rows = models.JSONField()
    numbers = models.JSONField(default=list)
    places = models.JSONField(default=dict)
    notes = models.JSONField(default=list)
    checked = models.BigIntegerField(default=0)
    errors = models.JSONField(default=list)
    known_on = models.DateField()

    class Meta:
        constraints = [
            Subjects(
                name="batch_class",
                sees=f"{REACHED} and {MINE}",
                changes=f"{REACHED} and {MINE}",
                kept="known_on",
                term="klaarzetten",
            ),
        ]


class Delivery(Signed):
    """A spreadsheet that was delivered: it has the id of the batch that it was, and `data` is how
    many came of it. Of one's own participant only; it goes when it is taken back."""

    participant = models.ForeignKey(Participant, models.PROTECT, db_index=False)
    data = models.BigIntegerField()

    class Meta:
        constraints = [
            Subjects(
                name="delivery_class", sees=f"{REACHED} and {MINE}", changes=f"{REACHED} and {MINE}"
            ),
        ]


class Confirmation(Signed):
    """A receiver says that it took over a correction (bgs:1.7.1)."""

    statement = models.ForeignKey(Statement, models.PROTECT)
    participant = models.ForeignKey(Participant, models.PROTECT, db_index=False)

    class Meta:
        constraints = [
            Subjects(
                name="confirmation_class",
                sees=_OF_STATEMENT,
                changes=_OF_STATEMENT,
                vault=("statement_id", "participant_id"),
                kept="on_day",
            )
        ]


class Request(Signed):
    """A question to participants: what do you have of this category about this subject? Open until
    each has answered. `answer_by` is the first day on which an answer is late."""

    subject = models.ForeignKey(Subject, models.PROTECT)
    category = models.SmallIntegerField()
    question = models.TextField()
    participants = ArrayField(models.TextField())
    participant = models.ForeignKey(Participant, models.PROTECT, db_index=False, null=True)
    answer_by = models.DateField(null=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            Subjects(
                name="request_class",
                sees=f"{_OF_CATEGORY} and {_ADMITTED}",
                changes=_OF_REQUEST,
                vault=(
                    "id",
                    "file_id",
                    "subject_id",
                    "participants",
                    "participant_id",
                    "answer_by",
                    "category",
                    "on_day",
                ),
                kept="on_day",
            )
        ]


class Reply(Signed):
    """What a participant answered to a request: delivered, nothing known, later, or refused for
    reasons of its own."""

    request = models.ForeignKey(Request, models.PROTECT)
    participant = models.ForeignKey(Participant, models.PROTECT, db_index=False)
    answer = models.TextField()
    reasons = models.TextField(default="")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            Subjects(
                name="reply_class",
                sees=_OF_REPLY,
                changes=_OF_REPLY,
                vault=("file_id", "request_id", "participant_id", "answer", "at"),
                kept="on_day",
            )
        ]

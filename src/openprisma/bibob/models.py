"""What a Bibob file holds. About persons: who is looked into, what was found, what the Bureau
advised; the rest is in codes and days, and in words that name nobody."""

from __future__ import annotations

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models

from openprisma.files.models import Signed
from openprisma.gate.constraints import IN_FILE, MINE, REACHED, Subjects
from openprisma.gate.naming import NoRow
from openprisma.partners.models import Alliance, Participant, Person

# Of the body itself; whoever advises it sees what it shared, and no more (bibob:28.2.d).
_OWN = f"{REACHED} and {MINE}"
TERM = "bibob_gebruik"  # what is found or advised is used for so long (bibob:29)
# Of an adviser only who was asked last (sql/advising.sql).
_ASKED = "fence.among(file_id, (select fence.advising()))"
_SHARED = f"{REACHED} and (shared and {_ASKED} or {MINE})"
_ME = "(select (fence.permit()).person)"


def _body(table: str, *, reached: bool = True, whoever: str = "") -> str:
    """The condition that a row of `table` is read by the body whose file it is; besides, by
    `whoever`. An adviser reads what was shared, and its own question and advice (bibob:28.2.d)."""
    body = f"exists (select from bibob_matter m where m.file_id = {table}.file_id and m.{MINE})"
    return f"{REACHED if reached else IN_FILE} and " + (
        f"({whoever} or {body})" if whoever else body
    )


def _words(table: str, name: str, whoever: str = "", vault: tuple[str, ...] = ()) -> Subjects:
    """The class of a table in which the body says something about persons: read by the body alone,
    for as long as it may be used, and then destroyed (bibob:28, bibob:29)."""
    return Subjects(
        name=name,
        sees=_body(table, whoever=whoever),
        changes=REACHED,
        removes=REACHED,
        vault=vault,
        kept="on_day",
        term=TERM,
    )


def _codes(table: str, name: str, *vault: str) -> Subjects:
    """The class of a table of codes and days of the body."""
    return Subjects(name=name, sees=_body(table, reached=False), vault=vault)


class Laid(Signed):
    """A row that says at what moment it was laid down: of some the last one counts."""

    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True


class Matter(Signed):
    """What the file is about: a code of `bibob_soorten`, whether it is about a decision that was
    given before (`existing`), and of which body (`participant`)."""

    kind = models.TextField()
    existing = models.BooleanField()
    participant = models.ForeignKey(Participant, models.PROTECT, db_index=False)

    class Meta:
        # Policies of the other tables ask of which body a file is, also of what destroys rows.
        constraints = [Subjects(name="bibob_matter_class", vault=("file_id", "participant_id"))]


class Tip(Signed):
    """Somebody pointed at the possibility of looking into it: who, and when. It has no content, and
    there is no column for any (bibob:11, bibob:26)."""

    sender = models.TextField()
    received_on = models.DateField()

    class Meta:
        constraints = [_codes("bibob_tip", "bibob_tip_class")]


class Occasion(Laid):
    """Is there reason to look into it, by which code of `bibob_aanleidingen`, and why?"""

    needed = models.BooleanField()
    cause = models.TextField()
    reasons = models.TextField()

    class Meta:
        constraints = [_words("bibob_occasion", "bibob_occasion_class")]


class Form(Signed):
    """A form came in: of which version, as printed on it, and filled in wholly or not."""

    version = models.TextField()
    received_on = models.DateField()
    complete = models.BooleanField()

    class Meta:
        constraints = [_words("bibob_form", "bibob_form_class")]


class Party(Signed):
    """Somebody who is looked into, in one of the roles of `bibob_rollen`."""

    role = models.TextField()
    name = models.TextField()
    participant = models.ForeignKey(Participant, models.PROTECT, db_index=False)
    shared = models.BooleanField(default=False)

    class Meta:
        constraints = [
            Subjects(
                name="bibob_party_class",
                sees=_SHARED,
                changes=_OWN,
                removes=REACHED,
            )
        ]


class Found(Signed):
    """What the body found about somebody: from which source (`bibob_bronnen`), received on which
    day, on which day another body that passed it on had obtained it (`obtained_on`, bibob:28.2.m),
    and whether it was shared with the adviser."""

    party = models.ForeignKey(Party, models.PROTECT)
    source = models.TextField()
    received_on = models.DateField()
    obtained_on = models.DateField(null=True)
    text = models.TextField()
    participant = models.ForeignKey(Participant, models.PROTECT, db_index=False)
    shared = models.BooleanField(default=False)

    class Meta:
        constraints = [
            Subjects(
                name="bibob_finding_class",
                sees=_SHARED,
                changes=_OWN,
                removes=REACHED,
                kept="on_day",
                term=TERM,
            )
        ]


class Question(Laid):
    """The body asks one adviser for advice. The last one counts."""

    adviser = models.ForeignKey(Person, models.PROTECT, related_name="+")
    text = models.TextField()

    class Meta:
        constraints = [
            _words(
                "bibob_question",
                "bibob_question_class",
                f"adviser_id = {_ME} and {_ASKED}",
                vault=("file_id", "adviser_id", "at"),
            )
        ]


class Counsel(Signed):
    """What the adviser says of it."""

    text = models.TextField()

    class Meta:
        constraints = [
            _words("bibob_counsel", "bibob_advice_class", f"person_id = {_ME} and {_ASKED}")
        ]


class PoliceRequest(Signed):
    """The alliance asked the police something: possible until 1 February 2024."""

    text = models.TextField()

    class Meta:
        constraints = [_words("bibob_policerequest", "bibob_police_class")]


class BureauRequest(Signed):
    """The body asked the Bureau for advice. `extended` is how many weeks the Bureau took more, 0
    when it took none; `due` the first day on which the advice is late, null while a question of
    the Bureau is open; `ended_on` when it answered (bibob:15)."""

    asked_on = models.DateField()
    extended = models.SmallIntegerField(default=0)
    due = models.DateField(null=True)
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            _codes("bibob_bureaurequest", "bibob_request_class", "id", "file_id", "due", "ended_on")
        ]


class Pause(Signed):
    """The Bureau asked for more, from this day until what it asked was received: the term stands
    still (bibob:15.2)."""

    asked_on = models.DateField()
    received_on = models.DateField(null=True)

    class Meta:
        constraints = [_codes("bibob_pause", "bibob_pause_class")]


class BureauAdvice(Laid):
    """What the Bureau advised: a code of `bibob_adviesuitkomsten`, the day it was issued, and in
    words. For the body alone."""

    outcome = models.TextField()
    issued_on = models.DateField()
    text = models.TextField()
    participant = models.ForeignKey(Participant, models.PROTECT, db_index=False)

    class Meta:
        constraints = [
            Subjects(
                name="bibob_bureau_class",
                sees=_OWN,
                changes=_OWN,
                removes=REACHED,
                kept="on_day",
                term=TERM,
            )
        ]


class Conclusion(Laid):
    """How much danger there is by the body's own judgement, and on which grounds
    (`bibob_gronden`)."""

    level = models.TextField()
    grounds = ArrayField(models.TextField(), default=list)
    reasons = models.TextField()

    class Meta:
        constraints = [_words("bibob_conclusion", "bibob_conclusion_class")]


class Intention(Laid):
    """What the body means to decide; `third`: a third person is named in it."""

    decision = models.TextField()
    third = models.BooleanField()
    reasons = models.TextField()

    class Meta:
        constraints = [_words("bibob_intention", "bibob_intention_class")]


class View(Laid):
    """Somebody could give a view on the intention (`bibob_gehoorden`), with a copy of the advice
    and told of the secrecy; `given`: did they?"""

    of = models.TextField()
    given = models.BooleanField()
    text = models.TextField(default="")

    class Meta:
        constraints = [_words("bibob_view", "bibob_view_class")]


class Ruling(Laid):
    """What the body decided, why that is proportionate, and when it was sent."""

    decision = models.TextField()
    reasons = models.TextField()
    proportion = models.TextField(default="")
    sent_on = models.DateField()

    class Meta:
        constraints = [_words("bibob_ruling", "bibob_decision_class")]


class BureauNotice(Signed):
    """Something to report to the Bureau at once (`bibob_meldingen`); `done_on`: when it was
    (bibob:7a.7, bibob:7a.8)."""

    kind = models.TextField()
    done_on = models.DateField(null=True)

    class Meta:
        constraints = [
            _codes("bibob_bureaunotice", "bibob_bureaunotice_class", "id", "file_id", "done_on")
        ]


class Objection(Signed):
    """An objection or appeal: when it came, and what came of it (`bibob_bezwaaruitkomsten`)."""

    received_on = models.DateField()
    outcome = models.TextField(default="open")
    decided_on = models.DateField(null=True)

    class Meta:
        constraints = [_codes("bibob_objection", "bibob_objection_class")]


class Reuse(Signed):
    """The advice of the Bureau or the own findings were used for another decision under the same
    statute (`bibob_houdbaarheid`, `bibob_gebruik`), of this reference."""

    what = models.TextField()
    purpose = models.TextField()
    reference = models.TextField()

    class Meta:
        constraints = [_words("bibob_reuse", "bibob_reuse_class")]


class Given(models.Model):
    """An advice was given, to count: about what, to which body, on which day; in codes alone. Which
    file it was is for whoever takes part in that: only the act that counts reads this."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    alliance = models.ForeignKey(Alliance, models.PROTECT, db_index=False)
    of = models.UUIDField()
    named = {"of": NoRow("the file of the line; read by the act that counts, and by no other")}
    kind = models.TextField()
    body = models.TextField()
    on_day = models.DateField()
    receipt = models.UUIDField()

    class Meta:
        constraints = [
            Subjects(
                name="bibob_given_class",
                sees="(select fence.acting()) = 'bibob_cijfers_inzien'",
                changes="fence.among(of, (select fence.files()))",
            )
        ]

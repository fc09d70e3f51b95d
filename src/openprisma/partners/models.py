"""Organisations and the people they designate. Reference data comes from `region/`; access is given
by acts."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models

from openprisma.gate.constraints import SIGNED_IN, Closed, NoPersons, Staff
from openprisma.kernel.days import FOREVER

_ORGANS = "public bodies, no persons"


class Alliance(models.Model):
    """A RIEC (wgs:2.17). One database holds one alliance; the code travels with every fenced row
    (decision 0001)."""

    code = models.TextField(primary_key=True)
    name = models.TextField()
    parameters = models.JSONField(default=dict)

    class Meta:
        constraints = [NoPersons(name="alliance_class", reason=_ORGANS, vault=True)]


class Participant(models.Model):
    """An organ from the closed list of wgs:2.19.1, from and until dates; `employer` is whose staff
    it designates."""

    code = models.TextField(primary_key=True)
    alliance = models.ForeignKey(Alliance, models.PROTECT, db_index=False)
    name = models.TextField()
    organ = models.TextField()
    provision = models.TextField()
    employer = models.TextField()
    from_day = models.DateField()
    until_day = models.DateField(default=FOREVER)

    class Meta:
        constraints = [NoPersons(name="participant_class", reason=_ORGANS, vault=True)]


class Outsider(models.Model):
    """An organisation that is no participant and can never own, read or receive: named so that it
    can be refused."""

    code = models.TextField(primary_key=True)
    alliance = models.ForeignKey(Alliance, models.PROTECT, db_index=False)
    name = models.TextField()

    class Meta:
        constraints = [NoPersons(name="outsider_class", reason=_ORGANS)]


class Municipality(models.Model):
    """A municipality in the region; `assumed` marks a district that the source does not name."""

    code = models.TextField(primary_key=True)
    alliance = models.ForeignKey(Alliance, models.PROTECT, db_index=False)
    name = models.TextField()
    district = models.TextField()
    assumed = models.BooleanField(default=False)

    class Meta:
        constraints = [NoPersons(name="municipality_class", reason="places", vault=True)]


class RegionalForm(models.Model):
    """A form of crime that a region wants to add (bgs:2.16.1.b.6). It counts from the day it was
    designated, and only with a test of proportionality and a publication; until then it can be
    written down but not reported."""

    code = models.TextField(primary_key=True)
    alliance = models.ForeignKey(Alliance, models.PROTECT, db_index=False)
    name = models.TextField()
    designated_on = models.DateField(null=True)
    proportionality = models.TextField(default="")
    published = models.TextField(default="")

    class Meta:
        constraints = [NoPersons(name="regional_form_class", reason="kinds of crime, no persons")]

    def usable_on(self, day: date) -> bool:
        """May a signal be reported under this form on a day?"""
        tested = bool(self.proportionality.strip() and self.published.strip())
        return tested and self.designated_on is not None and self.designated_on <= day


class Person(models.Model):
    """Somebody who works here (bgs:2.15, row 18). Employer and designating participant are two
    things (wgs:1.4.3)."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    alliance = models.ForeignKey(Alliance, models.PROTECT, db_index=False)
    name = models.TextField()
    title = models.TextField()
    employer = models.TextField()
    designated_by = models.ForeignKey(Participant, models.PROTECT, db_index=False, null=True)
    designated_from = models.DateField(default=FOREVER)
    designated_until = models.DateField(default=FOREVER)
    task = models.TextField()
    receipt = models.UUIDField()

    class Meta:
        constraints = [
            Staff(
                name="person_class",
                sees=SIGNED_IN,
                changes="false",
                vault=(
                    "id",
                    "name",
                    "employer",
                    "designated_by_id",
                    "designated_from",
                    "designated_until",
                    "task",
                    "alliance_id",
                ),
            )
        ]


# Acts that ask of a colleague whether they may work here, or decide it.
_OF_COLLEAGUES = (
    "(select fence.acting()) = any "
    "('{medewerker_toewijzen,tweede_factor_vervangen,toegang_bevestigen}'::text[])"
)


class Clearance(models.Model):
    """Screening (bgs:1.11), training and whether access is confirmed. Shown to the person only; the
    kernel judges it."""

    person = models.OneToOneField(Person, models.PROTECT, primary_key=True)
    screening = models.TextField()
    screened_on = models.DateField(null=True)
    trained_until = models.DateField(null=True)
    confirmed = models.BooleanField(default=True)
    receipt = models.UUIDField()

    class Meta:
        constraints = [
            Staff(
                name="clearance_class",
                sees=f"person_id = (select (fence.visitor()).person) or {_OF_COLLEAGUES}",
                changes="(select fence.acting()) = any "
                "('{tweede_factor_vervangen,toegang_bevestigen}'::text[])",
                vault=("person_id", "screening", "confirmed", "receipt"),
            )
        ]


class FunctionHolder(models.Model):
    """Somebody holds a function, from and until; given by an authoriser of the participant
    (wgs:1.8.2)."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.ForeignKey(Person, models.PROTECT)
    function = models.TextField()
    from_day = models.DateField()
    until_day = models.DateField(default=FOREVER)
    receipt = models.UUIDField()

    class Meta:
        constraints = [
            Staff(
                name="function_class",
                sees=SIGNED_IN,
                changes="false",
                vault=("person_id", "function", "from_day", "until_day"),
            )
        ]


class Accounts(BaseUserManager["Account"]):
    """Finds accounts by the address people log in with."""


class Account(AbstractBaseUser):
    """How a person logs in: address, and what a proof of the password hashes to (decision 0012).
    `mail` says when they want to hear that something waits: a code of the list `mailkeuzes`."""

    email = models.TextField(unique=True)
    person = models.OneToOneField(Person, models.PROTECT)
    mail = models.TextField(default="dagelijks")
    USERNAME_FIELD = "email"
    objects = Accounts()

    class Meta:
        constraints = [
            Closed(name="account_class", vault="select, update (password, last_login, mail)")
        ]


class Brake(models.Model):
    """How often something failed, and until when one waits; the key names no person and nothing
    that was typed."""

    key = models.TextField(primary_key=True)
    failures = models.IntegerField()
    at = models.DateTimeField(db_index=True)
    until = models.DateTimeField()

    class Meta:
        constraints = [Closed(name="brake_class", vault="select, insert, update, delete")]


class Attempt(models.Model):
    """What came of an attempt to prove who one is, judged in transaction `xid` and answered in a
    later one. Named by the hash of a ticket. `verdict`: 0 right, 1 address, 2 password, 3 code;
    `account` 0: nobody's. Kept for a day, to count codes."""

    ticket = models.BinaryField(primary_key=True)
    xid = models.BigIntegerField()
    login = models.TextField()
    at = models.DateTimeField(db_index=True)
    drawer = models.IntegerField()
    keys = ArrayField(models.TextField())
    account = models.BigIntegerField()
    verdict = models.SmallIntegerField()
    factor = models.BigIntegerField()
    moment = models.BigIntegerField()
    drift = models.BigIntegerField()
    against = models.BinaryField()
    used = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["drawer", "at"], name="attempt_drawer")]
        constraints = [Closed(name="attempt_class", vault="select, insert, update, delete")]


class KnownDevice(models.Model):
    """A browser that somebody got in with: what strangers do does not keep its owner out."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    digest = models.BinaryField()
    account = models.ForeignKey(Account, models.CASCADE)
    until = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["digest", "account"], name="device_once"),
            Closed(name="device_class", vault="select, insert, update, delete"),
        ]


class Pepper(models.Model):
    """One secret of this database, so that a hash of where somebody came from cannot be computed
    elsewhere."""

    value = models.BinaryField()

    class Meta:
        constraints = [Closed(name="pepper_class", vault="select")]

"""Reads of organisations, and of colleagues: for whoever is signed in; no line, because row 18 of
bgs:2.15 is staff."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from openprisma.kernel.names import listed_as
from openprisma.partners.models import (
    Alliance,
    FunctionHolder,
    Municipality,
    Participant,
    Person,
    RegionalForm,
)


@dataclass(frozen=True)
class Colleague:
    """Somebody who works here: name, organ, title, functions."""

    id: UUID
    name: str
    title: str
    participant: str
    participant_code: str
    functions: list[str]
    deployed: bool  # designated on the day, by the participant in whose service they are


def colleagues(today: date) -> list[Colleague]:
    """Everybody, with the functions they hold today, by organisation and family name.
    Source: wgs:1.4.3, wgs:1.8.2."""
    functions: dict[UUID, list[str]] = defaultdict(list)
    held = FunctionHolder.objects.filter(from_day__lte=today, until_day__gt=today).order_by(
        "function"
    )
    for person, function in held.values_list("person_id", "function"):
        functions[person].append(function)
    people = sorted(
        Person.objects.select_related("designated_by"),
        key=lambda one: (
            one.designated_by is None,
            one.designated_by.name if one.designated_by else "",
            listed_as(one.name),
        ),
    )
    return [
        Colleague(
            p.id,
            p.name,
            p.title,
            p.designated_by.name if p.designated_by else "",
            p.designated_by_id or "",
            functions[p.id],
            p.designated_by is not None
            and p.designated_by.employer == p.employer
            and p.designated_from <= today < p.designated_until,
        )
        for p in people
    ]


def functions_of(person: UUID | None, today: date) -> frozenset[str]:
    """The functions somebody holds today; a task of the system holds none."""
    held = FunctionHolder.objects.filter(person=person, from_day__lte=today, until_day__gt=today)
    return frozenset(held.values_list("function", flat=True))


def my_mail() -> str:
    """When the visitor wants mail: a code of the list `mailkeuzes`; empty for who has no
    account."""
    with connection.cursor() as cursor:
        cursor.execute("select fence.mail_choice()")
        return str(cursor.fetchone()[0] or "")


@dataclass(frozen=True)
class Waiting:
    """What a mail may say: how many wait, at least how many are late; and where to, and when its
    reader wants it."""

    number: int
    late: int
    address: str
    mail: str


@dataclass(frozen=True)
class Counted:
    """What a mail may say, to whom."""

    by_person: dict[UUID, Waiting]

    def wanting(self, *mail: str) -> dict[UUID, Waiting]:
        """Of those who chose one of these."""
        return {person: one for person, one in self.by_person.items() if one.mail in mail}


def addressed(counted: Mapping[UUID, tuple[int, int]]) -> Counted:
    """Of everybody counted who has an account: number and late ones, with address and choice. Only
    under an act that counts for a mail; nobody under another."""
    with connection.cursor() as cursor:
        cursor.execute("select * from fence.addresses(%s::uuid[])", [list(counted)])
        found = {
            person: Waiting(*counted[person], address, mail)
            for person, address, mail in cursor.fetchall()
        }
    return Counted(found)


def demo_people(today: date) -> list[Colleague]:
    """Everybody with at least one function; for the person switcher of a demo."""
    return [one for one in colleagues(today) if one.functions]


def participants(today: date) -> list[tuple[str, str]]:
    """Code and name of each participant of today."""
    held = Participant.objects.filter(from_day__lte=today, until_day__gt=today).order_by("name")
    return list(held.values_list("code", "name"))


def municipalities() -> list[tuple[str, str]]:
    """Code and name of each municipality in the region."""
    return list(Municipality.objects.order_by("name").values_list("code", "name"))


def regional_forms(today: date) -> list[tuple[str, str]]:
    """Code and name of each regional form of crime, and whether one may report under it yet
    (bgs:2.16.1.b.6)."""
    found = RegionalForm.objects.order_by("name")
    return [
        (f.code, f.name if f.usable_on(today) else f"{f.name} (niet aangewezen: kan nog niet)")
        for f in found
    ]


def alliance_name() -> str:
    """The name of the RIEC this database is for."""
    return Alliance.objects.values_list("name", flat=True).first() or "OpenPrisma"

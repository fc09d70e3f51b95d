"""Loads a region: organisations and people as data, by `owner`, under a line. Never overwrites one
that is there."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import connection
from django_otp.plugins.otp_totp.models import TOTPDevice
from pydantic import BaseModel, ConfigDict, Field

from openprisma.engine.norms import TermEntry
from openprisma.engine.reading import Located, place, read, shaped
from openprisma.gate.law import lawbook
from openprisma.gate.owner import born, owner_act
from openprisma.kernel.days import FOREVER
from openprisma.kernel.errors import LawError
from openprisma.kernel.places import data
from openprisma.panels.models import Panel, Seat
from openprisma.partners.models import (
    Account,
    Alliance,
    Clearance,
    FunctionHolder,
    Municipality,
    Outsider,
    Participant,
    Person,
    RegionalForm,
)
from openprisma.partners.passwords import kept

DEMO_PASSWORD = "verzonnen-wachtwoord-2026"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Named(_Strict):
    code: str
    name: str


class _Place(_Named):
    district: str
    assumed: bool = False


class _Participant(_Named):
    organ: str
    provision: str
    employer: str
    from_day: date = Field(alias="from")
    until: date = FOREVER


class _Person(_Strict):
    id: str
    name: str
    title: str
    employer: str
    designated_by: str | None = None
    from_day: date = Field(FOREVER, alias="from")
    until: date = FOREVER
    task: str
    screening: str
    screened_on: date | None = None
    trained_until: date | None = None
    functions: tuple[str, ...] = ()
    functions_until: date | None = None


class _Seat(_Strict):
    person: str
    deputy: str | None = None
    participant: str | None = None
    chair: bool = False
    votes: bool = True
    from_day: date = Field(alias="from")
    until: date = FOREVER


class _Panel(_Named):
    districts: tuple[str, ...] = ()
    quorum: int | None = Field(None, ge=1)
    rule: str = Field("", pattern=r"^(|unaniem|meerderheid)$")
    seats: tuple[_Seat, ...]


class _Form(_Named):
    designated_on: date | None = None
    proportionality: str = ""
    published: str = ""


class _Parameters(_Strict):
    """What a region may choose: who assesses every signal beside those the reporter needs, how
    participants decide on it, how many must be in favour of a decision and whether participants
    or seats are counted (Q11, assumed), whether they
    are asked if they know somebody in it (Q5), which participants make a case one for the
    regional table, terms that differ from the working method, and which participant is the
    contact point for citizens and how it is reached (bgs:1.1.2.c, bgs:1.1.3)."""

    quorum: int = Field(ge=1)
    quorum_telt: Literal["deelnemers", "zetels"] = "deelnemers"
    vaste_beoordelaars: tuple[str, ...] = ()
    bekendheid_vragen: bool = False
    signaal_oordeel: Literal["allen", "meerderheid"] = "allen"
    besluit_regel: Literal["unaniem", "meerderheid"] = "unaniem"
    lezen_na_einddatum: tuple[str, ...] = ()
    landelijke_deelnemers: tuple[str, ...] = ()
    termijnen: dict[str, TermEntry] = {}
    contactpunt: str = ""
    contactgegevens: str = ""


class RegionFile(_Strict):
    """A region as its file describes it."""

    alliance: _Named
    parameters: _Parameters
    municipalities: tuple[_Place, ...]
    regional_forms: tuple[_Form, ...] = ()
    participants: tuple[_Participant, ...]
    outsiders: tuple[_Named, ...]
    people: tuple[_Person, ...]
    steering_group: tuple[_Seat, ...]
    panels: tuple[_Panel, ...] = ()


def read_region(name: str) -> RegionFile:
    """Read and check a region file. Raises `LawError` with file and line."""
    path: Path = data("region") / name / "region.yaml"
    region = shaped(RegionFile, raw := read(path), path)
    lists = lawbook().vocabulary.lists
    codes = {p.code for p in region.participants}
    for index, person in enumerate(region.people):
        where = place(path, raw["people"][index].line)
        if person.designated_by is not None and person.designated_by not in codes:
            raise LawError(
                f"{person.id} is aangewezen door {person.designated_by}, en dat is geen deelnemer",
                where=where,
            )
        if unknown := set(person.functions) - set(lists["functies"]):
            raise LawError(f"de functie {min(unknown)} staat niet in vocabulary.yaml", where=where)
        if person.task not in lists["taken"] or person.screening not in lists["screening"]:
            raise LawError(
                f"taak of screening van {person.id} staat niet in vocabulary.yaml", where=where
            )
    _organs(region, raw, path)
    if strange := set(region.parameters.vaste_beoordelaars) - codes:
        where = place(path, raw["parameters"].line)
        raise LawError(
            f"vaste_beoordelaars noemt {min(strange)}, en dat is geen deelnemer", where=where
        )
    return region


def _organs(region: RegionFile, raw: Located, path: Path) -> None:
    """Only organs of the closed list of wgs:2.19 can take part."""
    organs = lawbook().vocabulary.lists["organen"]
    for index, participant in enumerate(region.participants):
        if participant.organ not in organs:
            where = place(path, raw["participants"][index].line)
            raise LawError(
                f"{participant.organ} staat niet in de lijst van artikel 2.19 Wgs", where=where
            )


def person_id(region: str, name: str) -> UUID:
    """The id of a person of a region, the same in every database."""
    return uuid5(NAMESPACE_URL, f"openprisma:{region}:{name}")


def head_of_bureau(region: str) -> str:
    """Who heads the bureau of a region, for a program that asks on their behalf in a demo. Raises
    `LawError` when nobody does."""
    for person in read_region(region).people:
        if HEAD in person.functions:
            return person.id
    raise LawError(f"in de regio {region} is niemand {HEAD}")


HEAD = "hoofd_riec"


def demo_key(person: UUID) -> str:
    """The key of a demo person's authenticator app, in hexadecimal: anybody can compute it, on
    purpose."""
    return person.hex + "0" * 8


def load_region(name: str) -> bool:
    """Load a region; False when it is there already. Only `owner` can. In a database for real
    people nobody gets an account: its password would be published and its second factor
    computable. Raises `LawError`."""
    region = read_region(name)
    with owner_act("regio_laden") as line:
        there = Alliance.objects.filter(pk=region.alliance.code).first()
        if there is not None:
            _panels(region, there, line)  # a region from before there were tables
            return False
        alliance = Alliance.objects.create(
            code=region.alliance.code,
            name=region.alliance.name,
            parameters=region.parameters.model_dump(),
        )
        _organisations(region, alliance)
        people = _people(region, alliance, line)
        if born(connection) in ("demo", "test"):
            _accounts(region, people)
        _seats(region.steering_group, None, alliance, line)
        _panels(region, alliance, line)
    return True


def _organisations(region: RegionFile, alliance: Alliance) -> None:
    Municipality.objects.bulk_create(
        Municipality(
            code=m.code, alliance=alliance, name=m.name, district=m.district, assumed=m.assumed
        )
        for m in region.municipalities
    )
    RegionalForm.objects.bulk_create(
        RegionalForm(alliance=alliance, **form.model_dump()) for form in region.regional_forms
    )
    Participant.objects.bulk_create(
        Participant(
            code=p.code,
            alliance=alliance,
            name=p.name,
            organ=p.organ,
            provision=p.provision,
            employer=p.employer,
            from_day=p.from_day,
            until_day=p.until,
        )
        for p in region.participants
    )
    Outsider.objects.bulk_create(
        Outsider(code=o.code, alliance=alliance, name=o.name) for o in region.outsiders
    )


def _people(region: RegionFile, alliance: Alliance, line: UUID) -> list[Person]:
    made = []
    for p in region.people:
        person = Person.objects.create(
            id=person_id(alliance.code, p.id),
            alliance=alliance,
            name=p.name,
            title=p.title,
            employer=p.employer,
            designated_by_id=p.designated_by,
            designated_from=p.from_day,
            designated_until=p.until,
            task=p.task,
            receipt=line,
        )
        Clearance.objects.create(
            person=person,
            screening=p.screening,
            screened_on=p.screened_on,
            trained_until=p.trained_until,
            receipt=line,
        )
        FunctionHolder.objects.bulk_create(
            FunctionHolder(
                person=person,
                function=f,
                from_day=p.from_day,
                until_day=p.functions_until or p.until,
                receipt=line,
            )
            for f in p.functions
        )
        made.append(person)
    return made


def _accounts(region: RegionFile, people: list[Person]) -> None:
    # One for all: a demo has no secrets, and Argon2 is slow on purpose.
    secret = kept(DEMO_PASSWORD)
    for p, person in zip(region.people, people, strict=True):
        account = Account.objects.create(
            email=f"{p.id}@{p.employer}.example", person=person, password=secret
        )
        TOTPDevice.objects.create(user=account, name="app", confirmed=True, key=demo_key(person.id))


def _seats(seats: tuple[_Seat, ...], panel: Panel | None, alliance: Alliance, line: UUID) -> None:
    Seat.objects.bulk_create(
        Seat(
            alliance=alliance,
            person_id=person_id(alliance.code, s.person),
            panel=panel,
            deputy_id=s.deputy and person_id(alliance.code, s.deputy),
            participant_id=s.participant,
            chair=s.chair,
            votes=s.votes,
            from_day=s.from_day,
            until_day=s.until,
            receipt=line,
        )
        for s in seats
    )


def _panels(region: RegionFile, alliance: Alliance, line: UUID) -> None:
    """Tables that are not there yet, with their seats."""
    known = set(Panel.objects.values_list("code", flat=True))
    for one in region.panels:
        if one.code not in known:
            panel = Panel.objects.create(
                code=one.code,
                alliance=alliance,
                name=one.name,
                districts=list(one.districts),
                quorum=one.quorum,
                rule=one.rule,
            )
            _seats(one.seats, panel, alliance, line)

"""A request as one reads it: what is asked and what happened, the hits with what people said of
them, and the letter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from openprisma.files.queries import Head, head
from openprisma.gate.acts import act
from openprisma.gate.law import lawbook
from openprisma.gate.run import Run
from openprisma.kernel.days import in_words
from openprisma.partners.models import Participant
from openprisma.rights.letter import answers, code_of_letter, hit_texts, verdicts
from openprisma.rights.models import (
    AnswerLetter,
    Ask,
    CitizenRequest,
    Extension,
    Handover,
    Hit,
    Identity,
    LetterCheck,
    Requester,
    Search,
)
from openprisma.rights.search_actions import what_of

Line = tuple[str, str]
Choices = list[tuple[UUID, str]]


@dataclass(frozen=True)
class Asked:
    """The head, and what happened, in lines."""

    head: Head
    lines: list[Line]


@dataclass(frozen=True)
class Said:
    """What a participant said of a hit: its name, and what; nothing yet when `answer` is empty."""

    participant: str
    answer: str


@dataclass(frozen=True)
class Spot:
    """Where a hit is: its own id, the table and column, and the file if it is in one."""

    id: UUID
    tbl: str
    col: str
    of_file: UUID | None


@dataclass(frozen=True)
class Found:
    """A hit as a person reads it: what it is, its text, by what it was found and how alike it is,
    what was said of it last, and by each participant."""

    hit: Spot
    what: str
    text: str
    way: str
    percent: int
    verdict: str
    said: list[Said]


@dataclass(frozen=True)
class Searched:
    """How wide the last search was: over how many tables, on which day."""

    tables: int
    on_day: date


@dataclass(frozen=True)
class Hits:
    """The hits of a request: those that nobody is sure of first, then the most alike; what can be
    named in a form, of the own participant what it withholds and what it tells; and how wide the
    search was."""

    head: Head
    hits: list[Found]
    choices: Choices
    ids: list[UUID]
    mine: Choices
    withheld: Choices
    told: Choices
    search: Searched | None
    names: str


@dataclass(frozen=True)
class Passage:
    """A part of the letter: a heading and its lines."""

    heading: str
    lines: list[str]


@dataclass(frozen=True)
class Letter:
    """The letter as it was decided last, to whom, and whether a second person found it right."""

    head: Head
    name: str
    address: str
    parts: list[Passage]
    sent: bool
    code: str


def named(of: str, code: str) -> str:
    """The name of a code of a list."""
    return lawbook().vocabulary.lists[of].get(code, code)


@act("verzoek_inzien")
def read_request(run: Run) -> Asked:
    """What is asked, by whom, until when an answer is in time and what was done.
    Source: bgs:1.1.1, bgs:1.2."""
    return Asked(head(run), [*_asked(run), *_done(run)])


def _of(run: Run, model: Any) -> list[Any]:
    return list(model.objects.filter(file=run.file_id).order_by("on_day", "id"))


def _asked(run: Run) -> Iterator[Line]:
    for one in CitizenRequest.objects.filter(file=run.file_id).select_related("decider"):
        yield "Vraagt om", named("verzoeksoorten", one.kind)
        yield "Door", named("verzoekers", one.by_whom) + (f": {one.basis}" if one.basis else "")
        yield "Ontvangen", in_words(one.received_on)
        yield "Antwoord vóór", in_words(one.due)
        yield "Besluit door", one.decider.name
    for one in _of(run, Requester):
        yield "Over", f"{one.first_names} {', '.join(one.surnames.splitlines())}".strip()
        for name, text in (("BSN", one.identifier), ("KvK", one.register_number)):
            if text:
                yield name, text
        if one.address:
            yield "Adres", one.address


def _done(run: Run) -> Iterator[Line]:
    for one in Identity.objects.filter(file=run.file_id).select_related("person"):
        way = named("identiteitswijzen", one.way)
        yield "Identiteit", f"vastgesteld op {in_words(one.on_day)} door {one.person.name}, {way}"
    for one in _of(run, Extension):
        yield "Verlengd", f"{in_words(one.on_day)}: {one.reasons}"
    for other in Handover.objects.filter(file=run.file_id).select_related("participant"):
        yield (
            "Overgedragen",
            f"aan {other.participant.name}, {in_words(other.on_day)}: {other.reasons}",
        )
    for one in _of(run, Search):
        found = ", ".join(f"{number} × {what}" for what, number in sorted(one.counts.items()))
        said = f"{in_words(one.on_day)}, in {one.tables} tabellen: {found or 'niets gevonden'}"
        yield "Zoekslag", said
    for one in _of(run, Ask):
        yield "Deelnemers gevraagd", f"antwoord vóór {in_words(one.before)}"
    for read in LetterCheck.objects.filter(file=run.file_id).order_by("at"):
        said = "klopt" if read.agrees else f"klopt niet: {read.reasons}"
        yield "Brief nagekeken", f"{in_words(read.on_day)}: {said}"


@act("treffers_inzien")
def read_hits(run: Run) -> Hits:
    """Every hit with its text, and what was said of it: at the contact point all of them, for a
    participant those of files it was ever involved in. Source: avg:15.1, bgs:1.2.2."""
    said, answered, texts = verdicts(run), answers(run), hit_texts()
    names = dict(Participant.objects.values_list("code", "name"))
    found = []
    for one in Hit.objects.filter(file=run.file_id).order_by("of_file", "row_id", "col"):
        by = [
            Said(names.get(code, code), _in_words(answered.get((one.id, code))))
            for code in one.participants
        ]
        verdict = named("trefferantwoorden", said[one.id]) if one.id in said else ""
        found.append(_found(one, texts.get(one.id, "Dit is er niet meer."), verdict, by))
    found.sort(key=lambda one: (said.get(one.hit.id, "") == "nee", -one.percent, one.what))
    choices = [(one.hit.id, f"{one.what}: {one.text[:80]}") for one in found]
    own = [one for (_, of), one in answered.items() if of == run.actor.participant]
    about: dict[UUID | None, str] = dict(choices)
    seeker = Requester.objects.filter(file=run.file_id).first()
    return Hits(
        head=head(run),
        hits=found,
        choices=choices,
        ids=[key for key, _ in choices],
        mine=[(key, text) for key, text in choices if said.get(key) == "ja"],
        withheld=[(one.id, about.get(one.hit, "")) for one in own if not one.tell],
        told=[(one.id, about.get(one.hit, "")) for one in own if one.tell],
        search=_last_search(run),
        names=f"{seeker.first_names} {seeker.surnames}" if seeker else "",
    )


def _found(hit: Hit, text: str, verdict: str, said: list[Said]) -> Found:
    return Found(
        hit=Spot(hit.id, hit.tbl, hit.col, hit.of_file),
        what=what_of(hit.tbl),
        text=text,
        way=named("trefferwijzen", hit.way),
        percent=round(hit.likeness * 100),
        verdict=verdict,
        said=said,
    )


def _last_search(run: Run) -> Searched | None:
    last = Search.objects.filter(file=run.file_id).order_by("at").last()
    return Searched(last.tables, last.on_day) if last else None


def _in_words(answer: Any) -> str:
    if answer is None:
        return "nog geen antwoord"
    if answer.tell:
        return "vertellen"
    return f"niet vertellen ({named('onthoudgronden', answer.ground)}): {answer.reasons}"


@act("brief_inzien")
def read_letter(run: Run) -> Letter:
    """The letter as it stands. Source: bgs:1.2.1, uavg:34."""
    ruling = AnswerLetter.objects.filter(file=run.file_id).order_by("at").last()
    read = LetterCheck.objects.filter(file=run.file_id).order_by("at").last()
    seeker = Requester.objects.filter(file=run.file_id).first()
    first = seeker.surnames.splitlines()[0] if seeker else ""
    return Letter(
        head=head(run),
        name=f"{seeker.first_names} {first}".strip() if seeker else "",
        address=seeker.address if seeker else "",
        parts=[Passage(**part) for part in ruling.letter] if ruling else [],
        code=code_of_letter(ruling.id if ruling else None),
        sent=bool(ruling and read and read.agrees and read.at >= ruling.at),
    )

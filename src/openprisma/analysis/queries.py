"""Reads of the analysis: claims, ties and what is unknown, as this reader may see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from openprisma.analysis.models import Finding, Tie, Unknown
from openprisma.files.queries import Head, head
from openprisma.gate.acts import act
from openprisma.gate.law import lawbook
from openprisma.gate.run import Run
from openprisma.sharing.models import Statement
from openprisma.subjects.models import Sameness, Subject


@dataclass(frozen=True)
class Source:
    """A datum of the file under its short name (B1, B2), which stays as long as the datum does."""

    id: UUID
    nr: str
    text: str
    where: str
    subject: UUID
    category: str
    noted_on: date
    used: int


@dataclass(frozen=True)
class Claim:
    """A claim and the data under it: whoever reads the claim reads all of them."""

    id: UUID
    part: str
    text: str
    by: str
    on_day: date
    rests_on: list[tuple[str, str]]
    sources: list[str]
    reliability: str
    credibility: str


@dataclass(frozen=True)
class Link:
    """How two subjects hang together; `sources` are the short names of the data under it."""

    id: UUID
    one: UUID
    other: UUID
    names: tuple[str, str]
    kind: str
    since: date | None
    amount: Decimal | None
    sources: list[str]


@dataclass(frozen=True)
class Analysis:
    """The analysis as this reader may see it; `data` are the data a new claim may rest on."""

    head: Head
    claims: list[Claim]
    data: list[tuple[UUID, str]]
    sources: list[Source]
    links: list[Link]
    subjects: list[tuple[UUID, str, str, str]]
    unknown: list[tuple[UUID, str]]
    same: list[tuple[str, str, str, str]]


@act("analyse_inzien", reads="all")
def read_analysis(run: Run) -> Analysis:
    """The analysis: each claim and each tie with the data it rests on. Source: wgs:2.18.1."""
    subjects = list(
        Subject.objects.filter(file=run.file_id)
        .order_by("role", "id")
        .values_list("id", "name", "kind", "role")
    )
    names = {id_: name for id_, name, _, _ in subjects}
    found = list(
        Finding.objects.filter(file=run.file_id).select_related("person").order_by("on_day", "id")
    )
    ties = list(Tie.objects.filter(file=run.file_id).order_by("on_day", "id"))
    used = [id_ for one in found for id_ in one.statements] + [
        id_ for one in ties for id_ in one.statements
    ]
    data = {one.id: one for one in _sources(run, used)}
    return Analysis(
        head=head(run),
        claims=[_claim(one, data) for one in found],
        data=[(one.id, f"{one.text[:80]} ({one.where})") for one in data.values()],
        sources=list(data.values()),
        links=[_link(one, names, data) for one in ties if {one.one, one.other} <= set(names)],
        subjects=subjects,
        unknown=list(
            Unknown.objects.filter(file=run.file_id).order_by("on_day").values_list("id", "text")
        ),
        same=_same(run, names),
    )


def _sources(run: Run, used: list[UUID]) -> list[Source]:
    rows = {
        row.nr: lawbook().vocabulary.lists["categorieen"][row.code]
        for row in lawbook().categories(run.today).values()
    }
    held = (
        Statement.objects.filter(file=run.file_id)
        .select_related("participant")
        .order_by("delivered_on", "id")
    )
    return [
        Source(
            one.id,
            f"B{number}",
            one.text,
            f"{rows[one.category]}, {one.participant.name}",
            one.subject_id,
            rows[one.category],
            one.noted_on,
            used.count(one.id),
        )
        for number, one in enumerate(held, 1)
    ]


def _claim(one: Finding, data: dict[UUID, Source]) -> Claim:
    there = [data[id_] for id_ in one.statements if id_ in data]
    return Claim(
        one.id,
        one.part,
        one.text,
        one.person.name,
        one.on_day,
        [(s.text, s.where) for s in there],
        [s.nr for s in there],
        one.reliability,
        one.credibility,
    )


def _link(one: Tie, names: dict[UUID, str], data: dict[UUID, Source]) -> Link:
    there = [data[id_].nr for id_ in one.statements if id_ in data]
    return Link(
        one.id,
        one.one,
        one.other,
        (names[one.one], names[one.other]),
        one.kind,
        one.since,
        one.amount,
        there,
    )


def _same(run: Run, names: dict[UUID, str]) -> list[tuple[str, str, str, str]]:
    """Of each pair that somebody looked at the last answer: both names, the answer and why."""
    last = {
        (row.one, row.other): row
        for row in Sameness.objects.filter(file=run.file_id).order_by("at")
    }
    return [
        (names[a], names[b], row.answer, row.reasons)
        for (a, b), row in last.items()
        if {a, b} <= set(names)
    ]

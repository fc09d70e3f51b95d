"""Reads of what is delivered: only under a line, only what the file's phase, decision and term let
through."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from openprisma.engine.norms import CategoryRow
from openprisma.files.facts import opened_numbers
from openprisma.files.queries import Head, Member, head
from openprisma.gate.acts import act
from openprisma.gate.law import lawbook
from openprisma.gate.lists import ReadingAfter
from openprisma.gate.run import Run
from openprisma.kernel.names import listed_as
from openprisma.partners.facts import organs
from openprisma.sharing.facts import delicate, under_care
from openprisma.sharing.models import Confirmation, Document, Retention, Statement
from openprisma.sharing.request_queries import Asked, requests
from openprisma.subjects.models import Subject


@dataclass(frozen=True)
class Datum:
    """One delivered datum as its reader sees it."""

    id: UUID
    subject: str
    category: CategoryRow
    label: str
    text: str
    source: str
    source_system: str
    noted_on: date
    keep_until: date
    own: bool
    dispute: str
    disputed_on: date | None
    corrected_on: date | None
    restriction: str
    gateway: str
    secret: bool
    sensitive: bool
    within: bool
    care: bool | None
    version: UUID
    document: bool
    kept: Retention | None
    removed: list[str]
    confirmed: list[str]
    to_confirm: bool


@dataclass(frozen=True)
class Phase:
    """A phase as a door: open or shut, and what lies behind an open one."""

    nr: int
    open: bool
    labels: list[str]
    data: list[Datum]


@dataclass(frozen=True)
class Information:
    """What somebody may read in a file today."""

    head: Head
    phases: list[Phase]
    subjects: list[tuple[UUID, str, str]]
    readers: list[str]
    organisations: list[str]
    bureau: bool
    requests: list[Asked]
    organ: str
    opened: frozenset[int]


@act("gegevens_nalezen", reads="all")
def read_afterwards(run: Run, *, waarvoor: ReadingAfter) -> Information:
    """What was there on the end date, for a named role and purpose only.
    Source: werkwijze:handhavingsknelpunt.1/nalezen."""
    return read_statements(run)


@act("gegevens_inzien", reads="all")
def read_statements(run: Run) -> Information:
    """All data of the file that this reader may see today, by phase. Source: wgs:2.23.6,
    bgs:2.15."""
    rows = lawbook().categories(run.today)
    by_nr = {row.nr: row for row in rows.values()}
    found: dict[int, list[Datum]] = defaultdict(list)
    statements = Statement.objects.filter(file=run.file_id).select_related("subject", "participant")
    confirmed = _confirmations(run)
    documents = dict(Document.objects.filter(file=run.file_id).values_list("statement", "removed"))
    retained = Retention.objects.filter(file=run.file_id, review_on__gt=run.today)
    kept = {one.statement_id: one for one in retained}
    for statement in statements.order_by("category", "delivered_on", "id"):
        datum = _datum(
            statement, by_nr[statement.category], run, confirmed[statement.id], documents
        )
        datum = replace(datum, kept=kept.get(statement.id))
        found[datum.category.phase].append(datum)
    methods = [row for row in rows.values() if run.file.kind in row.methods]
    phases = [
        Phase(
            nr, nr <= run.file.phase, [_label(r.code) for r in methods if r.phase == nr], found[nr]
        )
        for nr in sorted({row.phase for row in methods})
    ]
    here = head(run)
    readers = _readers(here, run)
    return Information(
        here,
        phases,
        _subjects(run),
        readers=sorted({one.name for one in readers}, key=listed_as),
        organisations=sorted({one.participant for one in readers} - {""}),
        bureau=any(not one.participant for one in readers),
        requests=requests(run),
        organ=organs(run).get(run.actor.participant, ""),
        opened=frozenset(opened_numbers(run)),
    )


def _readers(here: Head, run: Run) -> list[Member]:
    """Everybody else whom the procedure offers to read what is delivered, at this stage; the
    decision may let less through."""
    roles = {
        role
        for offer in run.procedure.at(run.file.stage)
        if offer.entry.act == run.act
        for role in offer.entry.by
    }
    return [one for one in here.team if one.role in roles and one.person != run.actor.person]


def _subjects(run: Run) -> list[tuple[UUID, str, str]]:
    held = (
        Subject.objects.filter(file=run.file_id)
        .order_by("role", "id")
        .values_list("id", "name", "role")
    )
    return [
        (id_, name, lawbook().vocabulary.lists["subjectrollen"].get(role, role))
        for id_, name, role in held
    ]


def _confirmations(run: Run) -> dict[UUID, dict[str, str]]:
    """Of each datum, which receivers took over its correction: code and name."""
    found: dict[UUID, dict[str, str]] = defaultdict(dict)
    rows = Confirmation.objects.filter(file=run.file_id).values_list(
        "statement", "participant", "participant__name"
    )
    for statement, code, name in rows:
        found[statement][code] = name
    return found


def _datum(
    row: Statement,
    category: CategoryRow,
    run: Run,
    confirmed: dict[str, str],
    documents: dict[UUID, list[str]],
) -> Datum:
    own = row.participant_id == run.actor.participant
    return Datum(
        id=row.id,
        subject=row.subject.name,
        category=category,
        label=_label(category.code),
        text=row.text,
        source=row.participant.name,
        source_system=row.source_system,
        noted_on=row.noted_on,
        keep_until=row.keep_until,
        own=own,
        restriction=row.restriction,
        gateway=row.gateway,
        secret=row.secret,
        sensitive=delicate(row, run.today),
        within=row.within,
        care=under_care(row, run.today),
        version=row.receipt,
        document=row.id in documents,
        kept=None,
        removed=_traces(documents.get(row.id, [])),
        confirmed=sorted(confirmed.values()),
        to_confirm=row.corrected_on is not None
        and not own
        and run.actor.participant not in confirmed,
        dispute=row.dispute,
        disputed_on=row.disputed_on,
        corrected_on=row.corrected_on,
    )


def _traces(removed: list[str]) -> list[str]:
    """What was taken out of a document, by kind: the words before the colon."""
    return list(dict.fromkeys(one.split(":")[0] for one in removed))


def second_column(day: date) -> list[tuple[str, str, str]]:
    """Of each category that the second column of bgs:2.15 limits: code, name, and what it names."""
    rows = sorted(lawbook().categories(day).values(), key=lambda row: row.nr)
    return [(row.code, _label(row.code), row.content) for row in rows if row.content]


def _label(code: str) -> str:
    return lawbook().vocabulary.lists["categorieen"].get(code, code)

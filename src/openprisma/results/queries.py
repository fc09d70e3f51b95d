"""Reads of results: what is being prepared, who still has to say something, what went out and what
came back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from openprisma.files.queries import Head, head
from openprisma.gate.acts import act
from openprisma.gate.explain import look_at
from openprisma.gate.law import lawbook
from openprisma.gate.run import Run
from openprisma.partners.models import Participant
from openprisma.results.facts import changed_since
from openprisma.results.models import Feedback, Inquiry, Reaction, Result
from openprisma.sharing.facts import delicate
from openprisma.sharing.models import Statement
from openprisma.subjects.models import Subject


@dataclass(frozen=True)
class Step:
    """One thing a result needs before it goes out, and whether it is there."""

    text: str
    norm: str
    done: bool


@dataclass(frozen=True)
class Told:
    """A result with what was said about it and what it still needs."""

    result: Result
    recipient: str
    mode: str
    suppliers: list[str]
    sensitive: list[str]
    reactions: list[tuple[str, str, str, date]]
    steps: list[Step]
    feedback: list[Feedback]
    mine: bool
    changed: bool


@dataclass(frozen=True)
class Results:
    """The results of a file as this reader may see them; `data` are what a new one may rest on."""

    head: Head
    results: list[Told]
    data: list[tuple[UUID, str]]
    inquiries: list[Inquiry]
    subjects: list[tuple[UUID, str]]


@act("resultaten_inzien", reads="all")
def read_results(run: Run) -> Results:
    """Every result of the file. Source: wgs:1.7.1."""
    names = dict(Participant.objects.values_list("code", "name"))
    given: dict[UUID, dict[str, Reaction]] = {}
    for row in Reaction.objects.filter(file=run.file_id).order_by("at"):
        given.setdefault(row.result_id, {})[row.participant_id] = row
    heard: dict[UUID, list[Feedback]] = {}
    for back in Feedback.objects.filter(file=run.file_id).order_by("on_day"):
        heard.setdefault(back.result_id, []).append(back)
    found = (
        Result.objects.filter(file=run.file_id).select_related("person").order_by("-on_day", "id")
    )
    told = [_told(one, given.get(one.id, {}), heard.get(one.id, []), names, run) for one in found]
    asked = (
        Inquiry.objects.filter(file=run.file_id)
        .select_related("subject", "person")
        .order_by("-on_day", "id")
    )
    people = (
        Subject.objects.filter(file=run.file_id).order_by("role", "id").values_list("id", "name")
    )
    return Results(head(run), told, _data(run), list(asked), list(people))


def _told(
    one: Result, given: dict[str, Reaction], heard: list[Feedback], names: dict[str, str], run: Run
) -> Told:
    return Told(
        one,
        names.get(one.recipient, one.recipient),
        "" if one.mode == NONE else one.mode,
        [names.get(code, code) for code in one.suppliers],
        [names.get(code, code) for code in one.sensitive],
        [
            (names.get(code, code), row.answer, row.reason, row.on_day)
            for code, row in sorted(given.items())
        ],
        _steps(one, run),
        heard,
        run.actor.participant in one.suppliers,
        changed_since(run, one),
    )


NONE = "geen"  # no way of exchange with another alliance


def _steps(one: Result, run: Run) -> list[Step]:
    """What the norms on giving out say of this result now, as far as no form has to tell it."""
    if one.given_on is not None:
        return []
    verdict = look_at(
        run,
        "resultaat_verstrekken",
        {"resultaat": one.id},
        later=frozenset({"resultaat.geheimhouding"}),
    )
    found = [
        f
        for f in verdict.findings
        if f.norm.kind != "permits" and f.state in ("holds", "violated", "waits")
    ]
    return [
        Step(f.norm.entry.says, f.norm.id, f.state == "holds")
        for f in found
        if any(path.startswith("resultaat.") and path != "resultaat.aan" for path in f.norm.facts)
    ]


def _data(run: Run) -> list[tuple[UUID, str]]:
    rows = {
        row.nr: lawbook().vocabulary.lists["categorieen"][row.code]
        for row in lawbook().categories(run.today).values()
    }
    held = (
        Statement.objects.filter(file=run.file_id)
        .select_related("participant")
        .order_by("category", "delivered_on", "id")
    )
    return [
        (
            one.id,
            f"{one.text[:80]} ({rows[one.category]}, {one.participant.name}"
            f"{DELICATE if delicate(one, run.today) else ''})",
        )
        for one in held
    ]


DELICATE = ", strafrechtelijk of bijzonder"

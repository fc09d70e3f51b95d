"""Reads of results: what is being prepared, who still has to say something, what went out and what came back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from openprisma.files.queries import Head, head
from openprisma.gate.acts import act
from openprisma.gate.law import lawbook
from openprisma.gate.run import Run
from openprisma.partners.models import Participant
from openprisma.results.models import Feedback, Reaction, Result
from openprisma.sharing.models import Statement


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
    reactions: list[tuple[str, str, str, date]]
    steps: list[Step]
    feedback: list[Feedback]
    mine: bool


@dataclass(frozen=True)
class Results:
    """The results of a file as this reader may see them; `data` are what a new one may rest on."""

    head: Head
    results: list[Told]
    data: list[tuple[UUID, str]]


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
    found = Result.objects.filter(file=run.file_id).select_related("person").order_by("-on_day", "id")
    return Results(head(run), [_told(one, given.get(one.id, {}), heard.get(one.id, []), names, run) for one in found], _data(run))


def _told(one: Result, given: dict[str, Reaction], heard: list[Feedback], names: dict[str, str], run: Run) -> Told:
    return Told(
        one, names.get(one.recipient, one.recipient), "" if one.mode == NONE else one.mode,
        [names.get(code, code) for code in one.suppliers],
        [(names.get(code, code), row.answer, row.reason, row.on_day) for code, row in sorted(given.items())],
        _steps(one, given, run), heard, run.actor.participant in one.suppliers,
    )  # fmt: skip


NONE = "geen"  # no way of exchange with another alliance


def _steps(one: Result, given: dict[str, Reaction], run: Run) -> list[Step]:
    """What the norms on giving out will ask, as far as a reader can do something about it."""
    consents = one.suppliers if one.way == "verband" else one.sensitive if one.way in ("derde", "riec") else []
    third = one.way == "derde"
    late = one.reply_by is not None and one.reply_by <= run.today
    steps = [
        Step("Juistheid en kwaliteit getoetst", "bgs:1.8.1", bool(one.quality)),
        Step("Aan de deelnemers voorgelegd", "wgs:1.7.2/voorgelegd", one.reply_by is not None) if third else None,
        Step("De tijd om bezwaar te maken is voorbij", "wgs:1.7.2/termijn", late) if third else None,
        Step("Door de RAC getoetst", "wgs:1.7.2/rac", bool(one.rac)) if third else None,
        Step("Ingestemd door wie leverde", "wgs:1.7.3", all(_consents(given, code) for code in consents)) if consents else None,
    ]  # fmt: skip
    return [step for step in steps if step is not None]


def _consents(given: dict[str, Reaction], code: str) -> bool:
    return code in given and given[code].answer == "instemming"


def _data(run: Run) -> list[tuple[UUID, str]]:
    rows = {row.nr: lawbook().vocabulary.lists["categorieen"][row.code] for row in lawbook().categories(run.today).values()}
    held = Statement.objects.filter(file=run.file_id).select_related("participant").order_by("delivered_on", "id")
    return [(one.id, f"{one.text[:80]} ({rows[one.category]}, {one.participant.name})") for one in held]

"""A Bibob file as one reads it: the body all of it, the adviser what was shared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from openprisma.bibob.bureau_actions import term_of
from openprisma.bibob.facts import ADVISER, OPEN, still_to_hear, usable_until
from openprisma.bibob.models import (
    BureauAdvice,
    BureauNotice,
    BureauRequest,
    Conclusion,
    Counsel,
    Form,
    Found,
    Intention,
    Matter,
    Objection,
    Occasion,
    Party,
    Pause,
    PoliceRequest,
    Question,
    Reuse,
    Ruling,
    Tip,
    View,
)
from openprisma.files.queries import Head, head
from openprisma.gate.acts import act
from openprisma.gate.law import lawbook
from openprisma.gate.run import Run
from openprisma.kernel.days import in_words
from openprisma.partners.models import FunctionHolder

Line = tuple[str, str]
Choices = list[tuple[UUID, str]]


@dataclass(frozen=True)
class Section:
    """A part of the file, with what happened in it."""

    title: str
    lines: list[Line]


@dataclass(frozen=True)
class Term:
    """How long the Bureau still has: the first day on which its advice is late; none while a
    question of it is open, since when."""

    late: date | None
    asked_on: date | None


@dataclass(frozen=True)
class Dossier:
    """The head, how long the Bureau still has, what happened, part by part; and what can be named
    in a form."""

    head: Head
    term: Term | None
    sections: list[Section]
    parties: Choices
    findings: Choices
    advisers: Choices
    pauses: Choices
    objections: Choices
    notices: list[tuple[str, str]]
    hearings: list[tuple[str, str]]


def named(of: str, code: str) -> str:
    """The name of a code of a list."""
    return lawbook().vocabulary.lists[of].get(code, code)


@act("bibob_inzien")
def read_matter(run: Run) -> Dossier:
    """The file: whoever advises sees of it what the body shared. Source: bibob:7a.1,
    bibob:28.2.d."""
    return Dossier(
        head=head(run),
        term=_term(run),
        sections=[Section(title, held) for title, of in PARTS if (held := list(of(run)))],
        parties=[
            (one.id, f"{one.name}, {named('bibob_rollen', one.role)}") for one in _of(run, Party)
        ],
        findings=[(one.id, one.text[:80]) for one in _of(run, Found)],
        advisers=_advisers(run),
        pauses=[
            (one.id, f"vraag van {in_words(one.asked_on)}")
            for one in _of(run, Pause)
            if one.received_on is None
        ],
        objections=[
            (one.id, f"van {in_words(one.received_on)}")
            for one in _of(run, Objection)
            if one.outcome == OPEN
        ],
        notices=[
            (one.kind, named("bibob_meldingen", one.kind))
            for one in _of(run, BureauNotice)
            if one.done_on is None
        ],
        hearings=[(of, named("bibob_gehoorden", of)) for of in sorted(still_to_hear(run))],
    )


def _term(run: Run) -> Term | None:
    """Of the advice that was asked and is not there yet."""
    asked = [one for one in _of(run, BureauRequest) if one.ended_on is None]
    if not asked:
        return None
    still = [one.asked_on for one in _of(run, Pause) if one.received_on is None]
    return Term(term_of(run, asked[-1]), min(still, default=None))


def _of(run: Run, model: Any) -> list[Any]:
    """The rows of a table in the file of a run, the first first."""
    return list(model.objects.filter(file=run.file_id).order_by("on_day", "id"))


def _laid(run: Run, model: Any) -> list[Any]:
    return list(model.objects.filter(file=run.file_id).order_by("at"))


def _advisers(run: Run) -> Choices:
    held = FunctionHolder.objects.filter(
        function=ADVISER, from_day__lte=run.today, until_day__gt=run.today
    ).select_related("person")
    return sorted(((one.person_id, one.person.name) for one in held), key=lambda one: one[1])


def _matter(run: Run) -> Iterator[Line]:
    for one in Matter.objects.filter(file=run.file_id).select_related("participant"):
        about = " die er al is" if one.existing else ""
        yield "Bestuursorgaan", one.participant.name
        yield "Gaat over", f"{named('bibob_soorten', one.kind)}{about}"
    for one in _of(run, Tip):
        yield (
            "Tip",
            f"van {named('bibob_tipgevers', one.sender)}, {in_words(one.received_on)}, "
            "zonder inhoud",
        )
    for one in _laid(run, Occasion):
        said = named("bibob_aanleidingen", one.cause)
        yield "Aanleiding", f"{said}: {one.reasons}"
    for one in _of(run, Form):
        whole = "volledig" if one.complete else "niet volledig"
        yield "Formulier", f"versie {one.version}, {in_words(one.received_on)}, {whole}"


def _research(run: Run) -> Iterator[Line]:
    for one in _of(run, Party):
        yield "Onderzocht", f"{one.name}, {named('bibob_rollen', one.role)}"
    here = Found.objects.filter(file=run.file_id).select_related("party")
    for one in here.order_by("received_on", "id"):
        shared = ", gedeeld met de adviseur" if one.shared else ""
        source = named("bibob_bronnen", one.source)
        if one.obtained_on:
            source += f", die het had sinds {in_words(one.obtained_on)}"
        yield (
            "Bevinding",
            f"{one.party.name}: {one.text} ({source}, {in_words(one.received_on)}{shared})",
        )


def _advised(run: Run) -> Iterator[Line]:
    asked = Question.objects.filter(file=run.file_id).select_related("adviser").order_by("at")
    for one in asked:
        yield "Gevraagd", f"aan {one.adviser.name}, {in_words(one.on_day)}: {one.text}"
    for one in _of(run, PoliceRequest):
        yield "Gevraagd aan de politie", f"{in_words(one.on_day)}: {one.text}"
    for one in _of(run, Counsel):
        yield "Advies van de adviseur", f"{in_words(one.on_day)}: {one.text}"


def _bureau(run: Run) -> Iterator[Line]:
    for one in _of(run, BureauRequest):
        yield "Gevraagd aan het Bureau", in_words(one.asked_on)
        if one.extended:
            yield "Verlengd", f"één keer, met {one.extended} weken"
        if one.ended_on is None:
            late = term_of(run, one)
            yield (
                "Termijn van het Bureau",
                f"te laat vanaf {in_words(late)}"
                if late
                else "staat stil, want een vraag van het Bureau is open",
            )
    for one in _of(run, Pause):
        answered = f"beantwoord op {in_words(one.received_on)}" if one.received_on else "open"
        yield "Vraag van het Bureau", f"{in_words(one.asked_on)}, {answered}"
    for one in _laid(run, BureauAdvice):
        said = named("bibob_adviesuitkomsten", one.outcome)
        yield "Advies van het Bureau", f"{in_words(one.issued_on)}, {said}: {one.text}"


def _judged(run: Run) -> Iterator[Line]:
    for one in _laid(run, Conclusion):
        grounds = ", ".join(named("bibob_gronden", code) for code in one.grounds)
        on = f" ({grounds})" if grounds else ""
        yield "Gevaarsconclusie", f"{named('bibob_conclusies', one.level)}{on}: {one.reasons}"
    for one in _laid(run, Intention):
        yield "Voornemen", f"{named('bibob_besluiten', one.decision)}: {one.reasons}"
    for one in _laid(run, View):
        said = one.text or ("gegeven" if one.given else "niet gegeven")
        yield "Zienswijze", f"{named('bibob_gehoorden', one.of)}: {said}"
    for one in _laid(run, Ruling):
        sent = in_words(one.sent_on)
        yield (
            "Besluit",
            f"{named('bibob_besluiten', one.decision)}, verzonden {sent}: {one.reasons}",
        )


def _after(run: Run) -> Iterator[Line]:
    for one in _of(run, BureauNotice):
        done = f"gemeld op {in_words(one.done_on)}" if one.done_on else "nog niet gemeld"
        yield "Melding aan het Bureau", f"{named('bibob_meldingen', one.kind)}: {done}"
    for one in _of(run, Objection):
        yield (
            "Bezwaar of beroep",
            f"{in_words(one.received_on)}: {named('bibob_bezwaaruitkomsten', one.outcome)}",
        )
    for one in _of(run, Reuse):
        yield "Opnieuw gebruikt", f"{named('bibob_houdbaarheid', one.what)}: {one.reference}"
    for what, until in usable_until(run).items():
        yield "Bruikbaar tot", f"{named('bibob_houdbaarheid', what)}: {in_words(until)}"


PARTS = (
    ("Waar het over gaat", _matter),
    ("Eigen onderzoek", _research),
    ("Advies van het RIEC", _advised),
    ("Landelijk Bureau Bibob", _bureau),
    ("Oordeel en besluit", _judged),
    ("Melding, bezwaar en gebruik", _after),
)

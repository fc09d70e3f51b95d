"""A draft of a signal on one page: title and summary, every fact in its place, why together, and
what is still missing before it can be reported. Each part is the act that it was; what was not
changed is not sent again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render

from openprisma.gate.law import lawbook
from openprisma.gate.perform import perform
from openprisma.kernel.errors import BadInput, Reason, Refused
from openprisma.signals.queries import SignalPage
from openprisma.web.confirmed import redirect
from openprisma.web.files.act_pages import Choices
from openprisma.web.forms import Field, Form, filled, read
from openprisma.web.mistakes import Mistake, mistakes
from openprisma.web.places import act_url, file_url
from openprisma.web.signals.forms import COMPLETE, FACT, REMOVE_FACT, REVISE

SEEN, REPORT, NEW = "gezien", "melden", "nieuw"
AWAY = "weghalen"  # the box beside a fact that takes it out
COLUMNS = {
    "wat": "what",
    "wanneer": "seen_on",
    "waar": "place",
    "functie": "observer",
    "taak": "task",
    "bron": "source",
    "aard": "kind",
}


@dataclass
class Part:
    """One part of the page: an act with its questions, under a prefix of its own; of a fact that
    stands there already also which."""

    key: str
    title: str
    form: Form
    fact: UUID | None = None
    errors: dict[str, str] = field(default_factory=dict)
    refused: tuple[Reason, ...] = ()
    away: bool = False

    @property
    def wrong(self) -> bool:
        """Was it sent, and not kept?"""
        return bool(self.errors or self.refused)

    def sent(self, request: HttpRequest) -> QueryDict:
        """What was sent for this part, under the names that its act knows."""
        found, start = QueryDict(mutable=True), f"{self.key}."
        for name in request.POST:
            if name.startswith(start):
                found.setlist(name.removeprefix(start), request.POST.getlist(name))
        return found


def _of_fact(fact: Any) -> Form:
    """The questions about a fact, with what it says."""
    return replace(
        FACT,
        fields=tuple(
            replace(one, value=str(getattr(fact, COLUMNS[one.name]))) for one in FACT.fields
        ),
    )


def _parts(page: SignalPage) -> list[Part]:
    """The parts of a draft as it stands, and room for a fact more."""
    facts = [
        Part(f"f{nr}", f"Feit {nr}", _of_fact(fact), fact.id)
        for nr, fact in enumerate(page.facts, 1)
    ]
    return [
        Part("s", "Waar gaat het over?", REVISE),
        *facts,
        Part(NEW, "Nog een feit" if facts else "Het eerste feit", FACT),
        Part("t", "Waarom samen?", COMPLETE),
    ]


def write(request: HttpRequest, file: UUID) -> HttpResponse:
    """A draft and all that one can write in it, on one page. What can be kept is kept; what cannot
    is named at once, and stands there as it was typed."""
    by = request.by  # type: ignore[attr-defined]
    page: SignalPage = perform(by, "signaal_inzien", file=file)
    if request.method != "POST":
        if not _may(page):
            return HttpResponseRedirect(file_url("signaal", file))
        return _page(request, page, _parts(page))
    parts = _parts(page)
    if request.POST.get(SEEN) != str(page.signal.receipt):
        return _page(request, page, parts, stale=True)
    done = _keep(request, page, parts)
    if any(one.wrong for one in parts):
        return _page(request, perform(by, "signaal_inzien", file=file), parts)
    if REPORT in request.POST:
        return HttpResponseRedirect(act_url(file, "signaal_melden"))
    return redirect(request.path, done) if done else HttpResponseRedirect(request.path)


def _may(page: SignalPage) -> bool:
    return any(one.act == REVISE.act and one.allowed for one in page.head.choices)


def _page(
    request: HttpRequest, page: SignalPage, parts: list[Part], *, stale: bool = False
) -> HttpResponse:
    context = Choices(request, page)
    shown = [(one, _shown(one, context, request, stale)) for one in parts]
    asked = {one.name: one.id for _, form in shown for one in _flat(form.fields)}
    told = {
        "head": page.head,
        "parts": shown,
        "seen": request.POST.get(SEEN) if stale else str(page.signal.receipt),
        "stale": stale,
        "errors": [one for part, form in shown for one in _mistakes(part, form)],
        "missing": [(reason, asked.get(f"t.{name}", "")) for reason, name in _missing(page)],
    }
    wrong = stale or any(one.wrong for one in parts)
    return render(request, "signals/write.html", told, status=400 if wrong else 200)


def _keep(request: HttpRequest, page: SignalPage, parts: list[Part]) -> str:
    """Do the act of each part that was changed; gives the last that was done, or nothing. A fact
    that was changed is written again before the old one goes, so that nothing is lost when the new
    one is refused."""
    by, file = request.by, page.head.file.id  # type: ignore[attr-defined]
    context, done = Choices(request, page), ""
    for one in parts:
        sent = one.sent(request)
        one.away = sent.get(AWAY) == "ja"
        given, before = read(one.form, sent), _standing(one.form, context)
        given.pop(SEEN, None)
        if not one.away and (given == before or not sent):
            continue
        try:
            if one.form.act == COMPLETE.act:
                given[SEEN] = _writing(by, file)
            if not one.away:
                perform(by, one.form.act, file=file, **given)
                done = one.form.act
            if one.fact:
                perform(by, REMOVE_FACT.act, file=file, feit=one.fact)
                done = done or REMOVE_FACT.act
        except Refused as error:
            if error.hidden:
                raise
            one.refused = tuple(error.reasons)
        except BadInput as error:
            one.errors = error.fields or {"": f"{error.what} {error.remedy}"}
    return done


def _writing(by: bytes, file: UUID) -> str:
    """The writing of the signal as it is after the parts before."""
    return str(perform(by, "signaal_inzien", file=file).signal.receipt)


def _standing(form: Form, context: Choices) -> dict[str, Any]:
    """What a form would send as it stands."""
    sent = QueryDict(mutable=True)
    for one in _flat(filled(form, context, None, {}).fields):
        if one.kind != "group":
            sent.setlist(one.name, one.value if isinstance(one.value, list) else [str(one.value)])
    given = read(form, sent)
    given.pop(SEEN, None)
    return given


def _shown(part: Part, context: Choices, request: HttpRequest, stale: bool) -> Form:
    """A part with its choices, under its own prefix; what was typed only where it was not kept."""
    typed = part.sent(request) if part.wrong or stale else None
    form = filled(part.form, context, typed, part.errors)
    asked = tuple(one for one in form.fields if one.name != SEEN)
    return replace(
        form,
        fields=tuple(_under(part.key, one) for one in asked),
        doubts=tuple(_under(part.key, one) for one in form.doubts),
        why=None,
    )


def _under(key: str, one: Field) -> Field:
    parts = one.parts if not callable(one.parts) else one.parts()
    return replace(one, name=f"{key}.{one.name}", parts=tuple(_under(key, p) for p in parts))


def _flat(fields: tuple[Field, ...]) -> Iterator[Field]:
    for one in fields:
        yield one
        if not callable(one.parts):
            yield from _flat(one.parts)


def _mistakes(part: Part, form: Form) -> Iterator[Mistake]:
    """What is wrong in a part, by the names of the screen."""
    for one in mistakes(form, {f"{part.key}.{name}": said for name, said in part.errors.items()}):
        yield replace(one, label=f"{part.title}: {one.label}" if one.label else part.title)
    for reason in part.refused:
        said = f"{reason.what} {reason.remedy}"
        yield Mistake(form.fields[0].id, part.title, "", said, "")


def _missing(page: SignalPage) -> list[tuple[Reason, str]]:
    """Everything that stands in the way of reporting, each with the question that settles it: by
    the facts that its norm asks for."""
    reasons = next((one.reasons for one in page.head.choices if one.act == "signaal_melden"), ())
    asked = lawbook().vocabulary.acts[COMPLETE.act].fields
    found = []
    for reason in reasons:
        facts = lawbook().norm(reason.norm, page.head.today).facts if ":" in reason.norm else ()
        name = next((name for name, one in asked.items() if one.gives and one.gives in facts), "")
        first = next(iter(asked[name].parts), "") if name else ""
        found.append((reason, f"{name}.{first}" if first else name))
    return found

"""How an act is asked of a person: fields, choices and the sentence that says what happens. No rule
of law."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django.http import HttpRequest, QueryDict

from openprisma.documents.cleaning import too_large
from openprisma.files.notes import ASK
from openprisma.gate.acts import EXPLAINED, registered
from openprisma.gate.law import lawbook
from openprisma.kernel.errors import BadInput
from openprisma.language.check import CERTAIN, Reading
from openprisma.language.facts import NATIONALITY, TITLE, UNAVOIDABLE
from openprisma.language.prose import readings_to_show

Options = list[tuple[str, str]]
WHY = "uitzondering"  # why a word about nationality is needed to recognise somebody
DOUBT = "woorden."  # a question about a word the text check doubts: `woorden.<the word>`


@dataclass(frozen=True)
class Field:
    """One question. `kind`: line, area, date, choice, many, yesno, tick, file, group (of `parts`),
    or hidden: what was true when the form was shown, which a person does not see and which is
    never shown as it was sent."""

    name: str
    label: str
    kind: str = "line"
    help: str = ""
    options: Options | Callable[[Any], Options] = ()  # type: ignore[assignment]
    optional: bool = False
    parts: tuple[Field, ...] | Callable[[], tuple[Field, ...]] = ()
    value: Any = ""  # or how to make it
    when: Callable[[Any], bool] | None = None  # asked only then
    error: str = ""
    reading: Reading | None = None

    @property
    def id(self) -> str:
        """For label and error."""
        return f"v-{re.sub(r'[^a-z0-9]+', '-', self.name.lower())}"


@dataclass(frozen=True)
class Form:
    """The questions of one act; `consequence` says what happens, before the button: a sentence, or
    how to make it. `answers` is a question that people have at this form, with the answers:
    what, whether, why. `shows` is what the act is about as it stands now, in words: what, and what
    it says. `seen` gives, of who asks, the file and the code of what was shown, what the act is
    told of it, where more is shown than the act itself can read."""

    act: str
    title: str
    intro: str = ""
    fields: tuple[Field, ...] = ()
    consequence: str | Callable[[Any], str] = ""
    fixed: dict[str, Any] = field(default_factory=dict)
    doubts: tuple[Field, ...] = ()
    why: Field | None = None
    answers: tuple[str, Callable[[Any], list[tuple[str, bool, str]]]] | None = None
    answered: list[tuple[str, bool, str]] = field(default_factory=list)
    shows: Callable[[Any], list[tuple[str, str]]] | None = None
    seen: Callable[[bytes, UUID, str], str] | None = None
    shown: list[tuple[str, str]] = field(default_factory=list)
    attempt: UUID | None = None

    @property
    def sends_files(self) -> bool:
        """Does this form take a file?"""
        return any(one.kind == "file" for one in self.fields)


Page = TypeVar("Page", bound=Callable[..., Any])


def asks(form: Form) -> Callable[[Page], Page]:
    """Mark a page that asks the questions of a form."""

    def marked(view: Page) -> Page:
        view.form = form  # type: ignore[attr-defined]
        return view

    return marked


def attempt_of(request: HttpRequest) -> UUID | None:
    """Which showing of a form this is an answer to: the same one does its act once. None for a form
    that does not say."""
    try:
        return UUID(request.POST.get("keer", ""))
    except ValueError:
        return None


def sent_with(form: Form, request: HttpRequest) -> dict[str, Any]:
    """The same of a request, with the files that came along. Raises `BadInput` for one that is too
    large."""
    if any(one.kind == "hidden" and not request.POST.get(one.name) for one in form.fields):
        raise BadInput(
            "Dit formulier kwam niet heel aan. Lees wat er nu staat en stuur het opnieuw."
        )
    files = {one.name: request.FILES.get(one.name) for one in form.fields if one.kind == "file"}
    if getattr(request, "too_large", False):  # known once the request was read
        raise too_large()
    return read(form, request.POST) | {
        name: file.read() for name, file in files.items() if file is not None
    }


def read(form: Form, sent: QueryDict) -> dict[str, Any]:
    """What the person sent, as the act wants it; what was left empty is left out."""
    given = dict(form.fixed)
    for one in form.fields:
        value = _value(one, sent)
        if value not in ("", None, [], {}):
            given[one.name] = value
    if said := {
        name.removeprefix(DOUBT): sent[name]
        for name in sent
        if name.startswith(DOUBT) and sent[name]
    }:
        given[EXPLAINED] = said
    return given


def _value(one: Field, sent: QueryDict) -> Any:
    match one.kind:
        case "many":
            return sent.getlist(one.name)
        case "tick":
            return sent.get(one.name) == "ja"
        case "yesno":
            return {"ja": True, "nee": False}.get(sent.get(one.name, ""))
        case "group":
            parts = {p.name.split(".", 1)[1]: _value(p, sent) for p in parts_of(one)}
            return {name: value for name, value in parts.items() if value not in ("", None)}
        case "date":
            return iso_day(sent.get(one.name, "").strip())
    return sent.get(one.name, "").strip()


def iso_day(text: str) -> str:
    """A day as acts take it, also when it was typed as people write it: 31-12-2026."""
    written = _WRITTEN.fullmatch(text)
    return f"{written[3]}-{int(written[2]):02}-{int(written[1]):02}" if written else text


_WRITTEN = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")


def parts_of(one: Field) -> tuple[Field, ...]:
    """The parts of a group; those that follow from the law are made when they are asked for."""
    return one.parts() if callable(one.parts) else one.parts


def filled(form: Form, context: Any, sent: QueryDict | None, errors: dict[str, str]) -> Form:
    """The form with its choices, what was typed before, what is wrong, and what the text check
    found in it."""
    readings = readings_to_show(form.act, read(form, sent)) if sent is not None else {}
    asked = [one for one in form.fields if one.when is None or one.when(context)]
    fields = tuple(_filled(one, context, sent, errors, readings) for one in asked)
    asks = EXPLAINED in registered()[form.act].inputs.model_fields
    doubts = tuple(_doubts(readings, sent)) if asks and sent is not None else ()
    why = sent is not None and _may_ask(context) and _nationality(readings)
    sentence = form.consequence(context) if callable(form.consequence) else form.consequence
    return replace(
        form,
        fields=fields,
        doubts=doubts,
        why=_why(sent, errors) if why and sent is not None else None,
        consequence=sentence,
        answered=_answered(form, context),
        shown=form.shows(context) if form.shows else [],
        attempt=uuid4(),
    )


def _answered(form: Form, context: Any) -> list[tuple[str, bool, str]]:
    return form.answers[1](context) if form.answers else []


def _doubts(readings: dict[str, Reading], sent: QueryDict) -> Iterator[Field]:
    """A question for every word that may tell something about somebody: what is it here? Of
    nationality, and of a document that says who somebody is, only whether it is unavoidable; and of
    nothing else."""
    every = list(lawbook().vocabulary.lists["woordbetekenissen"].items())
    only = [(code, text) for code, text in every if code == UNAVOIDABLE]
    rest = [(code, text) for code, text in every if code != UNAVOIDABLE]
    asked: dict[str, Options] = {}
    for where, reading in readings.items():
        for one in reading.findings:
            if one.level == CERTAIN:
                choices = only if one.kind == NATIONALITY and where != TITLE else []
            elif one.kind == NATIONALITY:
                choices = only if reading.document(one) else every
            else:
                choices = rest
            if choices:
                asked.setdefault(reading.words(one), choices)
    for word, options in asked.items():
        name = f"{DOUBT}{word}"
        yield Field(
            name, f"Wat is “{word}” hier?", "choice", options=options, value=sent.get(name, "")
        )


def _nationality(readings: dict[str, Reading]) -> bool:
    return any(
        one.kind == NATIONALITY
        for where, reading in readings.items()
        if where != TITLE
        for one in reading.findings
    )


def _may_ask(context: Any) -> bool:
    """Can whoever fills this in ask for an exception in the file that it is about?"""
    head = getattr(context.get("page"), "head", None)
    return head is not None and any(one.act == ASK and one.allowed for one in head.choices)


def _why(sent: QueryDict, errors: dict[str, str]) -> Field:
    return Field(
        WHY,
        "Waarom is iemand zonder dit woord niet te herkennen?",
        "area",
        "Alleen als u een woord onvermijdelijk noemt. U vraagt dan de privacyjurist. "
        "Tot die beslist, wordt hier niets bewaard.",
        optional=True,
        value=sent.get(WHY, ""),
        error=errors.get(WHY, ""),
    )


def _filled(
    one: Field,
    context: Any,
    sent: QueryDict | None,
    errors: dict[str, str],
    readings: dict[str, Reading],
) -> Field:
    options = one.options(context) if callable(one.options) else one.options
    value: Any = one.value(context) if callable(one.value) else one.value
    if sent is not None and one.kind != "hidden":
        value = sent.getlist(one.name) if one.kind == "many" else sent.get(one.name, "")
    elif one.kind == "choice" and not one.optional and not value and len(options) == 1:
        value = options[0][0]  # there is nothing to choose
    parts = tuple(_filled(p, context, sent, errors, readings) for p in parts_of(one))
    error = errors.get(one.name) or errors.get(one.name.split(".", 1)[-1], "")
    reading = readings.get(one.name)
    shown = reading if reading and reading.findings else None
    return replace(one, options=options, value=value, parts=parts, error=error, reading=shown)


def typed_before(request: HttpRequest) -> QueryDict | None:
    """What was sent with this request, to show again."""
    return request.POST if request.method == "POST" else None

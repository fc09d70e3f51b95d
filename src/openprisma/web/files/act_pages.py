"""One form page for every act on a file, and the links of a file's own page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from openprisma.cases.queries import panel_choices
from openprisma.files.my_work import kind_of, my_work
from openprisma.files.queries import Head
from openprisma.gate.acts import registered
from openprisma.gate.clock import today
from openprisma.gate.explain import Choice
from openprisma.gate.law import lawbook, procedures
from openprisma.gate.perform import perform, visit
from openprisma.gate.run import Actor
from openprisma.gate.turns import turns_of_others
from openprisma.kernel.errors import BadInput, Reason, Refused, Repeated
from openprisma.partners.queries import colleagues, municipalities, participants
from openprisma.signals.facts import forms_to_report
from openprisma.web.checked import answers, goes_back, kept, to_check
from openprisma.web.confirmed import AGAIN, redirect
from openprisma.web.errors import not_found
from openprisma.web.files.beside import beside
from openprisma.web.files.choosable import nothing_for, unanswerable
from openprisma.web.files.exceptions import asked
from openprisma.web.forms import Form, Options, attempt_of, filled, sent_with, typed_before
from openprisma.web.mistakes import mistakes
from openprisma.web.places import act_url, file_url, opening, place_of, places
from openprisma.web.routing import View


def links(
    request: HttpRequest, page: Any, tab: str, *, without: tuple[str, ...] = ()
) -> dict[str, list[tuple[Choice, str]]]:
    """What one can do on a tab of a file and what not: acts that change something, in the order of
    the procedure. `nothing`: what is allowed and asks for a choice out of nothing, with what it
    asks."""
    head, context = page.head, Choices(request, page)
    left_out = (*without, *WITHOUT_FORM)
    shown = [
        (c, act_url(head.file.id, c.act))
        for c in head.choices
        if not c.reads and c.act not in left_out
    ]
    # Stable: the one whose turn it is comes first.
    shown.sort(key=lambda pair: not pair[0].turn)
    allowed = [pair for pair in shown if pair[0].allowed]
    asked = {choice.act: nothing_for(choice.act, tab, context) for choice, _ in allowed}
    return {
        "can": [pair for pair in allowed if not asked[pair[0].act]],
        "cannot": [pair for pair in shown if not pair[0].allowed],
        "nothing": [(choice, asked[choice.act]) for choice, _ in allowed if asked[choice.act]],
    }


# Steps of the page of deliveries, which has no form of the common kind.
WITHOUT_FORM = (
    "levering_klaarzetten",
    "levering_nakijken",
    "levering_vastleggen",
    "levering_weghalen",
    "levering_terugnemen",
)


def form_page(form: Form) -> View:
    """The page of an act: reads the file for its head and choices as the tab does on which the act
    stands, or as the file's own page is opened, and does the act when sent."""

    def show(request: HttpRequest, file: UUID) -> HttpResponse:
        with visit(request.by):  # type: ignore[attr-defined]
            found = kind_of(file)
        if found is not None and not _belongs(form.act, found):
            return not_found(request)
        return _shown(request, form, file, *_way(form.act, found))

    show.__name__ = form.act
    show.form = form  # type: ignore[attr-defined]
    show.chooses = any(callable(one.options) for one in form.fields)  # type: ignore[attr-defined]
    return show


def _belongs(act: str, kind: str) -> bool:
    """Does the working method of a file offer this act in its files, as one on that file? One that
    is only named beside it (`also`, by its working method) has no form of it, unless the act
    begins another on it."""
    one = registered()[act]
    return (one.starts or kind not in one.also) and _offers(kind, act, begun=False)


def _way(act: str, found: str | None) -> tuple[str, str]:
    """The act to read a file with, and its working method: of a file that is not mine, one that
    offers the act; the read itself says no."""
    here = found or next(kind for kind in places() if _offers(kind, act, begun=False))
    return lawbook().vocabulary.acts[act].on or opening(here), here


def _there(act: str, here: str) -> str:
    """The working method of the file that an act leads to: of one that begins a file, its own."""
    begun = registered()[act].starts
    return next(kind for kind in places() if _offers(kind, act, begun=True)) if begun else here


def _offers(kind: str, act: str, *, begun: bool) -> bool:
    """Does a working method offer an act in its files, or to begin one (`begun`)?"""
    return any(
        offer.entry.act == act and (offer.stage is None) == begun
        for offer in procedures()[kind].offers
    )


def _shown(request: HttpRequest, form: Form, file: UUID, reads: str, kind: str) -> HttpResponse:
    """Do the act when it was sent; else, or when it was refused, show its questions, and what they
    are about. An act that leaves the house or binds others shows its answers first."""
    refusal, errors, words, look = None, dict[str, str](), list[str](), False
    if request.method == "POST" and not goes_back(request):
        try:
            look = to_check(request, form)
            if not look:
                return _done(request, form, file, reads, kind)
        except Refused as error:
            if error.hidden:
                raise
            refusal, words, errors = _instead(request, form, file, error)
        except BadInput as error:
            errors = error.fields or {"": f"{error.what} {error.remedy}"}
    page = perform(request.by, reads, file=file)  # type: ignore[attr-defined]
    shown = filled(form, Choices(request, page), typed_before(request), errors)
    back = place_of(request.GET.get("terug", "")) or file_url(kind, file)
    told = {"form": shown, "refusal": refusal, "head": page.head, "back": back, "asked": words}
    told |= {"errors": mistakes(shown, errors), "beside": beside(page)}
    told["missing"] = () if refusal else _missing(page.head, form.act)
    told["nothing"] = "" if refusal or errors else unanswerable(shown, None)
    if look:
        told |= {"answers": answers(shown), "kept": kept(request)}
        return render(request, "files/check.html", told)
    return render(
        request, "files/form.html", told, status=403 if refusal else 400 if errors else 200
    )


def _missing(head: Head, act: str) -> tuple[Reason, ...]:
    """Everything that stands in the way of an act already, before its form is sent."""
    return next((one.reasons for one in head.choices if one.act == act), ())


def _done(request: HttpRequest, form: Form, file: UUID, reads: str, kind: str) -> HttpResponse:
    """Do the act; to the page that says so."""
    back, tab = place_of(request.GET.get("terug", "")), _tab(reads)
    try:
        target = _do(request, form, file)
    except Repeated:
        return redirect(back or _where(request, kind, file, tab), form.act, how=AGAIN)
    return redirect(back or _where(request, _there(form.act, kind), target, tab), form.act)


def _instead(
    request: HttpRequest, form: Form, file: UUID, refusal: Refused
) -> tuple[Refused | None, list[str], dict[str, str]]:
    """What is shown of a refusal: itself, or the words about which the privacy jurist was asked
    instead, or what is wrong with that question."""
    try:
        words = asked(request, form, file, refusal)
    except Refused as error:
        return error, [], {}
    except BadInput as error:
        return None, [], error.fields
    return (None, words, {}) if words else (refusal, [], {})


def _tab(reads: str) -> str:
    """Acts that one does from a tab bring one back there."""
    tab = lawbook().vocabulary.acts[reads].tab
    return f"/{tab.path}" if tab and tab.only else ""


def _where(request: HttpRequest, kind: str, file: UUID, tab: str) -> str:
    """The file an act was done on, at the tab it was done from; the worklist when it was the last
    this person could do there."""
    with visit(request.by):  # type: ignore[attr-defined]
        return file_url(kind, file) + tab if kind_of(file) else "/"


def plain_form(
    request: HttpRequest,
    form: Form,
    context: dict[str, Any],
    *,
    back: str,
    then: Callable[[Any], str],
    says: bool = False,
) -> HttpResponse:
    """The page of an act that is about no file yet: its questions, or where `then` says to go when
    it was done; `says` that the page there says so."""
    refusal, errors = None, dict[str, str]()
    if request.method == "POST":
        try:
            by, sent = request.by, sent_with(form, request)  # type: ignore[attr-defined]
            made = perform(by, form.act, once=attempt_of(request), **sent)
            return redirect(then(made), form.act) if says else HttpResponseRedirect(then(made))
        except Refused as error:
            refusal = error
        except Repeated:
            return redirect(back, form.act, how=AGAIN)
        except BadInput as error:
            errors = error.fields or {"": f"{error.what} {error.remedy}"}
    form = filled(form, context, typed_before(request), errors)
    told = {
        "form": form,
        "refusal": refusal,
        "errors": mistakes(form, errors),
        "back": back,
    }
    return render(
        request, "files/form.html", told, status=403 if refusal else 400 if errors else 200
    )


def _do(request: HttpRequest, form: Form, file: UUID) -> UUID:
    """Do the act; gives the file to go to: the new one, for an act that starts one on this file."""
    by, given, once = request.by, sent_with(form, request), attempt_of(request)  # type: ignore[attr-defined]
    if form.seen:
        given[SEEN] = form.seen(by, file, given[SEEN])
    if registered()[form.act].starts:
        made: UUID = perform(by, form.act, once=once, **given, **_begun_on(form.act, file))
        return made
    perform(by, form.act, file=file, once=once, **given)
    return file


def _begun_on(act: str, file: UUID) -> dict[str, UUID]:
    """The file on which an act begins another, under the name that the act gives it."""
    return dict.fromkeys(registered()[act].also, file)


MEETING = "vergadering"
SEEN = "gezien"  # the question that carries what was shown


class Choices(dict[str, Any]):
    """What the questions of a form may ask for: the page it stands on, and choices that do not
    stand in the file. Each is looked up when the first question asks it, so no form says what it
    needs. Raises `KeyError` for what nobody supplies."""

    def __init__(self, request: HttpRequest, page: Any) -> None:
        super().__init__(page=page, info=page)
        self._request = request

    @property
    def by(self) -> bytes:
        """Who asks."""
        found: bytes = self._request.by  # type: ignore[attr-defined]
        return found

    def asked(self, name: str) -> str:
        """What the link to this form named, such as the row it stood beside; or nothing."""
        return self._request.GET.get(name, "")

    def __missing__(self, name: str) -> Any:
        with visit(self._request.by) as actor:  # type: ignore[attr-defined]
            self[name] = SUPPLIED[name](actor, self["page"].head)
        return self[name]


def _colleagues(_: Actor, head: Head) -> Options:
    """Of the own participant, who is in its service and designated today."""
    return [
        (str(one.id), f"{one.name}, {one.title}")
        for one in colleagues(today())
        if one.participant_code == head.participant and one.deployed
    ]


def _others(actor: Actor, head: Head) -> Options:
    """The same without oneself: nobody gives themselves access (wgs:1.8.2)."""
    return [one for one in _colleagues(actor, head) if one[0] != str(actor.person)]


def _working(_: Actor, head: Head) -> Options:
    """Of the own participant, who works on the file because access was given to them."""
    own = {one.id for one in colleagues(today()) if one.participant_code == head.participant}
    found = {m.person: m.name for m in head.team if m.person in own and m.role != head.role}
    return [(str(person), name) for person, name in found.items()]


def _meetings(actor: Actor, head: Head) -> Options:
    """Only of the panel that decides on the file: on the agenda of another it cannot be."""
    return [
        (str(one.id), one.title)
        for one in my_work(actor, today(), kind=MEETING)
        if one.running and one.panel == head.file.panel
    ]


SUPPLIED: dict[str, Callable[[Actor, Head], Any]] = {
    "participants": lambda *_: participants(today()),
    "places": lambda *_: municipalities(),
    "forms": lambda *_: forms_to_report(today()),
    "panels": lambda *_: panel_choices(),
    "colleagues": _colleagues,
    "others": _others,
    "working": _working,
    "meetings": _meetings,
    "others_turns": lambda *_: turns_of_others(),
}

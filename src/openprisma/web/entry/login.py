"""Log in with address, password and code; log out; switch person in a demo."""

from __future__ import annotations

import hashlib
import secrets
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt

from openprisma.gate import ledger
from openprisma.gate.clock import today
from openprisma.gate.owner import born
from openprisma.gate.perform import visit
from openprisma.partners.entry import Answer, Typed, minutes, sign_in
from openprisma.partners.queries import (
    Colleague,
    alliance_name,
    demo_people,
    functions_of,
    participants,
)
from openprisma.web.errors import expired_form, not_found
from openprisma.web.routing import tell_server

LOOPBACK = ("127.0.0.1", "::1")
# How the person switcher is ordered; the first group that fits.
GROUPS: tuple[tuple[str, set[str]], ...] = (
    ("Het RIEC-bureau", {"secretaris", "casusregisseur", "analist", "hoofd_riec"}),
    ("Toezicht en beheer", {"privacyjurist", "cfg", "functioneel_beheerder"}),
    ("De stuurgroep", {"voorzitter", "stuurgroeplid"}),
    ("Autorisatoren: wie toegang geeft", {"autorisator"}),
    ("Melden, beoordelen en verstrekken", set()),
)


def login(request: HttpRequest) -> HttpResponse:
    """The three fields; never which of them was wrong."""
    context = {
        "region": alliance_name(),
        "next": request.GET.get("verder", "/"),
        "is_demo": is_demo(request),
    }
    context |= {"expired": "sessie" in request.GET, "changed": "gewijzigd" in request.GET}
    if request.method != "POST":
        return render(request, "entry/login.html", context)
    new, remembered = secrets.token_bytes(32), secrets.token_urlsafe(32)
    answer = _attempt(request, new, remembered)
    if not answer.let_in:
        wait = {"wrong": True, "wait": answer.wait and minutes(answer.wait)}
        return render(
            request, "entry/login.html", context | wait, status=429 if answer.wait else 403
        )
    enter(request, new)
    to = HttpResponseRedirect(safe(request, request.POST.get("verder", "/")))
    to.set_cookie(
        DEVICE,
        remembered,
        max_age=DEVICE_DAYS * 86400,
        path="/inloggen",
        httponly=True,
        samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return to


# By this a browser shows that somebody got in with it before, so that what strangers do does not
# keep its owner out.
DEVICE, DEVICE_DAYS = "toestel", 90


def _attempt(request: HttpRequest, new: bytes, remembered: str) -> Answer:
    sent = request.POST
    typed = Typed(
        sent.get("adres", "").strip(),
        sent.get("wachtwoord", "").strip(),
        sent.get("code", "").replace(" ", ""),
    )
    source, device = request.META.get("REMOTE_ADDR", ""), request.COOKIES.get(DEVICE, "")
    return sign_in(new, typed, source=source, device=device, remembered=remembered)


def safe(request: HttpRequest, url: str) -> str:
    """Only addresses of our own."""
    return url if url_has_allowed_host_and_scheme(url, {request.get_host()}) else "/"


def enter(request: HttpRequest, new: bytes, *, demo: bool = False) -> None:
    """Remember a pass that was handed out in the session; the line of it is committed already."""
    request.session.cycle_key()
    with visit(new) as actor:
        # So that a browser tab tells one's own words from another's.
        key = hashlib.sha256(actor.person.bytes).hexdigest()[:12]
        request.session["wie"] = {
            "name": actor.name,
            "participant": _name_of(actor.participant),
            "key": key,
            # for the menu alone: what may be opened the gate judges each time
            "functions": sorted(functions_of(actor.person, today())),
        }
    request.session["pas"] = new.hex()
    request.session["demo"] = demo


def _name_of(participant: str) -> str:
    return dict(participants(today())).get(participant, "")


# so that pages need no mark of their own; that the button stands on one of ours, the browser tells
@csrf_exempt
def logout(request: HttpRequest) -> HttpResponse:
    """End the pass here and in the database. Refused when it was asked from elsewhere, also from
    another name of the same domain, to which a cookie that is `Strict` goes along."""
    if not _from_here(request):
        return expired_form(request, "log out, asked from elsewhere")
    if held := request.session.get("pas"):
        ledger.call("end_pass", bytes.fromhex(held))
        tell_server(request, lives=False)
    request.session.flush()
    return HttpResponseRedirect("/inloggen")


def _from_here(request: HttpRequest) -> bool:
    """Does a page of ours ask this? Old browsers send neither header; then `SameSite` must do."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    origin = request.headers.get("Origin")
    return origin is None or origin.partition("://")[2] == request.get_host()


def is_demo(request: HttpRequest) -> bool:
    """Only in a database born as demo, and only on this machine."""
    return born(connection) == "demo" and request.META.get("REMOTE_ADDR") in LOOPBACK


def switch(request: HttpRequest) -> HttpResponse:
    """Choose somebody to be, in a demo."""
    if not is_demo(request):
        return not_found(request)
    if request.method == "POST":
        chosen = request.POST.get("persoon", "")
        if held := request.session.get("pas"):
            ledger.call("end_pass", bytes.fromhex(held))
            tell_server(request, lives=False)
        new = secrets.token_bytes(32)
        try:
            known = ledger.call("issue", new, UUID(chosen), "", "8 hours", "demo")
        except ValueError:
            known = False
        if not known:
            return not_found(request)
        enter(request, new, demo=True)
        return HttpResponseRedirect("/")
    scout = secrets.token_bytes(32)
    ledger.call("issue", scout, None, "personenwissel", "1 minute", "demo")
    with visit(scout):
        people = demo_people(today())
    groups: dict[str, list[Colleague]] = {title: [] for title, _ in GROUPS}
    for one in people:
        groups[
            next(
                title
                for title, functions in GROUPS
                if not functions or functions & set(one.functions)
            )
        ].append(one)
    return render(request, "entry/people.html", {"groups": groups, "region": alliance_name()})

"""Log in with address, password and code; log out; switch person in a demo."""

from __future__ import annotations

import hashlib
import secrets
from uuid import UUID

from django.contrib.auth import authenticate
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django_otp import match_token

from openprisma.gate import ledger
from openprisma.gate.clock import today
from openprisma.gate.owner import born
from openprisma.gate.perform import visit
from openprisma.partners.queries import Colleague, alliance_name, demo_people, participants
from openprisma.web.errors import not_found

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
    told = {"region": alliance_name(), "next": request.GET.get("verder", "/"), "is_demo": is_demo(request)}
    told["expired"] = "sessie" in request.GET
    if request.method != "POST":
        return render(request, "entry/login.html", told)
    account = authenticate(request, username=request.POST.get("adres", ""), password=request.POST.get("wachtwoord", ""))
    code = request.POST.get("code", "").replace(" ", "")
    device = match_token(account, code) if account is not None and code.isdigit() else None
    if account is None or device is None or not enter(request, account.person_id, "wachtwoord en code"):
        return render(request, "entry/login.html", told | {"wrong": True}, status=403)
    return HttpResponseRedirect(safe(request, request.POST.get("verder", "/")))


def safe(request: HttpRequest, url: str) -> str:
    """Only addresses of our own."""
    return url if url_has_allowed_host_and_scheme(url, {request.get_host()}) else "/"


def enter(request: HttpRequest, person: UUID, how: str) -> bool:
    """Hand out a pass and remember it in the session; the line of it is committed first."""
    new = secrets.token_bytes(32)
    if not ledger.call("issue", new, person, "", "8 hours", how):
        return False
    request.session.cycle_key()
    with visit(new) as actor:
        key = hashlib.sha256(person.bytes).hexdigest()[:12]  # so that a browser tab tells one's own words from another's
        request.session["wie"] = {"name": actor.name, "participant": _name_of(actor.participant), "key": key}
    request.session["pas"] = new.hex()
    request.session["demo"] = how == "demo"
    return True


def _name_of(participant: str) -> str:
    return dict(participants(today())).get(participant, "")


@csrf_exempt  # so that pages need no mark of their own; another site cannot send the session along: its cookie is `Strict`
def logout(request: HttpRequest) -> HttpResponse:
    """End the pass here and in the database."""
    if held := request.session.get("pas"):
        ledger.call("end_pass", bytes.fromhex(held))
    request.session.flush()
    return HttpResponseRedirect("/inloggen")


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
        try:
            known = enter(request, UUID(chosen), "demo")
        except ValueError:
            known = False
        return HttpResponseRedirect("/") if known else not_found(request)
    scout = secrets.token_bytes(32)
    ledger.call("issue", scout, None, "personenwissel", "1 minute", "demo")
    with visit(scout):
        people = demo_people(today())
    groups: dict[str, list[Colleague]] = {title: [] for title, _ in GROUPS}
    for one in people:
        groups[next(title for title, functions in GROUPS if not functions or functions & set(one.functions))].append(one)
    return render(request, "entry/people.html", {"groups": groups, "region": alliance_name()})

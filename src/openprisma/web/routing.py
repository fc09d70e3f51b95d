"""Addresses. A page declares the act it stands for, or why it needs none; a route without either
does not start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.utils.http import urlencode

from openprisma.files.my_work import kind_of
from openprisma.gate import ledger
from openprisma.gate.law import lawbook
from openprisma.gate.perform import visit
from openprisma.web.errors import not_allowed, not_found
from openprisma.web.forms import Form
from openprisma.web.places import places

View = Callable[..., HttpResponse]
SHOWS, ASKS, SENDS = ("GET", "HEAD"), ("GET", "HEAD", "POST"), ("POST",)


@dataclass(frozen=True)
class Declared:
    """What a page stands for: an act, or `without`: the reason why it shows nothing that needs a
    line. `chooses`: does it let somebody choose one of the things that it reads? `verbs`: what
    one can do with it; a page that only shows takes nothing. `form`: what it asks."""

    act: str
    without: str
    open: bool
    chooses: bool
    verbs: tuple[str, ...]
    form: Form | None


def page(
    where: str,
    view: View,
    *,
    act: str = "",
    without: str = "",
    entry: bool = False,
    verbs: tuple[str, ...] = (),
) -> URLPattern:
    """An address. `entry` pages are there before somebody is known; all others ask for a pass that
    is alive. `verbs`: `ASKS` for a page that shows more once something was sent, `SENDS` for one
    that has nothing to show; left out, a page takes a form if its act changes something.

    It is named after its view; below a file of one working method after that as well, for several
    may have such a page: `people`, `analysis-casusoverleg`."""
    verbs = verbs or (ASKS if act and lawbook().vocabulary.acts[act].writes else SHOWS)
    kind = next(
        (kind for kind, place in places().items() if where.startswith(f"{place}/<uuid:file>")), ""
    )
    inner = only_of(kind, view) if kind else view
    wrapped = only(verbs, view if entry else signed_in(inner))
    wrapped.declared = Declared(  # type: ignore[attr-defined]
        act, without, entry, getattr(view, "chooses", False), verbs, getattr(view, "form", None)
    )
    return path(where, wrapped, name=f"{view.__name__}-{kind}" if kind else view.__name__)


def only(verbs: tuple[str, ...], view: View) -> View:
    """A page that is asked for in these ways, and in no other."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return (
            view(request, *args, **kwargs)
            if request.method in verbs
            else not_allowed(request, verbs)
        )

    return asked


def signed_in(view: View) -> View:
    """Only for whoever holds a pass that is alive; others go to the login page and come back."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        held = request.session.get("pas")
        if not held:
            return to_login(request)
        request.by = bytes.fromhex(held)  # type: ignore[attr-defined]
        lives = bool(ledger.call("keep_pass", request.by))  # type: ignore[attr-defined]
        tell_server(request, lives=lives)
        if not lives:
            request.session.flush()
            return to_login(request, expired=True)
        return view(request, *args, **kwargs)

    return guarded


def tell_server(request: HttpRequest, *, lives: bool) -> None:
    """Say to the server of `openprisma serve` whether the pass of this session lives: by that it
    knows whom to serve first."""
    if hear := request.META.get("openprisma.pass"):
        hear(lives)


def only_of(kind: str, view: View) -> View:
    """A page of one working method: a file of mine of another has no such page. What is not mine,
    the gate judges."""

    @wraps(view)
    def shown(request: HttpRequest, file: UUID, *args: Any, **kwargs: Any) -> HttpResponse:
        with visit(request.by):  # type: ignore[attr-defined]
            found = kind_of(file)
        return view(request, file, *args, **kwargs) if found in (None, kind) else not_found(request)

    return shown


def to_login(request: HttpRequest, *, expired: bool = False) -> HttpResponse:
    """To the login page, and back afterwards."""
    query = {"verder": request.path} | ({"sessie": "voorbij"} if expired else {})
    return HttpResponseRedirect(f"/inloggen?{urlencode(query)}")

"""The list and the own page of a working method that brings none of its own."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openprisma.gate.clock import today
from openprisma.gate.law import lawbook, procedures
from openprisma.gate.perform import perform, visit
from openprisma.partners.queries import functions_of
from openprisma.web.files.act_pages import plain_form
from openprisma.web.forms import Form, asks
from openprisma.web.home.worklist import file_list
from openprisma.web.methods.tabs import framed
from openprisma.web.places import begin_url, file_url, opening, places
from openprisma.web.routing import View


def list_page(kind: str) -> View:
    """My files of a working method, and what begins a new one for whom it is offered to."""

    def files(request: HttpRequest) -> HttpResponse:
        entry = procedures()[kind].entry
        with visit(request.by) as actor:  # type: ignore[attr-defined]
            held = functions_of(actor.person, today())
        begins = [
            (lawbook().vocabulary.acts[offer.act].button, begin_url(kind, offer.act))
            for offer in entry.start
            if held & set(offer.by)
        ]
        return file_list(request, kind, "methods/list.html", title=entry.plural, begins=begins)

    files.__name__ = f"{kind}_lijst"
    return files


def file_page(kind: str) -> View:
    """One file: whose turn it is, what its module tells of it, what one can do, who may look."""

    def shown(request: HttpRequest, file: UUID) -> HttpResponse:
        page: Any = perform(request.by, opening(kind), file=file)  # type: ignore[attr-defined]
        told = {"page": page, "lines": getattr(page, "lines", ())}
        return render(request, "methods/file.html", told | framed(request, page, "overzicht"))

    shown.__name__ = kind
    return shown


def begin_page(kind: str, form: Form) -> View:
    """The questions with which a file of a working method begins."""

    @asks(form)
    def begin(request: HttpRequest) -> HttpResponse:
        back = f"/{places()[kind]}"
        return plain_form(request, form, {}, back=back, then=lambda made: file_url(kind, made))

    begin.__name__ = form.act
    return begin

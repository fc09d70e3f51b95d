"""The pages of a case."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openprisma.gate.perform import perform
from openprisma.panels.overview import Overview
from openprisma.web.home.worklist import file_list
from openprisma.web.methods.tabs import framed

SHOWN = 200  # subjects on the overview of a case


def cases(request: HttpRequest) -> HttpResponse:
    """My cases."""
    return file_list(request, "casusoverleg", "cases/list.html")


def case(request: HttpRequest, file: UUID) -> HttpResponse:
    """The overview: whose turn, what it is about, by number about whom, decisions, goals,
    interventions. Of very many subjects the first ones, and all of them with `?alle`."""
    page: Overview = perform(request.by, "dossier_inzien", file=file)  # type: ignore[attr-defined]
    subjects = page.about.subjects
    shown = subjects if "alle" in request.GET else subjects[:SHOWN]
    context = {"page": page, "subjects": shown, "unseen": len(subjects) - len(shown)}
    return render(request, "cases/overview.html", context | framed(request, page, "overzicht"))

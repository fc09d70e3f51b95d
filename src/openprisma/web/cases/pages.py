"""The pages of a case."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openprisma.gate.perform import perform
from openprisma.panels.overview import Overview
from openprisma.web.activities.pages import framed
from openprisma.web.home.worklist import file_list


def cases(request: HttpRequest) -> HttpResponse:
    """My cases."""
    return file_list(request, "casusoverleg", "cases/list.html")


def case(request: HttpRequest, file: UUID) -> HttpResponse:
    """The overview: whose turn, what it is about, by number about whom, decisions, goals, interventions."""
    page: Overview = perform(request.by, "dossier_inzien", file=file)  # type: ignore[attr-defined]
    return render(request, "cases/overview.html", {"page": page} | framed(page.head, "overzicht"))

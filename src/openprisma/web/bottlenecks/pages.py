"""The pages of a bottleneck."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openprisma.bottlenecks.queries import Overview
from openprisma.gate.perform import perform
from openprisma.sharing.queries import Information
from openprisma.web.files.acting import links
from openprisma.web.home.worklist import file_list


def bottlenecks(request: HttpRequest) -> HttpResponse:
    """My bottlenecks."""
    return file_list(request, "handhavingsknelpunt", "bottlenecks/list.html")


def bottleneck(request: HttpRequest, file: UUID) -> HttpResponse:
    """The overview: whose turn, what it is about, who takes part, what one can do and what not."""
    page: Overview = perform(request.by, "dossier_inzien", file=file)  # type: ignore[attr-defined]
    told = {"page": page, "head": page.head, "links": links(page.head), "tab": "overzicht", "prefix": "knelpunten"}
    return render(request, "bottlenecks/overview.html", told)


def interests(request: HttpRequest, file: UUID) -> HttpResponse:
    """Why members do not take part, for who may know the subject."""
    head, found = perform(request.by, "belangen_inzien", file=file)  # type: ignore[attr-defined]
    told = {"head": head, "interests": found, "tab": "belangen", "prefix": "knelpunten"}
    return render(request, "bottlenecks/interests.html", told)


def information(request: HttpRequest, file: UUID) -> HttpResponse:
    """Every datum with source, category and end; phases as doors."""
    page: Information = perform(request.by, "gegevens_inzien", file=file)  # type: ignore[attr-defined]
    told = {"page": page, "head": page.head, "links": links(page.head), "tab": "informatie", "prefix": "knelpunten"}
    return render(request, "bottlenecks/information.html", told)

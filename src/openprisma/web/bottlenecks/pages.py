"""The pages of a bottleneck."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openprisma.files.queries import Why
from openprisma.gate.law import lawbook
from openprisma.gate.perform import perform
from openprisma.panels.overview import Overview
from openprisma.sharing.queries import Information
from openprisma.web.home.worklist import file_list
from openprisma.web.methods.tabs import framed


def bottlenecks(request: HttpRequest) -> HttpResponse:
    """My bottlenecks."""
    return file_list(request, "handhavingsknelpunt", "bottlenecks/list.html")


def bottleneck(request: HttpRequest, file: UUID) -> HttpResponse:
    """The overview: whose turn, what it is about, who takes part, what one can do and what not."""
    given: dict[str, Any] = {"dag": request.GET["dag"]} if request.GET.get("dag") else {}
    page: Overview = perform(
        request.by,  # type: ignore[attr-defined]
        "dossier_inzien",
        file=file,
        **given,
    )
    context: dict[str, Any] = {
        "year": _year(page),
        "page": page,
    } | framed(request, page, "overzicht")
    return render(request, "bottlenecks/overview.html", context)


def _year(page: Overview) -> dict[str, Any] | None:
    """The year as a line of 336 wide: where today is, and where the warnings are; None without a
    running decision."""
    end, started = (
        page.head.file.ends_on,
        [one.decision.on_day for one in page.decisions if one.decision.participants],
    )
    if not started or page.head.days_left is None or page.head.days_left <= 0:
        return None
    days = max((end - started[0]).days, 1)
    marks = [round(336 * (1 - warn / days)) for warn in page.warns if warn < days]
    now = round(336 * (1 - page.head.days_left / days))
    return {"start": started[0], "end": end, "now": now, "marks": marks, "days": days}


def read_again(request: HttpRequest, file: UUID) -> HttpResponse:
    """After the end date, for a purpose that is chosen first."""
    purposes = list(lawbook().vocabulary.lists["nalezen"].items())
    chosen = request.POST.get("waarvoor", "")
    if request.method != "POST" or not chosen:
        asked: Why = perform(
            request.by,  # type: ignore[attr-defined]
            "waarom_lezen",
            file=file,
            handeling="gegevens_nalezen",
        )
        told = {"purposes": purposes, "head": asked.head}
        return render(request, "bottlenecks/read_again.html", told)
    page: Information = perform(
        request.by,  # type: ignore[attr-defined]
        "gegevens_nalezen",
        file=file,
        waarvoor=chosen,
    )
    context = {
        "page": page,
        "head": page.head,
        "links": {"can": [], "cannot": []},
        "tab": "nalezen",
        "prefix": "knelpunten",
    }
    return render(
        request, "methods/information.html", context | {"purpose": dict(purposes)[chosen]}
    )

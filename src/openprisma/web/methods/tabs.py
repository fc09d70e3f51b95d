"""Tabs that a bottleneck and a case have in common."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openprisma.analysis.queries import Analysis
from openprisma.files.queries import Head
from openprisma.gate.law import lawbook
from openprisma.gate.perform import perform
from openprisma.panels.queries import Interests
from openprisma.results.queries import Results
from openprisma.sharing.queries import Information
from openprisma.web.analysis.drawing import chart, timeline
from openprisma.web.analysis.money import flows, purses
from openprisma.web.downloads import download
from openprisma.web.files.act_pages import links
from openprisma.web.places import places


def framed(request: HttpRequest, page: Any, tab: str) -> dict[str, Any]:
    """What the head of a file needs on one of its tabs; what one can do stands on the tab that it
    is about."""
    head: Head = page.head
    return {
        "head": head,
        "links": links(request, page, tab, without=_elsewhere(head, tab)),
        "tab": tab,
        "prefix": places()[head.file.kind],
    }


def _elsewhere(head: Head, tab: str) -> tuple[str, ...]:
    """The acts that stand on another tab than this one, as their records say: of a tab on which
    nothing is done, those that stand only on their own."""
    known = lawbook().vocabulary.acts
    on = {one.act: known[one.act].on for one in head.choices}
    tabs = {act: known[act].tab for act in on.values() if act}
    here = {act for act, its in tabs.items() if its is not None and its.path == tab}
    if here:
        return tuple(act for act, at in on.items() if at not in here)
    alone = {act for act, its in tabs.items() if its is not None and its.only}
    return tuple(act for act, at in on.items() if at in alone)


def information(request: HttpRequest, file: UUID) -> HttpResponse:
    """Every datum with source, category and end; phases as doors."""
    page: Information = perform(
        request.by,  # type: ignore[attr-defined]
        "gegevens_inzien",
        file=file,
    )
    return render(
        request, "methods/information.html", {"page": page} | framed(request, page, "informatie")
    )


def document(request: HttpRequest, file: UUID, gegeven: UUID) -> HttpResponse:
    """The document of a datum, to keep or to look at: never inside our own page."""
    found = perform(
        request.by,  # type: ignore[attr-defined]
        "document_inzien",
        file=file,
        gegeven=gegeven,
    )
    return download(found, "document")


def analysis(request: HttpRequest, file: UUID) -> HttpResponse:
    """What the analysis found: who and what hang together, when, each claim with the data it rests
    on, and what is unknown."""
    page: Analysis = perform(request.by, "analyse_inzien", file=file)  # type: ignore[attr-defined]
    parts = lawbook().vocabulary.lists["analyseonderdelen"].items()
    groups = [(title, [one for one in page.claims if one.part == code]) for code, title in parts]
    told = {"page": page, "groups": groups, "chart": chart(page), "timeline": timeline(page)}
    told |= {"flows": flows(page), "purses": purses(page)}
    return render(request, "analysis/analysis.html", told | framed(request, page, "analyse"))


def results(request: HttpRequest, file: UUID) -> HttpResponse:
    """What may leave the file: what it still needs, what participants said, what came back."""
    page: Results = perform(
        request.by,  # type: ignore[attr-defined]
        "resultaten_inzien",
        file=file,
    )
    return render(
        request, "results/results.html", {"page": page} | framed(request, page, "resultaten")
    )


def exceptions(request: HttpRequest, file: UUID) -> HttpResponse:
    """Which words about nationality may stand here, who said so and why."""
    page = perform(request.by, "uitzonderingen_inzien", file=file)  # type: ignore[attr-defined]
    return render(
        request, "methods/exceptions.html", {"page": page} | framed(request, page, "uitzonderingen")
    )


def interests(request: HttpRequest, file: UUID) -> HttpResponse:
    """Why members do not take part, for who may know the subject."""
    page: Interests = perform(
        request.by,  # type: ignore[attr-defined]
        "belangen_inzien",
        file=file,
    )
    told = {"interests": page.declared} | framed(request, page, "belangen")
    return render(request, "methods/interests.html", told)

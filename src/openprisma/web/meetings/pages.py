"""The pages of a meeting."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openprisma.cases.queries import panel_choices
from openprisma.gate.law import lawbook
from openprisma.gate.perform import perform
from openprisma.panels.queries import MeetingPage, Point
from openprisma.web.downloads import download
from openprisma.web.errors import not_found
from openprisma.web.files.act_pages import links, plain_form
from openprisma.web.forms import asks
from openprisma.web.home.worklist import file_list
from openprisma.web.meetings.forms import PLAN
from openprisma.web.places import act_url, file_url

KIND = "vergadering"
RECUSE = "belang_melden"  # always possible, never what one came for


def meetings(request: HttpRequest) -> HttpResponse:
    """My meetings."""
    return file_list(request, KIND, "meetings/list.html")


@asks(PLAN)
def new_meeting(request: HttpRequest) -> HttpResponse:
    """Plan a meeting."""
    return plain_form(
        request,
        PLAN,
        {"panels": panel_choices()},
        back="/vergaderingen",
        then=lambda made: file_url(KIND, made),
    )


def meeting(request: HttpRequest, file: UUID) -> HttpResponse:
    """The agenda and who sits there."""
    return render(request, "meetings/meeting.html", _context(request, file))


def point(request: HttpRequest, file: UUID, dossier: UUID, punt: UUID) -> HttpResponse:
    """One point: proposal, votes, conditions, text. A file may stand on an agenda more than once,
    so that each point has an address of its own."""
    return _point(request, "meetings/meeting.html", file, dossier, punt)


def screen(request: HttpRequest, file: UUID, dossier: UUID, punt: UUID) -> HttpResponse:
    """The same for the wall: only what everybody there may see, and large."""
    return _point(request, "meetings/screen.html", file, dossier, punt)


def _point(
    request: HttpRequest, template: str, file: UUID, dossier: UUID, punt: UUID
) -> HttpResponse:
    """A page of one point; a point about another file has no such page."""
    context = _context(request, file, dossier, punt)
    return (
        not_found(request) if context["page"].point is None else render(request, template, context)
    )


def _context(
    request: HttpRequest, file: UUID, dossier: UUID | None = None, punt: UUID | None = None
) -> dict[str, Any]:
    by = request.by  # type: ignore[attr-defined]
    page: MeetingPage = perform(by, "vergadering_inzien", file=file, dossier=dossier, punt=punt)
    context: dict[str, Any] = {
        "page": page,
        "head": page.head,
        "prefix": "vergaderingen",
        "tab": "overzicht",
    }
    context["links"] = links(request, page, "overzicht", without=("agenderen",))
    if page.point is not None:
        context["dossier_url"] = file_url(page.point.dossier_kind, page.point.dossier)
        context |= _about(page.point, f"/vergaderingen/{file}/punt/{dossier}/{punt}")
    return context


def _about(point: Point, back: str) -> dict[str, Any]:
    """What this reader can do about a point, with the way back to it; and what the decision still
    lacks."""
    found = {
        one.act: f"{act_url(point.dossier, one.act)}?terug={back}"
        for one in point.choices
        if one.allowed
    }
    other = [act for act in lawbook().vocabulary.lists["besluitsoorten"] if act != point.item.kind]
    here = [
        (one, found[one.act])
        for one in point.choices
        if one.act in found and one.act not in (*other, RECUSE) and not point.past
    ]
    here.sort(key=lambda pair: not pair[0].turn)  # stable: the one whose turn it is comes first
    return {
        "here": here,
        "recuse": "" if point.past else found.get(RECUSE, ""),
        "missing": [one for one in point.conditions if not one.holds],
    }


def paper(request: HttpRequest, file: UUID, stuk: UUID) -> HttpResponse:
    """One document of a meeting, to keep: never inside our own page."""
    by = request.by  # type: ignore[attr-defined]
    return download(perform(by, "stuk_inzien", file=file, stuk=stuk), "stuk")

"""The pages of a meeting."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openprisma.gate.perform import perform
from openprisma.panels.queries import MeetingPage
from openprisma.web.files.acting import links, plain_form
from openprisma.web.home.worklist import file_list
from openprisma.web.meetings.forms import PLAN
from openprisma.web.places import act_url, file_url

KIND = "vergadering"


def meetings(request: HttpRequest) -> HttpResponse:
    """My meetings."""
    return file_list(request, KIND, "meetings/list.html")


def new_meeting(request: HttpRequest) -> HttpResponse:
    """Plan a meeting."""
    return plain_form(request, PLAN, {}, back="/vergaderingen", then=lambda made: file_url(KIND, made))


def meeting(request: HttpRequest, file: UUID) -> HttpResponse:
    """The agenda and who sits there."""
    return render(request, "meetings/meeting.html", _told(request, file, None))


def point(request: HttpRequest, file: UUID, dossier: UUID) -> HttpResponse:
    """One point: proposal, votes, conditions, text."""
    return render(request, "meetings/meeting.html", _told(request, file, dossier))


def screen(request: HttpRequest, file: UUID, dossier: UUID) -> HttpResponse:
    """The same for the wall: only what everybody there may see, and large."""
    return render(request, "meetings/screen.html", _told(request, file, dossier))


def _told(request: HttpRequest, file: UUID, dossier: UUID | None) -> dict[str, Any]:
    page: MeetingPage = perform(request.by, "vergadering_inzien", file=file, dossier=dossier)  # type: ignore[attr-defined]
    told: dict[str, Any] = {"page": page, "head": page.head, "prefix": "vergaderingen", "tab": "overzicht"}
    told["links"] = links(page.head, without=("agenderen",))
    if page.point is not None:
        back = f"/vergaderingen/{file}/punt/{dossier}"
        told["here"] = [
            (choice, f"{act_url(page.point.dossier, choice.act)}?terug={back}")
            for choice in page.point.choices
            if choice.allowed and (not choice.act.startswith("knelpunt") or choice.act == page.point.item.kind)
        ]
        told["missing"] = [one for one in page.point.conditions if not one.holds]
    return told

"""The pages of a scan."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openprisma.areascans.facts import TRUE
from openprisma.areascans.queries import Flags
from openprisma.gate.perform import perform
from openprisma.panels.overview import Overview
from openprisma.web.methods.tabs import framed


def scan(request: HttpRequest, file: UUID) -> HttpResponse:
    """The overview: whose turn, what it is about, by number about whom, the decision, the report
    and what came of it."""
    page: Overview = perform(request.by, "dossier_inzien", file=file)  # type: ignore[attr-defined]
    context = {"page": page, "subjects": page.about.subjects}
    return render(request, "areascans/overview.html", context | framed(request, page, "overzicht"))


def flags(request: HttpRequest, file: UUID) -> HttpResponse:
    """Every flag with what may as well be true beside it, and what a person said of it."""
    page: Flags = perform(request.by, "vlaggen_inzien", file=file)  # type: ignore[attr-defined]
    frame = framed(request, page, "vlaggen")
    can = {choice.act: url for choice, url in frame["links"]["can"]}
    told = {"judge": can.get("vlag_duiden"), "follow": can.get("opvolging_kiezen")}
    return render(request, "areascans/flags.html", frame | told | {"page": page, "true": TRUE})


def visits(request: HttpRequest, file: UUID) -> HttpResponse:
    """What to look at on the spot, for paper and telephone: no false alarms, and nothing that
    nobody looked at."""
    page: Flags = perform(request.by, "vlaggen_inzien", file=file)  # type: ignore[attr-defined]
    return render(
        request, "areascans/visits.html", {"page": page} | framed(request, page, "vlaggen")
    )

"""A Bibob file, and the advices of a year, counted."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openprisma.bibob.counts import Counts
from openprisma.bibob.queries import Dossier
from openprisma.gate.clock import today
from openprisma.gate.perform import perform
from openprisma.kernel.errors import BadInput
from openprisma.web.methods.tabs import framed


def matter(request: HttpRequest, file: UUID) -> HttpResponse:
    """One file, part by part, and first how long the Bureau still has."""
    page: Dossier = perform(request.by, "bibob_inzien", file=file)  # type: ignore[attr-defined]
    told = {"page": page} | framed(request, page, "overzicht")
    return render(request, "bibob/matter.html", told)


def counts(request: HttpRequest) -> HttpResponse:
    """How many advices, by body and kind; of another year with `jaar`."""
    by, errors = request.by, dict[str, str]()  # type: ignore[attr-defined]
    try:
        page: Counts = perform(
            by, "bibob_cijfers_inzien", jaar=request.GET.get("jaar") or today().year
        )
    except BadInput as bad:
        errors = bad.fields or {"": bad.what}
        page = perform(by, "bibob_cijfers_inzien", jaar=today().year)
    told = {"page": page, "errors": errors}
    return render(request, "bibob/counts.html", told, status=400 if errors else 200)

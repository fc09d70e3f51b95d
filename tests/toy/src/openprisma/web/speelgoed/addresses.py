"""Its view and its address."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from openprisma.speelgoed.actions import Tally

from openprisma.gate.perform import perform
from openprisma.web.methods.tabs import framed
from openprisma.web.routing import page


def counted(request: HttpRequest, file: UUID) -> HttpResponse:
    """How much lies in a box."""
    found: Tally = perform(request.by, "speelgoed_natellen", file=file)
    told = {"lines": [("Aantal", str(found.number))]} | framed(request, found, "telling")
    return render(request, "methods/file.html", told)


urlpatterns = [page("speelgoed/<uuid:file>/telling", counted, act="speelgoed_natellen")]

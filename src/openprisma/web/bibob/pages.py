"""The advices of a year, counted."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openprisma.bibob.counts import Counts
from openprisma.gate.clock import today
from openprisma.gate.perform import perform
from openprisma.kernel.errors import BadInput


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

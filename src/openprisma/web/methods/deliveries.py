"""Delivering with a spreadsheet: the template, what was set ready, how far the check is, and taking
it in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from openprisma.documents.cleaning import too_large
from openprisma.documents.tables import template
from openprisma.gate.perform import perform
from openprisma.kernel.errors import BadInput, Refused
from openprisma.sharing.delivery_actions import Checked
from openprisma.sharing.delivery_queries import Deliveries
from openprisma.web.confirmed import redirect
from openprisma.web.methods.tabs import framed

STEPS = ("levering_klaarzetten", "levering_nakijken", "levering_vastleggen", "levering_weghalen")


def deliveries(request: HttpRequest, file: UUID) -> HttpResponse:
    """Send a spreadsheet, see it checked, take it in. A step that was sent is done first."""
    trouble: BadInput | Refused | None = None
    if request.method == "POST":
        try:
            return _done(request, file)
        except (BadInput, Refused) as error:
            if isinstance(error, Refused) and error.hidden:
                raise
            trouble = error
    page: Deliveries = perform(
        request.by,  # type: ignore[attr-defined]
        "leveringen_inzien",
        file=file,
    )
    context: dict[str, Any] = {
        "page": page,
        "trouble": trouble,
        "going": request.GET.get("bezig", ""),
    }
    context["refusal"] = trouble if isinstance(trouble, Refused) else None
    context["bad"] = trouble if isinstance(trouble, BadInput) else None
    return render(
        request,
        "methods/deliveries.html",
        context | framed(page.head, "leveren"),
        status=400 if trouble else 200,
    )


def _done(request: HttpRequest, file: UUID) -> HttpResponse:
    """Do the step that was sent; gives the way to the next page, with what that is told."""
    step, batch = request.POST.get("stap", ""), request.POST.get("levering", "")
    if step == STEPS[0]:
        sent = request.FILES.get("inhoud")
        if getattr(request, "too_large", False):
            raise too_large()
        made = perform(
            request.by,  # type: ignore[attr-defined]
            step,
            file=file,
            inhoud=sent.read() if sent else b"",
        )
        checked: Checked = perform(
            request.by,  # type: ignore[attr-defined]
            STEPS[1],
            file=file,
            levering=made,
        )
        return _on(request, checked.left)
    if step not in STEPS:
        raise BadInput("Deze stap bestaat niet.")
    result = perform(request.by, step, file=file, levering=batch)  # type: ignore[attr-defined]
    if step == STEPS[1]:
        return _on(request, result.left)
    return redirect(request.path, step)


def _on(request: HttpRequest, left: int) -> HttpResponse:
    """Back to the page, which goes on with what is left to check."""
    return HttpResponseRedirect(f"{request.path}?{'bezig=ja' if left else ''}")


def delivery_template(request: HttpRequest, file: UUID) -> HttpResponse:
    """The headings to fill in, as XLSX."""
    page: Deliveries = perform(
        request.by,  # type: ignore[attr-defined]
        "leveringen_inzien",
        file=file,
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    answer = HttpResponse(template(page.columns), content_type=kind)
    answer["Content-Disposition"] = 'attachment; filename="sjabloon-gegevens.xlsx"'
    return answer

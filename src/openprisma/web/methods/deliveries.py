"""Delivering with a spreadsheet: the template, what was set ready, how far the check is, and taking
it in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from openprisma.documents.cleaning import too_large
from openprisma.documents.templates import template_ods, template_xlsx
from openprisma.gate.clock import today
from openprisma.gate.law import lawbook
from openprisma.gate.perform import perform
from openprisma.kernel.errors import BadInput, Refused, Repeated
from openprisma.sharing.delivery_actions import Checked
from openprisma.sharing.delivery_queries import Deliveries
from openprisma.sharing.queries import second_column
from openprisma.sharing.template import template_columns
from openprisma.web.confirmed import AGAIN, redirect
from openprisma.web.errors import not_found
from openprisma.web.forms import attempt_of
from openprisma.web.methods.tabs import framed

STEPS = (
    "levering_klaarzetten",
    "levering_nakijken",
    "levering_vastleggen",
    "levering_weghalen",
    "levering_terugnemen",
)
READY, CHECK, TAKE_IN = STEPS[:3]
SAID = {  # of all rows at once (bgs:2.15)
    "binnen_kolom": "Elke rij is wat artikel 2.15 Bgs bij haar categorie noemt:",
    "toereikend": "Elke rij is genoeg, doet ter zake, en is niet meer dan nodig voor het doel.",
}


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
        "said": SAID,
        "limits": second_column(today()),
        "takes_back": lawbook().vocabulary.acts[STEPS[4]].consequence,
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
    step = request.POST.get("stap", "")
    by: bytes = request.by  # type: ignore[attr-defined]
    if step == READY:
        sent = request.FILES.get("inhoud")
        if getattr(request, "too_large", False):
            raise too_large()
        made = perform(by, step, file=file, inhoud=sent.read() if sent else b"")
        checked: Checked = perform(by, CHECK, file=file, levering=made)
        return _on(request, checked.left)
    if step not in STEPS:
        raise BadInput("Deze stap bestaat niet.")
    given: dict[str, Any] = {"levering": request.POST.get("levering", "")}
    if step == TAKE_IN and "plicht" in request.POST:
        given["plicht"] = request.POST["plicht"]
    if step == CHECK:
        checked = perform(by, step, file=file, **given)
        return _on(request, checked.left)
    if step == TAKE_IN:
        given |= {name: request.POST.get(name) == "ja" for name in ("gelezen", *SAID)}
        given["once"] = attempt_of(request)
    try:
        perform(by, step, file=file, **given)
    except Repeated:
        return redirect(request.path, step, how=AGAIN)
    return redirect(request.path, step)


def _on(request: HttpRequest, left: int) -> HttpResponse:
    """Back to the page, which goes on with what is left to check."""
    return HttpResponseRedirect(f"{request.path}?{'bezig=ja' if left else ''}")


def delivery_template(request: HttpRequest, file: UUID, kind: str) -> HttpResponse:
    """The sheet to fill in, with choices and an example, as XLSX or ODS."""
    if kind not in KINDS:
        return not_found(request)
    perform(request.by, "leveringen_inzien", file=file)  # type: ignore[attr-defined]
    answer = HttpResponse(KINDS[kind][1](template_columns()), content_type=KINDS[kind][0])
    answer["Content-Disposition"] = f'attachment; filename="sjabloon-gegevens.{kind}"'
    return answer


KINDS = {
    "xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        template_xlsx,
    ),
    "ods": ("application/vnd.oasis.opendocument.spreadsheet", template_ods),
}

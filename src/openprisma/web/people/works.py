"""Work of the system that runs, for who keeps it: how far it is, and a way to stop it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openprisma.files.work import Stopped, works
from openprisma.gate.perform import perform, visit
from openprisma.kernel.errors import BadInput
from openprisma.web.confirmed import redirect


def running(request: HttpRequest) -> HttpResponse:
    """The newest work; of others than who may stop it, nothing."""
    with visit(request.by):  # type: ignore[attr-defined]
        found = works()
    return render(request, "people/works.html", {"works": found})


def stop_work(request: HttpRequest, werk: UUID) -> HttpResponse:
    """Stop one."""
    stopped: Stopped = perform(
        request.by,  # type: ignore[attr-defined]
        "werk_afbreken",
        werk=str(werk),
    )
    if not stopped.ran:
        raise BadInput(
            "Dit werk liep al niet meer, dus er viel niets af te breken.",
            remedy="Open de pagina opnieuw en kijk hoe het ermee staat.",
        )
    return redirect("/werk", "werk_afbreken")

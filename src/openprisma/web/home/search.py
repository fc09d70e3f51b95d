"""Search in one's own files, by title or reference. Sent with POST: what somebody looks for stands
in no address and no log."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openprisma.files.my_work import my_work
from openprisma.gate.clock import today
from openprisma.gate.perform import visit
from openprisma.subjects.identity import found_in
from openprisma.web.places import file_url

MOST = 100


def search(request: HttpRequest) -> HttpResponse:
    """Files of mine whose title, reference, kind or stage holds every word; never those of
    others."""
    words = request.POST.get("zoek", "").split()
    with visit(request.by) as actor:  # type: ignore[attr-defined]
        now = today()
        work = my_work(actor, now) if words else []
    found = [
        one
        for one in work
        if all(
            found_in(word, " ".join((one.title, one.reference, one.kind_title, one.stage.title)))
            for word in words
        )
    ]
    rows = [(one, file_url(one.kind, one.id)) for one in found[:MOST]]
    context = {
        "rows": rows,
        "count": len(found),
        "asked": request.POST.get("zoek", ""),
        "today": now,
        "most": MOST,
    }
    return render(request, "home/search.html", context)

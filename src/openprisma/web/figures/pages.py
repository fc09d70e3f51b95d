"""The table of the annual report, each figure opening to the events behind it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openprisma.cases.queries import panel_choices
from openprisma.figures.published import Fact
from openprisma.figures.queries import Report
from openprisma.files.my_work import my_work
from openprisma.gate.clock import today
from openprisma.gate.perform import perform, visit
from openprisma.gate.published import stands_for
from openprisma.kernel.errors import BadInput
from openprisma.web.places import file_url


def figures(request: HttpRequest) -> HttpResponse:
    """The table of a year, as it was known on a day; with `rij` and `kolom` also the events behind
    one figure."""
    asked: dict[str, Any] = {
        name: request.GET[name] for name in ("jaar", "peildatum") if request.GET.get(name)
    }
    errors: dict[str, str] = {}
    last = today().year - 1
    try:
        page: Report = perform(request.by, "cijfers_inzien", **({"jaar": last} | asked))  # type: ignore[attr-defined]
    except BadInput as bad:
        errors = bad.fields or {"": bad.what}
        page = perform(request.by, "cijfers_inzien", jaar=last)  # type: ignore[attr-defined]
    names = dict(panel_choices())
    context: dict[str, Any] = {
        "page": page,
        "errors": errors,
        "asked": asked,
        "shown": urlencode({"jaar": page.year, "peildatum": page.as_of}),
        "behind": _behind(request, page),
        "panels": [
            (names.get(code, code or "zonder tafel"), len(found))
            for code, found in page.panels.items()
        ],
    }
    return render(request, "figures/report.html", context, status=400 if errors else 200)


def _behind(request: HttpRequest, page: Report) -> dict[str, Any] | None:
    """The events behind the figure that was opened, with a link for those whose file is mine."""
    row = next((one for one in page.rows if one.row.nr == request.GET.get("rij")), None)
    if row is None:
        return None
    started = request.GET.get("kolom") == "gestart"
    with visit(request.by) as actor:  # type: ignore[attr-defined]
        mine = {
            stands_for(page.key, one.id): file_url(one.kind, one.id)
            for one in my_work(actor, today())
        }
    events: list[Fact] = row.started if started else row.running
    return {
        "row": row.row,
        "started": started,
        "events": [(one, mine.get(one.of, "")) for one in events],
    }

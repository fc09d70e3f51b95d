"""The indicators, and the annual report as a page and as files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openprisma.documents.printing import as_pdf
from openprisma.documents.tables import as_odt, as_xlsx
from openprisma.gate.clock import today
from openprisma.gate.perform import perform
from openprisma.kernel.errors import BadInput
from openprisma.reports.counting import Indicators
from openprisma.reports.queries import Annual
from openprisma.reports.shown import annual_sheet, printed, sections
from openprisma.web.printed import foot

KINDS: dict[str, str] = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
}


def _read(request: HttpRequest, act: str) -> tuple[Any, dict[str, str]]:
    by = request.by  # type: ignore[attr-defined]
    asked: dict[str, Any] = {
        name: request.GET[name] for name in ("jaar", "peildatum") if request.GET.get(name)
    }
    last = today().year - 1
    try:
        return perform(by, act, **({"jaar": last} | asked)), {}
    except BadInput as bad:
        return perform(by, act, jaar=last), bad.fields or {"": bad.what}


def _told(page: Any, errors: dict[str, str]) -> dict[str, Any]:
    shown = urlencode({"jaar": page.year, "peildatum": page.as_of})
    return {"page": page, "errors": errors, "shown": shown}


def indicators(request: HttpRequest) -> HttpResponse:
    """The indicators of a year; with `cijfer` also what is behind one."""
    found, errors = _read(request, "indicatoren_inzien")
    page: Indicators = found
    opened = next((one for one in page.rows if one.id == request.GET.get("cijfer")), None)
    told = _told(page, errors) | {"opened": opened}
    return render(request, "activities/indicators.html", told, status=400 if errors else 200)


def annual(request: HttpRequest) -> HttpResponse:
    """The annual report of a year."""
    found, errors = _read(request, "jaarverslag_inzien")
    page: Annual = found
    shown = [
        {
            "heading": one.heading,
            "lines": one.lines,
            "columns": one.columns,
            "cells": [list(zip(one.columns, row, strict=True)) for row in one.rows],
        }
        for one in sections(page)
    ]
    told = _told(page, errors) | {"sections": shown}
    return render(request, "activities/annual.html", told, status=400 if errors else 200)


def annual_file(form: str) -> Callable[[HttpRequest], HttpResponse]:
    """The annual report as a file of this form."""

    def show(request: HttpRequest) -> HttpResponse:
        page: Annual = _read(request, "jaarverslag_inzien")[0]
        if form == "pdf":
            made = as_pdf(printed(page, foot(request, f"jaarverslag {page.year}")))
        else:
            made = (as_xlsx if form == "xlsx" else as_odt)(annual_sheet(page))
        answer = HttpResponse(made, content_type=KINDS[form])
        answer["Content-Disposition"] = f'attachment; filename="jaarverslag-{page.year}.{form}"'
        return answer

    show.__name__ = f"annual_{form}"
    return show

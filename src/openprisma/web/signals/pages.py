"""The pages of a signal."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openprisma.gate.clock import today
from openprisma.gate.perform import perform
from openprisma.partners.queries import municipalities
from openprisma.signals.facts import forms_to_report
from openprisma.signals.queries import SignalPage
from openprisma.web.downloads import download
from openprisma.web.files.act_pages import links, plain_form
from openprisma.web.forms import asks
from openprisma.web.home.worklist import file_list
from openprisma.web.places import file_url
from openprisma.web.signals.forms import CRITERIA, DRAFT, REPORT, REVISE, WEIGHING


def signals(request: HttpRequest) -> HttpResponse:
    """My signals."""
    return file_list(request, "signaal", "signals/list.html")


@asks(DRAFT)
def new_signal(request: HttpRequest) -> HttpResponse:
    """Begin a draft: four fields; the rest follows on its page."""
    choices = {"places": municipalities(), "forms": forms_to_report(today())}
    return plain_form(
        request,
        DRAFT,
        choices,
        back="/signalen",
        then=lambda made: file_url("signaal", made),
    )


def signal(request: HttpRequest, file: UUID) -> HttpResponse:
    """One signal: what was seen, the five criteria, who said what."""
    page: SignalPage = perform(request.by, "signaal_inzien", file=file)  # type: ignore[attr-defined]
    context: dict[str, Any] = {
        "page": page,
        "head": page.head,
        "tab": "overzicht",
        "links": links(request, page, "overzicht"),
    }
    context["ready"] = any(c.act == REPORT.act and c.allowed for c in page.head.choices)
    context["writes"] = any(c.act == REVISE.act and c.allowed for c in page.head.choices)
    context |= {"criteria": _criteria(page), "weighing": WEIGHING, "prefix": "signalen"}
    return render(request, "signals/signal.html", context)


def attachment(request: HttpRequest, file: UUID, bijlage: UUID) -> HttpResponse:
    """One attachment, to keep or to look at: never inside our own page."""
    found = perform(request.by, "bijlage_inzien", file=file, bijlage=bijlage)  # type: ignore[attr-defined]
    return download(found, "bijlage")


def _criteria(page: SignalPage) -> list[dict[str, Any]]:
    """A row for each criterion: the explanation and each verdict, one's own first."""
    verdicts = sorted(page.verdicts, key=lambda v: v.participant_id != page.head.participant)
    return [
        {
            "letter": letter,
            "title": title,
            "explained": page.signal.criteria.get(letter, ""),
            "said": [
                (v, v.criteria.get(letter), v.participant_id == page.head.participant)
                for v in verdicts
            ],
        }
        for letter, title in CRITERIA
    ]

"""What the bureau did: the list of a year, quick forms for a phone, and a sheet to take along."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openprisma.activities.queries import Listed
from openprisma.activities.sheet import HEADS
from openprisma.documents.tables import Sheet, as_xlsx
from openprisma.gate.clock import today
from openprisma.gate.law import lawbook
from openprisma.gate.perform import perform, visit
from openprisma.kernel.errors import BadInput
from openprisma.partners.queries import municipalities, participants
from openprisma.web.files.act_pages import plain_form
from openprisma.web.forms import Form, Options, asks
from openprisma.web.questions import Made, form_of

HERE = "/activiteiten"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ASKED = ("jaar", "soort", "gemeente", "spoor")
SHOWN = 200  # activities on one page; all go into the sheet


def _done(context: Any) -> Options:
    """The activities of this year and the last, the newest first."""
    kinds = lawbook().vocabulary.lists["activiteitsoorten"]
    return [
        (one.id, f"{one.on_day:%d-%m-%Y}: {one.times} × {kinds[one.kind]}, {one.place or 'regio'}")
        for one in context["done"]
    ]


PLACE = Made(options=lambda c: c["places"])
TODAY = Made(value=lambda c: c["today"])
LAY_DOWN = form_of(
    "activiteit_vastleggen",
    gemeente=PLACE,
    op=TODAY,
    organisatie=Made(options=lambda c: c["organisations"]),
)
CONTROL = form_of("controle_vastleggen", gemeente=PLACE, op=TODAY)
DONE = Made(options=_done)
CORRECT = form_of("activiteit_verbeteren", activiteit=DONE, gemeente=PLACE)
WITHDRAW = form_of("activiteit_intrekken", activiteit=DONE)
READ_IN = form_of("activiteiten_inlezen")


def _read(request: HttpRequest) -> tuple[Listed, dict[str, str]]:
    by = request.by  # type: ignore[attr-defined]
    asked: dict[str, Any] = {name: request.GET[name] for name in ASKED if request.GET.get(name)}
    now = today().year
    try:
        return perform(by, "activiteiten_inzien", **({"jaar": now} | asked)), {}
    except BadInput as bad:
        return perform(by, "activiteiten_inzien", jaar=now), bad.fields or {"": bad.what}


def activities(request: HttpRequest) -> HttpResponse:
    """The activities of a year: of one kind, municipality or track with `soort`, `gemeente` or
    `spoor`."""
    page, errors = _read(request)
    lists = lawbook().vocabulary.lists
    told = {
        "page": page,
        "entries": page.entries[:SHOWN],
        "errors": errors,
        "filters": [
            ("soort", "Wat", _choices(lists["activiteitsoorten"].items(), request, "soort")),
            ("gemeente", "Gemeente", _choices(municipalities(), request, "gemeente")),
            ("spoor", "Spoor", _choices(lists["sporen"].items(), request, "spoor")),
        ],
        "shown": urlencode({n: request.GET[n] for n in ASKED if request.GET.get(n)}),
    }
    return render(request, "activities/list.html", told, status=400 if errors else 200)


def _choices(options: Any, request: HttpRequest, name: str) -> list[tuple[str, str, bool]]:
    return [(code, text, code == request.GET.get(name)) for code, text in options]


def activities_sheet(request: HttpRequest) -> HttpResponse:
    """What is listed, under the headings that are read in again."""
    page, _ = _read(request)
    lists = lawbook().vocabulary.lists
    rows: list[list[str | int]] = [
        [
            one.on_day.isoformat(),
            lists["activiteitsoorten"][one.kind],
            one.place,
            lists["sporen"].get(one.track, one.track),
            lists["doelgroepen"].get(one.audience, ""),
            one.times,
            "" if one.reached is None else one.reached,
            lists["controleteams"].get(one.team, ""),
            one.about,
        ]
        for one in page.entries
    ]
    made = as_xlsx(Sheet(f"Activiteiten {page.year}", [], list(HEADS), rows))
    answer = HttpResponse(made, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="activiteiten-{page.year}.xlsx"'
    return answer


def _form(request: HttpRequest, form: Form, **told: Any) -> HttpResponse:
    with visit(request.by):  # type: ignore[attr-defined]
        day = today()
        told |= {"places": municipalities(), "organisations": participants(day)}
    told["today"] = day.isoformat()
    return plain_form(request, form, told, back=HERE, then=lambda _: HERE, says=True)


def _of_two_years(request: HttpRequest) -> list[Any]:
    by, year = request.by, today().year  # type: ignore[attr-defined]
    pages: list[Listed] = [perform(by, "activiteiten_inzien", jaar=one) for one in (year, year - 1)]
    return [one for page in pages for one in page.entries]


@asks(LAY_DOWN)
def activity_new(request: HttpRequest) -> HttpResponse:
    """Lay down what was done."""
    return _form(request, LAY_DOWN)


@asks(CONTROL)
def activity_control(request: HttpRequest) -> HttpResponse:
    """Lay down controls of a team."""
    return _form(request, CONTROL)


@asks(CORRECT)
def activity_correct(request: HttpRequest) -> HttpResponse:
    """Put something right."""
    return _form(request, CORRECT, done=_of_two_years(request))


@asks(WITHDRAW)
def activity_withdraw(request: HttpRequest) -> HttpResponse:
    """Say that one does not count."""
    return _form(request, WITHDRAW, done=_of_two_years(request))


@asks(READ_IN)
def activities_read_in(request: HttpRequest) -> HttpResponse:
    """Take in a spreadsheet."""
    return _form(request, READ_IN)

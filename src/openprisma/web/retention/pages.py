"""What goes until a day, the runs that destroyed with their certificates, and what is kept longer.
Numbers and days: what something was about, these pages do not know."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from openprisma.documents.printing import Print, Section, as_pdf
from openprisma.documents.tables import Sheet
from openprisma.files.my_work import work_on
from openprisma.gate.law import lawbook
from openprisma.gate.perform import perform, visit
from openprisma.kernel.days import in_words
from openprisma.kernel.errors import BadInput
from openprisma.retention.queries import Longer, Outlook, Ran
from openprisma.web.methods.lists import MADE
from openprisma.web.places import file_url
from openprisma.web.printed import HOUSE, foot
from openprisma.web.tags import cite


def destruction(request: HttpRequest) -> HttpResponse:
    """The page; with `op` it shows what would be gone on that day."""
    asked = request.GET.get("op", "")
    wrong = ""
    try:
        found = _read(request, **({"op": asked} if asked else {}))
    except BadInput as bad:
        wrong = bad.fields.get("op", bad.what)
        found = _read(request)
    context: dict[str, Any] = {
        "page": found,
        "wrong": wrong,
        "asked": asked,
        "day": found.then.isoformat(),
        "now": sum(one.today for one in found.falling),
        "then": sum(one.then for one in found.falling),
        "longer": _shown(request, found),
    }
    return render(request, "retention/destruction.html", context, status=400 if wrong else 200)


def destruction_ods(request: HttpRequest) -> HttpResponse:
    """What goes until a day, as a spreadsheet in the open standard."""
    return _taken(request, "ods")


def destruction_xlsx(request: HttpRequest) -> HttpResponse:
    """What goes until a day, as a spreadsheet."""
    return _taken(request, "xlsx")


def certificate(request: HttpRequest, uitvoering: UUID) -> HttpResponse:
    """The certificate of a run as PDF: counts, articles and days, without content."""
    found = _read(request)
    ran = next((one for one in found.runs if one.id == uitvoering), None)
    if ran is None:
        raise Http404
    answer = HttpResponse(_printed(request, ran), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="verklaring-{ran.on_day}.pdf"'
    return answer


def _taken(request: HttpRequest, form: str) -> HttpResponse:
    """The counts of the page for the day that is asked, with who took them along. Raises `BadInput`
    for a day that cannot be."""
    asked = request.GET.get("op", "")
    found = _read(request, **({"op": asked} if asked else {}))
    made, type_ = MADE[form]
    who = request.session["wie"]["name"]
    sheet = Sheet(
        f"Wat vervalt tot en met {in_words(found.then)}",
        [f"{HOUSE}, {in_words(found.today)}, opgehaald door {who}"],
        ["Wat", "Artikel", "Vandaag", "Op die dag"],
        [[one.what, cite(one.norm), one.today, one.then] for one in found.falling],
        ["Dit zijn aantallen. Over wie het gaat, staat hier niet."],
    )
    answer = HttpResponse(made(sheet), content_type=type_)
    answer["Content-Disposition"] = f'attachment; filename="vernietiging-{found.then}.{form}"'
    return answer


def _read(request: HttpRequest, **asked: Any) -> Outlook:
    by: bytes = request.by  # type: ignore[attr-defined]
    found: Outlook = perform(by, "vernietiging_inzien", **asked)
    return found


def _shown(request: HttpRequest, found: Outlook) -> list[tuple[Longer, Any, str]]:
    """What is kept longer, each with the file as whoever looks knows it."""
    with visit(request.by) as actor:  # type: ignore[attr-defined]
        files = {one.file for one in found.longer}
        work = {one.id: one for one in work_on(actor, found.today, files)}
    return [
        (one, work[one.file], file_url(work[one.file].kind, one.file))
        for one in found.longer
        if one.file in work
    ]


def _printed(request: HttpRequest, ran: Ran) -> bytes:
    lists = lawbook().vocabulary.lists
    rows = [
        [
            one.what,
            lists["vernietigingsgronden"][one.ground],
            cite(one.norm),
            in_words(one.on_day),
            str(one.number),
        ]
        for one in ran.lines
    ]
    state = lists["vernietigingsstanden"][ran.state]
    return as_pdf(
        Print(
            "Verklaring van vernietiging",
            f"Begonnen op {in_words(ran.on_day)}, stand: {state}",
            [
                f"Vernietigd: {ran.done} rijen. Overgebleven wat weg had moeten zijn: {ran.left}.",
                "Deze verklaring noemt geen dossier en geen persoon: alleen wat er in aantallen "
                "wegging, op welke dag en volgens welk artikel.",
                f"De versie van de regels: {ran.law[:16]}.",
            ],
            [Section("Wat wegging", [], ["Wat", "Waarom", "Artikel", "Dag", "Aantal"], rows)],
            foot(request, "zonder inhoud"),
        )
    )

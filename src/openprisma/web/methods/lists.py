"""The list of one's own files of a working method, to take along: as a spreadsheet, and with a line
in the log, for it leaves the house."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern

from openprisma.documents.tables import Sheet, as_ods, as_xlsx
from openprisma.files.my_work import Work, my_work
from openprisma.gate.clock import today
from openprisma.gate.law import procedures
from openprisma.gate.perform import perform, visit
from openprisma.kernel.days import in_words
from openprisma.web.places import places
from openprisma.web.printed import HOUSE
from openprisma.web.routing import View, page

MOST = 5_000  # files in one sheet, the newest first
HEADER = ["Titel", "Kenmerk", "Stap", "Wie is aan zet", "Geopend", "Tot en met"]
MADE: dict[str, tuple[Callable[[Sheet], bytes], str]] = {
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "ods": (as_ods, "application/vnd.oasis.opendocument.spreadsheet"),
}


def taken() -> Iterator[URLPattern]:
    """For each working method its list, in each form."""
    for kind, place in places().items():
        for form in MADE:
            yield page(f"{place}/lijst.{form}", _list(kind, form), act="lijst_ophalen")


def _list(kind: str, form: str) -> View:
    def show(request: HttpRequest) -> HttpResponse:
        by = request.by  # type: ignore[attr-defined]
        perform(by, "lijst_ophalen", werkwijze=kind)
        with visit(by) as actor:
            day = today()
            work = my_work(actor, day, kind=kind, most=MOST + 1, turns=True)
        notes = [f"Niet alles: de {MOST} nieuwste."] if len(work) > MOST else []
        title = procedures()[kind].entry.plural
        made, type_ = MADE[form]
        told = f"{HOUSE}, {in_words(day)}, opgehaald door {request.session['wie']['name']}"
        rows = [_row(one) for one in work[:MOST]]
        answer = HttpResponse(made(Sheet(title, [told], HEADER, rows, notes)), content_type=type_)
        answer["Content-Disposition"] = f'attachment; filename="{places()[kind]}.{form}"'
        return answer

    show.__name__ = f"list_{kind}_{form}"
    return show


def _row(one: Work) -> list[str | int]:
    turn = "u bent aan zet" if one.mine else one.stage.turn
    until = one.ends_on.isoformat() if one.ends_on else ""
    stage = "niet meer open" if one.shut else one.stage.title
    return [one.title, one.reference, stage, turn, one.opened_on.isoformat(), until]

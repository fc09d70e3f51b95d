"""The table of money of a year, with what does not add up; and the forms of its lines."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openprisma.documents.tables import as_xlsx
from openprisma.finance.entry import entry
from openprisma.finance.money import in_euros
from openprisma.finance.queries import Money
from openprisma.finance.shown import as_sheet, template_sheet
from openprisma.finance.table import BUDGET, COSTS, INCOME, REALISED, Figure
from openprisma.gate.clock import today
from openprisma.gate.perform import perform
from openprisma.kernel.errors import BadInput
from openprisma.web.files.act_pages import plain_form
from openprisma.web.forms import Options, asks
from openprisma.web.questions import Made, form_of

HERE = "/financien"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _lines(context: Any) -> Options:
    """The lines of a year that can be chosen."""
    page: Money = context["money"]
    return [
        (one.id, f"{entry().parts[one.part].title}, {one.side}, {one.label}") for one in page.lines
    ]


LINE = Made(options=_lines)
YEAR = Made(value=lambda context: str(context["year"]))
READ_IN = form_of("begroting_inlezen", jaar=YEAR)
LAY_DOWN = form_of("begroting_regel_vastleggen", jaar=YEAR)
CORRECT = form_of("begroting_regel_verbeteren", regel=LINE)
WITHDRAW = form_of("begroting_regel_intrekken", regel=LINE)


def finance(request: HttpRequest) -> HttpResponse:
    """The table of a year as it was known on a day; with `cijfer` also the lines behind one
    figure."""
    page, errors = _read(request)
    opened = page.table.figure(request.GET.get("cijfer", ""))
    told = {
        "page": page,
        "errors": errors,
        "parts": [_part(page, part) for part in entry().parts if page.table.of(part)],
        "opened": opened,
        "shown": urlencode({"jaar": page.year, "peildatum": page.as_of}),
    }
    return render(request, "finance/table.html", told, status=400 if errors else 200)


def _read(request: HttpRequest) -> tuple[Money, dict[str, str]]:
    by = request.by  # type: ignore[attr-defined]
    asked: dict[str, Any] = {
        name: request.GET[name] for name in ("jaar", "peildatum") if request.GET.get(name)
    }
    last = today().year - 1
    try:
        return perform(by, "financien_inzien", **({"jaar": last} | asked)), {}
    except BadInput as bad:
        return perform(by, "financien_inzien", jaar=last), bad.fields or {"": bad.what}


def _part(page: Money, part: str) -> dict[str, Any]:
    """A part of the table: its lines, and its sums beside the totals of the source."""
    table = page.table
    kinds = (INCOME, COSTS, entry().result)
    sums = [
        (kind, [table.figure(f"{part}.{kind}.{c}") for c in (BUDGET, REALISED)]) for kind in kinds
    ]
    return {
        "title": entry().parts[part].title,
        "lines": [(one, in_euros(one.budget), in_euros(one.realised)) for one in table.of(part)],
        "sums": [(kind, [_told(one) for one in found]) for kind, found in sums if any(found)],
    }


def _told(figure: Figure | None) -> tuple[str, str, str]:
    """The id of a figure, its amount, and whether the source names another."""
    if figure is None:
        return "", "–", ""
    other = f"de bron noemt {in_euros(figure.stated)}" if figure.off else ""
    return figure.id, in_euros(figure.amount), other


def finance_sheet(request: HttpRequest) -> HttpResponse:
    """The table of a year as a spreadsheet, with what does not add up."""
    page, _ = _read(request)
    return _kept(as_xlsx(as_sheet(page)), f"financien-{page.year}.xlsx")


def finance_template(request: HttpRequest) -> HttpResponse:
    """The lines of a year under the headings that can be read in again."""
    page, _ = _read(request)
    return _kept(as_xlsx(template_sheet(page)), f"begroting-{page.year}.xlsx")


def _kept(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _form(request: HttpRequest, form: Any) -> HttpResponse:
    page, _ = _read(request)
    back = f"{HERE}?jaar={page.year}"
    told = {"money": page, "year": page.year}
    return plain_form(request, form, told, back=back, then=lambda _: back, says=True)


@asks(READ_IN)
def finance_read_in(request: HttpRequest) -> HttpResponse:
    """Take in a spreadsheet of a year."""
    return _form(request, READ_IN)


@asks(LAY_DOWN)
def finance_line(request: HttpRequest) -> HttpResponse:
    """Lay down one line."""
    return _form(request, LAY_DOWN)


@asks(CORRECT)
def finance_correct(request: HttpRequest) -> HttpResponse:
    """Give a line other amounts."""
    return _form(request, CORRECT)


@asks(WITHDRAW)
def finance_withdraw(request: HttpRequest) -> HttpResponse:
    """End a line."""
    return _form(request, WITHDRAW)

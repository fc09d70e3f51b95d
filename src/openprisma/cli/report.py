"""`openprisma report finance --year 2024`: the tables of the annual report, and what is behind each
figure. Only in a demo or test."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from openprisma.cli.answer import tell
from openprisma.cli.days import day_of
from openprisma.documents.printing import Print, as_pdf
from openprisma.documents.tables import Sheet, as_odt, as_xlsx
from openprisma.figures.published import Fact
from openprisma.figures.queries import Report
from openprisma.finance.queries import Money
from openprisma.finance.shown import as_sheet as money_sheet
from openprisma.finance.shown import explained, in_lines
from openprisma.gate import ledger
from openprisma.gate.birth import fit_to_start
from openprisma.gate.perform import perform
from openprisma.kernel.days import in_words
from openprisma.kernel.errors import BadInput
from openprisma.reports.counting import Indicators
from openprisma.reports.queries import Annual
from openprisma.reports.shown import annual_lines, annual_sheet, as_lines, printed
from openprisma.reports.shown import as_sheet as indicator_sheet
from openprisma.reports.shown import explained as behind
from openprisma.stories.region import head_of_bureau, person_id


@dataclass(frozen=True)
class Kind:
    """A report: the act that reads it, what a program gets of it, its lines for people, its sheet,
    the figures that open, each with the lines behind it; and, where it can be printed, how."""

    act: str
    numbers: Callable[[Any], Any]
    lines: Callable[[Any], list[str]]
    sheet: Callable[[Any], Sheet]
    figures: Callable[[Any], dict[str, list[str]]]
    printed: Callable[[Any], Print] | None = None


def run(options: Any) -> int:
    """Count as the person given, the head of the bureau unless told otherwise; leaves a line like
    every read. Raises `BadInput` for a figure that is not there, and for a report that has no
    such form."""
    fit_to_start()
    kind = kinds()[options.what]
    by, who = secrets.token_bytes(32), options.person or head_of_bureau(options.region)
    ledger.call("issue", by, person_id(options.region, who), "", "5 minutes", "opdrachtregel")
    given: dict[str, Any] = {"jaar": options.year} | (
        {"peildatum": day_of(options.as_of)} if options.as_of else {}
    )
    report = perform(by, kind.act, **given)
    if options.explain:
        told = _behind(kind.figures(report), options.explain)
        tell(told, told, as_json=options.json)
        return 0
    if made := _as_file(kind, report, options):
        sys.stdout.buffer.write(made)
        return 0
    tell(kind.numbers(report), kind.lines(report), as_json=options.json)
    return 0


def _behind(figures: dict[str, list[str]], wanted: str) -> list[str]:
    if wanted not in figures:
        raise BadInput(
            f"Het cijfer {wanted} is er niet.", remedy=f"Kies uit: {', '.join(figures)}."
        )
    return figures[wanted]


def _as_file(kind: Kind, report: Any, options: Any) -> bytes | None:
    """The report as the file that was asked for."""
    if options.pdf:
        if kind.printed is None:
            raise BadInput("Dit rapport is er niet als PDF.", remedy="Kies --xlsx of --odt.")
        return as_pdf(kind.printed(report))
    if options.xlsx or options.odt:
        sheet = kind.sheet(report)
        return as_xlsx(sheet) if options.xlsx else as_odt(sheet)
    return None


def kinds() -> dict[str, Kind]:
    """Every report by its name."""
    return {
        "operational-results": Kind(
            "cijfers_inzien", lambda one: one.numbers(), _lines, as_sheet, _events
        ),
        "finance": Kind("financien_inzien", lambda one: one, in_lines, money_sheet, _of_money),
        "indicators": Kind(
            "indicatoren_inzien", lambda one: one, as_lines, indicator_sheet, _of_indicators
        ),
        "annual": Kind(
            "jaarverslag_inzien",
            lambda one: one.numbers(),
            annual_lines,
            annual_sheet,
            _of_annual,
            printed,
        ),
    }


def _of_indicators(page: Indicators) -> dict[str, list[str]]:
    return {one.id: behind(one) for one in page.rows}


def _of_annual(page: Annual) -> dict[str, list[str]]:
    """Every figure of the chapters of the report."""
    return _events(page.results) | _of_indicators(page.indicators) | _of_money(page.money)


def _of_money(page: Money) -> dict[str, list[str]]:
    return {one.id: explained(one) for one in page.figures}


def _events(report: Report) -> dict[str, list[str]]:
    """Each number of the table with the events behind it, in codes and days."""
    found = {}
    for one in report.rows:
        for column, events in (("gestart", one.started), ("lopend", one.running)):
            head = f"{one.row.nr} {one.row.label}, {column} = {len(events)}"
            found[f"{one.row.nr}.{column}"] = [head, *(_event(fact) for fact in events)]
    return found


def _event(one: Fact) -> str:
    told = (one.kind, one.panel, one.origin, one.advice, " ".join(one.themes))
    return f"  {one.on_day} {' '.join(part for part in told if part)}"


def as_sheet(report: Report) -> Sheet:
    """The table with its definitions, for a spreadsheet or a document."""
    rows: list[list[str | int]] = [
        [one.row.nr, one.row.label, len(one.started), len(one.running)] for one in report.rows
    ]
    rows += [["", one.label, len(one.events), ""] for one in report.beside]
    notes = [f"{name.capitalize()}: {text}" for name, text in report.entry.definitions.items()]
    return Sheet(
        f"{report.entry.title} {report.year}",
        [f"Stand van {in_words(report.as_of)}."],
        ["Rij", "Wat", "Gestart", "Lopend"],
        rows,
        [*notes, *report.entry.cannot_tell],
    )


def _lines(report: Report) -> list[str]:
    head = [
        f"{report.entry.title} {report.year}, stand van {in_words(report.as_of)}",
        f"{'':4}{'':44}{'gestart':>8}{'lopend':>8}",
    ]
    rows = [
        f"{one.row.nr:4}{one.row.label:44}{len(one.started):8}{len(one.running):8}"
        for one in report.rows
    ]
    beside = [f"{'':4}{one.label:44}{len(one.events):8}" for one in report.beside]
    notes = [f"{name}: {text}" for name, text in report.entry.definitions.items()]
    return [*head, *rows, "", *beside, "", *notes, "", *report.entry.cannot_tell]

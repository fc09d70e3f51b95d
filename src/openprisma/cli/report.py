"""`openprisma report operational-results --year 2024`: the table of the annual report. Only in a
demo or test."""

from __future__ import annotations

import secrets
import sys
from typing import Any

from openprisma.cli.answer import tell
from openprisma.cli.days import day_of
from openprisma.documents.tables import Sheet, as_odt, as_xlsx
from openprisma.figures.queries import Report
from openprisma.gate import ledger
from openprisma.gate.birth import fit_to_start
from openprisma.gate.perform import perform
from openprisma.kernel.days import in_words
from openprisma.stories.region import head_of_bureau, person_id


def run(options: Any) -> int:
    """Count as the person given, the head of the bureau unless told otherwise; leaves a line like
    every read."""
    fit_to_start()
    by, who = secrets.token_bytes(32), options.person or head_of_bureau(options.region)
    ledger.call("issue", by, person_id(options.region, who), "", "5 minutes", "opdrachtregel")
    given: dict[str, Any] = {"jaar": options.year} | (
        {"peildatum": day_of(options.as_of)} if options.as_of else {}
    )
    report: Report = perform(by, "cijfers_inzien", **given)
    if options.xlsx or options.odt:
        sheet = as_sheet(report)
        sys.stdout.buffer.write(as_xlsx(sheet) if options.xlsx else as_odt(sheet))
        return 0
    tell(report.numbers(), _lines(report), as_json=options.json)
    return 0


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

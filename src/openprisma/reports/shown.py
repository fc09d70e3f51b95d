"""Indicators and the annual report in words: lines, sheets and a document to print."""

from __future__ import annotations

from openprisma.documents.printing import Print, Section
from openprisma.documents.tables import Sheet, Value
from openprisma.finance.entry import entry
from openprisma.finance.money import in_euros
from openprisma.finance.table import BUDGET, REALISED
from openprisma.gate.law import lawbook
from openprisma.kernel.days import in_words
from openprisma.reports.counting import Indicator, Indicators
from openprisma.reports.queries import Annual

WIDE = 4  # columns of the widest chapter
BESIDE = "Wat niet klopt of niet te zeggen is"


def as_lines(page: Indicators) -> list[str]:
    """The indicators as text."""
    found = [f"{page.title} {page.year}, stand van {in_words(page.as_of)}"]
    for table in page.tables:
        found += [
            "",
            table.title,
            *(f"  {one.id:22}{one.label:50}{one.number:7}" for one in table.rows),
        ]
    return [*found, "", BESIDE, *(f"  {one}" for one in page.differences)]


def as_sheet(page: Indicators) -> Sheet:
    """The indicators for a spreadsheet or a document."""
    rows: list[list[Value]] = [
        [table.title, one.id, one.label, one.number, "" if one.published is None else one.published]
        for table in page.tables
        for one in table.rows
    ]
    notes = [*page.differences, *_defined(page.definitions)]
    head = ["Tabel", "Cijfer", "Wat", "Aantal", "Bron noemt"]
    return Sheet(f"{page.title} {page.year}", [_stand(page)], head, rows, notes)


def _stand(page: Indicators | Annual) -> str:
    return f"Stand van {in_words(page.as_of)}."


def _defined(definitions: dict[str, str]) -> list[str]:
    return [f"{name[0].upper()}{name[1:]}: {text}" for name, text in definitions.items()]


def explained(one: Indicator) -> list[str]:
    """What is behind an indicator, as text."""
    names = lawbook().vocabulary.lists
    kinds = names["activiteitsoorten"] | names["gebeurtenissen"]
    found = [f"{one.id}: {one.label} = {one.number}"]
    for it in one.behind:
        beside = (kinds[it.kind], it.place, names["doelgroepen"].get(it.audience, ""))
        told = ", ".join(part for part in beside if part)
        found.append(f"  {it.on_day}  {it.times:5} × {told}")
    return found


def sections(page: Annual) -> list[Section]:
    """The chapters of the annual report, each a table with what it rests on."""
    return [
        _results(page),
        *_of_indicators(page),
        _money(page),
        _interventions(page),
        _feedback(page),
        Section("Waar de cijfers vandaan komen", [f"{k}: {v}." for k, v in page.sources.items()]),
    ]


def _results(page: Annual) -> Section:
    told = page.results
    rows = [
        [one.row.nr, one.row.label, str(len(one.started)), str(len(one.running))]
        for one in told.rows
    ]
    rows += [["", one.label, str(len(one.events)), ""] for one in told.beside]
    lines = [*_defined(told.entry.definitions), *told.entry.cannot_tell]
    return Section("Operationele resultaten", lines, ["Rij", "Wat", "Gestart", "Lopend"], rows)


def _of_indicators(page: Annual) -> list[Section]:
    found = [
        Section(
            table.title,
            [],
            ["Wat", "Aantal", "Bron noemt"],
            [
                [
                    one.label,
                    str(one.number),
                    "" if one.published is None else str(one.published),
                ]
                for one in table.rows
            ],
        )
        for table in page.indicators.tables
    ]
    notes = [*page.indicators.differences, *_defined(page.indicators.definitions)]
    return [*found, Section("Bij de indicatoren", notes)]


def _money(page: Annual) -> Section:
    table, rows = page.money.table, list[list[str]]()
    for part, told in entry().parts.items():
        for what in ("baten", "lasten", entry().result):
            found = [table.figure(f"{part}.{what}.{column}") for column in (BUDGET, REALISED)]
            if any(found):
                amounts = [in_euros(one.amount if one else None) for one in found]
                rows.append([told.title, what, *amounts])
    lines = [*(one.says for one in page.money.differences), *_defined(page.money.definitions)]
    return Section("Financiën", lines, ["Onderdeel", "Wat", "Begroot", "Realisatie"], rows)


def _interventions(page: Annual) -> Section:
    names, told = lawbook().vocabulary.lists["interventiesoorten"], page.interventions
    rows = [
        [name, *(str(found.get(code, 0)) for found in (told.advised, told.done, told.ended))]
        for code, name in names.items()
    ]
    lines = [
        f"In {page.year}. Een uitgevoerde interventie telt vanaf de dag dat dit is vastgelegd."
    ]
    head = ["Soort", "Geadviseerd", "Uitgevoerd", "Afgerond"]
    return Section("Interventies", lines, head, rows)


def _feedback(page: Annual) -> Section:
    told = page.feedback
    lines = [
        "Wie een resultaat kreeg, laat elk jaar weten wat ermee is gedaan (artikel 1.7 lid 4 Wgs).",
    ]
    rows = [
        ["Ontvanger deed er iets mee", str(told.followed)],
        ["Ontvanger deed er niets mee, met de reden in het dossier", str(told.unfollowed)],
    ]
    return Section("Terugkoppeling van ontvangers", lines, ["Wat", "Aantal"], rows)


def printed(page: Annual, foot: str = "OpenPrisma · jaarverslag") -> Print:
    """The annual report as a document."""
    intro = [
        _stand(page),
        "Elk cijfer telt gebeurtenissen, activiteiten of begrotingsregels. Het logboek is hiervoor "
        "niet gebruikt. Er staat niemand in, en geen dossier.",
    ]
    return Print(f"Jaarverslag {page.year}", "Artikel 1.12 Wgs", intro, sections(page), foot)


def annual_sheet(page: Annual) -> Sheet:
    """The whole report as one table, for a spreadsheet or a document."""
    rows: list[list[Value]] = []
    notes = list[str]()
    for one in sections(page):
        rows += [[one.heading, *row, *[""] * (WIDE - len(row))] for row in one.rows]
        notes += [f"{one.heading}. {line}" for line in one.lines]
    head = ["Hoofdstuk", *[""] * WIDE]
    return Sheet(f"Jaarverslag {page.year}", [_stand(page)], head, rows, notes)


def annual_lines(page: Annual) -> list[str]:
    """The report as text."""
    found = [f"Jaarverslag {page.year}", _stand(page)]
    for one in sections(page):
        found += ["", one.heading, *(f"  {'  '.join(row)}" for row in one.rows)]
        found += [f"  {line}" for line in one.lines]
    return found

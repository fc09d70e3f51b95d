"""The table of money in words: lines for a screen without a browser, and sheets to take along."""

from __future__ import annotations

from openprisma.documents.tables import Sheet, Value
from openprisma.finance.entry import entry
from openprisma.finance.money import in_euros, plain_euros
from openprisma.finance.queries import Money
from openprisma.finance.sheet import COLUMNS, as_rows
from openprisma.finance.table import Figure, Line
from openprisma.kernel.days import in_words

HEADER = ["Onderdeel", "Kant", "Soort", "Omschrijving", "Begroot", "Realisatie", "Bron"]


def as_sheet(page: Money) -> Sheet:
    """The table with its sums and, below, each difference by name."""
    rows: list[list[Value]] = []
    for part, told in entry().parts.items():
        rows += [_line(told.title, one) for one in page.table.of(part)]
    rows += [["som", "", "", one.label, *_twice(one), one.id] for one in page.figures]
    notes = [one.says for one in page.differences] or ["Alles wat is vergeleken, klopt."]
    notes += [f"{name.capitalize()}: {text}" for name, text in page.definitions.items()]
    return Sheet(
        f"{page.title} {page.year}",
        [f"Stand van {in_words(page.as_of)}. Bedragen in euro’s, zoals de bron ze noemt."],
        HEADER,
        rows,
        notes,
    )


def _line(title: str, one: Line) -> list[Value]:
    amounts = [plain_euros(one.budget), plain_euros(one.realised)]
    return [title, one.side, one.kind, one.label, *amounts, one.source]


def _twice(one: Figure) -> list[Value]:
    """The amount in the column that it is of."""
    amount = plain_euros(one.amount)
    return [amount, ""] if one.id.endswith(".begroot") else ["", amount]


def template_sheet(page: Money) -> Sheet:
    """The lines under the headings that are read in again."""
    return Sheet(f"Begroting {page.year}", [], list(COLUMNS), as_rows(page.lines))


def in_lines(page: Money) -> list[str]:
    """The table as text."""
    found = [f"{page.title} {page.year}, stand van {in_words(page.as_of)}", ""]
    for part, told in entry().parts.items():
        lines = page.table.of(part)
        found += [told.title] * bool(lines)
        found += [
            f"  {one.side:7}{one.kind:9}{one.label:52}{in_euros(one.budget):>14}"
            f"{in_euros(one.realised):>14}"
            for one in lines
        ]
    found += ["", "Sommen"]
    found += [f"  {one.id:40}{in_euros(one.amount):>14}" for one in page.figures]
    told_off = [f"  {one.says}" for one in page.differences] or ["  Niets."]
    return [*found, "", "Wat niet klopt", *told_off]


def explained(figure: Figure) -> list[str]:
    """The lines behind a figure, as text."""
    stated = f"; de bron noemt {in_euros(figure.stated)}" if figure.off else ""
    column = figure.id.rpartition(".")[2]
    return [
        f"{figure.id}: {figure.label} = {in_euros(figure.amount)}{stated}",
        *(
            f"  {in_euros(one.amount(column)):>14}  {one.side:7}{one.label}"
            f" ({one.source or 'zonder bron'})"
            for one in figure.lines
        ),
    ]

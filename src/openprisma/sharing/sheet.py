"""A spreadsheet of data as somebody fills it in: its columns, what each row says, and what of the
sheet its sender must know before anything is shared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from openprisma.documents.headings import heading
from openprisma.documents.spreadsheets import Read
from openprisma.gate.plain import legible, tidy
from openprisma.kernel.errors import BadInput

# Heading of the template, and the parameter of `gegeven_verstrekken` that it fills.
COLUMNS = {
    "over wie": "betrokkene",
    "categorie": "categorie",
    "gegeven": "tekst",
    "bronsysteem": "bronsysteem",
    "vastgesteld op": "vastgesteld_op",
    "eerst verwerkt op": "eerst_verwerkt",
    "noodzaak": "noodzaak",
    "rechtmatig": "rechtmatig",
    "gezag": "gezag",
    "grond": "grond",
    "politie sinds": "politie_sinds",
    "nog in gebruik": "in_gebruik",
    "geheimhouding": "geheimhouding",
    "strafrechtelijk of bijzonder": "gevoelig",
    "eigen aanvraag": "eigen_aanvraag",
    "let op": "beperking",
}
# Without these nobody can deliver anything; the others say something more, and may be left out.
NEEDED = frozenset(list(COLUMNS)[:8])
YES_NO = ("rechtmatig", "in_gebruik", "geheimhouding", "gevoelig", "eigen_aanvraag")
TEMPLATE_SHEETS = frozenset(("uitleg", "keuzes"))  # beside the rows, in our own template
SHOWN = 80  # characters of a cell in a sentence about it
NAMED = 8  # rows, columns or sheets in one sentence
_AGAIN = "en zet het rekenblad opnieuw klaar"


def letter(at: int) -> str:
    """The letter of a column as a spreadsheet shows it; `at` counts from zero."""
    before, last = divmod(at, 26)
    return (letter(before - 1) if before else "") + chr(65 + last)


@dataclass(frozen=True)
class Delivered:
    """What a sheet says: the rows by parameter, the number of each on the sheet, where the column
    of each parameter stands (`kolom E “vastgesteld op”`), and what its sender must know (`notes`,
    whole sentences)."""

    rows: list[dict[str, str]]
    numbers: list[int]
    places: dict[str, str]
    notes: list[str] = field(default_factory=list)


def read_rows(read: Read) -> Delivered:
    """The rows of a sheet, without characters that nobody sees. Raises `BadInput` when a heading is
    missing or there twice, something stands under none, or a cell holds what is no text."""
    (_, first), *lines = read.rows
    heads = [heading(head) for head in tidy(first)]
    where = _where(heads)
    body = [(nr, tidy(row)) for nr, row in lines]
    for nr, row in body:
        _all_under_a_heading(heads, nr, row)
        _all_text(first, nr, row)
    at = {parameter: heads.index(head) for head, parameter in COLUMNS.items() if head in heads}
    rows = [
        {
            name: row[at[name]] if name in at and at[name] < len(row) else ""
            for name in COLUMNS.values()
        }
        for _, row in body
    ]
    numbers = [nr for nr, _ in body]
    notes = [*_of_columns(heads, first), *_of_book(read, heads), *_alike(rows, numbers)]
    return Delivered(rows, numbers, where, notes)


def _where(heads: list[str]) -> dict[str, str]:
    """Where each column stands. Raises `BadInput` for one that is missing or there twice."""
    for head in COLUMNS:
        places = [letter(at) for at, one in enumerate(heads) if one == head]
        if not places and head in NEEDED:
            raise BadInput(
                f"De kolom “{head}” ontbreekt.",
                fields={"inhoud": "Gebruik de kopjes van het sjabloon."},
            )
        if len(places) > 1:
            raise BadInput(
                f"De kolom “{head}” staat er twee keer: kolom {' en kolom '.join(places)}.",
                fields={"inhoud": "Laat er één staan, en bewaar het rekenblad opnieuw."},
            )
    return {
        parameter: f"kolom {letter(heads.index(head))} “{head}”"
        for head, parameter in COLUMNS.items()
        if head in heads
    }


def _all_under_a_heading(heads: list[str], nr: int, row: list[str]) -> None:
    for at, cell in enumerate(row):
        if cell and (at >= len(heads) or not heads[at]):
            raise BadInput(
                f"In rij {nr}, kolom {letter(at)}, staat iets zonder kopje erboven.",
                fields={"inhoud": f"Zet in rij {nr} alles onder een kopje van het sjabloon."},
            )


def _all_text(heads: list[str], nr: int, row: list[str]) -> None:
    for at, cell in enumerate(row):
        if not legible(cell):
            head = heads[at] if at < len(heads) and legible(heads[at]) else ""
            raise BadInput(
                f"In rij {nr}, kolom {letter(at)} “{head}”, staan tekens die geen tekst zijn.",
                fields={"inhoud": f"Typ dit vakje opnieuw in rij {nr}."},
            )


def _of_columns(heads: list[str], first: list[str]) -> Iterable[str]:
    extra = [
        f"kolom {letter(at)} “{first[at][:SHOWN]}”"
        for at, head in enumerate(heads)
        if head and head not in COLUMNS
    ]
    if extra:
        told = listed(extra)
        yield f"K{told[1:]} kennen wij niet. Wat daarin staat, gaat niet mee."
    if missing := [f"“{head}”" for head in COLUMNS if head not in heads]:
        what = "De kolom" if len(missing) == 1 else "De kolommen"
        lacks = "ontbreekt" if len(missing) == 1 else "ontbreken"
        yield f"{what} {listed(missing)} {lacks}. Wij lezen daar overal: leeg, dus nee of geen."


def _of_book(read: Read, heads: list[str]) -> Iterable[str]:
    """What stands in the book beside the rows that people see."""
    if others := [one for one in read.others if heading(one) not in TEMPLATE_SHEETS]:
        yield f"{_sheets(others)} lezen wij niet. Wat daarop staat, gaat niet mee."
    if hidden := [one for one in read.hidden if heading(one) not in TEMPLATE_SHEETS]:
        is_ = "is verborgen" if len(hidden) == 1 else "zijn verborgen"
        yield f"{_sheets(hidden)} {is_}. Dat gaat niet mee."
    if rows := read.hidden_rows:
        is_ = "is verborgen" if len(rows) == 1 else "zijn verborgen"
        yield (
            f"Rij {listed(map(str, rows))} {is_}, misschien door een filter. Dat gaat wel mee. "
            f"Wilt u dat niet? Haal het dan weg, {_AGAIN}."
        )
    for column in read.hidden_columns:
        if column <= len(heads) and (head := heads[column - 1]) in COLUMNS:
            where = f"Kolom {letter(column - 1)} “{head}”"
            yield f"{where} is verborgen. Wat daarin staat, gaat wel mee."


def _sheets(names: list[str]) -> str:
    what = "Het blad" if len(names) == 1 else "De bladen"
    return f"{what} {listed(f'“{one[:SHOWN]}”' for one in names)}"


def _alike(rows: list[dict[str, str]], numbers: list[int]) -> Iterable[str]:
    """Rows that say the same as another, word for word."""
    found: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for nr, row in zip(numbers, rows, strict=True):
        found[tuple(row.values())].append(str(nr))
    twice = [same for same in found.values() if len(same) > 1]
    for same in twice[:NAMED]:
        yield f"Rij {listed(same)} zijn helemaal gelijk. Zij tellen als één gegeven."
    if len(twice) > NAMED:
        yield f"Zo zijn er nog {len(twice) - NAMED} groepen gelijke rijen."


def listed(parts: Iterable[str]) -> str:
    """`a, b en c`, and how many more there are when they are many."""
    every = list(parts)
    named = (
        every[:NAMED] if len(every) <= NAMED else [*every[:NAMED], f"{len(every) - NAMED} andere"]
    )
    return " en ".join(", ".join(part) for part in (named[:-1], named[-1:]) if part)

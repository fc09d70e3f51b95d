"""A spreadsheet of a budget: its columns, what each row says, and every mistake by row and column.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from openprisma.documents.headings import heading
from openprisma.documents.spreadsheets import Read
from openprisma.finance.money import cents, plain_euros
from openprisma.finance.table import Line
from openprisma.gate.law import lawbook
from openprisma.gate.plain import legible, tidy
from openprisma.kernel.errors import BadInput
from openprisma.kernel.written import Unclear, number
from openprisma.language.check import check

COLUMNS = (
    "onderdeel",
    "kant",
    "soort",
    "omschrijving",
    "begroot",
    "realisatie",
    "uren",
    "fte",
    "gaat over",
    "bron",
)
NEEDED = COLUMNS[:4]
LABEL, MOST, TOLD = 80, 500, 40  # characters of a text; rows; mistakes told at once
LARGEST = 10**13  # eurocents
Mistakes = list[str]


@dataclass(frozen=True)
class Row:
    """A row of the sheet: its number there, and what a line is made of."""

    nr: int
    given: dict[str, Any]

    @property
    def key(self) -> tuple[str, ...]:
        """What tells a line from another."""
        return key_of(self.given)


def key_of(given: dict[str, Any]) -> tuple[str, ...]:
    """What tells a line of a year from another."""
    return tuple(str(given[name]) for name in ("part", "side", "kind", "label"))


def as_rows(lines: list[Line]) -> list[list[str | int]]:
    """Lines as the rows of a sheet that can be read again."""
    lists = lawbook().vocabulary.lists
    return [
        [
            lists["geldonderdelen"][one.part],
            lists["geldkanten"][one.side],
            lists["geldsoorten"][one.kind],
            one.label,
            plain_euros(one.budget),
            plain_euros(one.realised),
            "" if one.hours is None else one.hours,
            "" if one.fte is None else plain_euros(one.fte),
            " | ".join(one.about),
            one.source,
        ]
        for one in lines
    ]


def read_rows(read: Read, *, looked: bool = False) -> list[Row]:
    """The lines that a sheet says. `looked`: whoever sends it says of doubtful words that they are
    about nobody (bgs:1.9). Raises `BadInput` with every mistake, each by row and column."""
    (_, first), *below = read.rows
    heads = [heading(one) for one in tidy(first)]
    _headings(heads)
    wrong: Mistakes = []
    rows = [
        _row(nr, dict(zip(heads, tidy(cells), strict=False)), wrong, looked=looked)
        for nr, cells in below
    ]
    seen = dict[tuple[str, ...], int]()
    for row in rows if not wrong else ():
        if row.key in seen:
            wrong.append(f"Rij {row.nr} zegt hetzelfde als rij {seen[row.key]}: laat er één staan.")
        seen[row.key] = row.nr
    if not rows:
        wrong.append("Er staan geen regels onder de kopjes.")
    if wrong:
        more = f" En nog {len(wrong) - TOLD} fouten." if len(wrong) > TOLD else ""
        told = " ".join(wrong[:TOLD]) + more
        raise BadInput(f"Wij kunnen dit rekenblad niet inlezen. {told}", fields={"inhoud": told})
    return rows


def _headings(heads: list[str]) -> None:
    for name in COLUMNS:
        if name in NEEDED and name not in heads or heads.count(name) > 1:
            what = "ontbreekt" if name not in heads else "staat er twee keer"
            raise BadInput(
                f"De kolom “{name}” {what}.",
                fields={"inhoud": f"De kolom “{name}” {what}. Gebruik de kopjes van het sjabloon."},
            )
    if unknown := [one for one in heads if one and one not in COLUMNS]:
        told = f"De kolom “{unknown[0][:LABEL]}” kennen wij niet. Haal haar weg."
        raise BadInput(told, fields={"inhoud": told})


def _row(nr: int, cells: dict[str, str], wrong: Mistakes, *, looked: bool) -> Row:
    def words(text: str) -> str:
        return _read(text, looked=looked)

    def of(name: str, read: Callable[[str], Any]) -> Any:
        try:
            return read(cells.get(name, ""))
        except Unclear as unclear:
            wrong.append(f"Rij {nr}, kolom “{name}”: {unclear}")
            return None

    given = {
        "part": of("onderdeel", _code("geldonderdelen")),
        "side": of("kant", _code("geldkanten")),
        "kind": of("soort", _code("geldsoorten")),
        "label": of("omschrijving", lambda text: words(_filled(text))),
        "budget": of("begroot", _amount),
        "realised": of("realisatie", _amount),
        "hours": of("uren", _whole),
        "fte": of("fte", _hundredths),
        "about": of("gaat over", lambda text: [words(one) for one in _parts(text)]),
        "source": of("bron", words),
    }
    if given["budget"] is None and given["realised"] is None and not _said(wrong, nr):
        wrong.append(f"Rij {nr}, kolom “begroot”: er staat geen bedrag, en bij realisatie ook niet.")
    return Row(nr, given)


def _said(wrong: Mistakes, nr: int) -> bool:
    return any(one.startswith(f"Rij {nr}, ") for one in wrong)


def _code(of: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        names = lawbook().vocabulary.lists[of]
        said = text.strip().casefold()
        for code, name in names.items():
            if said in (code, name.casefold()):
                return code
        raise Unclear("Dit staat niet in de lijst.", f"Kies uit: {', '.join(names.values())}.")

    return read


def _filled(text: str) -> str:
    if not text:
        raise Unclear("Dit is leeg.", "Schrijf waar het bedrag voor is.")
    return text


def _parts(text: str) -> list[str]:
    return [one.strip() for one in text.split("|") if one.strip()]


def _read(text: str, *, looked: bool) -> str:
    """A text in which the check finds nothing certain, and nothing doubtful unless somebody
    `looked` at it."""
    if len(text) > LABEL:
        raise Unclear("Deze tekst is te lang.", f"Schrijf hoogstens {LABEL} tekens.")
    if not legible(text):
        raise Unclear("Hier staan tekens die geen tekst zijn.", "Typ dit vakje opnieuw.")
    reading = check(text, observation=False)
    if found := reading.certain:
        kind = reading.kind(found[0])
        raise Unclear(f"De tekstcontrole stopt dit ({kind.label}).", "Schrijf het zonder.")
    if reading.possible and not looked:
        raise Unclear(
            f"Misschien zegt dit iets over iemand ({reading.kind(reading.possible[0]).label}).",
            "Is dat niet zo? Zeg dan dat u de woorden nakeek.",
        )
    return text


def _amount(text: str) -> int | None:
    return cents(_number(text, 2))


def _hundredths(text: str) -> int | None:
    return cents(_number(text, 2))


def _whole(text: str) -> int | None:
    found = _number(text, 0)
    return None if found is None else int(found)


def _number(text: str, decimals: int) -> Decimal | None:
    if not text.strip():
        return None
    found = number(text)
    if found != round(found, decimals):
        raise Unclear("Dit getal heeft te veel cijfers achter de komma.", "Rond het af.")
    if abs(found) * 100 > LARGEST:
        raise Unclear("Dit getal is te groot.", "Kijk of het in hele euro’s staat.")
    return found



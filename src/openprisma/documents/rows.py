"""Cells of a spreadsheet read one by one, each mistake kept by row and column: a person mends all
of them at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from openprisma.documents.headings import heading
from openprisma.documents.spreadsheets import Read
from openprisma.kernel.errors import BadInput
from openprisma.kernel.written import Unclear, number

TOLD = 40  # mistakes told at once


@dataclass
class Mistakes:
    """What is wrong with a sheet, in whole sentences."""

    told: list[str] = field(default_factory=list)

    def reader(self, nr: int, cells: dict[str, str]) -> Callable[[str, Callable[[str], Any]], Any]:
        """Reads cells of a row: by heading, with a function that raises `Unclear`."""

        def of(name: str, read: Callable[[str], Any]) -> Any:
            try:
                return read(cells.get(name, ""))
            except Unclear as unclear:
                self.told.append(f"Rij {nr}, kolom “{name}”: {unclear}")
                return None

        return of

    def in_row(self, nr: int) -> bool:
        """Is something wrong with this row already?"""
        return any(one.startswith(f"Rij {nr}, ") for one in self.told)

    def stop(self) -> None:
        """Raises `BadInput` with all that is wrong, when something is."""
        if self.told:
            more = f" En nog {len(self.told) - TOLD} fouten." if len(self.told) > TOLD else ""
            text = " ".join(self.told[:TOLD]) + more
            raise BadInput(
                f"Wij kunnen dit rekenblad niet inlezen. {text}", fields={"inhoud": text}
            )


def under_headings(
    read: Read, columns: tuple[str, ...], needed: tuple[str, ...], tidy: Callable[[Any], list[str]]
) -> list[tuple[int, dict[str, str]]]:
    """The rows of a sheet by heading, each with its number. Raises `BadInput` for a heading that is
    missing, unknown or there twice."""
    (_, first), *below = read.rows
    heads = [heading(one) for one in tidy(first)]
    for name in columns:
        if (name in needed and name not in heads) or heads.count(name) > 1:
            what = "ontbreekt" if name not in heads else "staat er twee keer"
            _stop(f"De kolom “{name}” {what}.", "Gebruik de kopjes van het sjabloon.")
    if unknown := [one for one in heads if one and one not in columns]:
        _stop(f"De kolom “{unknown[0][:80]}” kennen wij niet.", "Haal haar weg.")
    return [(nr, dict(zip(heads, tidy(cells), strict=False))) for nr, cells in below]


def _stop(what: str, remedy: str) -> None:
    raise BadInput(what, fields={"inhoud": f"{what} {remedy}"})


def code_of(names: dict[str, str], *, empty: str | None = None) -> Callable[[str], str]:
    """Reads a code, or its name as people see it; `empty`: what an empty cell means."""

    def read(text: str) -> str:
        said = text.strip().casefold()
        if not said and empty is not None:
            return empty
        for code, name in names.items():
            if said in (code.casefold(), name.casefold()):
                return code
        raise Unclear("Dit staat niet in de lijst.", f"Kies uit: {', '.join(names.values())}.")

    return read


def number_of(text: str, decimals: int, largest: int) -> Decimal | None:
    """A number with so many decimals at most, nothing for an empty cell. Raises `Unclear`."""
    if not text.strip():
        return None
    found = number(text)
    if found != round(found, decimals):
        raise Unclear("Dit getal heeft te veel cijfers achter de komma.", "Rond het af.")
    if abs(found) > largest:
        raise Unclear("Dit getal is te groot.", f"Het is hoogstens {largest}.")
    return found

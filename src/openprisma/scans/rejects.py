"""What was kept out, by line and column, with why and how to mend it. Only asked when there is
something; it tells no value, since a value may be somebody's name."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openprisma.scans.conversions import quoted
from openprisma.scans.database import Database
from openprisma.scans.loading import (
    EMPTY,
    HIGH,
    LOW,
    TOTAL,
    UNREADABLE,
    Loaded,
    Loading,
    bad,
    judged,
    types,
)
from openprisma.scans.sources import Source
from openprisma.scans.tables import ColumnEntry

MOST = 100_000  # lines told; what is wrong with more is wrong with the file
HEADS = ("bestand", "regel", "kolom", "reden", "herstel")

UNREADABLE_AS = {
    "dag": (
        "is geen dag die bestaat",
        "Schrijf 2024-03-09 of 9-3-2024, met een jaar van vier cijfers.",
    ),
    "bedrag": ("is geen bedrag", "Schrijf 325000, 325.000 of 325.000,50."),
    "maat": ("is geen maat", "Schrijf een getal, zoals 82,5."),
    "getal": ("is geen heel getal", "Schrijf een heel getal, zoals 12."),
    "jaar": ("is geen jaar", "Schrijf een jaar van vier cijfers."),
    "janee": ("is geen ja of nee", "Schrijf ja of nee."),
    "land": ("is geen land", "Schrijf een code van twee letters, zoals NL."),
    "sbi": ("is geen bedrijfsindeling", "Schrijf twee tot zes cijfers, zoals 45.11."),
}


@dataclass(frozen=True)
class Reject:
    """A value or a line that was not taken. `line`: of the file, the head being one; of a Parquet
    file its row, from 1."""

    file: str
    line: int
    column: str
    why: str
    mend: str

    def row(self) -> tuple[str, int, str, str, str]:
        """As it stands in the file of rejects."""
        return self.file, self.line, self.column, self.why, self.mend


def rejects(database: Database, loaded: Loaded, how: Loading) -> list[Reject]:
    """Of one file, in the order of its lines; the first hundred thousand."""
    if not loaded.wrong:
        return []
    source = loaded.source
    found = [*_torn(database, source)]
    if loaded.refused or loaded.repeated:
        rows = _numbered(database, source, how)
        lines = _lines(source, {at for row in rows for at in (row[0], row[3]) if at})
        found += [_told(source, how, lines, row) for row in rows]
    return sorted(found, key=lambda one: (one.line, one.column))[:MOST]


Row = tuple[int, str, int, int]  # ordinal, column, what is wrong, ordinal of the first of its key


def _numbered(database: Database, source: Source, how: Loading) -> list[Row]:
    """Each fault by the ordinal of its row. The file is read once more: it is seldom needed."""
    entry, key = how.tables[source.table], ", ".join(how.tables[source.table].key)
    faults = ", ".join(f"{{'kolom': {quoted(name)}, 'fout': {name}__f}}" for name in source.columns)
    keys = ", ".join(f"{one}__v" for one in entry.key)
    again = judged(source, how, types(database, source), "row_number() over () as nr__")
    database.execute(
        f"create temp table oordeel as with {again} "
        f"select nr__, {keys}, {bad(source, entry)} as fout__, [{faults}] as fouten__ "
        "from geoordeeld"
    )
    rows = database.execute(
        "select nr__, f.kolom, f.fout, 0 from (select nr__, unnest(fouten__) as f from oordeel "
        f"where fout__) where f.fout > 0 order by 1 limit {MOST}"
    ).fetchall()
    rows += database.execute(
        f"select nr__, {quoted(key)}, 0, eerste from (select nr__, min(nr__) over "
        f"(partition by {keys}) as eerste from oordeel where not fout__) "
        f"where nr__ > eerste order by 1 limit {MOST}"
    ).fetchall()
    database.execute("drop table oordeel")
    return [(int(at), str(name), int(fault), int(first)) for at, name, fault, first in rows]


def _lines(source: Source, ordinals: set[int]) -> dict[int, int]:
    """By ordinal the line on which the row begins; of a Parquet file the ordinal itself."""
    if source.form != "csv":
        return {at: at for at in ordinals}
    last, found = max(ordinals, default=0), {}
    csv.field_size_limit(1 << 24)
    with source.path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, delimiter=source.delimiter)
        for at, line in _rows(reader, source.skip + 1, len(source.all_columns)):
            if at in ordinals:
                found[at] = line
            if at >= last:
                break
    return found


def _rows(reader: Any, heads: int, width: int) -> Iterator[tuple[int, int]]:
    """Ordinal and first line of each row of the right width."""
    at, before = 0, 0
    for number, row in enumerate(reader):
        begins, before = before + 1, reader.line_num
        if number >= heads and len(row) == width:
            at += 1
            yield at, begins


def _torn(database: Database, source: Source) -> list[Reject]:
    if source.form != "csv":
        return []
    rows = database.execute(
        f"select line, min(error_type) from afgekeurd_{source.table} group by line "
        f"order by line limit {MOST}"
    ).fetchall()
    why = {
        "MISSING COLUMNS": "de regel heeft te weinig kolommen",
        "TOO MANY COLUMNS": "de regel heeft te veel kolommen",
        "UNQUOTED VALUE": "een aanhalingsteken is niet gesloten",
    }
    return [
        Reject(
            source.name,
            int(line),
            "",
            why.get(str(kind), "de regel is niet te lezen"),
            "Kijk of het scheidingsteken en de aanhalingstekens kloppen.",
        )
        for line, kind in rows
    ]


def _told(source: Source, how: Loading, lines: dict[int, int], row: Row) -> Reject:
    at, name, fault, first = row
    line = lines.get(at, at)
    if first:
        return Reject(
            source.name,
            line,
            name,
            f"deze sleutel staat al op regel {lines.get(first, first)}",
            "Kijk welke van de twee klopt en haal de andere weg.",
        )
    why, mend = _why(how.tables[source.table].columns[name], fault, how)
    return Reject(source.name, line, name, why, mend)


def _why(column: ColumnEntry, fault: int, how: Loading) -> tuple[str, str]:
    if fault == EMPTY:
        return "hier moet een waarde staan", "Vul de waarde in, of haal de regel weg."
    if fault == TOTAL:
        return "dit is een telling en geen rij", "Haal deze regel weg."
    if fault == UNREADABLE:
        if column.type == "code":
            known = ", ".join(how.tables.entry.codes[column.codes])
            return "is geen bekende soort", f"Schrijf {known}."
        return UNREADABLE_AS.get(column.type, ("is te lang", "Maak de waarde korter."))
    if column.type == "dag":
        late = "ligt na vandaag" if fault == HIGH else "ligt te ver terug"
        return late, "Kijk of de dag klopt; een jaar heeft vier cijfers."
    if fault == LOW and (column.min or 0) == 0:
        return "is negatief", "Een waarde hier is nul of meer."
    low, high = (
        f"{column.min or 0:g}",
        "het volgende jaar" if column.max is None else f"{column.max:g}",
    )
    return f"ligt niet tussen {low} en {high}", "Kijk of de waarde en haar eenheid kloppen."


def write(path: Path, found: list[Reject]) -> None:
    """The file of rejects; a head alone when there are none."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(HEADS)
        rows.writerows(one.row() for one in found)

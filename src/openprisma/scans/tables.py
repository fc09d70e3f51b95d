"""What a scan can read: files, columns and what may stand in them, from `scans/tabellen.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from openprisma.engine.reading import place, read, shaped
from openprisma.kernel.errors import LawError
from openprisma.kernel.places import data

Kind = Literal[
    "sleutel",
    "tekst",
    "dag",
    "bedrag",
    "maat",
    "getal",
    "jaar",
    "janee",
    "code",
    "land",
    "sbi",
    "akte",
]

ORDER = "akte_volgorde"  # made of the deed number, so that one day has an order

# How each type stands in DuckDB; Spark reads the same files.
STORED: dict[str, str] = {
    "sleutel": "VARCHAR",
    "tekst": "VARCHAR",
    "dag": "DATE",
    "bedrag": "DECIMAL(14,2)",
    "maat": "DECIMAL(14,2)",
    "getal": "INTEGER",
    "jaar": "INTEGER",
    "janee": "BOOLEAN",
    "code": "VARCHAR",
    "land": "VARCHAR",
    "sbi": "VARCHAR",
    "akte": "VARCHAR",
}


class Strict(BaseModel):
    """A file says what is known here and nothing else."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ColumnEntry(Strict):
    """A column. `required`: the file has it; `needed`: each row has a value; `natural`: the column
    that says whether this key points at a person; `switch`: it goes with origin; `later`: the day
    may lie ahead; `min` and `max` in the unit of the type."""

    type: Kind
    required: bool = False
    needed: bool = False
    natural: str = ""
    switch: str = ""
    codes: str = ""
    later: bool = False
    min: float | None = None
    max: float | None = None


class TableEntry(Strict):
    """A file of rows. `key`: what no two rows share; `derived`: what loading adds to it."""

    says: str
    key: tuple[str, ...]
    columns: dict[str, ColumnEntry]
    derived: dict[str, str] = {}


class TablesEntry(Strict):
    """The whole file. `codes`: by list, each code with the other words that mean it."""

    forbidden: tuple[str, ...]
    switches: dict[str, str]
    codes: dict[str, dict[str, tuple[str, ...]]]
    tables: dict[str, TableEntry]


@dataclass(frozen=True)
class Tables:
    """The declared tables by name, with the lists they use."""

    entry: TablesEntry

    def __getitem__(self, name: str) -> TableEntry:
        return self.entry.tables[name]

    def __contains__(self, name: str) -> bool:
        return name in self.entry.tables

    def column(self, path: str) -> ColumnEntry | None:
        """`transacties.koper_id`; nothing for what loading adds."""
        table, _, column = path.partition(".")
        return self.entry.tables[table].columns.get(column)

    def schema(self) -> dict[str, dict[str, str]]:
        """Tables, columns and stored types, as the reader of SQL wants them."""
        return {
            name: {column: STORED[one.type] for column, one in table.columns.items()}
            | {derived: "BIGINT" for derived in table.derived}
            for name, table in self.entry.tables.items()
        }


@cache
def load_tables() -> Tables:
    """The tables as their file says them. Raises `LawError` with file and line."""
    path = data("scans") / "tabellen.yaml"
    raw = read(path)
    entry = shaped(TablesEntry, raw, path)
    for name, table in entry.tables.items():
        where = place(path, getattr(raw["tables"][name], "line", 0))
        for problem in _problems(entry, table):
            raise LawError(f"{name}: {problem}", where=where)
    return Tables(entry)


def _problems(entry: TablesEntry, table: TableEntry) -> list[str]:
    """What a table says of columns, lists or switches that are not there."""
    columns = table.columns
    wrong = [f"de sleutel {key} is geen kolom" for key in table.key if key not in columns]
    for name, one in columns.items():
        if one.natural and one.natural not in columns:
            wrong.append(f"{name} noemt {one.natural}, en dat is geen kolom")
        if one.switch and one.switch not in entry.switches:
            wrong.append(f"{name} noemt de schakelaar {one.switch}, die er niet is")
        if (one.type == "code") != bool(one.codes) or (one.codes and one.codes not in entry.codes):
            wrong.append(f"{name}: bij het type code hoort een lijst onder codes")
        if name in entry.forbidden:
            wrong.append(f"{name} staat op de lijst van wat niet mag")
    return wrong

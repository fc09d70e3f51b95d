"""The examples in the files of rules, run as a scan would: written as files, loaded, and asked."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openprisma.scans.database import Database
from openprisma.scans.engines import ENGINES, found_by
from openprisma.scans.entries import SCORE, ExampleEntry
from openprisma.scans.loading import load, loading
from openprisma.scans.method import DecisionEntry, Method
from openprisma.scans.rules import Kind, Rule
from openprisma.scans.sources import sources

DAY = date(2025, 1, 1)  # the day of which every example tells
LATEST = date(2025, 12, 31)  # the last day that may stand in one


@dataclass(frozen=True)
class Outcome:
    """What a rule found in an example. `got`: its units, with what each weighs."""

    rule: str
    example: ExampleEntry
    got: tuple[tuple[str, int], ...]
    refused: int

    @property
    def good(self) -> bool:
        """Whether it is what the file says, and every row of the example could be loaded."""
        ids = tuple(one for one, _ in self.got)
        scores = tuple(score for _, score in self.got)
        wanted = self.example.scores or scores
        return not self.refused and ids == tuple(sorted(self.example.ids)) and scores == wanted


def run_examples(kind: Kind, *, engine: str = "duckdb") -> Iterator[Outcome]:
    """Every example of every rule. The modes and switches are those in which the rule runs."""
    for rule in kind.rules:
        for example in rule.entry.examples:
            yield run_example(kind, rule, example, engine)


def run_example(kind: Kind, rule: Rule, example: ExampleEntry, engine: str) -> Outcome:
    """One example, in a database of its own."""
    switch = rule.entry.switch
    decision = DecisionEntry(
        switch=switch,
        kind=kind.entry.kind,
        decided_on=DAY,
        until=date.max,
        by="voorbeeld",
        record="voorbeeld",
        why="voorbeeld",
    )
    method = Method(kind, rule.entry.modes[0], DAY, decisions=(decision,) if switch else ())
    with tempfile.TemporaryDirectory(prefix="openprisma-scan-") as place:
        room = Path(place)
        (room / "data").mkdir()
        _write(kind, rule, example, room / "data")
        database = Database(room)
        found = sources(kind, room / "data", room, database, on=method.on, names=None)
        keep = {one.table: frozenset(one.columns) for one in found}
        how = loading(kind.tables, method.mode, LATEST, keep)
        refused = sum(load(database, one, how).wrong for one in found)
        exchange = room / "exchange"
        exchange.mkdir()
        database.close_doors(exchange)
        ENGINES[engine](database, method, [rule], exchange)
        rows = database.execute(f"select id, {SCORE} from {found_by(rule)} order by id").fetchall()
        database.close()
    return Outcome(rule.id, example, tuple((str(one), int(score)) for one, score in rows), refused)


def _write(kind: Kind, rule: Rule, example: ExampleEntry, folder: Path) -> None:
    """Every table that the rule reads as a CSV with all its columns, empty where the example says
    nothing; `repeat: n` stands for n rows with keys of their own."""
    for table in sorted(rule.query.tables):
        columns = list(kind.tables[table].columns)
        key = kind.tables[table].key[0]
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            rows = csv.DictWriter(file, columns)
            rows.writeheader()
            for row in example.rows.get(table, ()):
                cells = {name: value for name, value in row.items() if name != "repeat"}
                for turn in range(int(str(row.get("repeat", 1)))):
                    own = {key: f"{row[key]}{turn}"} if "repeat" in row else {}
                    rows.writerow(cells | own)

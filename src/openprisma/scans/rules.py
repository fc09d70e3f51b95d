"""The rules of a kind of scan, read from their files and proved: a rule that reads more than it
says does not load."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from openprisma.engine.reading import place, read, shaped
from openprisma.kernel.errors import BadInput, LawError
from openprisma.kernel.places import data
from openprisma.scans.entries import DAY, SCORE, ExampleEntry, KindEntry, RuleEntry
from openprisma.scans.sql import Query, prove
from openprisma.scans.tables import Tables, load_tables

KIND_FILE = "soort.yaml"
PLACEHOLDER = re.compile(r"{([a-z_0-9]+)}")


@dataclass(frozen=True)
class Rule:
    """A rule and what its text was proved to read."""

    entry: RuleEntry
    query: Query

    @property
    def id(self) -> str:
        """`VG01`."""
        return self.entry.rule


@dataclass(frozen=True)
class Kind:
    """A kind of scan with its rules, in the order of their names."""

    entry: KindEntry
    rules: tuple[Rule, ...]
    tables: Tables

    @property
    def uses(self) -> tuple[str, ...]:
        """The tables that its rules and its list need, in the order in which they are declared."""
        needed = {table for rule in self.rules for table in rule.query.tables}
        needed |= {unit.table for unit in self.entry.units.values()}
        return tuple(name for name in self.tables.entry.tables if name in needed)


def kinds() -> tuple[str, ...]:
    """The kinds there are files for."""
    return tuple(sorted(path.parent.name for path in _folder().glob(f"*/{KIND_FILE}")))


def load_kind(name: str) -> Kind:
    """A kind with its rules. Raises `BadInput` for a kind there is not, `LawError` with file and
    line for a file that cannot be used."""
    if name not in kinds():
        raise BadInput(f"De soort scan '{name}' is er niet.", remedy=f"Kies {', '.join(kinds())}.")
    return kind_in(_folder() / name)


@cache
def kind_in(folder: Path) -> Kind:
    """The kind in a folder. Raises `LawError`."""
    tables, path = load_tables(), folder / KIND_FILE
    entry = shaped(KindEntry, read(path), path)
    _refuse(_wrong_in_kind(entry, tables), place(path))
    found = [
        rule_in(one, entry, tables)
        for one in sorted(folder.glob("*.yaml"))
        if one.name != KIND_FILE
    ]
    if not found:
        raise LawError("er staan geen regels in deze map", where=place(path))
    return Kind(entry, tuple(found), tables)


def rule_in(path: Path, kind: KindEntry, tables: Tables) -> Rule:
    """One rule, proved. Raises `LawError` with file and line."""
    raw = read(path)
    entry = shaped(RuleEntry, raw, path)
    where = place(path, raw.line)
    _refuse([f"de regel heet {entry.rule} en het bestand niet"] * (entry.rule != path.stem), where)
    query = prove(entry.sql, tables.schema(), where=place(path))
    rule = Rule(entry, query)
    _refuse(_wrong_in_rule(rule, kind, tables), where)
    for example, located in zip(entry.examples, raw["examples"], strict=True):
        at = place(path, located.line)
        _refuse(_wrong_in_example(example, entry, tables), at)
    return rule


def _folder() -> Path:
    return data("scans") / "kinds"


def _refuse(problems: Any, where: str) -> None:
    for problem in problems:
        raise LawError(problem, where=where)


def _wrong_in_kind(kind: KindEntry, tables: Tables) -> Iterator[str]:
    """Names of tables, columns and units that are not there."""
    if kind.ranked not in kind.units:
        yield f"ranked noemt {kind.ranked}, en dat is geen eenheid"
    for name, unit in kind.units.items():
        for column in (unit.key, unit.object, unit.day):
            if column and not _known(f"{unit.table}.{column}", tables):
                yield f"de eenheid {name} noemt {unit.table}.{column}; dat is niet aangegeven"
    for match in kind.matches:
        for path in (match.source, match.to):
            if not _known(path, tables):
                yield f"matches noemt {path}; dat is niet aangegeven"


def _known(path: str, tables: Tables) -> bool:
    table, _, column = path.partition(".")
    return table in tables and column in tables[table].columns


def _wrong_in_rule(rule: Rule, kind: KindEntry, tables: Tables) -> Iterator[str]:
    """What a rule says that its text does not bear out."""
    entry, query = rule.entry, rule.query
    if entry.unit not in kind.units:
        yield f"unit: {entry.unit} is geen eenheid van {kind.kind}"
    if entry.speaks_of not in kind.groups:
        yield f"speaks_of: {entry.speaks_of} is geen groep van {kind.kind}"
    if query.gives[:1] != ("id",) or set(query.gives[1:]) - {SCORE} != set(entry.inputs):
        yield "sql geeft id en daarna precies wat onder inputs staat"
    yield from _wrong_names(entry, query)
    yield from _wrong_about_people(rule, tables)
    yield from _wrong_about_companies(rule, kind, tables)
    if not entry.innocent or not entry.sources or not entry.modes:
        yield "innocent, sources en modes hebben elk minstens één regel"
    missing = {"fires", "nearly", "innocent"} - {one.kind for one in entry.examples}
    if missing:
        yield f"er is geen voorbeeld van de soort {', '.join(sorted(missing))}"


def _wrong_names(entry: RuleEntry, query: Query) -> Iterator[str]:
    said = set(PLACEHOLDER.findall(entry.says))
    for name in sorted(query.asks - set(entry.thresholds) - {DAY}):
        yield f"sql vraagt ${name}; dat is geen drempel"
    for name in sorted(said - set(entry.inputs) - set(entry.thresholds) - {DAY}):
        yield f"says noemt {{{name}}}; dat is geen invoer en geen drempel"
    for name, one in entry.thresholds.items():
        if name not in query.asks:
            yield f"de drempel {name} wordt in sql niet gebruikt"
        if name in entry.inputs:
            yield f"{name} is een drempel en een invoer"
        if not one.min <= one.value <= one.max:
            yield f"de drempel {name} ligt niet tussen {one.min} en {one.max}"


def _wrong_about_people(rule: Rule, tables: Tables) -> Iterator[str]:
    """Whether it points at people, and goes with origin, follows from what it reads."""
    entry, columns = rule.entry, [tables.column(path) for path in rule.query.reads]
    reads_people = any(one and one.natural for one in columns)
    if reads_people and entry.persons == "geen":
        yield "persons: deze regel leest sleutels die een mens kunnen aanwijzen"
    if not reads_people and entry.persons != "geen":
        yield "persons: deze regel leest geen sleutel die een mens kan aanwijzen"
    if entry.persons == "natuurlijk" and "wgs" in entry.modes:
        yield "modes: een regel over mensen van een heel register draait niet onder de Wgs"
    switches = {one.switch for one in columns if one and one.switch}
    if switches != ({entry.switch} if entry.switch else set()):
        named = ", ".join(sorted(switches)) or "geen schakelaar"
        yield f"switch: wat deze regel leest, hoort bij {named}"


def _wrong_about_companies(rule: Rule, kind: KindEntry, tables: Tables) -> Iterator[str]:
    """Under the Wgs a flag is about an object. A company of a whole register is none: it is not in
    the signal, and it can be one person (wgs:2.22.1)."""
    unit = kind.units.get(rule.entry.unit)
    if unit is None or "wgs" not in rule.entry.modes:
        return
    for key in sorted({unit.key, unit.object}):
        column = tables.column(f"{unit.table}.{key}")
        if column and column.natural:
            name = rule.entry.unit
            yield f"modes: een regel per {name} van een heel register draait niet onder de Wgs"
            return


def _wrong_in_example(example: ExampleEntry, entry: RuleEntry, tables: Tables) -> Iterator[str]:
    if (example.kind == "nearly") == bool(example.ids):
        yield f"voorbeeld “{example.name}”: ids past niet bij de soort {example.kind}"
    if (example.kind == "innocent") != bool(example.because) or (
        example.because and example.because not in entry.innocent
    ):
        yield f"voorbeeld “{example.name}”: because is een van de verklaringen onder innocent"
    for name, rows in example.rows.items():
        if name not in tables:
            yield f"voorbeeld “{example.name}”: de tabel {name} is niet aangegeven"
            continue
        for row in rows:
            if odd := sorted(set(row) - set(tables[name].columns) - {"repeat"}):
                yield f"voorbeeld “{example.name}”: {name} heeft geen kolom {odd[0]}"

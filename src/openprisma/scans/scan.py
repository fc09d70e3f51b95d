"""One scan from files to files: look at what is there, load it, close the doors, run the rules, and
write what they point at."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

from openprisma.kernel.days import HOME, day_at_home
from openprisma.kernel.errors import BadInput, Unavailable
from openprisma.scans import flags, rejects
from openprisma.scans.database import MEMORY, THREADS, Database
from openprisma.scans.engines import ENGINES
from openprisma.scans.entries import Mode
from openprisma.scans.loading import Loaded, load, loading
from openprisma.scans.method import Method, named
from openprisma.scans.ranking import matched, ranked
from openprisma.scans.rejects import Reject
from openprisma.scans.rules import Rule
from openprisma.scans.sources import Source, sources

REJECTS, RANKING, OUTCOME = "afgekeurd.csv", "rangorde.json", "uitkomst.json"
WGS: Mode = "wgs"  # the mode of participants together


@dataclass(frozen=True)
class Means:
    """With what a scan is done. `memory` of the database, such as 2GB; `names`: a file with what
    columns are called; `strict`: a row that is wrong stops the scan."""

    engine: str = "duckdb"
    memory: str = MEMORY
    threads: int = THREADS
    names: Path | None = None
    strict: bool = False


@dataclass(frozen=True)
class Checked:
    """What loading found: a row by file, and what was kept out."""

    files: list[Loaded]
    rejects: list[Reject]

    @property
    def wrong(self) -> int:
        """Lines kept out, counted."""
        return sum(one.wrong for one in self.files)


@dataclass(frozen=True)
class Scanned:
    """What a scan found. `ran`: flags by rule; `not_run`: why a rule did not run."""

    checked: Checked
    ran: dict[str, int]
    not_run: dict[str, str]
    objects: int
    unmatched: int
    matches: list[dict[str, Any]] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)


def check(method: Method, folder: Path, out: Path | None, means: Means) -> Checked:
    """Only look at the files; `afgekeurd.csv` in `out` when one is given. Raises `BadInput` when a
    file cannot be used at all."""
    with _room() as room:
        database = Database(room, memory=means.memory, threads=means.threads)
        found = sources(method.kind, folder, room, database, on=method.on, names=means.names)
        done = _load(database, method, found, [])
        database.close()
    if out:
        _folder(out)
        rejects.write(out / REJECTS, done.rejects)
    return done


def scan(method: Method, folder: Path, out: Path, means: Means) -> Scanned:
    """Run the rules over the files in a folder and write `flags.parquet`, `flags.json`,
    `rangorde.json` and `afgekeurd.csv`; under the Wgs `uitkomst.json` as well, which is what is
    brought into a file of participants. Raises `BadInput`, and `Unavailable`."""
    _folder(out)
    with _room() as room:
        exchange = room / "exchange"
        exchange.mkdir(mode=0o700)
        database = Database(room, memory=means.memory, threads=means.threads)
        found = sources(method.kind, folder, room, database, on=method.on, names=means.names)
        chosen, not_run = _chosen(method, found)
        begun = perf_counter()
        checked = _load(database, method, found, chosen)
        seconds = {"laden": round(perf_counter() - begun, 2)}
        rejects.write(out / REJECTS, checked.rejects)
        if means.strict and checked.wrong:
            raise BadInput(
                f"{checked.wrong} regels zijn afgekeurd; er is niets gerekend.",
                remedy=f"Herstel wat in {REJECTS} staat.",
            )
        database.close_doors(exchange)
        done = _reckon(database, method, chosen, exchange, means, checked, not_run, seconds)
        made = ("flags.parquet", "flags.json", RANKING, *([OUTCOME] if method.mode == WGS else []))
        for name in made:
            shutil.move(exchange / name, out / name)
            (out / name).chmod(0o600)
        database.close()
    return done


def _reckon(
    database: Database,
    method: Method,
    chosen: list[Rule],
    exchange: Path,
    means: Means,
    checked: Checked,
    not_run: dict[str, str],
    seconds: dict[str, float],
) -> Scanned:
    """Rules, flags, list and match, into the exchange."""
    begun = perf_counter()
    seconds |= ENGINES[means.engine](database, method, chosen, exchange)
    seconds["regels"] = round(perf_counter() - begun, 2)
    begun = perf_counter()
    ran = flags.write(database, method, chosen, exchange)
    if method.mode == WGS:
        flags.tell(exchange, OUTCOME, method)
    there = {one.source.table: frozenset(one.source.columns) for one in checked.files}
    listed = ranked(database, method, chosen, frozenset(there))
    fits = matched(database, method.kind.entry, there)
    seconds["uitkomst"] = round(perf_counter() - begun, 2)
    done = Scanned(checked, ran, not_run, listed.total, listed.unmatched, fits, seconds)
    told = outcome(method, done) | {"objecten": listed.objects}
    (exchange / RANKING).write_text(
        json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8"
    )
    return done


def outcome(method: Method, done: Scanned) -> dict[str, Any]:
    """What a scan did and found, without the objects, for a program and for the file."""
    kind = method.kind.entry
    return {
        "soort": kind.kind,
        "methode": kind.version,
        "modus": method.mode,
        "peildatum": method.day.isoformat(),
        "besluiten": named(one for one in method.decisions if one.switch in method.on),
        "regels": [_about(method, done, rule) for rule in method.kind.rules],
        "geladen": [_file(one) for one in done.checked.files],
        "afgekeurd": done.checked.wrong,
        "aansluiting": done.matches,
        "objecten_totaal": done.objects,
        "niet_gerangschikt": done.unmatched,
        "seconden": done.seconds,
    }


def _about(method: Method, done: Scanned, rule: Rule) -> dict[str, Any]:
    return {
        "regel": rule.id,
        "versie": method.version(rule),
        "titel": rule.entry.title,
        "leest": sorted(rule.query.reads),
        "bronnen": list(rule.entry.sources),
        "vlaggen": done.ran.get(rule.id, 0),
        "niet_gedraaid": done.not_run.get(rule.id, ""),
    }


def _file(one: Loaded) -> dict[str, Any]:
    return {
        "bestand": one.source.name,
        "rijen": one.rows,
        "afgekeurd": one.wrong,
        "niet_geladen_kolommen": list(one.source.dropped),
    }


def _chosen(method: Method, found: list[Source]) -> tuple[list[Rule], dict[str, str]]:
    """The rules that run, and why the others do not: a fact that is missing is never a yes."""
    there = {one.table: set(one.columns) for one in found}
    chosen, not_run = [], {}
    for rule in method.kind.rules:
        why = method.off(rule) or _missing(method, rule, there)
        if why:
            not_run[rule.id] = why
        else:
            chosen.append(rule)
    return chosen, not_run


def _missing(method: Method, rule: Rule, there: dict[str, set[str]]) -> str:
    tables = method.kind.tables
    unit = method.kind.entry.units[rule.entry.unit]
    needed = rule.query.reads | {f"{unit.table}.{unit.key}", f"{unit.table}.{unit.object}"}
    for path in sorted(needed):
        table, _, name = path.partition(".")
        if table not in there:
            return f"Het bestand {table} ontbreekt."
        column = tables.column(path)
        if column is None:
            continue
        if name not in there[table]:
            return f"De kolom {path} ontbreekt."
        if method.mode == "wgs" and column.natural and column.natural not in there[table]:
            return (
                f"De kolom {table}.{column.natural} ontbreekt; zonder haar kan het een mens zijn."
            )
    return ""


def _load(database: Database, method: Method, found: list[Source], chosen: list[Rule]) -> Checked:
    keep = {one.table: _wanted(method, chosen, one) for one in found}
    how = loading(method.kind.tables, method.mode, max(today(), method.day), keep)
    files = [load(database, one, how) for one in found]
    return Checked(
        files, [reject for one in files for reject in rejects.rejects(database, one, how)]
    )


def _wanted(method: Method, chosen: list[Rule], source: Source) -> frozenset[str]:
    """The columns of a file that are needed: what rules read, and what the list is made of."""
    kind = method.kind.entry
    paths = {path for rule in chosen for path in rule.query.reads}
    for unit in kind.units.values():
        paths |= {f"{unit.table}.{name}" for name in (unit.key, unit.object, unit.day)}
    paths |= {path for one in kind.matches for path in (one.source, one.to)}
    return frozenset(
        name for table, _, name in (path.partition(".") for path in paths) if table == source.table
    )


def today() -> date:
    """The calendar day at home; a scan has no database with a clock."""
    return day_at_home(datetime.now(HOME))


def _folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable(
            f"De map voor de uitkomst kan niet worden gemaakt ({error.strerror}).",
            rule="scan",
            remedy="Kijk of het pad klopt.",
        ) from error


@contextmanager
def _room() -> Iterator[Path]:
    """An own folder that nobody else may enter, gone afterwards."""
    room = Path(tempfile.mkdtemp(prefix="openprisma-scan-"))
    os.chmod(room, 0o700)
    try:
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)

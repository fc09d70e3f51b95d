"""Rows of files into tables, each value looked at. What is wrong with a row keeps that row out, and
is told with its line; the rest stays."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date

from openprisma.kernel.errors import BadInput
from openprisma.scans.conversions import bounds, converted, quoted
from openprisma.scans.database import Database
from openprisma.scans.entries import Mode
from openprisma.scans.sources import Source
from openprisma.scans.tables import ORDER, ColumnEntry, TableEntry, Tables

# What can be wrong with a value, by number.
EMPTY, UNREADABLE, LOW, HIGH, TOTAL = 1, 2, 3, 4, 5
# What a spreadsheet writes below its rows: a sum, and no object of that name.
TOTALS = tuple(
    form(word)
    for word in ("totaal", "subtotaal", "eindtotaal", "total")
    for form in (str.lower, str.upper, str.capitalize)
)
BLANKS = " \t\u00a0"


@dataclass(frozen=True)
class Loading:
    """How files become tables this time. `keep`: the columns that rules may read, by table;
    `latest`: the last day that may be; `salt`: hides the keys of people where they may not be
    held."""

    tables: Tables
    mode: Mode
    latest: date
    keep: dict[str, frozenset[str]]
    salt: str = ""


@dataclass(frozen=True)
class Loaded:
    """What came of a file. `rows`: kept; `refused`: kept out, `torn`: lines that are no row at all,
    both counted."""

    source: Source
    rows: int
    refused: int
    torn: int
    repeated: int

    @property
    def wrong(self) -> int:
        """Lines that were not kept."""
        return self.refused + self.torn + self.repeated


def loading(tables: Tables, mode: Mode, latest: date, keep: dict[str, frozenset[str]]) -> Loading:
    """A loading with a salt of its own, which is kept nowhere."""
    return Loading(tables, mode, latest, keep, secrets.token_hex(16))


def load(database: Database, source: Source, how: Loading) -> Loaded:
    """One file into the table of its name. Raises `BadInput` when it cannot be read at all."""
    entry, table = how.tables[source.table], source.table
    physical = types(database, source)
    kept = [_stored(source, name, how) for name in _kept(source, how)]
    if ORDER in entry.derived:
        kept.append(f"{_order('akte_nr__v')} as {ORDER}")
    try:
        database.execute(
            f"create table {table} as with {judged(source, how, physical)} "
            f"select {', '.join(kept)}, {bad(source, entry)} as fout__ from geoordeeld"
        )
    except database.Error as error:
        raise BadInput(
            f"{source.name} is niet als {source.form} te lezen.",
            remedy="Open het bestand, sla het opnieuw op en probeer het nog eens.",
        ) from error
    refused = database.one(f"select count(*) from {table} where fout__")
    if refused:
        database.execute(f"delete from {table} where fout__")
    repeated = _once(database, table, entry)
    rows = database.one(f"select count(*) from {table}")
    return Loaded(source, rows, refused, torn(database, source), repeated)


def types(database: Database, source: Source) -> dict[str, str]:
    """The type each column has in the file; text for all of a CSV."""
    if source.form == "csv":
        return dict.fromkeys(source.all_columns, "VARCHAR")
    rows = database.execute(
        "select column_name, column_type from (describe select * from read_parquet(?))",
        [str(source.path)],
    ).fetchall()
    return {str(name): str(kind) for name, kind in rows}


def read_from(source: Source, *, keep_torn: bool) -> str:
    """The rows of a file, as the source of a select; lines that are no row are kept aside or passed
    over."""
    path = quoted(str(source.path))
    if source.form == "parquet":
        return f"read_parquet({path})"
    table = source.table
    aside = (
        f", store_rejects=true, rejects_limit=0, rejects_table='afgekeurd_{table}', "
        f"rejects_scan='gelezen_{table}'"
        if keep_torn
        else ""
    )
    names = ", ".join(
        f"{quoted(_position(at))}: 'VARCHAR'" for at in range(len(source.all_columns))
    )
    return (
        f"read_csv({path}, columns={{{names}}}, header=true, auto_detect=false, "
        f"delim={quoted(source.delimiter)}, quote='\"', escape='\"', strict_mode=true, "
        f"skip={source.skip}, ignore_errors=true{aside})"
    )


def _position(at: int) -> str:
    return f"k{at}"


def judged(source: Source, how: Loading, physical: dict[str, str], more: str = "") -> str:
    """Two steps of a select: `gelezen`, the columns as they came, and `geoordeeld`, each with its
    value (`__v`) and what is wrong with it (`__f`). `more`: what to take along."""
    entry = how.tables[source.table]
    raw, values, faults = [], [], []
    for name, head in source.columns.items():
        column, is_text = entry.columns[name], physical[head] == "VARCHAR"
        there = (
            _position(source.all_columns.index(head))
            if source.form == "csv"
            else '"' + head.replace('"', '""') + '"'
        )
        raw.append(f"{_nothing(there, physical[head], is_text)} as {name}")
        values.append(f"{converted(name, column, physical[head], how.tables.entry)} as {name}__v")
        faults.append(f"{_fault(name, column, how.latest)} as {name}__f")
    along = f", {more}" if more else ""
    rows = read_from(source, keep_torn=not more)
    return (
        f"gelezen as (select {', '.join(raw)}{along} from {rows}), "
        f"omgezet as (select *, {', '.join(values)} from gelezen), "
        f"geoordeeld as (select *, {', '.join(faults)} from omgezet)"
    )


def _nothing(there: str, physical: str, is_text: bool) -> str:
    """An empty cell, or what a program writes for one, is nothing."""
    if is_text:  # looking for a blank costs a fraction of trimming
        blank = " or ".join(f"contains({there}, '{one}')" for one in BLANKS)
        trimmed = f"nullif(trim({there}, '{BLANKS}'), '')"
        return f"case when {blank} then {trimmed} when {there} = '' then null else {there} end"
    if physical in ("DOUBLE", "FLOAT"):
        return f"case when not isnan({there}) then {there} end"
    return there


def _fault(name: str, column: ColumnEntry, latest: date) -> str:
    low, high = bounds(column, latest)
    empty = f"when {name} is null then {EMPTY if column.needed else 0}"
    cases = [empty, f"when {name}__v is null then {UNREADABLE}"]
    if column.type == "sleutel" and column.needed:
        cases.append(f"when {name}__v in ({', '.join(map(quoted, TOTALS))}) then {TOTAL}")
    cases += [f"when {name}__v < {low} then {LOW}"] * bool(low)
    cases += [f"when {name}__v > {high} then {HIGH}"] * bool(high)
    return f"case {' '.join(cases)} else 0 end"


def bad(source: Source, entry: TableEntry) -> str:
    """Whether anything is wrong with a row."""
    return "(" + " + ".join(f"{name}__f" for name in source.columns) + ") > 0"


def _kept(source: Source, how: Loading) -> list[str]:
    """The columns of a table that are stored: what rules read, and its key."""
    entry = how.tables[source.table]
    wanted = how.keep[source.table] | set(entry.key)
    return [name for name in source.columns if name in wanted]


def _stored(source: Source, name: str, how: Loading) -> str:
    """A value as it is kept. Under the Wgs what can point at a person is not kept, unless the file
    says that it does not; a key is made unrecognisable."""
    entry = how.tables[source.table]
    column = entry.columns[name]
    if how.mode != "wgs" or not column.natural:
        return f"{name}__v as {name}"
    hidden = f"md5({quoted(how.salt)} || {name}__v)" if name in entry.key else "null::varchar"
    if column.natural not in source.columns:
        return f"{hidden} as {name}"
    return (
        f"case when {column.natural}__v <> 'natuurlijk' then {name}__v else {hidden} end as {name}"
    )


def _order(x: str) -> str:
    """The last two numbers of a deed number, so that 70001/9 comes before 70001/10."""
    last = f"regexp_extract({x}, '([0-9]{{1,7}})[^0-9]*$', 1)"
    before = f"regexp_extract({x}, '([0-9]{{1,9}})[^0-9]+[0-9]{{1,7}}[^0-9]*$', 1)"
    return (
        f"case when regexp_full_match({x}, '[0-9]{{1,18}}') then try_cast({x} as bigint) "
        f"when regexp_full_match({x}, '[0-9]{{1,9}}/[0-9]{{1,7}}') "
        f"then cast(split_part({x}, '/', 1) as bigint) * 10000000 "
        f"+ cast(split_part({x}, '/', 2) as bigint) "
        f"else coalesce(try_cast({before} as bigint), 0) * 10000000 "
        f"+ coalesce(try_cast({last} as bigint), 0) end"
    )


def _once(database: Database, table: str, entry: TableEntry) -> int:
    """Of rows with one key the first stays. How many went. Hashes are compared first, since equal
    keys have equal hashes and most files have none."""
    key = ", ".join(entry.key)
    alike = f"select hash({key}) as h from {table} group by h having count(*) > 1"
    if not database.one(f"select count(*) from ({alike})"):
        return 0
    database.execute(
        f"create temp table dubbel as select {key} from {table} group by {key} having count(*) > 1"
    )
    turn = (
        f"row_number() over (partition by {', '.join(f't.{one}' for one in entry.key)} "
        "order by t.rowid)"
    )
    gone = database.one(
        f"delete from {table} where rowid in (select nr from (select t.rowid as nr, "
        f"{turn} as beurt from {table} t join dubbel using ({key})) where beurt > 1)"
    )
    database.execute("drop table dubbel")
    return int(gone or 0)


def torn(database: Database, source: Source) -> int:
    """Lines of a CSV that have too few or too many columns, or an open quotation mark."""
    if source.form != "csv":
        return 0
    return int(database.one(f"select count(distinct line) from afgekeurd_{source.table}") or 0)

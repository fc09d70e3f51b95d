"""The files a scan is given: which there are, in which form, and which of their columns are known.
Looks at heads only; rows are read by `loading`."""

from __future__ import annotations

import codecs
import csv
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openprisma.engine.reading import read
from openprisma.kernel.errors import BadInput
from openprisma.scans.rules import Kind

DELIMITERS = ",;\t|"
PIECE = 1 << 20  # bytes read at a time
TITLES = 20  # lines that may stand above the head
BLANK = " \t\r\n,;|\ufeff"


@dataclass(frozen=True)
class Source:
    """A file of one table. `columns`: declared name to the name it has in the file; `all_columns`:
    every name in the file, in order; `skip`: lines before the head; `path`: what is read, which is
    a copy when the file was not UTF-8."""

    table: str
    name: str
    path: Path
    form: str
    columns: dict[str, str]
    all_columns: tuple[str, ...]
    dropped: tuple[str, ...]
    delimiter: str = ","
    skip: int = 0


def sources(
    kind: Kind, folder: Path, room: Path, connection: Any, *, on: frozenset[str], names: Path | None
) -> list[Source]:
    """The files in a folder that this kind of scan uses. `room`: an own folder for copies; `on`:
    the switches that are on; `names`: a file that says what columns are called. Raises `BadInput`
    when a file cannot be used as a whole."""
    if not folder.is_dir():
        raise BadInput("De map met gegevens is er niet.", remedy="Kijk of het pad klopt.")
    called = _called(names)
    found = []
    for table in kind.uses:
        there = [folder / f"{table}.{form}" for form in ("parquet", "csv")]
        there = [path for path in there if path.is_file()]
        if len(there) > 1:
            raise BadInput(
                f"Van {table} zijn er twee bestanden.", remedy="Laat er één in de map staan."
            )
        if there:
            found.append(_source(kind, table, there[0], room, connection, on, called))
    if not found:
        wanted = ", ".join(f"{table}.csv" for table in kind.uses)
        raise BadInput("Er staat geen bestand dat deze scan leest.", remedy=f"Hij leest {wanted}.")
    return found


def _called(names: Path | None) -> dict[str, dict[str, str]]:
    if names is None:
        return {}
    said = read(names)
    if not all(isinstance(one, dict) for one in said.values()):
        raise BadInput(
            "Het bestand met kolomnamen is niet te lezen.",
            remedy="Schrijf transacties: {datum: Passeerdatum}.",
        )
    return {
        table: {_plain(str(given)): str(column) for column, given in one.items()}
        for table, one in said.items()
    }


def _source(
    kind: Kind,
    table: str,
    path: Path,
    room: Path,
    connection: Any,
    on: frozenset[str],
    called: dict[str, dict[str, str]],
) -> Source:
    form = path.suffix[1:]
    delimiter, skip, readable = ",", 0, path
    if form == "csv":
        readable = _in_utf8(path, room)
        known_heads = {*kind.tables[table].columns, *called.get(table, {})}
        delimiter, skip, heads = _head(readable, path.name, known_heads)
    else:
        heads = _heads_of_parquet(path, connection)
    renamed = called.get(table, {})
    plain = [renamed.get(_plain(head), _plain(head)) for head in heads]
    _refuse_heads(plain, path.name, kind, table)
    known = {
        name: heads[plain.index(name)]
        for name, column in kind.tables[table].columns.items()
        if name in plain and (not column.switch or column.switch in on)
    }
    dropped = tuple(head or "(zonder naam)" for head in heads if head not in known.values())
    return Source(table, path.name, readable, form, known, tuple(heads), dropped, delimiter, skip)


def _plain(head: str) -> str:
    """A head as it is declared: `Koopsom EUR` is `koopsom_eur`."""
    return re.sub(r"[\s\-]+", "_", head.replace("\u00a0", " ").strip().lower())


def _refuse_heads(plain: list[str], name: str, kind: Kind, table: str) -> None:
    """Raises `BadInput` for a head that may not be there, is there twice, or is missing."""
    entry = kind.tables[table]
    if banned := [one for one in plain if one in kind.tables.entry.forbidden]:
        raise BadInput(
            f"{name} heeft een kolom {banned[0]}. Zo'n gegeven mag hier niet komen; "
            "er is niets geladen.",
            remedy="Haal de kolom uit het bestand.",
        )
    if twice := [one for one in entry.columns if plain.count(one) > 1]:
        raise BadInput(f"{name} heeft de kolom {twice[0]} twee keer.", remedy="Laat er één staan.")
    missing = [one for one, said in entry.columns.items() if said.required and one not in plain]
    if missing:
        raise BadInput(
            f"{name} mist de kolom {', '.join(missing)}.",
            remedy="Vul het bestand aan, of zeg met --columns hoe de kolom daar heet.",
        )


def _heads_of_parquet(path: Path, connection: Any) -> list[str]:
    try:
        rows = connection.execute(
            "select column_name from (describe select * from read_parquet(?))", [str(path)]
        ).fetchall()
    except connection.Error as error:
        raise BadInput(
            f"{path.name} is geen Parquet-bestand.", remedy="Lever het opnieuw aan."
        ) from error
    return [str(row[0]) for row in rows]


def _head(path: Path, name: str, known: set[str]) -> tuple[str, int, list[str]]:
    """The delimiter with which most declared columns are found, lines before the head, and the
    head. Above it a register may print a title, a day or empty lines: of the first lines the one
    with most declared columns is the head."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = [line for _, line in zip(range(TITLES + 1), file, strict=False)]
    if not any(line.strip(BLANK) for line in lines):
        raise BadInput(f"{name} is leeg.", remedy="Lever een bestand met een kopregel.")
    found = [_split(line, known) for line in lines]
    most = max(one[0] for one in found)
    filled = next(at for at, line in enumerate(lines) if line.strip(BLANK))
    first = filled + 1 if re.match(r'"?sep=', lines[filled]) and len(lines) > filled + 1 else filled
    at = next(nr for nr, one in enumerate(found) if one[0] == most) if most > 1 else first
    return found[at][1], at, found[at][2]


def _split(line: str, known: set[str]) -> tuple[int, str, list[str]]:
    """How many known columns a line names, with which delimiter, and its parts."""
    if len(line) > csv.field_size_limit():
        return 0, DELIMITERS[0], [line]
    best: tuple[int, int, str, list[str]] | None = None
    for order, delimiter in enumerate(DELIMITERS):
        heads = next(csv.reader([line.rstrip("\r\n")], delimiter=delimiter))
        found = sum(_plain(head) in known for head in heads)
        if best is None or (found, len(heads), -order) > (best[0], len(best[3]), -best[1]):
            best = (found, order, delimiter, heads)
    assert best is not None
    return best[0], best[2], best[3]


def _in_utf8(path: Path, room: Path) -> Path:
    """The file itself when it is UTF-8, else a copy that is. Raises `BadInput` for anything but
    UTF-8, UTF-16 with a mark, and Windows-1252."""
    with path.open("rb") as file:
        start = file.read(2)
    if start in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return _copied(path, room, "utf-16")
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        return path
    except UnicodeDecodeError:
        return _copied(path, room, "cp1252")


def _copied(path: Path, room: Path, encoding: str) -> Path:
    copy = room / f"utf8-{path.name}"
    try:
        with (
            path.open(encoding=encoding, newline="") as source,
            copy.open("w", encoding="utf-8", newline="") as target,
        ):
            while piece := source.read(PIECE):
                target.write(piece)
    except UnicodeError as error:
        raise BadInput(
            f"{path.name} is in geen bekende codering geschreven.",
            remedy="Sla het op als CSV in UTF-8.",
        ) from error
    return copy

"""Canaries: a word of its own behind every text that people wrote, and the id of every row: a page
tells what it shows."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import zipfile
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import pypdf
from psycopg import sql
from psycopg.types.json import Jsonb

from openprisma.gate.law import lawbook, procedures
from openprisma.sidedoors.copying import past_triggers

TOKEN = re.compile(r"kanarie[a-p]{12}")
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_DATUM = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9.,]+|" + _ID.pattern)
_REFERENCE = re.compile(r"\b[A-Z2-7]{4}-[A-Z2-7]{4}\b")
# Read as something else than words, so that a canary would break it.
NOT_WORDS = {
    ("panels_meeting", "time"): "een tijdstip",
    ("sharing_batch", "errors"): "vaste zinnen",
    ("sharing_batch", "rows"): "",
}
_FENCED = """select c.relname, a.attname, format_type(a.atttypid, null) from pg_class c
  join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
 where c.relkind = 'r' and c.relrowsecurity and not a.attisdropped
   and a.atttypid = any ('{text,varchar,jsonb,text[],bytea}'::regtype[]::oid[])
   and exists (select from pg_attribute f
                where f.attrelid = c.oid and (f.attname = 'file_id' or c.relname = 'files_file'))
 order by 1, 2"""


@dataclass(frozen=True)
class Spot:
    """Where a canary lives: table, column (empty for the row's own id), row and file; what it takes
    to read it."""

    table: str
    column: str
    row: Any
    file: Any
    values: dict[str, Any] = field(hash=False, compare=False, default_factory=dict)


@dataclass
class Canaries:
    """All of them, by the word that betrays them; `columns` that hold some, `codes` with only codes
    of the law, `empty`."""

    spots: dict[str, Spot] = field(default_factory=dict)
    columns: set[tuple[str, str]] = field(default_factory=set)
    codes: set[tuple[str, str]] = field(default_factory=set)
    empty: set[tuple[str, str]] = field(default_factory=set)

    def seen(self, text: str) -> set[str]:
        """The canaries in a text: words, ids of rows, references of files."""
        found = {*TOKEN.findall(text), *_ID.findall(text), *_REFERENCE.findall(text)}
        return found & self.spots.keys()

    def rows(self, table: str) -> list[Spot]:
        """The rows of a table, once each."""
        return [spot for spot in self.spots.values() if spot.table == table and not spot.column]


def token(table: str, column: str, row: Any, nr: int = 0) -> str:
    """The canary of one text, the same in every run."""
    digest = hashlib.sha256(f"{table}.{column}.{row}.{nr}".encode()).hexdigest()[:12]
    return "kanarie" + digest.translate(str.maketrans("0123456789abcdef", "abcdefghijklmnop"))


def plant(own: Any) -> Canaries:
    """A canary in every text of every row that belongs to a file. `own` is a superuser: the fence
    has no say here."""
    found, known = Canaries(), codes(own)
    by_table: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for table, column, kind in own.execute(_FENCED).fetchall():
        by_table[table].append((column, kind))
    with past_triggers(own):
        for table, columns in by_table.items():
            for column, kind in columns:
                _column(own, found, known, table, column, kind)
            _rows(own, found, table)
    return found


def codes(own: Any) -> frozenset[str]:
    """Every word that the law, the working methods or the region lay down, and so cannot be about
    anybody."""
    words = {
        "",
        "geen",
        "ja",
        "nee",
        *lawbook().vocabulary.acts,
        *(norm.id for norm in lawbook().norms),
    }
    words |= {
        row.code
        for article in lawbook().articles.values()
        for version in article.entry.versions
        for row in version.categories
    }
    for entries in lawbook().vocabulary.lists.values():
        words |= set(entries)
    for procedure in procedures().values():
        words |= {
            procedure.id,
            *(s.stage for s in procedure.entry.stages),
            *(r for o in procedure.offers for r in o.entry.by),
        }
    for table in (
        "partners_participant",
        "partners_municipality",
        "panels_panel",
        "partners_regionalform",
        "partners_outsider",
        "partners_alliance",
    ):
        words |= {code for (code,) in own.execute(f"select code from {table}").fetchall()}
    return frozenset(words)


def _column(
    own: Any, found: Canaries, known: frozenset[str], table: str, column: str, kind: str
) -> None:
    name, of = sql.Identifier(column), sql.Identifier(table)
    key = key_of(own, table)
    rows = own.execute(
        sql.SQL("select {}, {} from {} where {} is not null").format(key, name, of, name)
    ).fetchall()
    said = [(row, value) for row, value in rows if value not in ("", [], {}, b"")]
    if not said:
        found.empty.add((table, column))
        return
    if (table, column) in NOT_WORDS or all(_is_code(value, known) for _, value in said):
        found.codes.add((table, column))
        return
    found.columns.add((table, column))
    change = sql.SQL("update {} set {} = %s where {} = %s").format(of, name, key)
    for row, value in said:
        marks: list[str] = []
        new = _marked(value, known, marks, (table, column, row))
        own.execute(change, [Jsonb(new) if kind == "jsonb" else new, row])
        found.spots |= {mark: Spot(table, column, row, None) for mark in marks}


def key_of(own: Any, table: str) -> sql.Identifier:
    """The column that names a row: its own id, or that of the file it describes."""
    there = {
        row[0]
        for row in own.execute(
            "select attname from pg_attribute where attrelid = %s::regclass", [table]
        ).fetchall()
    }
    return sql.Identifier("id" if "id" in there else "file_id")


def _is_code(value: Any, known: frozenset[str]) -> bool:
    match value:
        case str():
            return value in known or _DATUM.fullmatch(value) is not None
        case list():
            return all(_is_code(one, known) for one in value)
        case dict():
            return all(_is_code(one, known) for one in value.values())
        case bytes() | memoryview():
            return False
    return True


def _marked(
    value: Any, known: frozenset[str], marks: list[str], where: tuple[str, str, Any]
) -> Any:
    """The value with a canary behind every text in it that is no code; behind the end of a picture
    or PDF nobody reads it."""
    match value:
        case str() if not _is_code(value, known):
            marks.append(token(*where, len(marks)))
            return f"{value} {marks[-1]}"
        case bytes() | memoryview():
            marks.append(token(*where))
            return bytes(value) + f"\n%{marks[-1]}\n".encode()
        case list():
            return [_marked(one, known, marks, where) for one in value]
        case dict():
            return {name: _marked(one, known, marks, where) for name, one in value.items()}
    return value


# What decides who may read a row, beside its file.
_DECIDING = (
    "person_id",
    "participant_id",
    "category",
    "categories",
    "statements",
    "keep_until",
    "known_on",
    "on_day",
    "disputed_on",
    "subject_id",
    "statement_id",
    "request_id",
    "dossier_id",
    "result_id",
)


def _rows(own: Any, found: Canaries, table: str) -> None:
    """The id of each row, the reference of each file, and for every canary what decides on its
    row."""
    there = {
        row[0]
        for row in own.execute(
            "select attname from pg_attribute where attrelid = %s::regclass", [table]
        ).fetchall()
    }
    columns = ["id" if "id" in there else "file_id", "id" if table == "files_file" else "file_id"]
    columns += [column for column in _DECIDING if column in there]
    chosen = sql.SQL(", ").join(map(sql.Identifier, columns))
    rows = own.execute(
        sql.SQL("select {} from {}").format(chosen, sql.Identifier(table))
    ).fetchall()
    by_row = {row[0]: (row[1], dict(zip(columns[2:], row[2:], strict=True))) for row in rows}
    for mark, spot in list(found.spots.items()):
        if spot.table == table:
            found.spots[mark] = Spot(table, spot.column, spot.row, *by_row[spot.row])
    for row, (file, values) in by_row.items():
        if "id" in there:  # otherwise its name is that of the file
            found.spots[str(row)] = Spot(table, "", row, file, values)
        if table == "files_file":
            text = base64.b32encode(row.bytes[:5]).decode()
            found.spots[f"{text[:4]}-{text[4:]}"] = Spot(table, "", row, file, values)


def words_of(content: bytes, kind: str) -> str:
    """What a person could read in an answer: a page, a PDF, a spreadsheet, a calendar or a
    picture."""
    if "pdf" in kind and content.startswith(b"%PDF"):
        pages = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
        return re.sub(r"[\s\u00ad-]+", "", pages) + content.decode("latin-1")
    if "spreadsheet" in kind or "opendocument" in kind:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return "".join(
                packed.read(name).decode("utf-8", "replace") for name in packed.namelist()
            )
    return content.decode("utf-8", "replace")

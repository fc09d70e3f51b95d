"""Does the log in the database still say what was sealed? Each way of changing it is found and
named."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import UUID

from dateutil.relativedelta import relativedelta

from openprisma.audit.reconciling import died
from openprisma.audit.sealing import LIFE, TABLES, Entry, entries_of
from openprisma.audit.verifier import Checkpoint, check, leaves_of, read_note
from openprisma.gate.kernel import LOG
from openprisma.gate.law import lawbook

# What a leaf is the hash of: the row as the database sends it, before it has a leaf (`fence.seal`);
# of a row from before 0.9.0 its salt and its text as JSON, in UTC. The one is never the other:
# after 32 bytes JSON begins with a brace, and a row as it is sent has the length of its second
# column there. So a salt of any other length does not count.
_ROWS = """select id, xid::text::bigint, at, leaf,
    record_send(jsonb_populate_record(t, '{{"leaf": null}}')),
    case when length(salt) = 32
      then salt || convert_to((to_jsonb(t) - 'salt' - 'leaf' - 'seen')::text, 'UTF8') end
    from fence.{table} t order by 2, 1"""
_ERASED = "select source, id, leaf, erased_on from fence.erased"
BACK = (
    300  # seconds that a clock may run behind an earlier transaction before it counts as set back
)


@dataclass(frozen=True)
class Problem:
    """What is wrong (`kind`, a word for programs), with which row, in a Dutch sentence."""

    kind: str
    source: str
    id: UUID
    says: str


@dataclass(frozen=True)
class Found:
    """The outcome: the checkpoint that holds, how many rows were compared, what is wrong, what was
    not sealed yet, and what was destroyed after its term with only its leaf left. `moved`: the
    database was put on another server since the last seal, so what was not sealed then cannot be
    told from what was put in since."""

    checkpoint: Checkpoint
    compared: int
    problems: list[Problem]
    unsealed: int
    unfinished: int
    erased: int = 0
    moved: bool = False


def compare(connection: Any, folder: Path, key: bytes, witnesses: Sequence[str] = ()) -> Found:
    """Check the folder itself, then every row of the log against it. Raises `BadLog` when the
    folder does not hold."""
    checkpoint = check(folder, key, witnesses)
    sealed = dict(
        zip(((one.source, one.id) for one in entries_of(folder)), leaves_of(folder), strict=True)
    )
    connection.execute("set timezone = 'UTC'; set client_encoding = 'UTF8'")
    rows = {table: connection.execute(_ROWS.format(table=table)).fetchall() for table in TABLES}
    fresh = [row[1] for table in TABLES for row in rows[table] if (table, row[0]) not in sealed]
    final = _final(connection, checkpoint, fresh)
    there = {(table, row[0]): row[2] for table in TABLES for row in rows[table]}
    erased = {
        (source, id_): (bytes(leaf), day)
        for source, id_, leaf, day in connection.execute(_ERASED).fetchall()
    }
    problems = [one for table in TABLES for one in _of_table(table, rows[table], sealed, final)]
    problems += _removed(sealed, there, erased)
    problems += [one for batch in _batches(folder, key) for one in _out_of_order(batch)]
    days = {row: day for row, (_, day) in erased.items()}
    problems += _too_early(entries_of(folder), there, days)
    return Found(
        checkpoint,
        compared=len(there.keys() & sealed.keys()),
        problems=problems,
        unsealed=len(there.keys() - sealed.keys()),
        unfinished=died(connection),
        erased=len(sealed.keys() & erased.keys()),
        moved=final is None,
    )


def _removed(
    sealed: dict[tuple[str, UUID], bytes],
    there: Container[tuple[str, UUID]],
    erased: dict[tuple[str, UUID], tuple[bytes, date]],
) -> Iterator[Problem]:
    """Rows that were sealed and are gone, and whose leaf was not kept when they went."""
    for (source, id_), leaf in sealed.items():
        if (source, id_) not in there and erased.get((source, id_), (b"",))[0] != leaf:
            yield Problem(
                "verwijderd",
                source,
                id_,
                "deze regel is verzegeld en staat niet meer in het logboek",
            )


def _final(connection: Any, last: Checkpoint, unsealed: list[int]) -> range | None:
    """Between which numbers of transactions an unsealed row must lie: what is below was sealed,
    what is above was never given out. None when the numbers are another server's, and tell
    nothing."""
    # After the rows were read, so that every number among them was given out by now.
    oldest, ahead, life = connection.execute(
        f"""select pg_snapshot_xmin(s)::text::bigint, pg_snapshot_xmax(s)::text::bigint, {LIFE}
              from pg_current_snapshot() s"""
    ).fetchone()
    # A note of before 0.10 does not say of which server it is.
    told = last.life or (life if all(xid < ahead for xid in unsealed) else "")
    return range(last.horizon, ahead) if life == told and oldest >= last.horizon else None


def _of_table(
    table: str, rows: list[Any], sealed: dict[tuple[str, UUID], bytes], final: range | None
) -> Iterator[Problem]:
    """What is wrong with rows, in the order of their seals and then of their transactions."""
    latest, place = None, {key: nr for nr, key in enumerate(sealed)}
    for id_, xid, at, leaf, *forms in sorted(
        rows, key=lambda row: place.get((table, row[0]), len(place))
    ):
        held, leaf = sealed.get((table, id_)), bytes(leaf)
        if leaf not in [
            hashlib.sha256(b"\x00" + bytes(form)).digest() for form in forms if form is not None
        ]:
            yield Problem(
                "gewijzigd", table, id_, "de inhoud past niet bij het zegel van de regel zelf"
            )
        elif held is not None and held != leaf:
            yield Problem(
                "gewijzigd",
                table,
                id_,
                "de regel is gewijzigd en opnieuw berekend; "
                "het zegel buiten de database zegt iets anders",
            )
        elif held is None and final is not None and xid not in final:
            yield Problem(
                "ingevoegd",
                table,
                id_,
                "deze regel is later tussengevoegd: toen werd verzegeld, was hij er niet",
            )
        if held is None and final is None:
            continue
        if latest is not None and (latest - at).total_seconds() > BACK:
            yield Problem(
                "klok", table, id_, "de klok stond hier vroeger dan bij een eerdere handeling"
            )
        latest = at if latest is None else max(latest, at)


def _batches(folder: Path, key: bytes) -> Iterator[list[Entry]]:
    """The sealed lines in the parts that each stand in the order of their transactions: what came
    from another server does not, and after it the numbers begin again."""
    notes = [
        read_note(path.read_text(encoding="utf-8"), key)
        for path in sorted(folder.glob("checkpoint-*"))
    ]
    entries, start, done = entries_of(folder), 0, 0
    for note in notes:
        if note.restored:
            yield entries[start:done]
            start = note.size
        done = note.size
    yield entries[start:]


def _out_of_order(entries: list[Entry]) -> list[Problem]:
    """Sealed lines stand in the order of their transactions."""
    return [
        Problem(
            "volgorde",
            after.source,
            after.id,
            "deze regel staat in het zegel vóór een eerdere handeling",
        )
        for before, after in pairwise(entries)
        if (after.xid, after.source, after.id) < (before.xid, before.source, before.id)
    ]


def _too_early(
    entries: list[Entry], there: dict[tuple[str, UUID], Any], erased: dict[tuple[str, UUID], date]
) -> Iterator[Problem]:
    """Destroyed before its term? A line that stands after one that is still within it cannot be
    older than the term."""
    latest = None
    for one in entries:
        key = (one.source, one.id)
        if key in there:
            latest = there[key] if latest is None else max(latest, there[key])
        elif key in erased and latest is not None and latest.date() > _kept_from(erased[key]):
            says = "deze regel is vernietigd terwijl een eerdere nog binnen de termijn valt"
            yield Problem("te vroeg", one.source, one.id, says)


def _kept_from(erased_on: date) -> date:
    """The first day of which the log stays, when it is cleared on a day (bgs:1.12)."""
    term = lawbook().term(LOG, erased_on)
    return (
        erased_on - relativedelta(years=term.years, months=term.months, days=term.days)
    ).replace(day=1)

"""The fence alone: what raw SQL under the application's role gets, past every line of our
Python."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import Any
from uuid import UUID, uuid4

from psycopg import sql

from openprisma.gate.law import procedures
from openprisma.sidedoors.canaries import Spot, key_of
from openprisma.sidedoors.checks import Prover, Wrong
from openprisma.sidedoors.readers import Person

RAW = "rechtstreeks in de database"
READING = (
    "dossier_inzien",
    "gegevens_inzien",
    "signaal_inzien",
    "vergadering_inzien",
    "waarom_lezen",
)
Connect = Callable[[], Any]


def without_a_line(prover: Prover, connect: Connect) -> None:
    """No line, no rows: of no table that belongs to a file."""
    with connect() as raw:
        for table in sorted({spot.table for spot in prover.canaries.spots.values()}):
            count = _rows(raw, table)
            prover.found.asked[RAW] += 1
            if count:
                prover.found.wrong.append(
                    Wrong(RAW, "niemand", table, f"{len(count)} rijen zonder regel in het logboek")
                )


def under_a_line(prover: Prover, connect: Connect, people: list[Person], file: UUID) -> None:
    """Under a line that opens a file for somebody: the rows that they may read, and no other."""
    by_row = {(spot.table, str(spot.row)): spot for spot in prover.canaries.spots.values()}
    tables = sorted({spot.table for spot in prover.canaries.spots.values()})
    kind = prover.state(file)[0]
    offered = {offer.entry.act for offer in procedures()[kind].offers}
    with connect() as raw, connect() as ledger:
        raw.autocommit = False
        for person in people:
            for act in [act for act in READING if act in offered]:
                enter(raw, ledger, person, [file], act)
                for table in tables:
                    found = [by_row.get((table, row)) for row in _rows(raw, table)]
                    _judge(prover, person, act, table, [spot for spot in found if spot is not None])
                raw.rollback()


def enter(
    raw: Any,
    ledger: Any,
    person: Person | None,
    files: Sequence[UUID],
    act: str,
    *,
    writes: bool = False,
    signed_in: bool = False,
) -> str:
    """In the transaction of `raw` a line for this act, and with `signed_in` the pass as well; as an
    attacker would. Gives the line."""
    line, new = str(uuid4()), _issued(ledger, person)
    if signed_in:
        raw.execute("select set_config('fence.pass', %s, true)", [new.hex()])
    if act:
        _open(raw, ledger, line, new, files, act, writes=writes)
        if writes:
            raw.execute("select fence.hold()")  # anybody may take the files of a line of their own
    return line


def beside(
    raw: Any, ledgers: Sequence[Any], person: Person, files: Sequence[UUID], act: str
) -> list[str]:
    """Several lines for the transaction of `raw`, of which none is there yet when the next is
    written: one over each connection. Gives the lines."""
    passes = [_issued(ledger, person) for ledger in ledgers]
    lines = [str(uuid4()) for _ in ledgers]
    with ExitStack() as together:
        for ledger, line, new in zip(ledgers, lines, passes, strict=True):
            together.enter_context(ledger.transaction())
            _open(raw, ledger, line, new, files, act)
    return lines


def _issued(ledger: Any, person: Person | None) -> bytes:
    new = secrets.token_bytes(32)
    if person is not None:
        ledger.execute("select fence.issue(%s, %s, '', '1 minute', 'zijdeuren')", [new, person.id])
    return new


def _open(
    raw: Any,
    ledger: Any,
    line: str,
    by: bytes,
    files: Sequence[UUID],
    act: str,
    *,
    writes: bool = False,
) -> None:
    backend, began = raw.execute("select pg_backend_pid(), transaction_timestamp()").fetchone()
    ledger.execute(
        "select fence.open(%s, %s, %s, '', '', '', '', %s, %s, %s, %s, %s)",
        [line, by, act, list(files), list(range(1, 18)), writes, backend, began],
    )


def _rows(raw: Any, table: str) -> list[str]:
    column = key_of(raw, table)
    return [
        str(row)
        for (row,) in raw.execute(
            sql.SQL("select {} from {}").format(column, sql.Identifier(table))
        ).fetchall()
    ]


def _judge(prover: Prover, person: Person, act: str, table: str, found: list[Spot]) -> None:
    prover.found.asked[RAW] += 1
    wrong = [
        spot
        for spot in found
        if not prover.readers.may_read(person, prover.reach(person, spot.file), spot)
    ]
    if wrong:
        prover.found.wrong.append(
            Wrong(
                RAW,
                person.name,
                f"{act} · {table}",
                f"{len(wrong)} rijen die deze persoon niet mag lezen",
            )
        )

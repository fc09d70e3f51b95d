"""Sealing: lines of the log that are committed for good are put in order in a folder outside the
database, under a signed root.

A folder holds `leaves` (32 bytes a line), `index` (what each leaf is of: table, id, transaction)
and a signed checkpoint for every time something was added. The order is that of transactions: a
number is given out before a transaction commits, so only those below the oldest that still runs are
final.

Numbers of transactions belong to a server. After a dump was put back on another one, its lines keep
the numbers of the old, and what comes after begins low again. So the first seal there takes
everything that was not sealed yet, and its checkpoint says so.
"""

from __future__ import annotations

import base64
import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from openprisma.audit.verifier import SIZE, BadLog, Checkpoint, leaves_of, read_note, root
from openprisma.kernel.errors import Unavailable

TABLES = ("line", "outcome")
# In one statement, so in one snapshot: a line with a number that this snapshot has not reached
# comes from another server.
_COMMITTED = """with now as (
    select pg_snapshot_xmin(s)::text::bigint as oldest, pg_snapshot_xmax(s)::text::bigint as next
      from pg_current_snapshot() s),
  written as (select 'line' as source, id, xid::text::bigint as xid, leaf, at from fence.line
    union all select 'outcome', id, xid::text::bigint, leaf, at from fence.outcome)
  select source, id, xid, leaf, at, oldest, next, {life} from now left join written
    on (xid >= %(start)s and xid < oldest) or xid >= next order by xid, source, id"""
LIFE = """(select system_identifier from pg_control_system())
  || '.' || (select timeline_id from pg_control_checkpoint())"""


@dataclass(frozen=True)
class Entry:
    """One sealed leaf: of which table and row, and in which transaction it was written."""

    source: str
    id: UUID
    xid: int

    @property
    def line(self) -> str:
        """How `index` keeps it."""
        return f"{self.source} {self.id} {self.xid}\n"


def make_key(path: Path) -> str:
    """A new private key in a file only its owner reads; gives the public one, in base64. Raises
    `Unavailable` if the file is there already."""
    key = Ed25519PrivateKey.generate()
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise Unavailable(
            f"{path} bestaat al.",
            rule="zegel",
            remedy="Kies een andere plaats; een sleutel wordt nooit vervangen.",
        ) from error
    with os.fdopen(handle, "wb") as file:
        file.write(key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption()))
    return public_of(path)


def public_of(path: Path) -> str:
    """The public key that belongs to a private one, in base64."""
    raw = _key(path).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return base64.b64encode(raw).decode()


def _key(path: Path) -> Ed25519PrivateKey:
    try:
        return Ed25519PrivateKey.from_private_bytes(path.read_bytes())
    except (OSError, ValueError) as error:
        raise Unavailable(
            f"{path} is geen sleutel.",
            rule="zegel",
            remedy="Maak er een met `openprisma audit key`.",
        ) from error


def entries_of(folder: Path) -> list[Entry]:
    """What each sealed leaf is of, in order. Raises `BadLog` for a line that cannot be read."""
    found = []
    for text in (folder / "index").read_text(encoding="utf-8").splitlines():
        try:
            source, id_, xid = text.split(" ")
            found.append(Entry(source, UUID(id_), int(xid)))
        except ValueError as error:
            raise BadLog("het bestand `index` is beschadigd") from error
    return found


def seal(connection: Any, folder: Path, key: Path, origin: str) -> Checkpoint:
    """Add what was committed for good since the last time, and sign the whole; gives the new
    checkpoint, or the old one when nothing was added. Raises `Unavailable` while another sealer
    works in the folder, and `BadLog` when the folder is not what its last checkpoint says."""
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        last = _mend(folder, key, origin)
        known = {
            text.rsplit(" ", 1)[0]
            for text in (folder / "index").read_text(encoding="utf-8").splitlines()
        }
        rows, end, life, restored = _committed(connection, last, known)
        if not rows and last.size and not restored:
            return last
        _append(folder / "leaves", b"".join(bytes(leaf) for *_, leaf in rows))
        _append(
            folder / "index",
            "".join(Entry(source, id_, xid).line for source, id_, xid, _ in rows).encode(),
        )
        size = last.size + len(rows)
        said = Checkpoint(origin, size, root(leaves_of(folder)), end, life, restored)
        _write(folder / f"checkpoint-{said.size:012d}", _signed(said, key).encode())
        return said


def _committed(
    connection: Any, last: Checkpoint, known: set[str]
) -> tuple[list[tuple[str, UUID, int, bytes]], int, str, bool]:
    """What is final and not sealed yet; up to which transaction that is; of which server; and
    whether it came from another."""

    def asked(start: int) -> tuple[list[Any], int, int, str]:
        found = connection.execute(_COMMITTED.format(life=LIFE), {"start": start}).fetchall()
        new = [row for row in found if row[1] is not None and f"{row[0]} {row[1]}" not in known]
        return new, *found[0][5:]

    rows, end, ahead, life = asked(last.horizon)
    other = bool(last.size) and (end < last.horizon or last.life not in ("", life))
    restored = other or any(row[2] >= ahead for row in rows)
    if restored:
        rows, end, ahead, life = asked(0)
        rows.sort(key=lambda row: (row[4], row[2], row[0], row[1]))
    return [(source, id_, xid, leaf) for source, id_, xid, leaf, *_ in rows], end, life, restored


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Unavailable(
                "Er wordt hier al verzegeld.", rule="zegel", remedy="Wacht tot dat klaar is."
            ) from error
        yield


def _mend(folder: Path, key: Path, origin: str) -> Checkpoint:
    """The last checkpoint, after leaves that a killed sealer left without one were taken away
    again."""
    notes = sorted(folder.glob("checkpoint-*"))
    public = base64.b64decode(public_of(key))
    last = (
        read_note(notes[-1].read_text(encoding="utf-8"), public)
        if notes
        else Checkpoint(origin, 0, b"", 0)
    )
    for name in ("leaves", "index"):
        (folder / name).touch()
    if (folder / "leaves").stat().st_size < last.size * SIZE:
        raise BadLog(f"afgekapt: het laatste zegel noemt {last.size} regels")
    os.truncate(folder / "leaves", last.size * SIZE)
    kept = (folder / "index").read_bytes().splitlines(keepends=True)[: last.size]
    _write(folder / "index", b"".join(kept))
    if last.size and root(leaves_of(folder)) != last.root:
        raise BadLog(f"een andere geschiedenis: de {last.size} regels zijn niet die van het zegel")
    return last


def _append(path: Path, content: bytes) -> None:
    with path.open("ab") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all."""
    other = path.with_name(f".{path.name}")
    other.write_bytes(content)
    os.replace(other, path)


def _signed(said: Checkpoint, key: Path) -> str:
    """A C2SP signed note: the text, and under it who signed, with four bytes that name the key."""
    public = base64.b64decode(public_of(key))
    name = hashlib.sha256(f"{said.origin}\n".encode() + b"\x01" + public).digest()[:4]
    signature = base64.b64encode(name + _key(key).sign(said.text.encode())).decode()
    return f"{said.text}\n\u2014 {said.origin} {signature}\n"

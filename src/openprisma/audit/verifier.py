"""Checks a sealed log with the standard library alone: this one file can be copied and run
anywhere.

    python verifier.py FOLDER KEY.pub [CHECKPOINT …]

FOLDER holds `leaves` (32 bytes each, in order) and signed checkpoints; a CHECKPOINT is a copy that
somebody else kept. Exit 0 when all signatures hold and every checkpoint is a beginning of the same
log; else 1, with what is wrong. Hashes as in RFC 6962, signatures Ed25519 (RFC 8032), checkpoints
as C2SP signed notes.
"""

from __future__ import annotations

import base64
import hashlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SIZE = 32  # bytes of a leaf


class BadLog(Exception):
    """A log that is not what it says; the text names what is wrong."""


def node(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def _split(n: int) -> int:
    """The largest power of two below n."""
    return 1 << ((n - 1).bit_length() - 1)


def root(leaves: Sequence[bytes]) -> bytes:
    """The root over leaves that are hashes already; of none the hash of nothing."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    level = list(leaves)
    # A lone last one goes up as it is, which gives the same tree as splitting by powers of two.
    while len(level) > 1:
        pairs = [node(level[at], level[at + 1]) for at in range(0, len(level) - 1, 2)]
        level = pairs + ([level[-1]] if len(level) % 2 else [])
    return level[0]


def inclusion(leaves: Sequence[bytes], at: int) -> list[bytes]:
    """The hashes that prove that the leaf at this place is in the tree."""
    n = len(leaves)
    if n <= 1:
        return []
    k = _split(n)
    if at < k:
        return [*inclusion(leaves[:k], at), root(leaves[k:])]
    return [*inclusion(leaves[k:], at - k), root(leaves[:k])]


def included(leaf: bytes, at: int, size: int, proof: Sequence[bytes], wanted: bytes) -> bool:
    """Does the proof lead from this leaf at this place to this root?"""
    if at >= size:
        return False
    here, last, found = at, size - 1, leaf
    for one in proof:
        if last == 0:
            return False
        if here % 2 or here == last:
            found = node(one, found)
            while here and not here % 2:
                here, last = here >> 1, last >> 1
        else:
            found = node(found, one)
        here, last = here >> 1, last >> 1
    return last == 0 and found == wanted


def consistency(leaves: Sequence[bytes], m: int) -> list[bytes]:
    """The hashes that prove that the tree of the first m leaves is the beginning of this one."""
    return _consistency(leaves, m, True)


def _consistency(leaves: Sequence[bytes], m: int, whole: bool) -> list[bytes]:
    n = len(leaves)
    if m == n:
        return [] if whole else [root(leaves)]
    k = _split(n)
    if m <= k:
        return [*_consistency(leaves[:k], m, whole), root(leaves[k:])]
    return [*_consistency(leaves[k:], m - k, False), root(leaves[:k])]


def consistent(m: int, n: int, first: bytes, second: bytes, proof: Sequence[bytes]) -> bool:
    """Does the proof show that the tree of size m with root `first` is the beginning of that of
    size n with root `second`?"""
    if m == n:
        return first == second and not proof
    if not 0 < m < n or not proof:
        return False
    path = list(proof) if m & (m - 1) else [first, *proof]
    here, last = m - 1, n - 1
    while here % 2:
        here, last = here >> 1, last >> 1
    old = new = path[0]
    for one in path[1:]:
        if last == 0:
            return False
        if here % 2 or here == last:
            old, new = node(one, old), node(one, new)
            while here and not here % 2:
                here, last = here >> 1, last >> 1
        else:
            new = node(new, one)
        here, last = here >> 1, last >> 1
    return last == 0 and old == first and new == second


@dataclass(frozen=True)
class Checkpoint:
    """What a signed note says: whose log, how many leaves, their root, and up to which transaction
    (`horizon`) of which server (`life`; notes of before 0.10 do not say). `restored`: the leaves
    since the note before came with a database that was put back on another server, so they stand
    in the order of their moments, not of their transactions."""

    origin: str
    size: int
    root: bytes
    horizon: int
    life: str = ""
    restored: bool = False

    @property
    def text(self) -> str:
        """What is signed."""
        life = f"life {self.life}{' restored' * self.restored}\n" if self.life else ""
        root = base64.b64encode(self.root).decode()
        return f"{self.origin}\n{self.size}\n{root}\nhorizon {self.horizon}\n{life}"


def read_note(note: str, key: bytes) -> Checkpoint:
    """The checkpoint in a note that this key (32 bytes) signed. Raises `BadLog`."""
    text, separator, signed = note.partition("\n\n")
    try:
        origin, size, encoded, horizon, *more = text.splitlines()
        _, life, *restored = more[0].split(" ") if more else ("life", "")
        root_, until = (
            base64.b64decode(encoded, validate=True),
            int(horizon.removeprefix("horizon ")),
        )
        said = Checkpoint(origin, int(size), root_, until, life, restored == ["restored"])
        signature = base64.b64decode(signed.strip().rsplit(" ", 1)[1], validate=True)[4:]
    except (ValueError, IndexError) as error:
        raise BadLog("dit is geen zegel") from error
    if not separator or not signed_by(key, signature, said.text.encode()):
        raise BadLog(f"de handtekening onder het zegel van {said.size} regels klopt niet")
    return said


P = 2**255 - 19
Q = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)
Point = tuple[int, int, int, int]


def _add(a: Point, b: Point) -> Point:
    one, two = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    three, four = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = two - one, four - three, four + three, two + one
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def _times(number: int, point: Point) -> Point:
    found: Point = (0, 1, 1, 0)
    while number:
        if number & 1:
            found = _add(found, point)
        point, number = _add(point, point), number >> 1
    return found


def _point(encoded: bytes) -> Point | None:
    y = int.from_bytes(encoded, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return (x, y, 1, x * y % P)


_BASE = _point(bytes.fromhex("5866666666666666666666666666666666666666666666666666666666666666"))


def signed_by(key: bytes, signature: bytes, message: bytes) -> bool:
    """Is this the Ed25519 signature of the message by this public key? Works on public values
    only."""
    if len(key) != 32 or len(signature) != 64:
        return False
    a, r, s = _point(key), _point(signature[:32]), int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= Q or _BASE is None:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % Q
    left, right = _times(s, _BASE), _add(r, _times(h, a))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (
        left[1] * right[2] - right[1] * left[2]
    ) % P == 0


def leaves_of(folder: Path) -> list[bytes]:
    """The sealed leaves, in order. Raises `BadLog` for a file that is cut in the middle of one."""
    held = (folder / "leaves").read_bytes()
    if len(held) % SIZE:
        raise BadLog("het bestand met zegels is midden in een regel afgebroken")
    return [held[at : at + SIZE] for at in range(0, len(held), SIZE)]


def check(folder: Path, key: bytes, witnesses: Sequence[str] = ()) -> Checkpoint:
    """The newest checkpoint, when every one of the folder and of the witnesses is a beginning of
    the sealed leaves. Raises `BadLog`, naming what is wrong."""
    leaves = leaves_of(folder)
    notes = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("checkpoint-*"))]
    if not notes:
        raise BadLog("er is geen zegel")
    own = [read_note(note, key) for note in notes]
    for said in [*own, *(read_note(note, key) for note in witnesses)]:
        if said.size > len(leaves):
            raise BadLog(
                f"afgekapt: een zegel noemt {said.size} regels en er zijn er {len(leaves)}"
            )
        if root(leaves[: said.size]) != said.root:
            raise BadLog(
                f"een andere geschiedenis: de eerste {said.size} regels zijn niet die van het zegel"
            )
    newest = max(own, key=lambda one: one.size)
    if newest.size != len(leaves):
        raise BadLog(f"{len(leaves) - newest.size} regels staan er na het laatste zegel")
    return newest


def main(argv: list[str]) -> int:
    """As the module says."""
    if len(argv) < 2:
        print(__doc__)
        return 2
    try:
        key = base64.b64decode(Path(argv[1]).read_text(encoding="utf-8").strip())
        said = check(
            Path(argv[0]), key, [Path(name).read_text(encoding="utf-8") for name in argv[2:]]
        )
    except (BadLog, OSError, ValueError) as error:
        print(f"FOUT: {error}")
        return 1
    print(f"goed: {said.size} regels van {said.origin}, tot en met transactie {said.horizon - 1}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

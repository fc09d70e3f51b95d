"""Drawing orders of a PDF: one by one, and what they use."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from openprisma.documents.inside.packing import (
    FOLDS,
    inflated,
    opened,
    stop_wide,
    too_large,
    unknown,
    ways_of,
)
from openprisma.documents.inside.pixels import inline
from openprisma.documents.inside.shapes import INLINE, INTENTS, ORDERS, SPACES
from openprisma.documents.limits import STREAMS, TOKENS
from openprisma.kernel.errors import BadInput

# Where the name that an order gives is found.
_NAMED = {
    "Do": "/XObject",
    "Tf": "/Font",
    "gs": "/ExtGState",
    "cs": "/ColorSpace",
    "CS": "/ColorSpace",
    "scn": "/Pattern",
    "SCN": "/Pattern",
    "sh": "/Shading",
}
_SHOWS = frozenset(("Tj", "TJ", "'", '"'))  # the only orders that take text
_OPENS = (b"(", b"<", b"[", b"/")  # where a word may begin without a space before it
# What a page may mean by a plain colour without naming it.
ALWAYS = ("/DefaultGray", "/DefaultRGB", "/DefaultCMYK")


class Room:
    """How many bytes and drawing orders may still come out."""

    def __init__(self, left: int = STREAMS, tokens: int = TOKENS) -> None:
        self.left, self.tokens = left, tokens

    def take(self, data: bytes) -> None:
        """So much came out. Raises `BadInput` when that is too much."""
        self.left -= len(data)
        if self.left < 0:
            raise too_large()

    def read(self, data: bytes) -> None:
        """These orders will be read. Raises `BadInput` when they are too many, before they are: a
        few bytes, packed, are enough for millions."""
        self.tokens -= sum(map(data.count, _OPENS)) + len(data.split(None, self.tokens + 1))
        if self.tokens < 0:
            raise BadInput(
                "In deze PDF staan te veel tekenopdrachten: samen hoogstens "
                f"{TOKENS // 1_000_000} miljoen woorden en getallen.",
                remedy="Splits het document, of druk het af naar een nieuwe PDF.",
            )


def unfolded(stream: Any, room: int) -> bytes:
    """The bytes of a stream that is no picture. Raises `BadInput` when there are more than `room`,
    before they are made."""
    if not isinstance(stream, pikepdf.Stream):
        raise unknown()
    ways = ways_of(stream)
    stop_wide(stream)
    if any(way not in FOLDS for way in ways):
        raise unknown()
    raw = bytes(stream.read_raw_bytes())
    # What is around it makes bytes fewer, not more; what is inside it is counted as well.
    if "/FlateDecode" in ways:
        zipped = raw if ways[0] == "/FlateDecode" else opened(raw, ways[:1])
        if len(inflated(zipped, room + 1)) > room:
            raise too_large()
    return bytes(stream.read_bytes())


class Names:
    """What pages call what they draw with, anew: the old name may be anybody's words."""

    def __init__(self) -> None:
        self.made: dict[str, str] = {}

    def of(self, name: str) -> str:
        """The new name for an old one, the same in the whole document."""
        if name in ALWAYS:
            return name
        return self.made.setdefault(name, f"/R{len(self.made)}")


@dataclass
class Drawn:
    """Orders written anew; how many, how often each calls what by its old name, and how many
    characters they show."""

    content: bytes = b""
    orders: int = 0
    uses: Counter[tuple[str, str]] = field(default_factory=Counter)
    shown: int = 0


def drawn(where: Any, names: Names, spaces: Any) -> Drawn:
    """The drawing orders of a page or drawing, and nothing between them: no comments, no marks for
    machines, nothing that is no order or that an order does not take. `spaces` are the colour
    spaces it may name. Raises `BadInput` for a picture between them that we cannot look into."""
    made, parts = Drawn(), []
    kept: list[Any] = []
    for one in pikepdf.parse_content_stream(where):
        if isinstance(one, pikepdf.ContentStreamInlineImage):
            parts += [
                bytes(pikepdf.unparse_content_stream(kept)),
                _inline(one, names, spaces, made),
            ]
            kept = []
            continue
        order = str(one.operator)
        if order not in ORDERS:
            continue
        made.orders += 1
        given = one.operands
        if all(type(part) in _NUMBERS for part in given):
            kept.append(one)
        elif (taken := _taken(order, given, names, made)) is not None:
            kept.append((taken, one.operator))
    parts.append(bytes(pikepdf.unparse_content_stream(kept)))
    made.content = b"\n".join(part for part in parts if part)
    return made


def _taken(order: str, given: Any, names: Names, made: Drawn) -> list[Any] | None:
    """What an order takes of what stands before it; None when it cannot be meant."""
    taken = []
    for one in given:
        if not isinstance(one, Object):  # a number, or yes or no
            taken.append(one)
        elif isinstance(one, Name):
            if order not in _NAMED and str(one) not in INTENTS:
                return None
            taken.append(_renamed(order, str(one), names, made))
        elif isinstance(one, Dictionary):
            return None
        elif order in _SHOWS:
            made.shown += _characters(one)
            taken.append(one)
        elif isinstance(one, Array):
            if not all(_number(part) for part in one):
                return None
            taken.append(one)
        elif _number(one):
            taken.append(one)
    return taken


def _number(one: Any) -> bool:
    return not isinstance(one, Object) or isinstance(one, int | _DECIMAL)


_DECIMAL = type(Object.parse(b"1.5"))
_NUMBERS = frozenset((int, _DECIMAL))


def _characters(one: Any) -> int:
    if isinstance(one, Array):
        return sum(_characters(part) for part in one if isinstance(part, pikepdf.String))
    return len(bytes(one)) if isinstance(one, pikepdf.String) else 0


def _renamed(order: str, name: str, names: Names, made: Drawn) -> Any:
    where = _NAMED.get(order)
    if where is None or (where == "/ColorSpace" and name in SPACES):
        return Name(name)
    made.uses[where, name] += 1
    return Name(names.of(name))


def _inline(one: Any, names: Names, spaces: Any, made: Drawn) -> bytes:
    """A picture between the orders, with its pixels and nothing else."""
    found = one.iimage.obj
    if any(name not in INLINE for name, _ in found.items()):
        raise unknown()
    space = found.get("/ColorSpace")
    raw = bytes(one.iimage.read_raw_bytes())
    told = [b"BI /W %d /H %d" % (found.Width, found.Height)]
    if isinstance(space, Name) and str(space) not in SPACES:
        pixels = inline(found, raw, spaces.get(str(space)))
        space = _renamed("cs", str(space), names, made)
    else:
        pixels = inline(found, raw, space)
    if found.get("/ImageMask"):
        told.append(b"/IM true")
    else:
        told += [b"/BPC %d" % found.BitsPerComponent, b"/CS " + _written(space)]
    if isinstance(decode := found.get("/Decode"), Array) and all(map(_number, decode)):
        told.append(b"/D " + bytes(decode.unparse()))
    if found.get("/Interpolate"):
        told.append(b"/I true")
    made.orders += 1
    return b" ".join([*told, b"/F /AHx ID", pixels.hex().encode() + b"> EI"])


def _written(space: Any) -> bytes:
    """A colour space between orders: plain, named, or a list of plain colours."""
    if isinstance(space, Array) and len(space) == 4 and space[0] in ("/Indexed", "/I"):
        base, last, held = space[1], space[2], space[3]
        plain = {"/DeviceGray": 1, "/DeviceRGB": 3, "/DeviceCMYK": 4}
        if (
            isinstance(base, Name)
            and str(base) in plain
            and isinstance(last, int)
            and isinstance(held, pikepdf.String)
        ):
            colours = bytes(held)[: (last + 1) * plain[str(base)]]
            return b"[/Indexed %s %d <%s>]" % (str(base).encode(), last, colours.hex().encode())
    if isinstance(space, Name):
        return bytes(space.unparse())
    raise unknown()

"""A JBIG2 picture inside a PDF, less what is no picture: segments with comments, of other pages or
unknown kinds, and what follows the last. Raises `ValueError` for bytes that are no such picture."""

from __future__ import annotations

# Dictionaries, tables and regions (ITU-T T.88, 7.3); 52, 62 and what is unknown are not among them.
_DRAW = frozenset((4, 6, 7, 20, 22, 23, 36, 38, 39, 40, 42, 43))
_HELP = frozenset((0, 16, 53))  # only of use to what names them
_PAGE = frozenset((48, 50))
_OVER = frozenset((49, 51))  # the end of a page or file, which a PDF does without
_UNKNOWN = 0xFFFFFFFF
_MANY = 20_000


def bare_jbig2(content: bytes, *, shared: bool = False) -> tuple[bytes, list[str]]:
    """The segments that draw or help to, and the names of what was taken out. `shared` says that
    these are dictionaries of several pictures, which are kept whether or not they are used."""
    segments, removed, at = [], [], 0
    while at < len(content):
        segment = _segment(content, at)
        if segment is None:
            removed.append("gegevens na het einde")
            break
        kind, number, named, at, whole = segment
        segments.append((kind, number, named, whole))
        if len(segments) > _MANY:
            raise ValueError("more segments than a page has")
    wanted = _used(segments)
    kept = []
    for kind, number, _, whole in segments:
        if kind in _DRAW | _PAGE or (kind in _HELP and (shared or number in wanted)):
            kept.append(whole)
        elif kind not in _OVER:
            removed.append("opmerking" if kind == 62 else "onbekend onderdeel")
    if not kept and not shared:
        raise ValueError("no picture in it")
    return b"".join(kept), removed


_Segment = tuple[int, int, list[int], bytes]


def _used(segments: list[_Segment]) -> set[int]:
    """The numbers of segments that something which draws needs; each names only earlier ones."""
    wanted: set[int] = set()
    for kind, number, named, _ in reversed(segments):
        if kind in _DRAW or number in wanted:
            wanted.update(named)
    return wanted


def _segment(content: bytes, at: int) -> tuple[int, int, list[int], int, bytes] | None:
    """What kind of segment stands here, its number, what it names, where the next begins, and the
    whole of it; None when it is not whole."""
    start = at
    number, flags = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 5]
    many = content[at + 5] >> 5 if len(content) > at + 5 else 7
    if many == 7:
        many = int.from_bytes(content[at + 5 : at + 9], "big") & 0x1FFFFFFF
        at += 9 + (many + 8) // 8
    else:
        at += 6
    size = 1 if number <= 256 else 2 if number <= 65536 else 4
    if many > _MANY or not flags:
        return None
    named = [int.from_bytes(content[at + size * nr : at + size * (nr + 1)]) for nr in range(many)]
    at += size * many + (4 if flags[0] & 0x40 else 1)
    length = int.from_bytes(content[at : at + 4], "big")
    if len(content) < at + 4:
        return None
    if length == _UNKNOWN:
        raise ValueError("a segment that does not say how long it is")
    end = at + 4 + length
    return None if end > len(content) else (flags[0] & 0x3F, number, named, end, content[start:end])

"""Small programs in a PDF that say which letter a character is, or which number comes of which:
their words one by one, and no word that is not of the language."""

from __future__ import annotations

import re

_TOKEN = re.compile(
    rb"[\r\n]+|%[^\r\n]*|\((?:\\.|[^\\()])*\)|<<|>>|<[0-9A-Fa-f\s]*>|[\[\]{}]|/?[^\s()<>\[\]{}/%]+",
    re.DOTALL,
)
_NUMBER = re.compile(rb"[+-]?(\d+\.?\d*|\.\d+)\Z")
_SECTION = re.compile(rb"(begin|end)(codespacerange|bf(char|range)|(cid|notdef)(char|range))\Z")
_HEAD = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /R def /CMapType 2 def
"""
_FOOT = b"endcmap CMapName currentdict /CMap defineresource pop end end\n"
_WORDS = frozenset(
    b"{ } abs add atan ceiling cos cvi cvr div exp floor idiv ln log mod mul neg round sin sqrt "
    b"sub truncate and bitshift eq false ge gt le lt ne not or true xor if ifelse copy dup exch "
    b"index pop roll".split()
)


def bare_map(content: bytes) -> bytes:
    """A map of characters: its ranges, and how it is called by nobody."""
    made, before, inside = [_HEAD], b"", False
    for token in _TOKEN.findall(content):
        section = _SECTION.match(token)
        if section:
            inside = section[1] == b"begin"
            made.append((before + b" " if inside and before.isdigit() else b"") + token + b"\n")
        elif token == b"usecmap" and before in _KNOWN:
            made.append(before + b" usecmap\n")
        elif inside and token[:1] in (b"<", b"[", b"]") and token != b"<<":
            made.append(b"".join(token.split()) + b" ")
        elif inside and token.isdigit():
            made.append(token + b" ")
        elif inside and token.isspace():  # what reads it may go by its lines
            made.append(b"\n")
        before = before if token.isspace() else token
    return b"".join([*made, _FOOT])


_KNOWN = (b"/Identity-H", b"/Identity-V")


def bare_function(content: bytes) -> bytes:
    """A function that counts: numbers and the words of ISO 32000-2, table 42."""
    kept = [one for one in _TOKEN.findall(content) if one in _WORDS or _NUMBER.match(one)]
    return b" ".join(kept)

"""Rows out of a text with marks between the cells (CSV), however the program that wrote it marks
and encodes them."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator
from io import StringIO

from openprisma.documents.headings import LOOKED, heading
from openprisma.documents.inside.archive import too_large, unreadable
from openprisma.documents.limits import CELL
from openprisma.kernel.errors import BadInput

MARKS = ";,\t|"
_SEP = re.compile(r"\A\"?sep=(.)\"?[;,\t]*\r?\n", re.IGNORECASE)
csv.field_size_limit(CELL)


def rows_of_text(content: bytes, heads: frozenset[str]) -> Iterator[tuple[int, list[str]]]:
    """Each row with its number as a spreadsheet shows it: a line that only names the mark (`sep=;`)
    does not count, a cell of two lines does once. Raises `BadInput`, naming the row where it can.
    """
    text = _decoded(content)
    mark = ""
    if said := _SEP.match(text):
        mark, text = said[1], text[said.end() :]
    nr = 0
    try:
        for row in csv.reader(
            StringIO(text, newline=""), delimiter=mark or _mark(text, heads), strict=True
        ):
            nr += 1
            yield nr, [cell.strip() for cell in row]
    except csv.Error as error:
        if "field limit" in str(error):
            raise too_large(f"een vakje bevat meer dan {CELL} tekens") from error
        raise BadInput(
            f'In rij {nr + 1} staat een aanhalingsteken (") op een plaats waar wij het niet '
            "kunnen lezen.",
            remedy=f"Haal in rij {nr + 1} de aanhalingstekens weg, of bewaar het blad als XLSX.",
        ) from error


def _mark(text: str, heads: frozenset[str]) -> str:
    """The mark that makes the most headings we know; else the one most often in the first line."""
    lines = text[: CELL * 4].splitlines()[:LOOKED] or [""]

    def known(mark: str) -> int:
        return max(
            len({heading(cell.strip('"')) for cell in one.split(mark)} & heads) for one in lines
        )

    return max(MARKS, key=lambda mark: (known(mark), lines[0].count(mark)))


def _decoded(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings: tuple[str, ...] = ("utf-16",)
    elif content[1:8:2] == b"\0\0\0\0" and b"\0" not in content[:8:2]:
        encodings = ("utf-16-le",)
    elif b"\0" in content[:1000]:
        raise unreadable()
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise unreadable()

"""Rows out of the outcome of a scan (`flags.json`). Nothing in it is believed but its shape."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from openprisma.documents.limits import CELL, VALUES
from openprisma.kernel.errors import BadInput

HEADS = ("regel", "id", "versie", "invoer")
_REMEDY = "Kies flags.json uit de map met uitkomsten van de scan."


def outcomes(content: bytes, *, most: int) -> tuple[Any, bytes]:
    """Of each flag its rule, object, version and values, in the order of the file; what else it
    holds is left behind. Raises `BadInput` for what is no outcome, and for more than `most`."""
    try:
        told = json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise BadInput("Dit is geen uitkomst van een scan.", remedy=_REMEDY) from None
    if not isinstance(told, list):
        raise BadInput("Dit is geen uitkomst van een scan.", remedy=_REMEDY)
    if len(told) > most:
        raise BadInput(
            f"Er staan {len(told)} vlaggen in.",
            remedy=f"Breng er hoogstens {most} in: kies minder regels of een kleiner gebied.",
        )
    return {"rows": [_row(nr, one) for nr, one in enumerate(told, 1)]}, b""


def _row(nr: int, one: Any) -> list[Any]:
    if not isinstance(one, dict) or not all(head in one for head in HEADS):
        raise _wrong(nr)
    rule, unit, version, values = (one[head] for head in HEADS)
    if not all(isinstance(text, str) and 0 < len(text) <= CELL for text in (rule, unit, version)):
        raise _wrong(nr)
    if (
        not isinstance(values, dict)
        or len(values) > VALUES
        or not all(map(_plain, values.values()))
    ):
        raise _wrong(nr)
    return [rule, unit, version, values]


def _plain(value: Any) -> bool:
    return value is None or isinstance(value, bool | int | float | str)


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)


def _wrong(nr: int) -> BadInput:
    return BadInput(f"Vlag {nr} in dit bestand is niet heel.", remedy=_REMEDY)

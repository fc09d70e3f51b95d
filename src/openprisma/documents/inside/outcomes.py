"""Rows out of the outcome of a scan (`uitkomst.json`). Nothing in it is believed but its shape."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from openprisma.documents.limits import CELL, VALUES
from openprisma.kernel.errors import BadInput

HEADS = ("regel", "id", "versie", "invoer")
MODE, FLAGS = "modus", "vlaggen"
_REMEDY = "Kies uitkomst.json uit de map met uitkomsten van de scan."


def outcomes(content: bytes, *, most: int) -> tuple[Any, bytes]:
    """The mode in which the rules ran, empty when it does not say; and of each flag its rule,
    object, version and values, in the order of the file. What else it holds is left behind. A list
    alone (`flags.json`) says no mode. Raises `BadInput` for what is no outcome, and for more than
    `most`."""
    try:
        told = json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise BadInput("Dit is geen uitkomst van een scan.", remedy=_REMEDY) from None
    mode: Any = ""
    if isinstance(told, dict):
        mode, told = told.get(MODE), told.get(FLAGS)
    if not isinstance(told, list) or not isinstance(mode, str) or len(mode) > CELL:
        raise BadInput("Dit is geen uitkomst van een scan.", remedy=_REMEDY)
    if len(told) > most:
        raise BadInput(
            f"Er staan {len(told)} vlaggen in.",
            remedy=f"Breng er hoogstens {most} in: kies minder regels of een kleiner gebied.",
        )
    return {"mode": mode, "rows": [_row(nr, one) for nr, one in enumerate(told, 1)]}, b""


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

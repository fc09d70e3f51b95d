"""Layers of a PDF. A clean copy has none, so everything in them shows: a document that hides
something in one is refused, because its sender would show what they do not see."""

from __future__ import annotations

from typing import Any

from pikepdf import Array, Dictionary

from openprisma.kernel.errors import BadInput

_SHOWN = ("/ON", "/Unchanged")


def hidden() -> BadInput:
    """The refusal of a document with something that is not shown."""
    return BadInput(
        "Deze PDF heeft lagen die nu niet te zien zijn. In onze kopie zouden zij zichtbaar worden.",
        remedy="Maak die lagen zichtbaar of verwijder ze, of druk het document af naar een "
        "nieuwe PDF.",
    )


def stop_hidden(root: Any) -> None:
    """Raises `BadInput` when a layer is not shown, on screen or on paper, when the document
    opens."""
    layers = root.get("/OCProperties")
    if not isinstance(layers, Dictionary):
        return
    opens = layers.get("/D")
    if isinstance(opens, Dictionary) and (
        opens.get("/BaseState", "/ON") not in _SHOWN or _filled(opens.get("/OFF"))
    ):
        raise hidden()
    each = layers.get("/OCGs")
    for layer in each if isinstance(each, Array) else ():
        usage = layer.get("/Usage") if isinstance(layer, Dictionary) else None
        for name, state in (("/View", "/ViewState"), ("/Print", "/PrintState")):
            said = usage.get(name) if isinstance(usage, Dictionary) else None
            if isinstance(said, Dictionary) and said.get(state) == "/OFF":
                raise hidden()


def stop_conditional(found: Any) -> None:
    """Raises `BadInput` for a thing that shows when layers do not."""
    if not isinstance(found, Dictionary):
        return
    if found.get("/P") in ("/AllOff", "/AnyOff") or found.get("/VE") is not None:
        raise hidden()


def _filled(found: Any) -> bool:
    return isinstance(found, Array) and len(found) > 0

"""How much a page of a PDF asks of whoever looks at it. A drawing may draw another, ten times over,
and so on: a small file that no viewer ever finishes."""

from __future__ import annotations

import math
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary

from openprisma.documents.inside.content import Drawn, Names
from openprisma.documents.limits import DRAWN, TILES
from openprisma.kernel.errors import BadInput

_REMEDY = "Druk het document af naar een nieuwe PDF."


def _endless() -> BadInput:
    return BadInput(
        "Deze PDF herhaalt een tekening zo vaak dat geen programma haar kan tonen.",
        remedy=_REMEDY,
    )


class Work:
    """How many orders each drawing of a document comes to, with those it draws."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.orders: dict[Any, Drawn] = {}  # of letters, until their font is known
        self.cost: dict[Any, int] = {}
        self.area = 595.0 * 842

    def of(self, made: Any, orders: Drawn) -> None:
        """A drawing was copied: these are its orders. Its resources are, too, when it has any of
        its own. Raises `BadInput` when they come to more than a page may."""
        if "/Resources" in made:
            self.cost[made.objgen] = self._sum(orders, made.Resources)
            self._tiles(made)
        else:
            self.orders[made.objgen] = orders

    def glyphs(self, font: Any) -> set[tuple[str, str]]:
        """What the letters of a font use."""
        return {
            use
            for one in font.CharProcs.values()
            for use in self.orders.get(one.objgen, Drawn()).uses
        }

    def done(self, made: Any) -> None:
        """A thing was copied whole."""
        if isinstance(made, Dictionary) and "/CharProcs" in made:
            each = [self.orders.get(one.objgen, Drawn()) for one in made.CharProcs.values()]
            self.cost[made.objgen] = max(
                (self._sum(one, made.get("/Resources", Dictionary())) for one in each), default=1
            )

    def page(self, orders: Drawn, made: Any) -> None:
        """A page was copied. Raises `BadInput` when it comes to more than a page may."""
        self._sum(orders, made.Resources)

    def _sum(self, orders: Drawn, resources: Any) -> int:
        total = orders.orders
        for (where, name), times in orders.uses.items():
            found = resources.get(where, Dictionary()).get(self.names.of(name))
            many = orders.shown if where == "/Font" else times
            total += many * self._weight(found, where)
        if total > DRAWN:
            raise _endless()
        return total

    def _weight(self, found: Any, where: str) -> int:
        """What one use of a thing comes to. Raises `BadInput` for what draws itself."""
        if found is None:
            return 0
        if where == "/ExtGState":
            mask = found.get("/SMask")
            return self._weight(mask.get("/G"), "/XObject") if isinstance(mask, Dictionary) else 0
        draws = isinstance(found, pikepdf.Stream) and found.get("/Subtype") != "/Image"
        if not draws and not (isinstance(found, Dictionary) and "/CharProcs" in found):
            return 0
        if found.objgen not in self.cost:
            raise _endless()  # it is not whole yet: it draws itself
        return self.cost[found.objgen]

    def _tiles(self, made: Any) -> None:
        """Raises `BadInput` when a pattern repeats more often than anybody sees."""
        if made.get("/PatternType") != 1:
            return
        steps = [made.get(name) for name in ("/XStep", "/YStep")]
        matrix = made.get("/Matrix")
        a, b, c, d = (
            [float(one) for one in list(matrix)[:4]]
            if isinstance(matrix, Array) and len(matrix) == 6
            else [1.0, 0.0, 0.0, 1.0]
        )
        try:
            wide = abs(float(steps[0])) * math.hypot(a, b)
            high = abs(float(steps[1])) * math.hypot(c, d)
        except (TypeError, ValueError):
            raise _endless() from None
        if not wide * high * TILES >= self.area:
            raise _endless()

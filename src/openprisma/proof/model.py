"""When an act is allowed, as a formula over every fact there could be: the judgement of
`engine.verdict`, for the solver."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import z3

from openprisma.engine.grammar import Node
from openprisma.engine.lawbook import Lawbook
from openprisma.engine.norms import CategoryRow, Norm
from openprisma.engine.targets.solver import World, codes_in, formula

Facts = dict[str, Any]
MATRIX = ("gegeven.categorie", "gegeven.fase", "gegeven.werkwijzen", "gegeven.bronnen")


@dataclass(frozen=True)
class Looked:
    """One norm under the facts of a world: does it apply, and does what it asks hold?"""

    norm: Norm
    applies: Any
    holds: Any

    @property
    def good(self) -> Any:
        """It does not stand in the way."""
        return z3.Or(z3.Not(self.applies), self.holds)

    @property
    def serves(self) -> Any:
        """It applies and holds: what a ground or a power must do."""
        return z3.And(self.applies, self.holds)


class Question:
    """One act on one day, over every world. Made anew for each question; the facts are
    variables."""

    def __init__(self, book: Lawbook, act: str, day: date, world: World | None = None) -> None:
        self.book, self.act, self.day = book, act, day
        nodes = [node for norm in book.norms for node in (norm.applies, norm.condition)]
        self.world = world or World(book.vocabulary, codes_in(nodes))
        self.norms = [self._looked(norm) for norm in book.on(day).binding(act)]

    def _looked(self, norm: Norm) -> Looked:
        holds = (
            z3.Bool(f"oordeel {norm.id}")
            if norm.kind == "judgement"
            else formula(norm.condition, self.world)
        )
        if norm.kind == "forbids":
            holds = z3.Not(holds)
        return Looked(norm, formula(norm.applies, self.world), holds)

    def allowed(self, *, without: Norm | None = None) -> Any:
        """A ground holds and nothing stands in the way; as if one norm were not there, when
        asked."""
        here = [one for one in self.norms if one.norm is not without]
        grounds = [one.serves for one in here if one.norm.kind == "permits"]
        powers = [one for one in here if one.norm.kind == "empowers"]
        others = [one.good for one in here if one.norm.kind not in ("permits", "empowers")]
        empowered = z3.Or([one.serves for one in powers] + [z3.And([one.good for one in powers])])
        return z3.And(z3.Or(grounds), empowered, *others)

    def says(self, node: Node) -> Any:
        """A condition over the same facts."""
        return formula(node, self.world)

    def find(self, *wanted: Any) -> Facts | None:
        """The facts of a world in which all of this is true, or None: there is none. Whatever was
        asked before counts."""
        solver = z3.Solver()
        solver.add(*wanted, *self._matrix())
        solver.add(*self.world.limits)
        return self.world.read(solver.model()) if solver.check() == z3.sat else None

    def _matrix(self) -> list[Any]:
        """What the norms ask of a datum comes from one row of the matrix of bgs:2.15."""
        if not set(MATRIX) & self.world.known.keys():
            return []
        return [z3.Or([self._row(row) for row in self.book.categories(self.day).values()])]

    def _row(self, row: CategoryRow) -> Any:
        fact, organs = self.world.fact, set(self.book.vocabulary.lists["organen"])
        sources = set(row.sources or organs) - set(row.not_sources)
        return z3.And(
            fact("gegeven.categorie") == self.world.number(row.code),
            fact("gegeven.fase") == row.phase,
            *(there == (code in row.methods) for code, there in fact("gegeven.werkwijzen").items()),
            *(there == (code in sources) for code, there in fact("gegeven.bronnen").items()),
        )

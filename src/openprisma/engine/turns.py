"""Turns: who must do what, by when, because of which rule. What is merely allowed is nobody's turn.
Source: `law/beurten.yaml`; at which step whose turn it can be, says the working method."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from openprisma.engine.lawbook import Lawbook
from openprisma.engine.procedures import NOBODY, Offer, Procedure
from openprisma.engine.reading import read, shaped

FILE = "beurten.yaml"


class TurnEntry(BaseModel):
    """A kind of turn. `does`: what its holder reads, as a request; `many` the same of more than one
    thing, with their number as {n}. `waits`: what others read who wait for it, `told` to `all` in
    the file, to who `asked` for it, or to `none`. `at_once`: the rule gives no day but asks that it
    is not left lying, so it is work of today. `stage`: the step itself is the turn, so no module
    has to know what waits. `source`: the provisions that make it somebody's turn."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    turn: str = Field(pattern=r"^[a-z_]+$")
    does: str
    many: str = ""
    waits: str = ""
    told: Literal["all", "asked", "none"] = "none"
    at_once: bool = False
    stage: bool = False
    source: tuple[str, ...] = Field(min_length=1)

    def says(self, number: int) -> str:
        """What its holder reads of so many things."""
        return self.many.format(n=number) if number > 1 and self.many else self.does


class _TurnFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    turns: tuple[TurnEntry, ...]


def load_turns(path: Path) -> dict[str, TurnEntry]:
    """All kinds of turns by code. Raises `LawError` with file and line."""
    return {one.turn: one for one in shaped(_TurnFile, read(path), path).turns}


def unsaid(
    turns: Mapping[str, TurnEntry], procedures: Mapping[str, Procedure], book: Lawbook
) -> Iterator[str]:
    """What is missing between kinds of turns, working methods and law, in Dutch: a kind that nobody
    described or uses, a rule that is not there, and an act of which one step says whose turn it is
    and another forgot."""
    offers = [one for procedure in procedures.values() for one in procedure.offers]
    used = {one.entry.turn for one in offers} - {"", NOBODY}
    for code in sorted(used - set(turns)):
        yield f"law/{FILE}: de beurt {code} staat er niet, en een werkwijze geeft haar"
    for code in sorted(set(turns) - used):
        yield f"law/{FILE}: de beurt {code} wordt door geen werkwijze gegeven"
    for one in turns.values():
        known = {norm.id for norm in book.norms} | set(book.articles)
        yield from (
            f"law/{FILE}: de beurt {one.turn} noemt {rule}, en die regel is er niet"
            for rule in one.source
            if rule not in known
        )
        if (one.told == "none") == bool(one.waits):
            yield f"law/{FILE}: de beurt {one.turn} zegt waits als anderen het mogen weten (told)"
    yield from _forgotten(offers)


def _forgotten(offers: list[Offer]) -> Iterator[str]:
    """Acts that are somebody's turn at one step, and of which another step does not say."""
    some = {one.entry.act for one in offers if one.entry.turn}
    for one in offers:
        if one.stage is not None and one.entry.act in some and not one.entry.turn:
            yield (
                f"{one.where}: {one.entry.act} is elders iemands beurt (turn); "
                f"zeg dat hier ook, of dat het hier van niemand is ({NOBODY})"
            )

"""The table of money as data: its parts and definitions, from `law/financien.yaml`."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel, ConfigDict

from openprisma.engine.reading import read, shaped
from openprisma.kernel.places import data


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PartEntry(_Strict):
    """A part of the budget. `within`: the part whose posts give one line for it, by its title, and
    whose sums it is a piece of."""

    title: str
    within: str = ""


class RechargeEntry(_Strict):
    """A post that takes off in one part what posts of another name put on in the others."""

    part: str
    post: str
    against: str


class FinanceEntry(_Strict):
    """The table: its parts in order, definitions, and what is compared."""

    title: str
    definitions: dict[str, str]
    parts: dict[str, PartEntry]
    result: str
    recharge: tuple[RechargeEntry, ...] = ()


@cache
def entry() -> FinanceEntry:
    """The table as its file says it. Raises `LawError` with file and line."""
    path = data("law") / "financien.yaml"
    return shaped(FinanceEntry, read(path), path)

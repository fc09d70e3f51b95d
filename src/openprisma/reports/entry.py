"""The indicators as data: their tables, what counts, and where the source contradicts itself; from
`law/indicatoren.yaml`."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel, ConfigDict

from openprisma.engine.reading import read, shaped
from openprisma.kernel.places import data


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class RowEntry(_Strict):
    """An indicator: of which kinds of activity, for whom and by which teams (empty: any), and which
    events of files count with them."""

    id: str
    label: str
    kinds: tuple[str, ...]
    audiences: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    events: tuple[str, ...] = ()


class TableEntry(_Strict):
    """A table of indicators; `places`: of which kinds the municipalities are counted."""

    id: str
    title: str
    places: tuple[str, ...] = ()
    rows: tuple[RowEntry, ...]


class IndicatorsEntry(_Strict):
    """All tables, what the published report of a year says, and where that contradicts itself."""

    title: str
    definitions: dict[str, str]
    tables: tuple[TableEntry, ...]
    published: dict[int, dict[str, int]]
    contradicts: dict[int, tuple[str, ...]]


@cache
def entry() -> IndicatorsEntry:
    """The indicators as their file says them. Raises `LawError` with file and line."""
    path = data("law") / "indicatoren.yaml"
    return shaped(IndicatorsEntry, read(path), path)

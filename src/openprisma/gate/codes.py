"""Lists of codes: those of `law/vocabulary.yaml`, and those that a region or a module knows."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import ClassVar

from openprisma.gate.declared import Declared
from openprisma.gate.law import lawbook, turns

_suppliers: dict[str, Callable[[], Collection[str]]] = {
    "handelingen": lambda: lawbook().vocabulary.acts.keys(),
    "beurten": lambda: turns().keys(),
    "normen": lambda: frozenset(norm.id for norm in lawbook().norms),
}
_seen: dict[str, frozenset[str]] = {}


def supply(name: str, look: Callable[[], Collection[str]]) -> None:
    """A module tells how to look up the codes of a list that stands in no law: places,
    organisations, panels."""
    _suppliers[name] = look


def known(name: str) -> bool:
    """Is there such a list?"""
    return name in _suppliers or name in lawbook().vocabulary.lists


def codes(name: str, wanted: str) -> Collection[str]:
    """The codes of a list. One that is supplied is looked up again when `wanted` was not in it the
    last time, so that what a region adds counts at once. Raises `KeyError` for a list that is
    not there."""
    if name not in _suppliers:
        return lawbook().vocabulary.lists[name]
    if wanted not in _seen.get(name, ()):
        _seen[name] = frozenset(_suppliers[name]())
    return _seen[name]


@dataclass(frozen=True)
class Code(Declared):
    """A code of a list: of the vocabulary, or one that a module supplies (`gate/codes.py`). `but`:
    the code that facts use for nothing, which nobody can choose; `optional`: an empty text means
    nothing was chosen."""

    asks: ClassVar[tuple[str, ...]] = ()
    exact: ClassVar[bool] = True
    of: str
    but: str = ""
    optional: bool = False

    def accept(self, text: str) -> None:
        """The list is asked when the text is: the law is read later than this module."""
        if self.optional and not text:
            return
        if (self.but and text == self.but) or text not in codes(self.of, text):
            raise ValueError(self.of)

"""Groups of acts that norms bind, derived and not listed: whom working methods offer an act to, in
what kind of file, and whether it takes prose. An act that somebody adds belongs to them by
itself; whoever leaves one out says which and why.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from openprisma.engine.acts import FOLDER
from openprisma.engine.procedures import ProcedureEntry, entries
from openprisma.engine.vocabulary import GroupEntry, Kind, Vocabulary
from openprisma.kernel.errors import LawError

SYSTEM = "systeem"  # the role of background tasks; every other role is somebody's


@dataclass(frozen=True)
class Placed:
    """An act offered to a role in a file of a kind; `starts`: to begin one."""

    kind: Kind
    act: str
    role: str
    starts: bool


@dataclass(frozen=True)
class Surroundings:
    """What vocabulary and articles do not say themselves: what is offered where, and which acts
    take prose."""

    offered: frozenset[Placed] = frozenset()
    prose: frozenset[str] = frozenset()


def surroundings(folder: Path, prose: frozenset[str]) -> Surroundings:
    """Of a folder of working methods, and the acts that take prose, as their signatures say. Raises
    `LawError`."""
    return Surroundings(
        frozenset(one for entry in entries(folder) for one in _placed(entry)), prose
    )


def _placed(entry: ProcedureEntry) -> set[Placed]:
    here = [*entry.always, *(offer for stage in entry.stages for offer in stage.offers)]
    return {
        Placed(entry.kind, offer.act, role, starts)
        for starts, offers in ((True, entry.start), (False, here))
        for offer in offers
        for role in offer.by
    }


def derived(words: Vocabulary, around: Surroundings, where: str) -> dict[str, tuple[str, ...]]:
    """The acts of each group, by name. Raises `LawError` for an exception that excepts nothing,
    which would hide a mistake, and for an act that is offered and has no record."""
    if unknown := sorted({one.act for one in around.offered} - words.acts.keys()):
        raise LawError(
            f"een werkwijze biedt '{unknown[0]}' aan, en law/{FOLDER}/{unknown[0]}.yaml is er niet"
        )
    return {name: _acts(name, rule, words, around, where) for name, rule in words.rules.items()}


def _acts(
    name: str, rule: GroupEntry, words: Vocabulary, around: Surroundings, where: str
) -> tuple[str, ...]:
    found = _ruled(rule, around)
    if rule.identities:
        found = {act for act in found if words.acts[act].identities}
    if idle := sorted(rule.but.keys() - found):
        raise LawError(f"groep {name}: '{idle[0]}' is geen uitzondering op de regel", where=where)
    return tuple(sorted(found - rule.but.keys()))


def _ruled(rule: GroupEntry, around: Surroundings) -> set[str]:
    if rule.takes:
        return set(around.prose)
    if rule.offered_to:
        return {one.act for one in around.offered if one.role != SYSTEM}
    return {one.act for one in around.offered if not one.starts and one.kind in rule.offered_in}

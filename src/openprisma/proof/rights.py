"""Who may do what at which stage, as the participants want it (`law/autorisatiematrix.yaml`),
beside what is offered.

The matrix and the working methods say the same thing twice on purpose: whoever gives a right or
takes one away does so in both, and a mutation in one is noticed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from openprisma.engine.acts import FOLDER
from openprisma.engine.groups import SYSTEM
from openprisma.engine.lawbook import Lawbook
from openprisma.engine.procedures import Procedure
from openprisma.engine.reading import read, shaped
from openprisma.kernel.errors import LawError
from openprisma.proof.answers import Answer
from openprisma.proof.sources import names

BEGIN = "begin"  # before there is a file
_GROUP = "groep:"


class Strict(BaseModel):
    """A part of a sheet: no name in it that is not known."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class _Rule(Strict):
    says: str
    source: tuple[str, ...] = Field(min_length=1)
    at: tuple[str, ...] = Field(min_length=1)
    acts: tuple[str, ...] = Field(min_length=1)
    roles: tuple[str, ...] = Field(min_length=1)


class _File(Strict):
    groups: dict[str, tuple[str, ...]]
    rules: tuple[_Rule, ...]


@dataclass(frozen=True, order=True)
class Right:
    """A role may be offered an act at a stage of a working method; `stage` is `begin` before there
    is a file."""

    method: str
    stage: str
    act: str
    role: str


@dataclass(frozen=True)
class Wanted:
    """The rights as the participants want them, each with the sentences it rests on; `groups` names
    stages together, `kinds` says of each working method what its files are."""

    rules: tuple[_Rule, ...]
    groups: Mapping[str, tuple[str, ...]]
    rights: Mapping[Right, tuple[str, ...]]
    kinds: Mapping[str, str]

    def acts(self, of: str) -> frozenset[str]:
        """The acts that the matrix gives to people at all (`mensen`), or in a file of a kind
        (`activiteit`). Said here once more, without asking the working methods or the groups
        that norms bind: a hole in those shows. Raises `LawError` for neither."""
        if of == "mensen":
            return frozenset(one.act for one in self.rights if one.role != SYSTEM)
        if of not in self.kinds.values():
            raise LawError(
                f"'{of}' is geen soort dossier; kies mensen, "
                f"{', '.join(sorted(set(self.kinds.values())))}"
            )
        return frozenset(
            one.act for one in self.rights if self.kinds[one.method] == of and one.stage != BEGIN
        )

    def why(self, method: str, stage: str, act: str, roles: Iterable[str]) -> tuple[str, ...]:
        """The sentences by which these roles are offered an act at a stage."""
        found = [
            says for role in roles for says in self.rights.get(Right(method, stage, act, role), ())
        ]
        return tuple(dict.fromkeys(found))


def load_rights(path: Path, book: Lawbook, methods: Mapping[str, Procedure]) -> Wanted:
    """Read the matrix. Raises `LawError` for a stage, act or role that does not exist, and for a
    source that binds none of the acts it is given for."""
    file = shaped(_File, read(path), path)
    cells = cells_of(methods, file.groups, path.name)
    found: dict[Right, list[str]] = defaultdict(list)
    for rule in file.rules:
        _check(rule, book, path.name)
        for method, stage in dict.fromkeys(
            cell for place in rule.at for cell in at_place(cells, place, path.name)
        ):
            for act in rule.acts:
                for role in rule.roles:
                    found[Right(method, stage, act, role)].append(rule.says)
    kinds = {method.id: method.entry.kind for method in methods.values()}
    return Wanted(
        file.rules, file.groups, {right: tuple(says) for right, says in found.items()}, kinds
    )


def cells_of(
    methods: Mapping[str, Procedure], groups: Mapping[str, tuple[str, ...]], where: str
) -> dict[str, list[tuple[str, str]]]:
    """By name what `at` may say, as methods and stages."""
    found = {f"{method.id}/{BEGIN}": [(method.id, BEGIN)] for method in methods.values()}
    found |= {m.id: [(m.id, stage.stage) for stage in m.entry.stages] for m in methods.values()}
    found |= {
        stage.stage: [(m.id, stage.stage)] for m in methods.values() for stage in m.entry.stages
    }
    grouped = {
        name: [cell for place in places for cell in at_place(found, place, where)]
        for name, places in groups.items()
    }
    return found | {_GROUP + name: cells for name, cells in grouped.items()}


def at_place(
    cells: Mapping[str, list[tuple[str, str]]], place: str, where: str
) -> list[tuple[str, str]]:
    """The methods and stages of one name under `at`. Raises `LawError` for a name that is none."""
    if place not in cells:
        raise LawError(f"'{place}' is geen stap, geen werkwijze en geen groep", where=where)
    return cells[place]


def _check(rule: _Rule, book: Lawbook, where: str) -> None:
    known = (
        book.vocabulary.lists["rollen"].keys()
        | book.vocabulary.lists["functies"].keys()
        | {"iedereen"}
    )
    if unknown := set(rule.roles) - known:
        raise LawError(f"de rol '{min(unknown)}' staat niet in vocabulary.yaml", where=where)
    if unknown := set(rule.acts) - book.vocabulary.acts.keys():
        raise LawError(f"de handeling '{min(unknown)}' staat niet in {FOLDER}", where=where)
    for source in rule.source:
        if not any(
            set(rule.acts) & set(norm.acts) for norm in book.norms if names(source, norm.id)
        ):
            raise LawError(f"'{rule.says}': {source} bindt geen van deze handelingen", where=where)


def offered_rights(methods: Mapping[str, Procedure]) -> frozenset[Right]:
    """What the working methods offer."""
    return frozenset(
        Right(method.id, stage or BEGIN, offer.entry.act, role)
        for method in methods.values()
        for stage in (None, *(one.stage for one in method.entry.stages))
        for offer in method.offers
        if offer.stage == stage or (offer.stage == "*" and stage is not None)
        for role in offer.entry.by
    )


def about_rights(wanted: Wanted, methods: Mapping[str, Procedure]) -> Iterator[Answer]:
    """At each stage of each working method: is exactly that offered which the matrix says?"""
    offered, rights = offered_rights(methods), frozenset(wanted.rights)
    for method, stage in dict.fromkeys((one.method, one.stage) for one in sorted(offered | rights)):
        more = sorted(one for one in offered - rights if (one.method, one.stage) == (method, stage))
        less = sorted(one for one in rights - offered if (one.method, one.stage) == (method, stage))
        case = {
            "te_veel": [f"{one.act} aan {one.role}" for one in more],
            "te_weinig": [f"{one.act} aan {one.role}" for one in less],
        }
        wrong = {word: found for word, found in case.items() if found}
        yield Answer(
            f"{method}: {stage}",
            "is dit wat de autorisatiematrix zegt?",
            "fails" if wrong else "holds",
            wrong,
        )


def too_many(wanted: Wanted, methods: Mapping[str, Procedure]) -> list[Right]:
    """What is offered and not wanted."""
    return sorted(offered_rights(methods) - wanted.rights.keys())

"""What must never be so, as a jurist wrote it down: `law/invarianten.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from openprisma.engine.grammar import Node, parse
from openprisma.engine.reading import read, shaped
from openprisma.engine.vocabulary import Vocabulary
from openprisma.kernel.errors import LawError
from openprisma.proof.rights import Wanted


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Said(_Strict):
    """`acts` are names, groups, or what the matrix gives (`matrix:mensen`, `matrix:activiteit`);
    `but` is left out of those, each with the reason."""

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    says: str
    source: tuple[str, ...] = Field(min_length=1)
    acts: tuple[str, ...] = Field(min_length=1)
    but: dict[str, str] = {}


class _Always(_Said):
    always: str


class _Possible(_Said):
    when: str


class _Only(_Said):
    only: tuple[str, ...] = Field(min_length=1)


class _File(_Strict):
    norms: tuple[_Always, ...]
    possible: tuple[_Possible, ...]
    offers: tuple[_Only, ...]


@dataclass(frozen=True)
class Invariant:
    """Of these acts, what is true in every case in which the norms allow one."""

    id: str
    says: str
    source: tuple[str, ...]
    acts: tuple[str, ...]
    always: Node


@dataclass(frozen=True)
class Witness:
    """Of these acts, a kind of case in which the norms must be able to allow each."""

    id: str
    says: str
    source: tuple[str, ...]
    acts: tuple[str, ...]
    when: Node


@dataclass(frozen=True)
class OnlyFor:
    """Of these acts, the roles that a working method may offer them to."""

    id: str
    says: str
    source: tuple[str, ...]
    acts: tuple[str, ...]
    roles: frozenset[str]


@dataclass(frozen=True)
class Invariants:
    """All kinds."""

    norms: tuple[Invariant, ...]
    possible: tuple[Witness, ...]
    offers: tuple[OnlyFor, ...]

    @property
    def sources(self) -> dict[str, tuple[str, ...]]:
        """Of each, by name, the provisions it comes from."""
        found = {one.id: one.source for one in self.norms}
        found |= {one.id: one.source for one in self.possible}
        return found | {one.id: one.source for one in self.offers}


def load_invariants(path: Path, vocabulary: Vocabulary, wanted: Wanted) -> Invariants:
    """Read and check the file; `wanted` is the matrix. Raises `LawError` for unknown acts, roles,
    facts or codes, for an id that stands twice, and for an exception that excepts nothing."""
    file = shaped(_File, read(path), path)
    ids = [one.id for one in (*file.norms, *file.possible, *file.offers)]
    if twice := {one for one in ids if ids.count(one) > 1}:
        raise LawError(f"de invariant '{min(twice)}' staat er twee keer", where=path.name)
    roles = vocabulary.lists["rollen"].keys()
    if unknown := {role for one in file.offers for role in one.only} - roles:
        raise LawError(f"de rol '{min(unknown)}' staat niet in vocabulary.yaml", where=path.name)

    def acts(said: _Said) -> tuple[str, ...]:
        return _acts(said, vocabulary, wanted, path.name)

    return Invariants(
        tuple(
            Invariant(o.id, o.says, o.source, acts(o), parse(o.always, vocabulary))
            for o in file.norms
        ),
        tuple(
            Witness(o.id, o.says, o.source, acts(o), parse(o.when, vocabulary))
            for o in file.possible
        ),
        tuple(OnlyFor(o.id, o.says, o.source, acts(o), frozenset(o.only)) for o in file.offers),
    )


MATRIX = "matrix:"


def _acts(said: _Said, vocabulary: Vocabulary, wanted: Wanted, where: str) -> tuple[str, ...]:
    found: list[str] = []
    for name in said.acts:
        of_matrix = name.startswith(MATRIX)
        found += (
            sorted(wanted.acts(name.removeprefix(MATRIX)))
            if of_matrix
            else vocabulary.bound((name,))
        )
    if idle := said.but.keys() - set(found):
        raise LawError(
            f"invariant {said.id}: '{min(idle)}' is geen uitzondering op deze handelingen",
            where=where,
        )
    return tuple(dict.fromkeys(act for act in found if act not in said.but))

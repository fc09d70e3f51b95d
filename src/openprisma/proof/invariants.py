"""What must never be so, as a jurist wrote it down: `law/invarianten.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from openprisma.engine.grammar import Node, parse
from openprisma.engine.reading import read, shaped
from openprisma.engine.vocabulary import Vocabulary
from openprisma.kernel.errors import LawError


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Said(_Strict):
    id: str = Field(pattern=r"^[a-z0-9-]+$")
    says: str
    source: tuple[str, ...] = Field(min_length=1)
    acts: tuple[str, ...] = Field(min_length=1)


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


def load_invariants(path: Path, vocabulary: Vocabulary) -> Invariants:
    """Read and check the file. Raises `LawError` for unknown acts, roles, facts or codes, and for an id that stands twice."""
    file = shaped(_File, read(path), path)
    ids = [one.id for one in (*file.norms, *file.possible, *file.offers)]
    if twice := {one for one in ids if ids.count(one) > 1}:
        raise LawError(f"de invariant '{min(twice)}' staat er twee keer", where=path.name)
    roles = vocabulary.lists["rollen"].keys()
    if unknown := {role for one in file.offers for role in one.only} - roles:
        raise LawError(f"de rol '{min(unknown)}' staat niet in vocabulary.yaml", where=path.name)
    return Invariants(
        tuple(Invariant(o.id, o.says, o.source, vocabulary.bound(o.acts), parse(o.always, vocabulary)) for o in file.norms),
        tuple(Witness(o.id, o.says, o.source, vocabulary.bound(o.acts), parse(o.when, vocabulary)) for o in file.possible),
        tuple(OnlyFor(o.id, o.says, o.source, vocabulary.bound(o.acts), frozenset(o.only)) for o in file.offers),
    )

"""The matrix norm ↔ article ↔ act ↔ screen ↔ story ↔ proof, and the working methods with who may do
what: made from the files.

No cell is empty: where nothing stands in one, the reason does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from openprisma.engine.lawbook import Lawbook
from openprisma.engine.norms import Norm
from openprisma.engine.procedures import Procedure
from openprisma.proof.invariants import Invariants
from openprisma.proof.rights import Wanted
from openprisma.proof.sources import names

MOST = 3  # names in one cell


@dataclass(frozen=True)
class Told:
    """What stories tell: by act the stories in which it is done or finds nothing, by norm those in
    which it refuses and those in which what it refused is done as well; and how many steps each
    story has."""

    done: Mapping[str, Sequence[str]]
    hidden: Mapping[str, Sequence[str]]
    refused: Mapping[str, Sequence[str]]
    both: Mapping[str, Sequence[str]]
    steps: Mapping[str, int]


@dataclass(frozen=True)
class Row:
    """One norm in the matrix: each cell a sentence or names, never empty."""

    norm: Norm
    state: str
    acts: str
    screens: str
    refused: str
    done: str
    proof: str


def matrix(
    book: Lawbook,
    norms: Sequence[Norm],
    methods: Mapping[str, Procedure],
    invariants: Invariants,
    screens: Mapping[str, Sequence[str]],
    told: Told,
) -> Iterator[Row]:
    """A row for each norm. `screens`: by act the addresses that stand for it."""
    for norm in norms:
        acts = [act for act in norm.acts]
        yield Row(
            norm,
            f"uitgesteld: {norm.entry.awaits}" if norm.entry.awaits else "gemodelleerd",
            _named([book.vocabulary.acts[act].label for act in acts]),
            _named([address for act in acts for address in screens.get(act, ())])
            or _no_screen(acts, methods),
            _named(told.refused.get(norm.id, ())) or not_refused(norm, told),
            _named([story for act in acts for story in told.done.get(act, ())])
            or "geen verhaal doet deze handeling",
            _proof(norm, invariants),
        )


def _named(names: Sequence[str]) -> str:
    """The first few, and how many more."""
    unique = list(dict.fromkeys(names))
    more = len(unique) - MOST
    return ", ".join(unique[:MOST]) + (f" en {more} meer" if more > 0 else "")


def _no_screen(acts: list[str], methods: Mapping[str, Procedure]) -> str:
    roles = {
        role
        for method in methods.values()
        for offer in method.offers
        if offer.entry.act in acts
        for role in offer.entry.by
    }
    return "achtergrondtaak, zonder scherm" if roles == {"systeem"} else "geen eigen scherm"


# Whom these say no of, the database does not show, so nobody names them in an act.
_NOT_SHOWN = {"betrokkene.kring_staat"}


def not_refused(norm: Norm, told: Told) -> str:
    """Why no story shows it refusing; empty when there is no reason."""
    if norm.entry.awaits:
        return f"kan nog niet: wacht op {norm.entry.awaits}"
    if norm.kind == "permits" and norm.entry.permits == "waar":
        return "een grond zonder voorwaarde: weigert nooit"
    if norm.kind == "permits" and norm.facts == {"wie.rol"}:
        return "de werkwijze weigert het eerst aan elke andere rol"
    if norm.kind == "judgement":
        return "wacht op een oordeel, tot iemand het geeft"
    if norm.entry.show_to == "reviewer" and (
        hidden := [name for act in norm.acts for name in told.hidden.get(act, ())]
    ):
        return f"vindt niets: {_named(hidden)}"
    if norm.facts <= _NOT_SHOWN:
        return "per rij, in de database: wie het betreft, kan niemand noemen"
    if norm.entry.kernel:
        return "per rij, in de database: tests/gate/test_worlds.py"
    return ""


def _proof(norm: Norm, invariants: Invariants) -> str:
    """Every norm decides a case alone (`openprisma prove`); the invariants that name it as their
    source stand beside that."""
    named = [
        name
        for name, sources in invariants.sources.items()
        if any(names(source, norm.id) for source in sources)
    ]
    return "beslist een geval alleen" + (f"; {_named(named)}" if named else "")


@dataclass(frozen=True)
class Standing:
    """Of one act at one stage: the roles it is offered to and the sentences that say so, and the
    norms that then judge it."""

    act: str
    label: str
    roles: tuple[str, ...]
    leads_to: tuple[str, ...]
    norms: tuple[str, ...]
    why: tuple[str, ...]


def standings(
    book: Lawbook, norms: Sequence[Norm], wanted: Wanted, method: Procedure, stage: str
) -> list[Standing]:
    """Everything that is offered at a stage."""
    roles = book.vocabulary.lists["rollen"]
    return [
        Standing(
            offer.entry.act,
            book.vocabulary.acts[offer.entry.act].label,
            tuple(roles.get(role, role) for role in offer.entry.by),
            tuple(to.stage for to in offer.entry.to),
            tuple(
                norm.id
                for norm in norms
                if offer.entry.act in norm.acts and norm.entry.permits != "waar"
            ),
            wanted.why(method.id, stage, offer.entry.act, offer.entry.by),
        )
        for offer in method.at(stage)
    ]


def diagram(method: Procedure) -> str:
    """The stages and the acts that lead from one to another, as a Mermaid state diagram."""
    lines = ["stateDiagram-v2"]
    lines += [f'  state "{stage.title}" as {stage.stage}' for stage in method.entry.stages]
    lines += [
        f"  [*] --> {to.stage}: {offer.act}" for offer in method.entry.start for to in offer.to
    ]
    for stage in method.entry.stages:
        lines += [
            f"  {stage.stage} --> {to.stage}: {offer.act}"
            for offer in stage.offers
            for to in offer.to
        ]
        lines += [f"  {stage.stage} --> [*]"] if stage.end else []
    return "\n".join(lines)

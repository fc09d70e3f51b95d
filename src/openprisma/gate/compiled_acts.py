"""What the database knows of acts: which write, for which purpose, what each writes, and which the
system may do as which task.

Compiled from the vocabulary, the working methods and the declarations beside the acts; `install`
puts it in `fence.act`, `fence.effect`, `fence.task` and `fence.transition`. What stands in none of
them is refused.
"""

from __future__ import annotations

from collections.abc import Iterator

from openprisma.engine.lawbook import Lawbook
from openprisma.engine.procedures import Offer, Procedure, StageEntry
from openprisma.gate import acts, destroying
from openprisma.gate.dossiers import dossiers
from openprisma.gate.opened import shut
from openprisma.gate.writes import Write, together

SYSTEM_ROLE = "systeem"  # the role of a working method that no person holds
# Tasks that are no act of a working method: who may log in for them, and what they open. Upkeep is
# of the owner; the list of people in a demo opens nothing but that list. A migration runs before
# the first `install`, so `fence.sql` has upkeep as well.
UPKEEP_ACTS, SWITCH = ("migreren", "regio_laden", "logboek_vernietigen"), "personenwissel"
OWNER_TASKS = (*((name, "owner", name) for name in UPKEEP_ACTS), (SWITCH, "app", ""))
UPKEEP = "beheer"


def act_rows(
    book: Lawbook, procedures: dict[str, Procedure]
) -> list[tuple[str, bool, str, str, list[str], list[str]]]:
    """Rows for `fence.act`: name, does it write, purpose, how it reads categories (`none` or
    `some`), the norms that permit it on whatever day, and the tables about persons that it does
    not read."""
    known = acts.registered()
    grounds: dict[str, set[str]] = {}
    for norm in book.norms:
        if norm.kind == "permits":
            for act in norm.acts:
                grounds.setdefault(act, set()).add(norm.id)
    rows = [
        (
            name,
            entry.writes,
            entry.purpose,
            "none" if name in known and known[name].reads == "none" else "some",
            sorted(grounds.get(name, ())),
            shut(entry),
        )
        for name, entry in book.vocabulary.acts.items()
    ]
    return [*rows, *((name, True, UPKEEP, "none", [], []) for name in UPKEEP_ACTS)]


def task_rows(procedures: dict[str, Procedure]) -> list[tuple[str, str, str]]:
    """Rows for `fence.task`: task, which role of the database may have a pass for it, and an act
    that it may do."""
    offered = {
        o.entry.act
        for procedure in procedures.values()
        for o in procedure.offers
        if SYSTEM_ROLE in o.entry.by
    }
    return [*((SYSTEM_ROLE, "worker", act) for act in sorted(offered)), *OWNER_TASKS]


def transition_rows(procedures: dict[str, Procedure]) -> list[tuple[str, str, str, str, bool]]:
    """Rows for `fence.transition`: working method, act, the stage at which it is done (empty: it
    begins the file), a stage that it may then lead to, and whether what it begins rests on
    another file."""
    known = acts.registered()
    return list(
        dict.fromkeys(
            (
                procedure.id,
                offer.entry.act,
                stage or "",
                to,
                not stage and offer.entry.act in known and bool(known[offer.entry.act].also),
            )
            for procedure in procedures.values()
            for stage in (None, *(one.stage for one in procedure.entry.stages))
            for offer in _first_of_each(procedure, stage)
            for _, to in offer.transitions
        )
    )


def _first_of_each(procedure: Procedure, stage: str | None) -> Iterator[Offer]:
    """Of each act at a stage the offer that the gate follows: the first."""
    for act in {offer.entry.act: None for offer in procedure.at(stage)}:
        offer = procedure.offered(act, stage)
        if offer is not None and (stage is not None or offer.stage is None):
            yield offer


def effect_rows(
    book: Lawbook, procedures: dict[str, Procedure]
) -> list[tuple[str, str, str, list[str], list[str], str]]:
    """Rows for `fence.effect`: act, table, operation, the columns an update may change or a new row
    may fill in, whose rows besides the actor's own, and which values some columns get."""
    return [
        (act, one.table, one.operation, sorted(one.columns), sorted(one.others), one.values(book))
        for act, writes in sorted(effects(book, procedures).items())
        for one in writes
    ]


def effects(book: Lawbook, procedures: dict[str, Procedure]) -> dict[str, tuple[Write, ...]]:
    """What each act writes: what it declares, and what follows from every working method that
    offers it."""
    erasing, ended = dossiers().erasing(), destroying.written()
    found = {
        name: [
            *act.writes,
            *(erasing if act.erases else ()),
            *(ended if act.ends else ()),
            *(dossiers().explaining if acts.EXPLAINED in act.inputs.model_fields else ()),
        ]
        for name, act in acts.registered().items()
    }
    for procedure in procedures.values():
        for offer in procedure.offers:
            found.setdefault(offer.entry.act, []).extend(_following(procedure, offer))
    return {
        name: together(writes) for name, writes in found.items() if name in book.vocabulary.acts
    }


def _following(procedure: Procedure, offer: Offer) -> Iterator[Write]:
    """What a working method does after an act: access, and what comes with a stage that the act may
    lead to."""
    if offer.entry.assigns:
        yield from dossiers().assigning
    leads_to = {stage for _, stage in offer.transitions}
    for stage in (one for one in procedure.entry.stages if one.stage in leads_to):
        yield from _entering(stage)


def _entering(stage: StageEntry) -> Iterator[Write]:
    """What a file that enters a stage brings along."""
    yield from dossiers().entering(stage)
    if stage.releases:
        yield from dossiers().releasing
    if stage.erases:
        yield from dossiers().erasing()

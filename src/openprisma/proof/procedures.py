"""Questions to the working methods, by walking every transition there is: does every stage
reach an end, is every offer possible, and is nothing offered to who may not have it?"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from datetime import date

from openprisma.engine.lawbook import Lawbook
from openprisma.engine.procedures import Offer, Procedure
from openprisma.proof.answers import Answer
from openprisma.proof.invariants import Invariants, OnlyFor
from openprisma.proof.model import Question

START = ""  # before there is a file


def about_procedures(
    book: Lawbook, procedures: dict[str, Procedure], invariants: Invariants, day: date
) -> Iterator[Answer]:
    """Everything that is asked of the working methods."""
    questions = {
        act: Question(book, act, day)
        for act in {o.entry.act for p in procedures.values() for o in p.offers}
    }
    for procedure in procedures.values():
        if procedure.entry.stages:
            yield from _reaches_an_end(procedure)
        yield from (
            _can_be_done(questions[offer.entry.act], procedure, offer) for offer in procedure.offers
        )
    for only in invariants.offers:
        yield from _only(procedures, only)


def walked(procedure: Procedure) -> dict[str, tuple[str, ...]]:
    """Every stage that can be reached, with the acts of a shortest way to it."""
    ways: dict[str, tuple[str, ...]] = {START: ()}
    queue = deque([START])
    while queue:
        here = queue.popleft()
        for act, there in _transitions(procedure, here):
            if there not in ways:
                ways[there] = (*ways[here], act)
                queue.append(there)
    return ways


def _transitions(procedure: Procedure, stage: str) -> list[tuple[str, str]]:
    """From a stage, each act that leads on and where to."""
    offers = procedure.entry.start if stage == START else procedure.stage(stage).offers
    return [(offer.act, to.stage) for offer in offers for to in offer.to]


def _reaches_an_end(procedure: Procedure) -> Iterator[Answer]:
    """From every stage that can be reached there is a way to an end; no stage stands beside all
    transitions."""
    ways = walked(procedure)
    ends = {stage.stage for stage in procedure.entry.stages if stage.end}
    good = set(ends)
    while more := {
        here
        for here in ways
        if here not in good and {there for _, there in _transitions(procedure, here)} & good
    }:
        good |= more
    for stage in procedure.entry.stages:
        about = f"{procedure.id}: {stage.stage}"
        reached = stage.stage in ways
        yield Answer(
            about,
            "is deze stap te bereiken?",
            "holds" if reached else "fails",
            {"weg": list(ways.get(stage.stage, ()))},
        )
        yield Answer(
            about,
            "is hiervandaan een einde te bereiken?",
            "holds" if stage.stage in good else "fails",
        )


def _can_be_done(question: Question, procedure: Procedure, offer: Offer) -> Answer:
    """Is there a case in which the norms allow this act to one of the roles it is offered to, in
    this working method? An offer without one is an empty promise on a screen."""
    wanted = [question.allowed()]
    known = question.world.known
    if "dossier.werkwijze" in known and offer.stage is not None:
        wanted.append(known["dossier.werkwijze"] == question.world.number(procedure.id))
    roles = [
        question.world.fact("wie.rol") == question.world.number(role) for role in offer.entry.by
    ]
    about = f"{procedure.id}: {offer.entry.act} bij {offer.stage or 'het begin'}"
    for role, code in zip(roles, offer.entry.by, strict=True):
        if offer.stage is None or question.find(*wanted, role) is not None:
            continue
        return Answer(about, f"kan dit aanbod aan {code} ooit?", "fails", act=offer.entry.act)
    case = question.find(*wanted)
    return Answer(
        about,
        "kan dit aanbod ooit?",
        "fails" if case is None else "holds",
        case or {},
        offer.entry.act,
    )


def _only(procedures: dict[str, Procedure], only: OnlyFor) -> Iterator[Answer]:
    for procedure in procedures.values():
        for offer in procedure.offers:
            if offer.entry.act in only.acts:
                others = sorted(set(offer.entry.by) - only.roles)
                about = (
                    f"{only.id}: {procedure.id}, {offer.entry.act} bij {offer.stage or 'het begin'}"
                )
                yield Answer(
                    about,
                    "biedt dit niemand anders aan?",
                    "fails" if others else "holds",
                    {"ook": others} if others else {},
                )

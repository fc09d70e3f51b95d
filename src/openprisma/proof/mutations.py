"""Working methods made wrong on purpose: an offer taken away, given to another role or at
another stage; a transition taken away, turned elsewhere or upside down; access given
otherwise; a stage that forgets what it does. Each must be noticed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from openprisma.engine.procedures import OfferEntry, ProcedureEntry, StageEntry, ToEntry

START, ALWAYS = "start", "always"  # the lists of offers that belong to no stage
Changed = tuple[str, OfferEntry | None]


@dataclass(frozen=True)
class Mutation:
    """A working method made wrong: what was done to it, which act it is about, and the method with
    it."""

    done: str
    act: str
    entry: ProcedureEntry


def mutations_of_rights(entry: ProcedureEntry) -> Iterator[Mutation]:
    """Who is offered what, and where: one offer or one role less, one role more, the same offer at
    one stage more."""
    roles = sorted({role for _, offers in _lists(entry) for offer in offers for role in offer.by})
    for where, offers in _lists(entry):
        for offer in offers:
            for done, other in _other_roles(offer, roles):
                yield _mutation(entry, where, offer, done, other)
    yield from _elsewhere(entry)


def mutations_of_transitions(entry: ProcedureEntry) -> Iterator[Mutation]:
    """What an act leads to: the next stage, who gets access, what a vote rests on."""
    for where, offers in _lists(entry):
        for offer in offers:
            for done, other in (*_other_transitions(entry, offer), *_other_access(offer)):
                yield _mutation(entry, where, offer, done, other)


def mutations_of_stages(entry: ProcedureEntry) -> Iterator[Mutation]:
    """What a stage does: it is an end, work goes on in it, it erases, ends access, is counted."""
    for stage in entry.stages:
        changes: dict[str, Any] = {
            "end": not stage.end,
            "running": not stage.running,
            "erases": "",
            "releases": (),
            "event": "",
        }
        for name, value in changes.items():
            if getattr(stage, name) != value:
                other = stage.model_copy(update={name: value})
                yield Mutation(
                    f"{stage.stage}: {name} werd {value or 'leeg'}",
                    "",
                    _with_stage(entry, stage, other),
                )


def _lists(entry: ProcedureEntry) -> list[tuple[str, tuple[OfferEntry, ...]]]:
    """Every list of offers, with the stage it belongs to."""
    return [
        (START, entry.start),
        (ALWAYS, entry.always),
        *((stage.stage, stage.offers) for stage in entry.stages),
    ]


def _other_roles(offer: OfferEntry, roles: list[str]) -> Iterator[Changed]:
    yield "weg", None
    for role in roles:
        if role not in offer.by:
            yield f"ook aan {role}", offer.model_copy(update={"by": (*offer.by, role)})
        elif len(offer.by) > 1:
            yield (
                f"niet aan {role}",
                offer.model_copy(update={"by": tuple(one for one in offer.by if one != role)}),
            )


def _elsewhere(entry: ProcedureEntry) -> Iterator[Mutation]:
    for where, offers in _lists(entry):
        for stage in entry.stages:
            there = {offer.act for offer in (*stage.offers, *entry.always)}
            for offer in offers:
                if where not in (START, ALWAYS) and offer.act not in there:
                    other = stage.model_copy(update={"offers": (*stage.offers, offer)})
                    yield Mutation(
                        f"{offer.act} ook bij {stage.stage}",
                        offer.act,
                        _with_stage(entry, stage, other),
                    )


def _other_transitions(entry: ProcedureEntry, offer: OfferEntry) -> Iterator[Changed]:
    for at, transition in enumerate(offer.to):
        rest = (*offer.to[:at], *offer.to[at + 1 :])
        yield f"leidt niet meer naar {transition.stage}", offer.model_copy(update={"to": rest})
        for stage in entry.stages:
            if stage.stage != transition.stage:
                turned = transition.model_copy(update={"stage": stage.stage})
                yield (
                    f"leidt naar {stage.stage}",
                    offer.model_copy(update={"to": _put(offer.to, at, turned)}),
                )
        against = transition.model_copy(update={"when": f"niet ({transition.when})"})
        yield (
            f"leidt naar {transition.stage} als het niet zo is",
            offer.model_copy(update={"to": _put(offer.to, at, against)}),
        )


def _put(transitions: tuple[ToEntry, ...], at: int, transition: ToEntry) -> tuple[ToEntry, ...]:
    return (*transitions[:at], transition, *transitions[at + 1 :])


def _other_access(offer: OfferEntry) -> Iterator[Changed]:
    for at, given in enumerate(offer.assigns):
        rest = (*offer.assigns[:at], *offer.assigns[at + 1 :])
        yield f"geeft {given.function} geen toegang", offer.model_copy(update={"assigns": rest})
        if given.of != "alle":
            wider = given.model_copy(update={"of": "alle"})
            yield (
                f"geeft elke {given.function} toegang",
                offer.model_copy(update={"assigns": (*rest, wider)}),
            )
    if offer.rests_on:
        yield "een stem blijft staan na een wijziging", offer.model_copy(update={"rests_on": ()})


def _mutation(
    entry: ProcedureEntry, where: str, offer: OfferEntry, done: str, other: OfferEntry | None
) -> Mutation:
    """The method with one offer of one list changed or taken away."""

    def changed(offers: tuple[OfferEntry, ...]) -> tuple[OfferEntry, ...]:
        there = (other if one is offer else one for one in offers)
        return tuple(one for one in there if one is not None)

    told = f"{offer.act} bij {where}: {done}"
    if where in (START, ALWAYS):
        return Mutation(
            told, offer.act, entry.model_copy(update={where: changed(getattr(entry, where))})
        )
    stage = next(one for one in entry.stages if one.stage == where)
    return Mutation(
        told,
        offer.act,
        _with_stage(entry, stage, stage.model_copy(update={"offers": changed(stage.offers)})),
    )


def _with_stage(entry: ProcedureEntry, stage: StageEntry, other: StageEntry) -> ProcedureEntry:
    return entry.model_copy(
        update={"stages": tuple(other if one is stage else one for one in entry.stages)}
    )

"""Where acts lead, who gets access by them, what votes rest on and what stages do, as the
participants want it (`law/verloop.yaml`), beside what the working methods say. Twice on purpose,
like the authorisation matrix (`rights`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from openprisma.engine.lawbook import Lawbook
from openprisma.engine.procedures import AssignEntry, OfferEntry, Procedure, StageEntry, ToEntry
from openprisma.engine.reading import read, shaped
from openprisma.kernel.errors import LawError
from openprisma.proof.answers import Answer
from openprisma.proof.rights import BEGIN, Strict, Wanted, at_place, cells_of
from openprisma.proof.sources import names


class _Rule(Strict):
    """A sentence about an act at some stages, or without `act` about these stages themselves.
    `idle`: no work goes on there."""

    says: str
    source: tuple[str, ...] = Field(min_length=1)
    at: tuple[str, ...] = Field(min_length=1)
    act: str = ""
    to: tuple[ToEntry, ...] = ()
    access: tuple[AssignEntry, ...] = ()
    rests_on: tuple[str, ...] = ()
    end: bool = False
    idle: bool = False
    erases: str = ""
    releases: tuple[str, ...] = ()
    event: str = ""


class _File(Strict):
    rules: tuple[_Rule, ...]


@dataclass(frozen=True, order=True)
class Effect:
    """One thing that happens at a stage of a working method: by an act, or by the stage itself
    (`act` is empty)."""

    method: str
    stage: str
    act: str
    what: str


def load_course(
    path: Path, book: Lawbook, methods: Mapping[str, Procedure], wanted: Wanted
) -> frozenset[Effect]:
    """Read what is wanted; groups of stages are those of the matrix. Raises `LawError` for a stage
    that does not exist, a sentence that says nothing, and a source that binds nothing it is
    given for."""
    cells = cells_of(methods, wanted.groups, path.name)
    found: set[Effect] = set()
    for rule in shaped(_File, read(path), path).rules:
        _check(rule, book, path.name)
        for method, stage in (
            cell for place in rule.at for cell in at_place(cells, place, path.name)
        ):
            found |= {Effect(method, stage, rule.act, what) for what in _said(rule)}
    return frozenset(found)


def _check(rule: _Rule, book: Lawbook, where: str) -> None:
    if not _said(rule):
        raise LawError(f"'{rule.says}' zegt niet wat er gebeurt", where=where)
    for source in rule.source:
        if not any(
            names(source, norm.id) and (not rule.act or rule.act in norm.acts)
            for norm in book.norms
        ):
            raise LawError(f"'{rule.says}': {source} bindt deze handeling niet", where=where)


def _said(rule: _Rule) -> set[str]:
    return _by_act(rule.to, rule.access, rule.rests_on) | _by_stage(
        end=rule.end, idle=rule.idle, erases=rule.erases, releases=rule.releases, event=rule.event
    )


_LEADS, _IF = "leidt naar ", " als "


def _by_act(
    to: tuple[ToEntry, ...], access: tuple[AssignEntry, ...], rests_on: tuple[str, ...]
) -> set[str]:
    """In words, so that what differs can be told. The order of transitions counts: they are
    tried in it."""
    transitions = ", anders ".join(
        transition.stage + (f"{_IF}{transition.when}" if transition.when != "waar" else "")
        for transition in to
    )
    found = {_LEADS + transitions} if transitions else set()
    found |= {
        f"geeft toegang aan {one.of} {one.function}" + (f" als {one.role}" if one.role else "")
        for one in access
    }
    return found | ({f"rust op {', '.join(sorted(rests_on))}"} if rests_on else set())


def _by_stage(
    *, end: bool, idle: bool, erases: str, releases: tuple[str, ...], event: str
) -> set[str]:
    found = {"is een einde"} if end else set()
    found |= {"geen werk meer"} if idle else set()
    found |= {f"vernietigt onder {erases}"} if erases else set()
    found |= {f"telt als {event}"} if event else set()
    return found | {f"beëindigt de toegang van {role}" for role in releases}


def done_by(methods: Mapping[str, Procedure]) -> frozenset[Effect]:
    """What happens by the working methods."""
    found: set[Effect] = set()
    for method in methods.values():
        lists = {BEGIN: method.entry.start} | {
            s.stage: (*s.offers, *method.entry.always) for s in method.entry.stages
        }
        for stage, offers in lists.items():
            found |= {
                Effect(method.id, stage, offer.act, what)
                for offer in offers
                for what in _of_offer(offer)
            }
        found |= {
            Effect(method.id, one.stage, "", what)
            for one in method.entry.stages
            for what in _of_stage(one)
        }
    return frozenset(found)


def _of_offer(offer: OfferEntry) -> set[str]:
    return _by_act(offer.to, offer.assigns, offer.rests_on)


def _of_stage(stage: StageEntry) -> set[str]:
    return _by_stage(
        end=stage.end,
        idle=not stage.running,
        erases=stage.erases,
        releases=stage.releases,
        event=stage.event,
    )


def about_course(wanted: frozenset[Effect], methods: Mapping[str, Procedure]) -> Iterator[Answer]:
    """At each stage of each working method: does exactly that happen which is wanted?"""
    done = done_by(methods)
    for method, stage in dict.fromkeys((one.method, one.stage) for one in sorted(done | wanted)):
        here = {"te_veel": done - wanted, "te_weinig": wanted - done}
        told = {
            word: [
                f"{one.act} {one.what}".strip()
                for one in sorted(effects)
                if (one.method, one.stage) == (method, stage)
            ]
            for word, effects in here.items()
        }
        wrong = {word: found for word, found in told.items() if found}
        yield Answer(
            f"{method}: {stage}",
            "gebeurt hier wat het verloop zegt?",
            "fails" if wrong else "holds",
            wrong,
        )


@dataclass(frozen=True)
class Elsewhere:
    """An act at a stage that leads elsewhere than is wanted: `to` is where it should lead."""

    method: str
    stage: str
    act: str
    to: str


def elsewhere(wanted: frozenset[Effect], methods: Mapping[str, Procedure]) -> Iterator[Elsewhere]:
    """Each act that leads elsewhere than is wanted; not where what is wanted depends on a
    condition, or where the file may stay at its stage and should: no story could say that."""
    transitions, led = _transitions(wanted), _transitions(done_by(methods))
    for method, stage, act in sorted(transitions.keys() | led.keys()):
        stays = _LEADS + stage
        to, there = (found.get((method, stage, act), stays) for found in (transitions, led))
        if to != there and _IF not in to and not (to == stays and _IF in there):
            yield Elsewhere(method, stage, act, to.removeprefix(_LEADS))


def _transitions(effects: frozenset[Effect]) -> dict[tuple[str, str, str], str]:
    return {
        (one.method, one.stage, one.act): one.what for one in effects if one.what.startswith(_LEADS)
    }

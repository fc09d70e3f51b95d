"""Working methods: which acts a role is offered at which stage, and where an act leads. *Law says
whether; procedure says when and who.* Source: `procedures/*.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from openprisma.engine.acts import FOLDER
from openprisma.engine.grammar import parse
from openprisma.engine.reading import place, read, shaped
from openprisma.engine.targets.closure import Closure, compiled
from openprisma.engine.vocabulary import Kind, Vocabulary
from openprisma.kernel.errors import LawError


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ToEntry(_Strict):
    """A stage that an act may lead to, under a condition."""

    stage: str
    when: str = Field("waar", alias="if")


class AssignEntry(_Strict):
    """Who gets access when an act is done: holders of `function`, `of` involved participants, the
    others among them, the own one, or all; in the role `role`, or the one named like the
    function. Of `zetel`: who sits in the panel of the file in the role that `function` names."""

    function: str
    of: str = Field(pattern=r"^(betrokken|anderen|eigen|alle|zetel)$")
    role: str = ""


class OfferEntry(_Strict):
    """An act offered to roles; `to` names the next stage, or several with conditions, tried in
    order. What somebody says by the act counts as long as the facts it `rests_on` stay the same.
    `turn`: the kind of turn that makes the act somebody's work (`law/beurten.yaml`); `geen` where
    it is nobody's."""

    act: str
    by: tuple[str, ...]
    to: tuple[ToEntry, ...] = ()
    assigns: tuple[AssignEntry, ...] = ()
    turn: str = ""
    rests_on: tuple[str, ...] = ()

    @property
    def waits(self) -> bool:
        """Can this act be somebody's turn here?"""
        return self.turn not in ("", NOBODY)


NOBODY = "geen"  # said of an act that is somebody's turn elsewhere, and nobody's here


class StageEntry(_Strict):
    """A stage: its name for people, what is offered, how long it may last and where it then goes by
    itself. `aside`: off the road, shown only to who came there. `erases` is the provision under
    which personal data goes when a file enters it; `releases` names roles whose access ends then;
    `event` what is counted then (a code of the list `gebeurtenissen`). `without`: acts of a shared
    list that are not offered here."""

    stage: str
    title: str
    turn: str = ""
    offers: tuple[OfferEntry, ...] = ()
    end: bool = False
    running: bool = True
    aside: bool = False
    erases: str = ""
    releases: tuple[str, ...] = ()
    event: str = ""
    without: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _less(self) -> StageEntry:
        if unknown := set(self.without) - {offer.act for offer in self.offers}:
            raise ValueError(f"{min(unknown)} staat niet bij wat deze stap aanbiedt")
        here = tuple(offer for offer in self.offers if offer.act not in self.without)
        object.__setattr__(self, "offers", here)
        object.__setattr__(self, "without", ())
        return self


class TimedEntry(_Strict):
    """What happens when the term of the file has passed: the act a worker performs. Access ends
    without it."""

    act: str


class ProcedureEntry(_Strict):
    """A procedure file. `place`: under which address its files live, with its act that `opens` a
    file's own page, and the one that `reads` the personal data in it, if that is another; `menu`:
    which place that has in the menu, from 10 on under “Meer”. `ended`: what stands before the
    last day of a file whose term has passed; without it stands since when it is closed. `warns`:
    how many days before the end of its term a file asks for attention, the longest first.
    `on_expiry`: what the system does when the term of a file of this method has passed."""

    procedure: str
    kind: Kind
    title: str
    plural: str
    place: str = Field("", pattern=r"^[a-z]*$")
    opens: str = ""
    reads: str = ""
    menu: int = 0
    ended: str = ""
    source: tuple[str, ...]
    term: str = ""
    opens_phase: int = 1
    warns: tuple[int, ...] = ()
    start: tuple[OfferEntry, ...] = ()
    always: tuple[OfferEntry, ...] = ()
    stages: tuple[StageEntry, ...] = ()
    on_expiry: TimedEntry | None = None


@dataclass(frozen=True)
class Offer:
    """An offer ready for use: its conditions compiled; `where` it stands, with its line."""

    entry: OfferEntry
    stage: str | None
    transitions: tuple[tuple[Closure, str], ...]
    where: str = ""

    def leads_to(self, facts: Mapping[str, Any]) -> str | None:
        """The stage this act leads to under these facts, or none: the stage stays. Raises
        `MissingFact`."""
        return next((stage for condition, stage in self.transitions if condition(facts)), None)


@dataclass(frozen=True)
class Procedure:
    """A working method ready for use."""

    id: str
    entry: ProcedureEntry
    offers: tuple[Offer, ...]
    where: str

    def stage(self, code: str) -> StageEntry:
        """The stage with this code. Raises `LawError` when the procedure has none such."""
        for stage in self.entry.stages:
            if stage.stage == code:
                return stage
        raise LawError(f"de werkwijze {self.id} kent geen stap '{code}'", where=self.where)

    def offered(self, act: str, stage: str | None) -> Offer | None:
        """The offer of an act at a stage (`None`: to start), or nothing."""
        return next(
            (o for o in self.offers if o.entry.act == act and o.stage in (stage, "*")), None
        )

    def at(self, stage: str | None) -> tuple[Offer, ...]:
        """Everything offered at a stage."""
        return tuple(o for o in self.offers if o.stage in (stage, "*"))


def entries(folder: Path) -> tuple[ProcedureEntry, ...]:
    """The files of working methods as they are written, before vocabulary. Raises `LawError`."""
    return tuple(shaped(ProcedureEntry, read(path), path) for path in sorted(folder.glob("*.yaml")))


def load_procedures(folder: Path, vocabulary: Vocabulary) -> dict[str, Procedure]:
    """All working methods by name. Raises `LawError` for dead stages, unknown acts and
    transitions to nowhere."""
    found = [_load(path, vocabulary) for path in sorted(folder.glob("*.yaml"))]
    return {procedure.id: procedure for procedure in found}


def _load(path: Path, vocabulary: Vocabulary) -> Procedure:
    entry = shaped(ProcedureEntry, raw := read(path), path)
    return built(entry, vocabulary, place(path, raw.line), _lines(raw, path))


def _lines(raw: Any, path: Path) -> dict[tuple[str | None, str], str]:
    """Where each act is offered, by stage and act."""
    lists = [(None, raw.get("start", [])), ("*", raw.get("always", []))]
    lists += [(stage["stage"], stage.get("offers", [])) for stage in raw.get("stages", [])]
    return {
        (stage, offer["act"]): place(path, getattr(offer, "line", 0))
        for stage, offers in lists
        for offer in offers
    }


def built(
    entry: ProcedureEntry,
    vocabulary: Vocabulary,
    where: str,
    lines: Mapping[tuple[str | None, str], str] | None = None,
) -> Procedure:
    """A working method made ready for use; `where` it was read is told with every mistake, and the
    line of an offer if known. Raises `LawError`."""

    def ready(entry: OfferEntry, stage: str | None) -> Offer:
        return _offer(entry, stage, vocabulary, (lines or {}).get((stage, entry.act), where))

    offers = [ready(o, None) for o in entry.start]
    offers += [ready(o, "*") for o in entry.always]
    offers += [ready(o, s.stage) for s in entry.stages for o in s.offers]
    _check(entry, where)
    return Procedure(entry.procedure, entry, tuple(offers), where)


def _offer(entry: OfferEntry, stage: str | None, vocabulary: Vocabulary, where: str) -> Offer:
    if entry.act not in vocabulary.acts:
        raise LawError(f"de handeling '{entry.act}' staat niet in {FOLDER}", where=where)
    try:
        vocabulary.rested_on(entry.rests_on)
        transitions = tuple((compiled(parse(to.when, vocabulary)), to.stage) for to in entry.to)
    except LawError as error:
        raise LawError(f"{entry.act}: {error.what}", where=where) from error
    return Offer(entry, stage, transitions, where)


def _check(entry: ProcedureEntry, where: str) -> None:
    """Can a file begin, come at every stage and leave it? Is there a place for its pages, and does
    the system do what it is offered, and no more?"""
    _check_transitions(entry, where)
    if entry.stages:
        _check_start(entry, where)
    by_itself = {
        offer.act for stage in entry.stages for offer in stage.offers if "systeem" in offer.by
    }
    if by_itself != ({entry.on_expiry.act} if entry.on_expiry else set()):
        raise LawError(
            "wat het systeem zelf doet, "
            "staat bij on_expiry en wordt bij een stap aangeboden aan systeem",
            where=where,
        )


def _check_transitions(entry: ProcedureEntry, where: str) -> None:
    """Every transition leads to a stage, every stage can be reached, every one that is no end
    can be left."""
    stages = {stage.stage for stage in entry.stages}
    transitions = [o for stage in entry.stages for o in stage.offers] + list(entry.start)
    reached = {to.stage for offer in transitions for to in offer.to}
    if unknown := reached - stages:
        raise LawError(
            f"een handeling leidt naar '{min(unknown)}', en die stap is er niet", where=where
        )
    if dead := stages - reached:
        raise LawError(f"de stap '{min(dead)}' is niet te bereiken", where=where)
    for stage in entry.stages:
        if not stage.end and not any(offer.to for offer in stage.offers):
            raise LawError(
                f"de stap '{stage.stage}' is niet te verlaten en is geen einde", where=where
            )
        if stage.running and not any(offer.waits for offer in stage.offers):
            raise LawError(
                f"de stap '{stage.stage}' wacht op niemand: zeg van een handeling "
                "wiens beurt zij is (turn)",
                where=where,
            )


def _check_start(entry: ProcedureEntry, where: str) -> None:
    """Whatever begins a file brings it to a stage, and its page can be opened."""
    for offer in entry.start:
        if not any(to.when == "waar" for to in offer.to):
            raise LawError(
                f"wat met {offer.act} begint, komt niet altijd bij een stap: "
                "geef een weg zonder voorwaarde",
                where=where,
            )
    if not (entry.place and any(offer.act == entry.opens for offer in entry.always)):
        raise LawError(
            "er staat geen plaats (place), "
            "of geen handeling onder always die een dossier opent (opens)",
            where=where,
        )
    offered = {offer.act for stage in entry.stages for offer in stage.offers}
    if entry.reads and entry.reads not in offered:
        raise LawError(
            f"met {entry.reads} worden gegevens gelezen (reads), en geen stap biedt dat aan",
            where=where,
        )

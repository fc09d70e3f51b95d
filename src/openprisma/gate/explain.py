"""Why may I, why may I not: the same judgement that runs at the gate, shown. And what is offered to
whom."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from uuid import UUID

from openprisma.engine.norms import Norm
from openprisma.engine.targets.dutch import in_words_of
from openprisma.engine.verdict import Finding, Verdict
from openprisma.gate.acts import registered
from openprisma.gate.dossiers import dossiers
from openprisma.gate.facts import asked_of_form, asked_of_rows
from openprisma.gate.law import lawbook, procedures
from openprisma.gate.perform import judge, not_offered, why_not_offered
from openprisma.gate.run import Actor, Run
from openprisma.gate.turns import my_turns
from openprisma.kernel.errors import Reason


@dataclass(frozen=True)
class Choice:
    """An act that the procedure offers to a role of the actor: allowed as far as can be known, or
    why not; and whether it is their `turn`."""

    act: str
    label: str
    button: str
    turn: bool
    reads: bool
    reasons: tuple[Reason, ...]

    @property
    def allowed(self) -> bool:
        """Does nothing that is known now stand in the way?"""
        return not self.reasons


def offered(run: Run) -> list[Choice]:
    """What the actor may do with the file of this run now, and why not the rest. Inside an act,
    under its line.

    What only a form will tell is judged when the form is sent.
    """
    roles, book, turns = dossiers().roles(run), lawbook(), _turns(run)
    choices = []
    for offer in procedures()[run.file.kind].at(run.file.stage):
        role = next((role for role in offer.entry.by if role in roles), None)
        entry = book.vocabulary.acts[offer.entry.act]
        if role is not None:
            verdict = look_ahead(run, offer.entry.act, role)
            reasons = () if verdict.allowed or verdict.hidden else tuple(verdict.reasons)
            choices.append(
                Choice(
                    offer.entry.act,
                    entry.label,
                    entry.button,
                    (run.file.id, offer.entry.act) in turns,
                    not entry.writes,
                    reasons,
                )
            )
    return choices


def _turns(run: Run) -> set[tuple[UUID, str]]:
    """By which acts it is the actor's turn, in every file of the line."""
    found = run.share("turns", lambda: my_turns(list(run.files)))
    return {(turn.file, act) for turn in found for act in turn.acts}


def offered_each(run: Run) -> dict[UUID, list[Choice]]:
    """What the actor may do with every file of the line of this run: as many statements as for
    one."""
    found = dossiers().headers(run.files)
    return {file.id: offered(replace(run, file=file, file_id=file.id, cache={})) for file in found}


def look_ahead(run: Run, act: str, role: str, hide: frozenset[str] = frozenset()) -> Verdict:
    """The judgement of another act on the same file by the same person, without what only a form
    will tell."""
    other, ahead = copy(run), _not_known(act, hide)
    other.act, other.role, other.inputs = act, role, {}
    verdict = judge(other, ahead=ahead)
    if verdict.grounds or not _ground_is_ahead(verdict, act, ahead):
        return verdict
    # The ground itself can only be judged with the form: until then nothing stands in the way.
    return replace(verdict, findings=(*verdict.findings, _pending(act, verdict)))


@cache
def _not_known(act: str, hide: frozenset[str]) -> frozenset[str]:
    """What an act cannot ask before there is a form, nor of rows that it reads; and what is
    hidden."""
    return (
        hide
        | asked_of_form()
        | (asked_of_rows() if registered()[act].reads != "none" else frozenset())
    )


def look_at(run: Run, act: str, inputs: dict[str, Any], later: frozenset[str]) -> Verdict:
    """The judgement of an act on one thing in the file of this run, named by `inputs`, without the
    facts `later`."""
    other = replace(run, act=act, role=_role(run, act), inputs=inputs, cache={})
    return judge(other, ahead=later | asked_of_rows())


def _ground_is_ahead(verdict: Verdict, act: str, ahead: frozenset[str]) -> bool:
    return any(
        n.kind == "permits" and n.facts & ahead for n in lawbook().on(verdict.on).binding(act)
    )


def _pending(act: str, verdict: Verdict) -> Finding:
    norm = next(n for n in lawbook().on(verdict.on).binding(act) if n.kind == "permits")
    return Finding(norm, "holds")


@dataclass(frozen=True)
class Condition:
    """One row of an explanation: a norm, whether it holds, and the facts that it asks, in words."""

    norm: Norm
    state: str
    values: tuple[tuple[str, str], ...] = ()

    @property
    def holds(self) -> bool:
        """Is this condition met?"""
        return self.state in ("holds", "not_applicable", "replaced")


@dataclass(frozen=True)
class Explanation:
    """All conditions the judgement looked at, true and false, as far as this reader may know them.
    `closed`: what the working method says when it does not offer the act to this role at this
    stage, empty when it does. `unseen`: what also has to be true and is never shown of a
    colleague."""

    act: str
    label: str
    about: str
    allowed: bool
    reasons: list[Reason]
    conditions: list[Condition]
    closed: str
    role: str
    unseen: list[str]


def explain(run: Run, act: str) -> Explanation:
    """Why may I, or why may I not do this here?"""
    return _explained(run, act, frozenset())


def explain_colleague(run: Run, colleague: Actor, act: str) -> Explanation:
    """Why may this colleague do this here? A colleague's screening is never shown."""
    other = replace(run, actor=colleague, role="", cache={})
    return _explained(other, act, lawbook().vocabulary.private)


def _explained(run: Run, act: str, hide: frozenset[str]) -> Explanation:
    """The judgement of the gate, its first question included: does the working method offer this
    act to a role of theirs, at the stage where the file stands?"""
    role = _offered_role(run, act)
    verdict = look_ahead(run, act, role or _role(run, act), hide)
    against = [] if role else [not_offered(act, why_not_offered(run, act))]
    reasons = against or ([] if verdict.allowed else verdict.reasons)
    hidden = hide | lawbook().vocabulary.of_another
    shown = [
        Condition(f.norm, f.state, _values(verdict, f.norm, hidden))
        for f in verdict.findings
        if f.state != "not_applicable"
    ]
    return Explanation(
        act=act,
        label=lawbook().vocabulary.acts[act].label,
        about=run.actor.name,
        allowed=not reasons,
        reasons=reasons,
        conditions=sorted(shown, key=lambda c: (c.holds, c.norm.id)),
        closed=against[0].what if against else "",
        role=role,
        unseen=[n.entry.says for n in lawbook().on(run.today).binding(act) if n.facts & hide],
    )


def _values(verdict: Verdict, norm: Norm, hidden: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """The facts that a norm asks, in words; what says something of somebody else is left out, and
    so are codes that no reader knows."""
    words = lawbook().vocabulary
    told = (
        (words.fields[path].label, in_words_of(words, path, verdict.facts[path]))
        for path in sorted(norm.facts - hidden)
        if path in verdict.facts
    )
    return tuple((label, value) for label, value in told if value)


def _offered_role(run: Run, act: str) -> str:
    """The role by which the working method offers this act at the stage of the file; empty when it
    offers it to no role of the actor there."""
    offer = procedures()[run.file.kind].offered(act, run.file.stage)
    roles = dossiers().roles(run)
    return next((one for one in offer.entry.by if one in roles), "") if offer else ""


def _role(run: Run, act: str) -> str:
    roles = dossiers().roles(run)
    wanted = [
        role
        for o in procedures()[run.file.kind].offers
        if o.entry.act == act
        for role in o.entry.by
    ]
    return next((role for role in wanted if role in roles), min(roles, default=""))

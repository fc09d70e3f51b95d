"""What is wrong with a working method as a story that can be run, green while it is right: somebody
does what they may not, or an act leads elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from openprisma.engine.procedures import Procedure
from openprisma.gate.kernel import NOT_OFFERED
from openprisma.proof.course import Elsewhere
from openprisma.proof.rights import BEGIN, Right
from openprisma.stories.reading import Step, Story, all_stories, read_story
from openprisma.stories.region import read_region

REGION = "den-haag"
Where = tuple[str, frozenset[str]]  # a working method, and the stages a file of it may be in


def story_of(right: Right, methods: Mapping[str, Procedure]) -> dict[str, Any] | None:
    """The shortest: a story that brings a file to the stage, and then somebody with the role who
    does the act and is refused. None when no story ends at the stage, or nobody has the role
    alone."""
    for name, story in _shortest_first():
        for file, (method, stages) in whereabouts(story, methods).items():
            if (
                method == right.method
                and stages == {right.stage}
                and (who := _somebody(right, story, methods))
            ):
                step: dict[str, Any] = {
                    "as": who,
                    "act": right.act,
                    "file": file,
                    "expect": f"refused by {NOT_OFFERED}",
                }
                if given := _given(right.act):
                    step["with"] = given
                return {
                    "story": f"{right.act} hoort bij {right.stage} niet bij de rol {right.role}",
                    "on": _last_day(story),
                    "after": name,
                    "steps": [step],
                }
    return None


def story_of_transition(
    transition: Elsewhere, methods: Mapping[str, Procedure]
) -> dict[str, Any] | None:
    """The shortest story in which the act is done at that stage, as far as that act, and then where
    the file should stand. None when it is done in no story."""
    cut = [
        (nr, story)
        for _, story in _shortest_first()
        for nr, step in enumerate(story.steps, 1)
        if step.act == transition.act
    ]
    for nr, story in sorted(cut, key=lambda one: one[0]):
        *before, last = story.steps[:nr]
        there = whereabouts(story.model_copy(update={"steps": tuple(before)}), methods)
        here = (transition.method, frozenset({transition.stage}))
        if last.expect == "done" and (
            bool(last.name) if transition.stage == BEGIN else there.get(str(last.file)) == here
        ):
            steps = [_said(step) for step in before]
            says = f"{transition.act} bij {transition.stage} leidt naar {transition.to}"
            return {
                "story": says,
                "on": str(story.on),
                "steps": [*steps, _said(last) | {"stage": transition.to}],
            }
    return None


def _said(step: Step) -> dict[str, Any]:
    """A step as it is written in a file."""
    said: dict[str, Any] = _plain(step.model_dump(by_alias=True, exclude_defaults=True))
    return said


def whereabouts(story: Story, methods: Mapping[str, Procedure]) -> dict[str, Where]:
    """Of each file that a story names, the stages it may be in at the end: more than one when a
    transition has a condition."""
    found: dict[str, Where] = {}
    for step in story.steps:
        if step.expect != "done":
            continue
        if step.name and (start := _begun(step, methods)):
            found[step.name] = start
        elif step.file in found:
            method, stages = found[str(step.file)]
            found[str(step.file)] = method, _after(step.act, stages, methods[method])
    return found


def _begun(step: Step, methods: Mapping[str, Procedure]) -> Where | None:
    for method in methods.values():
        if (offer := method.offered(step.act, None)) and offer.entry.to:
            return method.id, frozenset({offer.entry.to[0].stage})
    return None


def _after(act: str, stages: frozenset[str], method: Procedure) -> frozenset[str]:
    """Where an act may lead from these stages. A stage that does not offer it was not where the
    file stood."""
    led: set[str] = set()
    for stage in stages:
        if offer := method.offered(act, stage):
            transitions = {to.stage for to in offer.entry.to}
            led |= transitions | (
                {stage}
                if not transitions or any(to.when != "waar" for to in offer.entry.to)
                else set()
            )
    return frozenset(led) or stages


@cache
def _shortest_first() -> tuple[tuple[str, Story], ...]:
    stories = [(path.stem, read_story(path)) for path in all_stories()]
    return tuple(
        sorted(
            ((n, s) for n, s in stories if s.region == REGION),
            key=lambda one: (len(one[1].steps), one[0]),
        )
    )


def _somebody(right: Right, story: Story, methods: Mapping[str, Procedure]) -> str | None:
    """Somebody with the role and with no other that is rightly offered the act; preferably one who
    uses the role in the story."""
    offer = methods[right.method].offered(right.act, right.stage)
    others = set(offer.entry.by if offer else ()) - {right.role}
    people = [
        p
        for p in read_region(REGION).people
        if right.role in p.functions and not others & set(p.functions)
    ]
    offers = [one for one in methods[right.method].offers if right.role in one.entry.by]
    using = {
        step.actor
        for step in story.steps
        for one in offers
        if step.act == one.entry.act and step.expect == "done"
    }
    return next((p.id for p in sorted(people, key=lambda p: p.id not in using)), None)


def _given(act: str) -> dict[str, Any]:
    """What some story gives with the act, so that it is refused for who asks and not for what is
    asked."""
    steps = (step for _, story in _shortest_first() for step in story.steps)
    found: dict[str, Any] = next(
        (_plain(step.given) for step in steps if step.act == act and step.expect == "done"), {}
    )
    return found


def _plain(value: Any) -> Any:
    """The same, without where it was read."""
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def _last_day(story: Story) -> str:
    days = [step.on for step in story.steps if step.on and not isinstance(step.on, str)]
    return str(max([story.on, *days]))

"""`openprisma prove`: what norms and working methods together can and can never allow, sought
through in every case."""

from __future__ import annotations

import time
from dataclasses import asdict
from datetime import date
from typing import Any

import yaml

from openprisma.cli.answer import tell
from openprisma.cli.days import day_of
from openprisma.engine.examples import plain_facts
from openprisma.gate.law import lawbook, procedures
from openprisma.kernel.places import data
from openprisma.proof.answers import Answer
from openprisma.proof.course import about_course, elsewhere, load_course
from openprisma.proof.invariants import load_invariants
from openprisma.proof.norms import about_norms
from openprisma.proof.procedures import about_procedures, walked
from openprisma.proof.rights import about_rights, load_rights, too_many
from openprisma.stories.counterexamples import story_of, story_of_transition


def run(options: Any) -> int:
    """Ask everything; 1 when anything fails."""
    day = day_of(options.day) if options.day else date.today()
    book, methods, begun = lawbook(), procedures(), time.perf_counter()
    wanted = load_rights(data("law") / "autorisatiematrix.yaml", book, methods)
    invariants = load_invariants(data("law") / "invarianten.yaml", book.vocabulary, wanted)
    course = load_course(data("law") / "verloop.yaml", book, methods, wanted)
    answers = [
        *about_norms(book, invariants, day),
        *about_procedures(book, methods, invariants, day),
        *about_rights(wanted, methods),
        *about_course(course, methods),
    ]
    wrong = [one for one in answers if one.state == "fails"]
    told_of = [
        *(story_of(right, methods) for right in too_many(wanted, methods)),
        *(story_of_transition(transition, methods) for transition in elsewhere(course, methods)),
    ]
    stories = [one for one in told_of if one]
    stages = sum(len(walked(method)) - 1 for method in methods.values() if method.entry.stages)
    told = {
        "day": day,
        "asked": len(answers),
        "failed": len(wrong),
        "stages": stages,
        "seconds": round(time.perf_counter() - begun, 1),
        "answers": [asdict(one) for one in answers],
        "stories": stories,
    }
    lines = [*(_shown(one) for one in wrong), *map(_as_yaml, stories), *_summary(answers, told)]
    tell(told, lines, as_json=options.json)
    return 1 if wrong else 0


def _summary(answers: list[Answer], told: dict[str, Any]) -> list[str]:
    questions = dict.fromkeys(one.asked for one in answers)
    lines = []
    for asked in questions:
        here = [one for one in answers if one.asked == asked]
        lines.append(
            f"{asked:45} {len(here):5} gevraagd, {sum(one.state == 'fails' for one in here)} fout"
        )
    return [
        *lines,
        f"{told['stages']} stappen doorlopen, {told['asked']} vragen, "
        f"{told['failed']} fout, {told['seconds']} s",
    ]


def _shown(one: Answer) -> str:
    """A failure, with the case that shows it as an example that can be put in a law file and
    run."""
    lines = [f"FOUT {one.about}: {one.asked} Nee." + (f" Bij {one.act}." if one.act else "")]
    if one.case and one.act:
        example = {
            "name": one.about,
            "act": one.act,
            "facts": plain_facts(one.case),
            "expect": "allowed",
        }
        lines.append(_as_yaml([example]))
    elif one.case:
        lines.append(_as_yaml(one.case))
    return "\n".join(lines)


def _as_yaml(value: Any) -> str:
    return yaml.safe_dump(
        value, allow_unicode=True, sort_keys=False, default_flow_style=None, width=200
    ).rstrip()

"""Answers that forms of several areas offer, from the page they stand on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from openprisma.gate.clock import today
from openprisma.gate.law import lawbook
from openprisma.web.forms import Field, Options
from openprisma.web.questions import Made


def categories(_: Any) -> Options:
    """The rows of the matrix, with phase."""
    names = lawbook().vocabulary.lists["categorieen"]
    rows = sorted(lawbook().categories(today()).values(), key=lambda row: row.nr)
    return [(row.code, f"{row.nr} {names[row.code]} (fase {row.phase})") for row in rows]


def wanted(context: Any) -> Options:
    """The categories that the application asks for, as choices."""
    return [
        (code, text) for code, text in categories(context) if code in context["page"].about.wanted
    ]


def wanted_categories() -> tuple[Field, ...]:
    """A line for each category: why it is needed."""
    return tuple(
        Field(f"categorieen.{code}", text, optional=True) for code, text in categories(None)
    )


def held(column: str) -> Any:
    """What the signal says already, to go on from."""
    return lambda context: getattr(context["page"].signal, column)


def sources(context: Any) -> Options:
    """The data of the file that this reader sees."""
    return [(str(id_), text) for id_, text in context["page"].data]


def subjects(context: Any) -> Options:
    """Who and what the file is about, as far as this reader sees it."""
    return [(str(id_), name) for id_, name, _, _ in context["page"].subjects]


def members(state: str) -> Any:
    """Subjects by number, as a table reads them."""

    def options(context: Any) -> Options:
        kinds, roles = (
            lawbook().vocabulary.lists["onderwerpsoorten"],
            lawbook().vocabulary.lists["subjectrollen"],
        )
        found = [one for one in context["page"].about.subjects if one.state == state]
        return [
            (
                str(o.id),
                f"{o.nr}. {kinds.get(o.kind, o.kind)}, {roles.get(o.role, o.role)}: {o.need[:80]}",
            )
            for o in found
        ]

    return options


def involved(context: Any) -> Options:
    """The participants that take part in the file, but for one's own."""
    head = context["page"].head
    here = {name for name, _ in head.involved}
    return [
        (c, name) for c, name in context["participants"] if name in here and c != head.participant
    ]


def people_here(context: Any) -> Options:
    """Who works on the file, each once."""
    team = {one.person: one for one in context["page"].head.team}
    return [(str(i), ", ".join(filter(None, (m.name, m.participant)))) for i, m in team.items()]


# What a decision is prepared with: what its text says now.
PARTICIPANTS = Made(
    options=lambda c: c["participants"], value=lambda c: c["page"].draft.get("participants", [])
)
CATEGORIES = Made(
    options=lambda c: wanted(c), value=lambda c: c["page"].draft.get("categories", [])
)


def _written(name: str, every: Callable[[Any], Options]) -> Made:
    """What a decision is recorded with: only what its text says can be chosen, and it is chosen
    already. Without a text everything can."""

    def options(context: Any) -> Options:
        says = context["page"].draft.get(name, ())
        return [one for one in every(context) if one[0] in says] if says else every(context)

    return Made(options=options, value=lambda c: c["page"].draft.get(name, []))


RECORDED = {
    "deelnemers": _written("participants", lambda c: c["participants"]),
    "categorieen": _written("categories", wanted),
    # what is decided is what was proposed: the chair need not write it again
    "motivering": Made(value=lambda c: c["page"].point.proposal if c["page"].point else ""),
}

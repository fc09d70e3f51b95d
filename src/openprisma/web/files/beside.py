"""What a form is about, beside its questions: nobody answers from memory."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from openprisma.bibob.queries import Dossier
from openprisma.files.queries import Head
from openprisma.gate.law import lawbook
from openprisma.kernel.days import in_words
from openprisma.panels.overview import Overview
from openprisma.panels.queries import MeetingPage
from openprisma.sharing.queries import Information
from openprisma.signals.queries import SignalPage

MOST = 12  # lines of one block; the page itself has them all


@dataclass(frozen=True)
class Block:
    """A heading and its lines, and how many more there are on the page itself."""

    title: str
    lines: list[str]
    more: int = 0


def beside(page: Any) -> list[Block]:
    """What the page on which a form stands tells that its reader answers from."""
    found: list[tuple[str, list[str]]] = []
    if isinstance(page, SignalPage):
        found = _signal(page)
    elif isinstance(page, Overview):
        found = _overview(page)
    elif isinstance(page, MeetingPage):
        found = _meeting(page)
    elif isinstance(page, Information):
        found = _information(page)
    elif isinstance(page, Dossier):
        found = [
            (part.title, [f"{what}: {says}" for what, says in part.lines]) for part in page.sections
        ]
    every = [*found, ("Wie dit dossier lezen", _readers(page.head))]
    return [
        Block(title, lines[:MOST], max(len(lines) - MOST, 0)) for title, lines in every if lines
    ]


def _signal(page: SignalPage) -> list[tuple[str, list[str]]]:
    seen = [
        f"{one.what} ({in_words(one.seen_on)}, {one.place}; {one.observer})" for one in page.facts
    ]
    judged = {letter: text for letter, text in page.signal.criteria.items() if text}
    return [
        ("Samenvatting", [page.signal.summary] if page.signal.summary else []),
        ("Wat is er gezien", seen),
        ("Over wie of wat", [one.name for one in page.subjects]),
        ("Vorm", [page.form] if page.form else []),
        ("Wat de melder toelichtte", [f"{key}. {text}" for key, text in sorted(judged.items())]),
        ("Nodig zijn", page.expected),
    ]


def _overview(page: Overview) -> list[tuple[str, list[str]]]:
    return [
        ("Betrokken deelnemers", [name for name, _ in page.head.involved]),
        ("Voorwaarden en acties", [f"{one.text} ({one.owner})" for one in page.tasks]),
    ]


def _meeting(page: MeetingPage) -> list[tuple[str, list[str]]]:
    meeting = page.meeting
    when = [in_words(meeting.day, weekday=True), meeting.time, meeting.place]
    until = f"Antwoorden kan tot {in_words(meeting.reply_by)}." if meeting.reply_by else ""
    return [
        ("Wanneer", [", ".join(part for part in when if part), *([until] if until else [])]),
        ("Agenda", [f"{one.nr}. {one.title}" for one in page.items]),
    ]


def _information(page: Information) -> list[tuple[str, list[str]]]:
    there = [f"Fase {one.nr}: {len(one.data)} gegevens" for one in page.phases if one.open]
    asked = [f"{one.question} ({one.subject}, {one.category})" for one in page.requests if one.mine]
    return [
        ("Over wie of wat", [f"{name} ({role})" for _, name, role in page.subjects]),
        ("Wat er al is", there),
        ("Wat u is gevraagd", asked),
    ]


def _readers(head: Head) -> list[str]:
    """For which participants people work on the file, or else in which role, and how many."""
    roles = lawbook().vocabulary.lists["rollen"]
    team = {one.person: one.participant or roles.get(one.role, one.role) for one in head.team}
    return [f"{name}: {many}" for name, many in sorted(Counter(team.values()).items())]

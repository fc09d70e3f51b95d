"""What a vote, a judgement or a decision is about, as its form shows it, and the code that goes
along with what it showed."""

from __future__ import annotations

from typing import Any

from openprisma.gate.law import lawbook
from openprisma.panels.facts import NOTHING
from openprisma.web.questions import Made

PARTS = (
    ("Noodzaak", "necessity"),
    ("Evenredigheid", "proportionality"),
    ("Minder ingrijpend", "subsidiarity"),
)
SEEN = Made(value=lambda context: getattr(context["page"], "standing", NOTHING))


def about(context: Any) -> list[tuple[str, str]]:
    """The point on the agenda and the text of the decision as they stand now: what, and what it
    says. Nothing for a file on which no panel decides."""
    page = context["page"]
    point, text = getattr(page, "point", None), getattr(page, "draft", None) or {}
    lists = lawbook().vocabulary.lists
    found = []
    if point is not None:
        found = [("Besluit", lists["besluitsoorten"][point.kind]), ("Voorstel", point.proposal)]
        found += _subjects(page, point)
    if text:
        names = dict(context["participants"])
        found.append(("Deelnemers", _joined(names, text["participants"])))
        found.append(("Categorieën", _joined(lists["categorieen"], text["categories"])))
    return found + [(title, text[part]) for title, part in PARTS if text.get(part)]


def _subjects(page: Any, point: Any) -> list[tuple[str, str]]:
    known = {one.id: one.nr for one in getattr(page.about, "subjects", ())}
    parts = (("Komt erbij", point.admits), ("Gaat eraf", point.removes))
    return [(title, _numbers(known, ids)) for title, ids in parts if ids]


def _numbers(known: dict[Any, int], ids: Any) -> str:
    return ", ".join(f"nummer {nr}" for nr in sorted(known[one] for one in ids if one in known))


def _joined(names: dict[str, str], codes: Any) -> str:
    return ", ".join(names.get(code, code) for code in codes)

"""The list of decisions of a meeting in words: on paper, and on the form by which its chair adopts
it."""

from __future__ import annotations

from uuid import UUID

from openprisma.documents.printing import Section
from openprisma.gate.law import lawbook
from openprisma.gate.perform import perform
from openprisma.gate.verdicts import fingerprint
from openprisma.kernel.days import in_words
from openprisma.kernel.errors import Refused
from openprisma.panels.ballots import Ballot
from openprisma.panels.queries import Item, MeetingPage, Point
from openprisma.panels.sittings import listed


def page_of(by: bytes, file: UUID, item: Item | None = None) -> MeetingPage:
    """A meeting as this reader sees it, with one point. Raises `Refused`."""
    which = {"dossier": item.dossier_id, "punt": item.id} if item else {}
    page: MeetingPage = perform(by, "vergadering_inzien", file=file, **which)
    return page


def sections_of(by: bytes, page: MeetingPage) -> list[Section]:
    """Who was there, and each point with its votes, its text and its conditions."""
    there = [[name, whose] for _, name, whose, present in page.members if present]
    sections = [
        Section("Aanwezig", [] if there else ["Niet vastgelegd."], ["Wie", "Namens"], there)
    ]
    for item in page.items:
        if item.dossier_id is None:
            sections.append(Section(f"{item.nr}  {item.title}", [item.proposal, *_said(item)]))
        else:
            sections += _readable(by, page.head.file.id, item)
    return sections


def read_out(by: bytes, page: MeetingPage) -> list[tuple[str, str]]:
    """The same as the form shows it: of what, and what it says."""
    return [
        (
            one.heading,
            " ".join([*one.lines, *(f"{', '.join(filter(None, row))}." for row in one.rows)]),
        )
        for one in sections_of(by, page)
    ]


def code_of(by: bytes, page: MeetingPage) -> str:
    """All that stands on the list as one code."""
    return fingerprint([list(pair) for pair in read_out(by, page)])


def as_read(by: bytes, file: UUID, sent: str) -> str:
    """What the act is told of the code that a form carried: the code of the list as the act itself
    knows it, while what its points say is still what stood there; else what was sent, so that the
    act refuses. Texts and votes stand in other files than the meeting, which the act does not
    open."""
    page = page_of(by, file)
    return (
        listed(page.items, [who for who, _, _, there in page.members if there])
        if sent == code_of(by, page)
        else sent
    )


def _readable(by: bytes, file: UUID, item: Item) -> list[Section]:
    """A point about a file, or only its title for a reader who may not see that file."""
    try:
        return _point(page_of(by, file, item).point)
    except Refused:
        return [Section(f"{item.nr}  {item.title}", ["Dit punt is niet voor u te lezen."])]


def _point(point: Point | None) -> list[Section]:
    if point is None:
        return []
    text = point.text or {}
    parts = (
        ("Noodzaak", "necessity"),
        ("Evenredigheid", "proportionality"),
        ("Minder ingrijpend", "subsidiarity"),
    )
    lines = [asked_of(point.item.kind), point.item.proposal, *_said(point.item)]
    whom = (("Komt erbij", point.admits), ("Gaat eraf", point.removes))
    lines += [f"{title}: {', '.join(them)}." for title, them in whom if them]
    lines += [f"{title}: {text[part]}" for title, part in parts if text.get(part)]
    lines += _outcome(point)
    lines.append(f"Stemmen: {point.in_favour} voor, {point.against} tegen{_needed(point)}.")
    lines += [f"Advies van {one.name}, {in_words(one.on_day)}: {one.words}" for one in point.advice]
    lines += [
        f"Voorwaarde of actie: {one.text} ({one.owner}, vóór {in_words(one.due)})"
        for one in point.tasks
    ]
    rows = [[one.name, one.participant, _voted(one), one.reasons] for one in point.ballots]
    return [
        Section(
            f"{point.item.nr}  {point.item.title}",
            lines,
            ["Lid", "Namens", "Stem", "Toelichting"],
            rows,
        )
    ]


def _needed(point: Point) -> str:
    """What the votes lack while they can still be given."""
    return "" if point.past else f"; {point.quorum} deelnemers moeten voor zijn"


def _voted(one: Ballot) -> str:
    """A vote in words: what it was, by whom when not by the member, and what it was before."""
    deputy = f", door {one.deputy}" if one.deputy else ""
    return _STATES[one.state] + deputy + (f" (eerst {one.before})" if one.before else "")


def _outcome(point: Point) -> list[str]:
    """What became of a point that decides nothing any more."""
    if point.decided is not None:
        return [f"Vastgesteld op {in_words(point.decided.on_day)}: {point.decided.motivation}"]
    return ["Hierover is in deze vergadering niet besloten."] if point.past else []


def _said(item: Item) -> list[str]:
    return [f"Besproken: {item.minutes}"] if item.minutes else []


_STATES = {
    "voor": "voor",
    "tegen": "tegen",
    "doet_niet_mee": "doet niet mee",
    "geen_stem": "geen stem",
    "afwezig": "afwezig",
    "open": "niet gestemd",
    "niet_gestemd": "niet gestemd",
    "eerdere_tekst": "stemde over een eerdere tekst",
}


def asked_of(kind: str) -> str:
    """Which decision a point asks for, in words."""
    return (
        f"Gevraagd besluit: {lawbook().vocabulary.lists['besluitsoorten'][kind]}."
        if kind
        else "Ter bespreking."
    )

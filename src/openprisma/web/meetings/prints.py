"""What a meeting takes along: agenda and list of decisions as PDF, and a calendar file."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from openprisma.documents.calendar import as_calendar
from openprisma.documents.printing import Print, Section, as_pdf
from openprisma.gate.law import lawbook
from openprisma.gate.perform import perform
from openprisma.kernel.days import in_words
from openprisma.kernel.errors import Refused
from openprisma.panels.ballots import Ballot
from openprisma.panels.queries import Item, MeetingPage, Point
from openprisma.web.printed import foot

NAMELESS = "zonder namen van personen en bedrijven"


def calendar(request: HttpRequest, file: UUID) -> HttpResponse:
    """The meeting for somebody's own calendar."""
    page = _page(request, file)
    meeting = page.meeting
    made = as_calendar(
        str(file),
        page.head.file.title,
        meeting.day,
        meeting.time,
        meeting.place,
        datetime.now(UTC),
        cancelled=meeting.cancelled_on is not None,
    )
    return _file(made, "text/calendar; charset=utf-8", "vergadering.ics")


def agenda(request: HttpRequest, file: UUID) -> HttpResponse:
    """The agenda on paper."""
    page = _page(request, file)
    points = [
        Section(f"{one.nr}  {one.title}", [_decision(one.kind), one.proposal]) for one in page.items
    ]
    people = [[name, whose] for _, name, whose, _ in page.members]
    sections = [*points, Section("Leden en vervangers", [], ["Wie", "Namens"], people)]
    return _print(request, page, "Agenda", sections)


def decisions(request: HttpRequest, file: UUID) -> HttpResponse:
    """The list of decisions on paper: each point with its votes, its text and its conditions."""
    page = _page(request, file)
    there = [[name, whose] for _, name, whose, present in page.members if present]
    sections = [
        Section("Aanwezig", [] if there else ["Niet vastgelegd."], ["Wie", "Namens"], there)
    ]
    for item in page.items:
        if item.dossier_id is None:
            sections.append(Section(f"{item.nr}  {item.title}", [item.proposal, *_said(item)]))
        else:
            sections += _readable(request, file, item)
    return _print(request, page, "Besluitenlijst", sections)


def _readable(request: HttpRequest, file: UUID, item: Item) -> list[Section]:
    """A point about a file, or only its title for a reader who may not see that file."""
    try:
        return _point(_page(request, file, item).point)
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
    lines = [_decision(point.item.kind), point.item.proposal, *_said(point.item)]
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
}


def _decision(kind: str) -> str:
    return (
        f"Gevraagd besluit: {lawbook().vocabulary.lists['besluitsoorten'][kind]}."
        if kind
        else "Ter bespreking."
    )


def _page(request: HttpRequest, file: UUID, item: Item | None = None) -> MeetingPage:
    which = {"dossier": item.dossier_id, "punt": item.id} if item else {}
    by = request.by  # type: ignore[attr-defined]
    page: MeetingPage = perform(by, "vergadering_inzien", file=file, **which)
    return page


def _print(
    request: HttpRequest, page: MeetingPage, what: str, sections: list[Section]
) -> HttpResponse:
    meeting = page.meeting
    when = ", ".join(
        part for part in (in_words(meeting.day, weekday=True), meeting.time, meeting.place) if part
    )
    made = as_pdf(
        Print(
            f"{what} {page.head.file.title}",
            when,
            [f"Stand: {page.head.stage.title.lower()}.", *_told(page)],
            sections,
            foot(request, NAMELESS),
        )
    )
    return _file(made, "application/pdf", f"{what.lower()}.pdf")


def _told(page: MeetingPage) -> list[str]:
    """That it was moved or is called off, and why."""
    meeting = page.meeting
    if meeting.cancelled_on is not None:
        return [f"Afgezegd op {in_words(meeting.cancelled_on)}: {meeting.notice}"]
    if meeting.moved_from is not None:
        return [f"Verzet van {in_words(meeting.moved_from)}: {meeting.notice}"]
    return []


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer

"""What a meeting takes along: agenda and list of decisions as PDF, and a calendar file."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from openprisma.documents.calendar import as_calendar
from openprisma.documents.printing import Print, Section, as_pdf
from openprisma.kernel.days import in_words
from openprisma.panels.queries import MeetingPage
from openprisma.web.meetings.listing import asked_of, page_of, sections_of
from openprisma.web.printed import foot

NAMELESS = "zonder namen van personen en bedrijven"


def calendar(request: HttpRequest, file: UUID) -> HttpResponse:
    """The meeting for somebody's own calendar."""
    page = page_of(request.by, file)  # type: ignore[attr-defined]
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
    page = page_of(request.by, file)  # type: ignore[attr-defined]
    points = [
        Section(f"{one.nr}  {one.title}", [asked_of(one.kind), one.proposal]) for one in page.items
    ]
    people = [[name, whose] for _, name, whose, _ in page.members]
    sections = [*points, Section("Leden en vervangers", [], ["Wie", "Namens"], people)]
    return _print(request, page, "Agenda", sections)


def decisions(request: HttpRequest, file: UUID) -> HttpResponse:
    """The list of decisions on paper: each point with its votes, its text and its conditions."""
    page = page_of(request.by, file)  # type: ignore[attr-defined]
    sections = sections_of(request.by, page)  # type: ignore[attr-defined]
    return _print(request, page, "Besluitenlijst", sections)


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

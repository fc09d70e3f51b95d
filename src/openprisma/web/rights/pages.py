"""The pages of a request, and the one that everybody may read."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from openprisma.documents.printing import Print, Section, as_pdf
from openprisma.documents.words import as_odt
from openprisma.gate.perform import perform
from openprisma.kernel.days import in_words
from openprisma.rights.public import ContactPoint, contact_point
from openprisma.rights.queries import Hits, Letter
from openprisma.web.methods.tabs import framed

MADE = {
    "pdf": (as_pdf, "application/pdf"),
    "odt": (as_odt, "application/vnd.oasis.opendocument.text"),
}


def hits(request: HttpRequest, file: UUID) -> HttpResponse:
    """Every hit with its text, by what it was found and what was said of it."""
    page: Hits = perform(request.by, "treffers_inzien", file=file)  # type: ignore[attr-defined]
    return render(request, "rights/hits.html", {"page": page} | framed(request, page, "treffers"))


def letter(request: HttpRequest, file: UUID) -> HttpResponse:
    """The letter as it stands, to read before it is sent."""
    page: Letter = perform(request.by, "brief_inzien", file=file)  # type: ignore[attr-defined]
    return render(request, "rights/letter.html", {"page": page} | framed(request, page, "brief"))


def letter_file(request: HttpRequest, file: UUID, kind: str) -> HttpResponse:
    """The letter as PDF or ODT. A letter that nobody else found right says that it is a draft."""
    page: Letter = perform(request.by, "brief_inzien", file=file)  # type: ignore[attr-defined]
    if kind not in MADE or not page.parts:
        raise Http404
    make, mime = MADE[kind]
    told = Print(
        title="Antwoord op uw verzoek",
        kicker=f"{page.head.file.reference}, {in_words(page.head.today)}",
        intro=[one for one in (page.name, page.address) if one],
        sections=[Section(part.heading, part.lines) for part in page.parts],
        foot="Contactpunt" if page.sent else "Concept, nog niet nagekeken",
        watermark="" if page.sent else "Concept",
    )
    answer = HttpResponse(make(told), content_type=mime)
    answer["Content-Disposition"] = (
        f'attachment; filename="brief-{page.head.file.reference}.{kind}"'
    )
    return answer


def contact(request: HttpRequest) -> HttpResponse:
    """Who the contact point is, how one asks, what is processed here and for how long; of nobody in
    particular. Source: bgs:1.1.3."""
    told: ContactPoint = contact_point()
    return render(request, "rights/contact.html", {"page": told})

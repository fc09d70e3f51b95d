"""A letter as ODT, for who sends it on paper of their own: the same headings and lines as the
PDF."""

from __future__ import annotations

from io import BytesIO

from odfdo import Document, Header, Paragraph

from openprisma.documents.letters import shown
from openprisma.documents.printing import Print


def as_odt(told: Print) -> bytes:
    """The document as ODT: title, then each section with its lines, then its foot. What no letter
    can show becomes a mark that can be seen."""
    document = Document("text")
    body = document.body
    body.clear()
    body.append(Header(1, shown(told.title)))
    for text in (told.kicker, *told.intro):
        body.append(Paragraph(shown(text)))
    for section in told.sections:
        body.append(Header(2, shown(section.heading)))
        for line in section.lines:
            body.append(Paragraph(shown(line)))
    body.append(Paragraph(shown(told.foot)))
    made = BytesIO()
    document.save(made)
    return made.getvalue()

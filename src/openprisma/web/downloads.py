"""Files that people take: sent as something to keep, never shown inside our own page, and never
under a name from outside."""

from __future__ import annotations

from django.http import HttpResponse

from openprisma.documents.cleaning import KINDS, Download


def download(found: Download, what: str) -> HttpResponse:
    """The content of an attachment or document, as a file named `what`."""
    answer = HttpResponse(found.content, content_type=KINDS[found.kind])
    answer["Content-Disposition"] = (
        f'attachment; filename="{what}-{str(found.id)[:8]}.{found.kind}"'
    )
    return answer

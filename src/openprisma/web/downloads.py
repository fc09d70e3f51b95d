"""Files that people take: sent as something to keep, never shown inside our own page, and never
under a name from outside."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from openprisma.documents.cleaning import KINDS


def download(found: Any, what: str) -> HttpResponse:
    """The content of an attachment or document (`id`, `kind`, `content`), as a file named
    `what`."""
    answer = HttpResponse(bytes(found.content), content_type=KINDS[found.kind])
    answer["Content-Disposition"] = (
        f'attachment; filename="{what}-{str(found.id)[:8]}.{found.kind}"'
    )
    return answer

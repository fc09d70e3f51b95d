"""What every page knows: where it is, who looks, and whether this is a demo."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest

from openprisma.gate.law import procedures
from openprisma.gate.perform import glance
from openprisma.gate.turns import HOW_MANY
from openprisma.web.confirmed import AGAIN, confirmed
from openprisma.web.places import list_url, places

IDLE = 15 * 60  # seconds without a page after which a pass ends (`gate/sql/fence.sql`)
# Round the working methods.
BEFORE, AFTER = (("/", "Werkvoorraad"),), (("/mensen", "Mensen"), ("/recht", "Recht"))


def menu() -> list[tuple[str, str]]:
    """Addresses and titles of the menu: of each working method its files."""
    return [
        *BEFORE,
        *((list_url(kind), procedures()[kind].entry.plural) for kind in places()),
        *AFTER,
    ]


def page(request: HttpRequest) -> dict[str, Any]:
    """The frame of a page; nothing here depends on what the reader may not see."""
    here = request.path
    shown = [
        (url, title, here == url if url == "/" else here.startswith(url)) for url, title in menu()
    ]
    return {
        "menu": shown,
        "address": here,
        "waiting": partial(_waiting, request),
        "me": request.session.get("wie"),
        "idle": IDLE,
        "demo": request.session.get("demo", False),
        "done": confirmed(request, request.GET.get("gedaan", "")),
        "again": confirmed(request, request.GET.get("al", ""), how=AGAIN),
    }


def _waiting(request: HttpRequest) -> int:
    """How many turns wait for who looks, for the menu; none where nobody is known, nor on the page
    that says that the database is gone."""
    by = getattr(request, "by", None)
    try:
        return int(glance(by, HOW_MANY)) if by else 0
    except DatabaseError:
        return 0

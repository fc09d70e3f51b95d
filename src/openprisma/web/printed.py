"""What leaves as paper says who took it."""

from __future__ import annotations

from django.http import HttpRequest

HOUSE = "OpenPrisma"


def foot(request: HttpRequest, what: str) -> str:
    """What stands at the foot of each page: what this paper holds, and who printed it."""
    me = request.session["wie"]
    who = ", ".join(part for part in (me["name"], me["participant"]) if part)
    return f"{HOUSE} · {what} · afgedrukt door {who}"

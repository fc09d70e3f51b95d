"""What every page knows: where it is, who looks, and whether this is a demo."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

MENU = (
    ("/", "Werkvoorraad"),
    ("/signalen", "Signalen"),
    ("/knelpunten", "Knelpunten"),
    ("/casussen", "Casussen"),
    ("/vergaderingen", "Vergaderingen"),
    ("/mensen", "Mensen"),
    ("/recht", "Recht"),
)


def page(request: HttpRequest) -> dict[str, Any]:
    """The frame of a page; nothing here depends on what the reader may not see."""
    here = request.path
    menu = [(url, title, here == url if url == "/" else here.startswith(url)) for url, title in MENU]
    return {
        "menu": menu,
        "me": request.session.get("wie"),
        "demo": request.session.get("demo", False),
        "done": request.GET.get("gedaan", ""),
        "again": request.GET.get("al", ""),
    }

"""What every page knows: where it is, who looks, and whether this is a demo."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest

from openprisma.engine.procedures import ProcedureEntry
from openprisma.gate.law import procedures
from openprisma.gate.perform import glance
from openprisma.gate.turns import HOW_MANY
from openprisma.web.confirmed import AGAIN, confirmed
from openprisma.web.places import list_url, places

IDLE = 15 * 60  # seconds without a page after which a pass ends (`gate/sql/fence.sql`)
Items = list[tuple[str, str]]
ASIDE = 10  # from this place in the menu on a working method stands under “Meer”
# Round the working methods: what everybody opens, and what only some may, with its act.
FIRST: Items = [("/", "Werkvoorraad")]
LAST: Items = [("/mensen", "Mensen"), ("/recht", "Recht")]
SOME = (
    ("/cijfers", "Cijfers", "cijfers_inzien"),
    ("/activiteiten", "Activiteiten", "activiteiten_inzien"),
    ("/indicatoren", "Indicatoren", "indicatoren_inzien"),
    ("/financien", "Financiën", "financien_inzien"),
    ("/jaarverslag", "Jaarverslag", "jaarverslag_inzien"),
    ("/vernietiging", "Vernietiging", "vernietiging_inzien"),
)


def menu(functions: Iterable[str]) -> tuple[Items, Items]:
    """Addresses and titles of the menu, and of what stands under “Meer”: of each working method
    its files, and the pages of the house that somebody with these functions may open."""
    held, starts = {*functions}, procedures()["huis"].entry.start
    mine = {offer.act for offer in starts if not held.isdisjoint(offer.by)}
    methods = [procedures()[kind].entry for kind in places()]
    return (
        [*FIRST, *_listed(one for one in methods if one.menu < ASIDE)],
        [
            *_listed(one for one in methods if one.menu >= ASIDE),
            *((url, title) for url, title, act in SOME if act in mine),
            *LAST,
        ],
    )


def _listed(methods: Iterable[ProcedureEntry]) -> Items:
    return [(list_url(one.procedure), one.plural) for one in methods]


def page(request: HttpRequest) -> dict[str, Any]:
    """The frame of a page; nothing here depends on what the reader may not see."""
    here, me = request.path, request.session.get("wie")
    first, aside = (
        [(url, title, here == url if url == "/" else here.startswith(url)) for url, title in items]
        for items in menu((me or {}).get("functions", ()))
    )
    return {
        "menu": first,
        "aside": aside,
        "address": here,
        "waiting": partial(_waiting, request),
        "me": me,
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

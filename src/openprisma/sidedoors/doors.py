"""Every door, from code: each address of the web, with whatever it can be asked, and each command
that answers a question."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.urls import URLPattern, get_resolver

_PART = re.compile(r"<(?:(\w+):)?(\w+)>")


@dataclass(frozen=True)
class Door:
    """An address as it stands in the urlconf: its parts by name and kind, the act it declares,
    whether it is an entry, and whether it lets somebody choose one of the rows that it reads:
    then it shows their ids."""

    pattern: str
    parts: tuple[tuple[str, str], ...]
    act: str
    entry: bool
    chooses: bool

    @property
    def names_file(self) -> bool:
        """Is a file named in it?"""
        return any(name == "file" for name, _ in self.parts)

    @property
    def form(self) -> bool:
        """Is it the page of one act on a file?"""
        return self.pattern.startswith("dossier/")

    @property
    def shows(self) -> bool:
        """Does it show rows: as a page that reads, or as a form in which one is chosen?"""
        return self.chooses or not self.form

    def address(self, **given: Any) -> str:
        """The address with these parts; a part that is not given gets something of its kind that
        does not exist."""

        def part(found: re.Match[str]) -> str:
            kind, name = found[1] or "str", found[2]
            return (
                str(given[name])
                if name in given
                else str(uuid4())
                if kind == "uuid"
                else _SAMPLES.get(name, "iets")
            )

        return "/" + _PART.sub(part, self.pattern)


_SAMPLES = {"handeling": "gegevens-inzien", "wet": "wgs", "artikel": "1.8"}


def doors() -> list[Door]:
    """All of them. A route that declares nothing is no door: the start-up check already refused
    it."""
    found = []
    for pattern in get_resolver().url_patterns:
        assert isinstance(pattern, URLPattern)
        declared = pattern.callback.declared  # type: ignore[attr-defined]
        text = str(pattern.pattern)
        parts = tuple((name, kind or "str") for kind, name in _PART.findall(text))
        found.append(Door(text, parts, declared.act, declared.open, declared.chooses))
    return found


# What can stand behind the question mark, by address: every name that a view asks for (checked by a
# test).
QUERIES = {
    "": ("gedaan", "al"),
    "signalen": ("na", "oudste"),
    "knelpunten": ("na", "oudste"),
    "casussen": ("na", "oudste"),
    "vergaderingen": ("na", "oudste"),
    "knelpunten/<uuid:file>": ("dag",),
    "casussen/<uuid:file>": ("alle",),
    "knelpunten/<uuid:file>/leveren": ("bezig",),
    "casussen/<uuid:file>/leveren": ("bezig",),
    "cijfers": ("jaar", "peildatum", "rij", "kolom"),
    "vernietiging": ("op",),
    "activiteiten": ("jaar", "soort", "gemeente", "spoor"),
    "indicatoren": ("jaar", "peildatum", "cijfer"),
    "financien": ("jaar", "peildatum", "cijfer"),
    "jaarverslag": ("jaar", "peildatum"),
    "inloggen": ("verder", "sessie", "gewijzigd"),
    "recht/werkwijzen": ("rol",),
    "dossier": ("terug",),
}

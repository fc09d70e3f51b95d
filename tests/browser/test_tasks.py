"""Everybody opens the worklist, finishes every task on its own page, and the list is empty: through
one case and one bottleneck."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pytest

from openprisma.stories.region import person_id, read_region
from tests.browser.conftest import serving
from tests.browser.people import COLLEGE, POLICE, TAX
from tests.browser.rounds import (
    AUTHORISER,
    FOR_A_BOTTLENECK,
    PEOPLE,
    TODAY,
    begun,
    fresh,
    prepared,
    running,
)
from tests.browser.tasks import ALL, Walk
from tests.browser.test_walk import complaints
from tests.builders import POLICE_AUTHORISER

DESKTOP, PHONE, ZOOMED = 1280, 390, 640  # 640 is 1280 at 200 %
NAMES = {one.id: one.name for one in read_region("den-haag").people}
SENT = {AUTHORISER: COLLEGE, POLICE_AUTHORISER: POLICE, "piet-paraaf": TAX}


def colleague(task: str) -> str:
    """Whom an authoriser sends."""
    return str(person_id("den-haag", SENT[task.split(":")[0]]))


DELIVERED = {
    "tekst": "Het bedrijf heeft één vestiging en geen personeel.",
    "bronsysteem": "Handelsregister",
    "vastgesteld_op": "2025-09-20",
    "eerst_verwerkt": "2025-09-20",
    "categorie": "bedrijfsgegevens",
    "rechtmatig": "ja",
    "binnen_kolom": "ja",
    "toereikend": "ja",
}
OPENED = ["bedrijfsgegevens", "politiegegevens_8_13"]
WANTED = {f"categorieen.{code}": "Wie verhuurt en wie gebruikt." for code in OPENED}
ANSWERS = {
    "signaal_beoordelen": {"afweging.vergelijkbaar": "nee"},
    "casus_voordragen": {"themas": ["DRUG"], **WANTED},
    "knelpunt_voordragen": {
        "codes": "GM0603, 45.20",
        "tekort": ["inzicht"],
        **WANTED,
    },
    "vergadering_openen": {"aanwezig": ALL},
    "subject_voorstellen": {"soort": "rechtspersoon", "naam": "Testrup Autoverhuur B.V."},
    "betrokkene_toevoegen": {
        "soort": "rechtspersoon",
        "naam": "Testrup Autoverhuur B.V.",
        "rol": "hoofdsubject",
    },
    "gegeven_verstrekken": DELIVERED,
    "gegeven_verbeteren": {"rechtmatig": "ja"},
    "interventie_toezeggen": {"eigenaar": ALL},
    "interventie_uitvoeren": {"op": TODAY},
    "maatregel_bijwerken": {"stand": "klaar"},
    "medewerker_toewijzen": {"medewerker": colleague},
    "besluit_voorbereiden": {
        "deelnemers": ["gm0603-college", "politie"],
        "categorieen": OPENED,
    },
}
ADVISED = {"Zeg wat uw deelnemer met een advies doet": "Interventie toezeggen"}
TOLD = {"Zeg wat er met dit signaal gebeurt": "Terugkoppelen aan de melder"} | ADVISED
PROPOSED = {
    FOR_A_BOTTLENECK: "Knelpunt voordragen",
    "Zeg wat er met dit signaal gebeurt": "Casus voordragen",
} | ADVISED


@dataclass
class Looked:
    """Each kind of page on the way is looked at once: at which widths it does not fit, and what axe
    holds against it."""

    widths: tuple[int, ...]
    axe: bool = False
    kinds: set[str] = field(default_factory=set)
    found: dict[str, list[str]] = field(default_factory=dict)

    def __call__(self, page) -> None:
        """Look, unless such a page was seen."""
        kind = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "…", page.url.split("?")[0]).split("/", 3)[3]
        kind += " (na te kijken)" * page.locator("button[name=nagekeken]").count()
        if kind in self.kinds:
            return
        self.kinds.add(kind)
        size = page.viewport_size
        told = complaints(page) if self.axe else []
        for width in self.widths:
            page.set_viewport_size({"width": width, "height": 1000})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                told.append(f"scrolls sideways at {width}")
        page.set_viewport_size(size)
        if told:
            self.found[kind] = told


@pytest.fixture
def windows(browser):
    """Windows of everybody whose list is walked, signed in, by who they are."""
    opened = []

    def sign_in(address: str, width: int) -> dict:
        found = {}
        for who in PEOPLE:
            opened.append(
                browser.new_context(
                    locale="nl-NL",
                    viewport={"width": width, "height": 1000},
                    device_scale_factor=2 if width == ZOOMED else 1,
                    base_url=address,
                )
            )
            found[who] = page = opened[-1].new_page()
            page.goto("/demo")
            page.get_by_role("button", name=NAMES[who]).first.click()
        return found

    yield sign_in
    for window in opened:
        window.close()


def test_everybody_does_what_waits_until_every_list_is_empty(live, windows):
    looked = Looked((PHONE, ZOOMED))
    with fresh("tasks") as own:
        prepared(own)
        with serving("tasks") as address:
            walk = Walk(ANSWERS, TOLD, looked)
            walk.everybody(windows(address, DESKTOP))
    assert len(walk.told) > 40, walk.told
    assert looked.found == {}


@pytest.mark.long
@pytest.mark.parametrize("width", [DESKTOP, PHONE, ZOOMED])
def test_the_same_from_the_first_signal_on_at_every_width_with_axe_watching(live, windows, width):
    looked = Looked((width,), axe=True)
    with fresh("tasks") as own, serving("tasks") as address:
        walk, opened = Walk(ANSWERS, PROPOSED, looked), windows(address, width)
        for happens in (begun, running):
            happens(own)
            walk.everybody(opened)
    assert len(walk.told) > 60, walk.told
    assert looked.found == {}

"""Everybody opens the worklist, finishes every task on its own page, and the list is empty: through
one case and one bottleneck."""

from __future__ import annotations

import pytest

from openprisma.stories.region import person_id, read_region
from tests.browser.conftest import serving
from tests.browser.people import POLICE
from tests.browser.rounds import PEOPLE, fresh, prepared
from tests.browser.tasks import ALL, Walk

ANSWERS = {
    "signaal_beoordelen": {"afweging.vergelijkbaar": "nee"},
    "vergadering_openen": {"aanwezig": ALL},
    "interventie_toezeggen": {"eigenaar": ALL},
    "interventie_uitvoeren": {"op": "2025-10-01"},
    "medewerker_toewijzen": {"medewerker": str(person_id("den-haag", POLICE))},
    "besluit_voorbereiden": {
        "deelnemers": ["gm0603-college", "politie"],
        "categorieen": ["bedrijfsgegevens"],
    },
}
CHOSEN = {
    "Zeg wat er met dit signaal gebeurt": "Terugkoppelen aan de melder",
    "Zeg wat uw deelnemer met een advies doet": "Interventie toezeggen",
}
NAMES = {one.id: one.name for one in read_region("den-haag").people}
DESKTOP, PHONE, ZOOMED = 1280, 390, 640  # 640 is 1280 at 200 %


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
    with fresh("tasks") as own:
        prepared(own)
        with serving("tasks") as address:
            walk = Walk(ANSWERS, CHOSEN)
            walk.everybody(windows(address, DESKTOP))
    assert len(walk.told) > 40, walk.told

"""A list of files: searched and put in order where one stands."""

from __future__ import annotations

from datetime import date

from openprisma.gate.perform import perform
from tests.builders import SECRETARY, a_pass

DAYS = (date(2025, 11, 6), date(2025, 10, 9), date(2025, 12, 4))


def titles(page) -> list[str]:
    found = page.locator(".op-sorted tbody tr:visible th a").all_inner_texts()
    return [one for one in found if one in {f"Stuurgroep {d.day} {m} 2025" for d, m in NAMED}]


NAMED = list(zip(DAYS, ("november", "oktober", "december"), strict=True))


def test_a_list_is_searched_and_put_in_order(live, page_of):
    for day in DAYS:
        perform(a_pass(SECRETARY), "vergadering_plannen", vorm="zitting", datum=day)
    page = page_of("Sara Namaak")
    page.goto("/vergaderingen")
    page.get_by_role("button", name="Titel").click()
    up = titles(page)
    assert sorted(up) == up and len(set(up)) == 3
    page.get_by_role("button", name="Titel").click()
    assert titles(page) == up[::-1]
    page.get_by_label("Zoeken in deze lijst").fill("9 oktober 2025")
    assert set(titles(page)) == {"Stuurgroep 9 oktober 2025"}

"""What came of a signal stands on its page, and what an activity began with on its own: with a
link for who works there, and without a name for who reported it."""

from __future__ import annotations

import re

from tests.builders import ANALYST, OUTSIDER, REPORTER, SECRETARY, played


def text(page) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_who_reported_a_signal_reads_what_came_of_it(live, connect, as_person):
    made = played("voorgedragen", connect("owner"))
    signal, begun = f"/signalen/{made['signaal']}", f"/knelpunten/{made['knelpunt']}"
    page = as_person(REPORTER).get(signal).content.decode()
    assert "Hieruit volgde een handhavingsknelpunt van 8 september 2025" in text(page)
    assert begun not in page and "Autoverhuur op bedrijventerreinen" not in page
    secretary = as_person(SECRETARY)
    assert f'href="{begun}"' in secretary.get(signal).content.decode()
    page = secretary.get(begun).content.decode()
    assert f'href="{signal}"' in page
    assert "Dit begon met een signaal van 1 september 2025" in text(page)
    page = as_person(ANALYST).get(begun).content.decode()
    assert "Dit begon met een signaal" in text(page) and signal not in page
    assert as_person(OUTSIDER).get(signal).status_code == 404


def test_a_signal_from_which_nothing_came_says_nothing(live, connect, as_person):
    made = played("in-behandeling", connect("owner"))
    page = as_person(REPORTER).get(f"/signalen/{made['signaal']}").content.decode()
    assert "Hieruit volgde" not in page and "Dit begon met" not in page

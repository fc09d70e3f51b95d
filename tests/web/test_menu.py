"""The menu: everybody's files, and under “Meer” what somebody may open."""

from __future__ import annotations

import pytest

from openprisma.gate.clock import today
from openprisma.gate.perform import visit
from openprisma.partners.queries import functions_of
from openprisma.stories.region import person_id
from openprisma.web.context import SOME, menu


def menu_of(client, who):
    with visit(bytes.fromhex(client.session["pas"])):
        return menu(functions_of(person_id("den-haag", who), today()))


@pytest.mark.parametrize("who", ["sara-namaak", "ursula-steekproef", "anneke-van-zomaar"])
def test_what_stands_in_the_menu_opens_and_what_does_not_is_refused(live, as_person, who):
    client = as_person(who)
    first, more = menu_of(client, who)
    shown = {url for url, _ in (*first, *more)}
    assert {url: client.get(url).status_code for url in shown} == dict.fromkeys(shown, 200)
    shut = {url for url, _, _ in SOME} - shown
    assert {url: client.get(url).status_code for url in shut} == dict.fromkeys(shut, 403)
    page = client.get("/").content.decode()
    assert all(f'href="{url}"' in page for url in shown)
    assert not [url for url in shut if f'<a href="{url}"' in page]


def test_who_reports_has_no_pages_of_the_bureau_in_the_menu(live, as_person):
    _, more = menu_of(as_person("anneke-van-zomaar"), "anneke-van-zomaar")
    assert more and {url for url, _ in more}.isdisjoint(url for url, _, _ in SOME)

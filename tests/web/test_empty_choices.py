"""No act that somebody is offered opens a question to which there is no answer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from openprisma.files.my_work import my_work
from openprisma.gate.clock import today
from openprisma.gate.law import lawbook
from openprisma.gate.perform import visit
from openprisma.web.files.choosable import unanswerable
from openprisma.web.places import file_url
from tests.builders import (
    ANALYST,
    AUTHORISER,
    CFG,
    CHAIR,
    LAWYER,
    POLICE,
    REPORTER,
    SECRETARY,
    a_pass,
    played,
)

STORIES = ("gemeld", "getoetst", "aangewezen", "casus-voorgedragen", "na-sluiten")
PEOPLE = (
    REPORTER,
    POLICE,
    SECRETARY,
    "quirine-testcase",
    ANALYST,
    LAWYER,
    CFG,
    CHAIR,
    "liesbeth-verzinsel",
    "bram-voorbeeldsma",
    AUTHORISER,
)


def offers(client, who: str) -> Iterator[tuple[tuple[str, str, str, str], str]]:
    """Each act that somebody is offered in a file of theirs, with the address of its page."""
    with visit(a_pass(who)) as actor:
        mine = my_work(actor, today())
    for one in mine:
        page = client.get(file_url(one.kind, one.id))
        if page.status_code == 200:
            for choice, url in page.context["links"]["can"]:
                yield (one.kind, one.stage.stage, page.context["head"].role, choice.act), url


@pytest.mark.long
def test_no_act_that_is_offered_asks_for_a_choice_out_of_nothing(live, connect, as_person):
    for name in STORIES:
        played(name, connect("owner"))
    seen, found = set(), {}
    for who in PEOPLE:
        client = as_person(who)
        for offer, url in offers(client, who):
            if offer in seen:
                continue
            seen.add(offer)
            shown = client.get(url)
            form, asked = shown.context.get("form"), b"data-keep" in shown.content
            if form is None or not (told := unanswerable(form, None)):
                continue
            said = f"niets te kiezen bij “{told}”"
            assert not asked and said in shown.content.decode(), offer
            if not lawbook().vocabulary.acts[offer[-1]].on:
                found[offer] = told
    assert len(seen) > 100
    assert found == {}, "what this page could know itself"


def test_an_act_for_which_there_is_nothing_leaves_the_page_and_is_answered_there(shared, as_person):
    page = as_person(SECRETARY).get(f"/knelpunten/{shared.bottleneck}")
    acts = [choice.act for choice, _ in page.context["links"]["can"]]
    nothing = {choice.act: asked for choice, asked in page.context["links"]["nothing"]}
    assert "taak_afronden" not in acts and nothing["taak_afronden"] == "Welke taak?"
    assert "er is nu niets te kiezen bij “Welke taak?”" in page.content.decode()

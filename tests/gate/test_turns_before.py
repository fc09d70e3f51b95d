"""What an application waits for before the vote, and a case before it is closed."""

from __future__ import annotations

from openprisma.gate.perform import perform
from tests.builders import ANALYST, CFG, CHAIR, LAWYER, REPORTER, SECRETARY, a_pass
from tests.conftest import START
from tests.gate.test_turns import BUREAU, MEMBERS, do, story, turns, whose

__all__ = ["story"]


def test_an_application_waits_for_what_it_lacks_and_for_nobody_else(story):
    file = story("voorgedragen")["knelpunt"]
    assert whose("advies", file, CFG) == set(), "an advice before the measures does not count"
    assert whose("toetsrapport", file, CFG, LAWYER, SECRETARY, CHAIR) == {LAWYER}
    assert whose("dpia", file, CFG, LAWYER, SECRETARY, CHAIR) == {LAWYER, SECRETARY}
    assert whose("agenda", file, SECRETARY, BUREAU, CHAIR) == {SECRETARY}
    assert whose("stem", file, CHAIR, *MEMBERS) == set(), "it is on no agenda"
    for step in ("geleverd", "maatregelen"):
        do(SECRETARY, "dpia_bijwerken", file, stap=step, toelichting="Versie.")
    assert whose("advies", file, CFG, LAWYER, SECRETARY, CHAIR) == {CFG}
    assert whose("dpia", file, LAWYER, SECRETARY) == set(), "first the CFG advises"
    do(CFG, "cfg_adviseren", file, positief=True, advies="Positief.")
    assert whose("advies", file, CFG) == set()
    assert turns(LAWYER, file)["dpia"] == (1, None), "one step is left"
    do(LAWYER, "dpia_bijwerken", file, stap="vastgesteld", toelichting="Versie 1.0.")
    assert whose("dpia", file, LAWYER, SECRETARY) == set(), "done by one of them"


def test_measures_that_change_ask_for_advice_and_adoption_again_and_for_no_vote_yet(story):
    file = story("getoetst")["knelpunt"]
    assert whose("stem", file, *MEMBERS) == set(MEMBERS)
    do(SECRETARY, "dpia_bijwerken", file, stap="maatregelen", toelichting="Een risico erbij.")
    assert whose("advies", file, CFG, LAWYER, SECRETARY) == {CFG}
    assert whose("stem", file, *MEMBERS) == set(), "what is voted on is changed no more"
    do(CFG, "cfg_adviseren", file, positief=True, advies="Positief.")
    assert whose("dpia", file, LAWYER, SECRETARY) == {LAWYER, SECRETARY}
    do(LAWYER, "dpia_bijwerken", file, stap="vastgesteld", toelichting="Versie 1.1.")
    assert whose("stem", file, *MEMBERS) == set(MEMBERS)


def test_closing_on_an_agenda_waits_for_a_look_at_the_money(story):
    file = story("casus-gestart")["casus"]
    everybody = (ANALYST, BUREAU, SECRETARY, LAWYER, REPORTER)
    assert whose("geldtoets", file, *everybody) == set(), "nobody thinks of closing"
    meeting = perform(
        a_pass(SECRETARY), "vergadering_plannen", vorm="zitting", datum=START, overleg="E"
    )
    do(
        SECRETARY,
        "agenderen",
        file,
        vergadering=meeting,
        besluit="casus_sluiten",
        voorstel="Sluit deze casus.",
    )
    assert whose("geldtoets", file, *everybody) == {ANALYST, BUREAU}
    do(
        ANALYST,
        "financiele_toets_vastleggen",
        file,
        geldstromen="niet_in_beeld",
        vermogen=0,
        route="geen",
        toelichting="Er is geen vermogen.",
    )
    assert whose("geldtoets", file, *everybody) == set()

"""Whose turn it is: of who must do it, not of who looks on, presided before or did it already; and
gone once it is done, by whomever."""

from __future__ import annotations

from datetime import date

import pytest

from openprisma.gate.perform import glance, perform, visit
from openprisma.gate.turns import HOW_MANY, my_turns, turns_of_others
from openprisma.stories.region import person_id
from tests.builders import (
    ANALYST,
    AUTHORISER,
    CFG,
    CHAIR,
    LAWYER,
    OUTSIDER,
    POLICE,
    POLICE_AUTHORISER,
    REPORTER,
    SECRETARY,
    TAX,
    a_pass,
    draft,
    played,
    today_is,
)
from tests.conftest import CLUSTER, START

BUREAU, DEPUTY, OBSERVER, FORMER = (
    "quirine-testcase",
    "loek-locoburger",
    "theo-fictius",
    "klaas-oudvoorzitter",
)
MEMBERS = ("pieter-testers", "liesbeth-verzinsel", "ineke-modelman")
VERDICT = {
    "criteria": dict.fromkeys("abcde", True),
    "afweging": {"soort": "x", "omvang": "x", "gewicht": "x", "vergelijkbaar": "nee"},
}


def turns(who, file):
    """The turns of somebody in a file: kind, number and first day that is late."""
    with visit(a_pass(who)):
        return {one.kind.turn: (one.number, one.due) for one in my_turns() if one.file == file}


def whose(code, file, *among):
    """Who of these people has a turn in a file."""
    return {who for who in among if code in turns(who, file)}


@pytest.fixture
def story(live, connect, day):
    """A world made by a story; what is voted on, on the day of its meeting."""

    def made(name):
        found = played(name, connect("owner"))
        day("2025-09-18" if name == "getoetst" else START)
        return found

    return made


def do(who, act, file, **given):
    return perform(a_pass(who), act, file=file, **given)


def are_there(meeting, *people):
    """The secretary records anew who is at a meeting."""
    ids = [person_id("den-haag", who) for who in people]
    do(SECRETARY, "vergadering_openen", meeting, aanwezig=ids)


def test_a_draft_waits_for_its_reporter_until_it_is_reported_or_taken_back(live):
    file = draft()
    assert whose("melden", file, REPORTER, POLICE, SECRETARY) == {REPORTER}
    do(REPORTER, "signaal_intrekken", file)
    assert whose("melden", file, REPORTER) == set()


def test_a_signal_waits_for_each_participant_once_and_then_for_the_bureau(story):
    file = story("gemeld")["signaal"]
    everybody = (REPORTER, POLICE, TAX, SECRETARY, BUREAU, LAWYER, CFG, OUTSIDER)
    assert whose("oordeel", file, *everybody) == {POLICE, TAX}
    do(POLICE, "signaal_beoordelen", file, **VERDICT)
    assert whose("oordeel", file, *everybody) == {TAX}, "who judged is done"
    do(TAX, "signaal_beoordelen", file, **VERDICT)
    assert whose("oordeel", file, *everybody) == set()
    assert whose("gevolg", file, *everybody) == {SECRETARY, BUREAU}
    do(BUREAU, "terugkoppelen", file, bericht="Dit nemen de deelnemers mee.")
    assert whose("gevolg", file, *everybody) == set(), "told by another"


def test_a_signal_that_became_a_case_waits_no_more(story):
    made = story("casus-voorgedragen")
    assert whose("gevolg", made["signaal"], SECRETARY, BUREAU) == set()


def test_a_vote_waits_for_members_who_did_not_vote_and_a_decision_for_who_presides(story):
    made = story("getoetst")
    file = made["knelpunt"]
    everybody = (CHAIR, DEPUTY, OBSERVER, FORMER, SECRETARY, LAWYER, *MEMBERS)
    assert whose("stem", file, CHAIR, DEPUTY) == {CHAIR}, "the deputy is not there"
    are_there(made["vergadering"], CHAIR, DEPUTY, *MEMBERS)
    assert whose("tekst", file, *everybody) == set() and whose("agenda", file, SECRETARY) == set()
    assert whose("stem", file, *everybody) == {CHAIR, DEPUTY, *MEMBERS}
    assert whose("noodzaak", file, *everybody) == {LAWYER}
    assert whose("besluit", file, *everybody) == set()
    do(
        LAWYER,
        "noodzaak_beoordelen",
        file,
        norm="wgs:2.23.4/noodzaak",
        positief=True,
        motivering="Nodig.",
    )
    assert whose("noodzaak", file, *everybody) == set()
    for member in MEMBERS:
        assert whose("besluit", file, *everybody) == set(), "not carried yet"
        do(member, "stemmen", file, voor=True)
    assert whose("stem", file, *everybody) == {CHAIR, DEPUTY}
    do(DEPUTY, "stemmen", file, voor=True)
    assert whose("stem", file, *everybody) == set(), "one seat, one vote"
    assert whose("besluit", file, *everybody) == {CHAIR}
    do(
        SECRETARY,
        "besluit_voorbereiden",
        file,
        deelnemers=["gm0603-college", "politie"],
        categorieen=["bedrijfsgegevens"],
        noodzaak="Anders.",
        evenredigheid="x",
        minder_ingrijpend="x",
    )
    assert whose("besluit", file, *everybody) == set(), "another text"
    assert whose("stem", file, *everybody) == {CHAIR, DEPUTY, *MEMBERS}
    assert whose("noodzaak", file, *everybody) == {LAWYER}


def test_who_declared_an_interest_has_no_vote_and_the_deputy_decides(story):
    made = story("getoetst")
    file = made["knelpunt"]
    are_there(made["vergadering"], CHAIR, DEPUTY, *MEMBERS)
    do(CHAIR, "belang_melden", file, reden="Bekende.")
    do(
        LAWYER,
        "noodzaak_beoordelen",
        file,
        norm="wgs:2.23.4/noodzaak",
        positief=True,
        motivering="Nodig.",
    )
    assert whose("stem", file, CHAIR, DEPUTY) == {DEPUTY}
    for member in MEMBERS:
        do(member, "stemmen", file, voor=True)
    assert whose("besluit", file, CHAIR, DEPUTY, FORMER) == {DEPUTY}


def test_a_decision_waits_no_more_once_it_is_recorded_and_access_is_to_be_given(story):
    made = story("aangewezen")
    file = made["knelpunt"]
    assert whose("besluit", file, CHAIR, FORMER) == set()
    assert whose("stem", file, CHAIR, *MEMBERS) == set()
    assert whose("toegang", file, AUTHORISER, POLICE_AUTHORISER) == set(), "both gave it"
    do(POLICE_AUTHORISER, "medewerker_afmelden", file, medewerker=person_id("den-haag", POLICE))
    assert whose("toegang", file, AUTHORISER, POLICE_AUTHORISER, SECRETARY) == {POLICE_AUTHORISER}
    do(POLICE_AUTHORISER, "medewerker_toewijzen", file, medewerker=person_id("den-haag", POLICE))
    assert whose("toegang", file, POLICE_AUTHORISER) == set()


def test_a_participant_delivers_something_or_says_that_there_is_nothing(story):
    made = story("casus-gestart")
    file = made["casus"]
    assert whose("levering", file, REPORTER, POLICE, TAX, BUREAU, ANALYST) == {POLICE, TAX}
    asked = ask(made, file)
    do(POLICE, "vraag_beantwoorden", file, vraag=asked, antwoord="niets_bekend")
    assert whose("levering", file, POLICE, TAX) == {TAX}


def ask(made, file, **more):
    return do(
        REPORTER,
        "gegevens_vragen",
        file,
        betrokkene=made["bedrijf"],
        categorie="toezicht_en_handhaving",
        vraag="Is hier gecontroleerd?",
        **more,
    )


def test_a_question_waits_for_those_who_were_asked_and_who_asked_knows_of_whom(story):
    made = story("casus-gestart")
    file = made["casus"]
    asked = ask(made, file, antwoord_voor="2025-10-08")
    assert turns(POLICE, file)["vraag"] == (1, date(2025, 10, 8))
    assert whose("vraag", file, REPORTER, POLICE, TAX, BUREAU, ANALYST) == {POLICE, TAX}
    assert awaited(REPORTER, file)["vraag"] == ("belastingdienst", "politie")
    assert "vraag" not in awaited(POLICE, file), "who did not ask does not wait for it"
    ask(made, file, antwoord_voor="2025-10-20")
    assert turns(TAX, file)["vraag"] == (2, date(2025, 10, 8))
    do(POLICE, "vraag_beantwoorden", file, vraag=asked, antwoord="niets_bekend")
    do(TAX, "vraag_beantwoorden", file, vraag=asked, antwoord="later")
    assert turns(POLICE, file)["vraag"] == (1, date(2025, 10, 20))
    assert turns(TAX, file)["vraag"][0] == 2, "later is no answer yet"


def awaited(who, file):
    """What somebody sees that others must do in a file: of which participants, by kind."""
    with visit(a_pass(who)):
        return {one.kind.turn: one.participants for one in turns_of_others() if one.file == file}


def test_an_error_waits_for_who_delivered_and_the_correction_for_who_reads_it(story):
    made = story("casus-gegevens")
    file = made["casus"]
    do(POLICE, "fout_melden", file, gegeven=made["huur"], waarom="Dit adres klopt niet.")
    everybody = (REPORTER, POLICE, TAX, BUREAU, ANALYST)
    assert whose("fout", file, *everybody) == {REPORTER}
    do(
        REPORTER,
        "gegeven_verbeteren",
        file,
        gegeven=made["huur"],
        tekst="Er zijn er twee.",
        rechtmatig=True,
    )
    assert whose("fout", file, *everybody) == set()
    assert whose("verbetering", file, *everybody) == {POLICE, TAX}
    do(TAX, "verbetering_bevestigen", file, gegeven=made["huur"])
    assert whose("verbetering", file, *everybody) == {POLICE}


ADVICE = {
    "soort": "bestuurlijk",
    "advies": "Controleer de loods.",
    "bevoegdheid": "artikel 125 Gemeentewet",
    "verwacht_effect": "Het gebruik stopt.",
    "toets": "Nagekeken.",
    "noodzaak": "Anders blijft het zo.",
    "nodig_volgens": ["politie"],
}


def test_an_advice_waits_for_its_participant_until_it_is_done_and_told(story):
    file = story("casus-gestart")["casus"]
    do(BUREAU, "doel_vastleggen", file, doel="Geen verhuur meer.", meten="Het aantal wagens.")
    first = do(ANALYST, "interventie_adviseren", file, deelnemer="gm0603-college", **ADVICE)
    second = do(ANALYST, "interventie_adviseren", file, deelnemer="douane", **ADVICE)
    everybody = (REPORTER, POLICE, TAX, BUREAU, ANALYST)
    assert whose("toezegging", file, *everybody) == {REPORTER, BUREAU}, "for one outside the bureau"
    do(BUREAU, "interventie_weigeren", file, interventie=second, reden="Geen capaciteit.")
    assert whose("toezegging", file, *everybody) == {REPORTER}
    do(
        REPORTER,
        "interventie_toezeggen",
        file,
        interventie=first,
        eigenaar=person_id("den-haag", REPORTER),
        uiterlijk="2025-12-01",
    )
    assert whose("toezegging", file, *everybody) == set()
    assert turns(REPORTER, file)["uitvoering"] == (1, date(2025, 12, 2)), "late after that day"
    do(REPORTER, "interventie_uitvoeren", file, interventie=first, kenmerk="Z-1", op="2025-10-01")
    assert whose("uitvoering", file, *everybody) == set()
    assert whose("afronding", file, *everybody) == {REPORTER}
    do(REPORTER, "interventie_afronden", file, interventie=first, resultaat="Last opgelegd.")
    assert whose("afronding", file, *everybody) == set()


def test_a_task_waits_for_its_owner_and_goes_when_another_ends_it(story):
    file = story("casus-gestart")["casus"]
    task = do(
        SECRETARY,
        "taak_toevoegen",
        file,
        soort="actie",
        tekst="Bel de verhuurder.",
        eigenaar=person_id("den-haag", BUREAU),
        uiterlijk="2025-10-10",
    )
    assert turns(BUREAU, file)["taak"] == (1, date(2025, 10, 11)), "late after that day"
    assert whose("taak", file, SECRETARY, REPORTER, ANALYST) == set()
    do(SECRETARY, "taak_afronden", file, taak=task, resultaat="Gebeld.")
    assert "taak" not in turns(BUREAU, file)


def test_a_plan_waits_for_who_presides_and_a_measure_for_its_participant(story):
    file = story("aangewezen")["knelpunt"]
    measure = do(
        BUREAU,
        "maatregel_voorstellen",
        file,
        soort="preventie",
        deelnemer="gm0603-college",
        maatregel="Voorlichting.",
        doel="Registers.",
        uiterlijk="2026-03-01",
    )
    everybody = (CHAIR, OBSERVER, SECRETARY, REPORTER, POLICE, BUREAU)
    assert whose("plan", file, *everybody) == {CHAIR}
    assert whose("maatregel", file, *everybody) == set(), "not judged yet"
    do(CHAIR, "plan_beoordelen", file, positief=True, motivering="Past.")
    assert whose("plan", file, *everybody) == set()
    assert whose("maatregel", file, *everybody) == {REPORTER}
    do(REPORTER, "maatregel_bijwerken", file, maatregel=measure, stand="klaar", resultaat="Klaar.")
    assert whose("maatregel", file, *everybody) == set()


def test_a_term_that_ends_waits_for_an_evaluation_and_then_for_a_place_on_an_agenda(story):
    file = story("aangewezen")["knelpunt"]
    everybody = (SECRETARY, BUREAU, CHAIR, FORMER, REPORTER)
    assert whose("evaluatie", file, *everybody) == set(), "a year ahead"
    today_is(CLUSTER, "2026-08-01")
    assert turns(SECRETARY, file)["evaluatie"] == (1, date(2026, 9, 18))
    assert whose("evaluatie", file, *everybody) == {SECRETARY, BUREAU}
    assert whose("termijn", file, *everybody) == set()
    do(
        BUREAU,
        "knelpunt_evalueren",
        file,
        doel_bereikt=True,
        bevindingen="Minder verhuur.",
        lessen="Begin bij het register.",
        voorstel="verlengen",
    )
    assert whose("evaluatie", file, *everybody) == set()
    assert whose("termijn", file, *everybody) == {SECRETARY}
    meeting = perform(a_pass(SECRETARY), "vergadering_plannen", vorm="zitting", datum="2026-08-20")
    do(
        SECRETARY,
        "agenderen",
        file,
        vergadering=meeting,
        besluit="knelpunt_verlengen",
        voorstel="Nog een jaar.",
    )
    assert whose("termijn", file, *everybody) == set()
    assert whose("tekst", file, *everybody) == {SECRETARY}
    assert turns("noor-proefstra", file)["stem"] == (1, date(2026, 8, 21))


def test_a_meeting_waits_to_be_opened_and_its_list_for_who_presides_today(live):
    file = perform(a_pass(SECRETARY), "vergadering_plannen", vorm="zitting", datum="2025-10-02")
    everybody = (SECRETARY, CHAIR, DEPUTY, OBSERVER, FORMER, *MEMBERS)
    assert whose("opening", file, *everybody) == set(), "not today"
    today_is(CLUSTER, "2025-10-02")
    assert whose("opening", file, *everybody) == {SECRETARY}
    do(SECRETARY, "vergadering_openen", file, aanwezig=[person_id("den-haag", CHAIR)])
    assert whose("opening", file, *everybody) == set()
    assert whose("besluitenlijst", file, *everybody) == set(), "the meeting goes on"
    today_is(CLUSTER, "2025-10-03")
    assert whose("besluitenlijst", file, *everybody) == {CHAIR}
    do(CHAIR, "besluitenlijst_vaststellen", file)
    assert whose("besluitenlijst", file, *everybody) == set()


def test_feedback_is_due_from_the_bureau_alone_and_a_closed_case_is_evaluated(story):
    file = story("na-sluiten")["casus"]
    assert whose("terugkoppeling", file, BUREAU) == set()
    assert whose("casusevaluatie", file, BUREAU, ANALYST, SECRETARY, REPORTER) == {BUREAU, ANALYST}
    do(ANALYST, "casus_evalueren", file, doel_bereikt=True, bevindingen="Gestopt.", lessen="Geen.")
    assert whose("casusevaluatie", file, BUREAU, ANALYST) == set()
    today_is(CLUSTER, "2027-10-05")
    assert whose("terugkoppeling", file, BUREAU, ANALYST, SECRETARY, REPORTER) == {BUREAU}


def test_the_menu_counts_what_the_worklist_shows_and_nothing_of_others(story):
    file = story("gemeld")["signaal"]
    for who in (POLICE, TAX, REPORTER, OUTSIDER):
        by = a_pass(who)
        number = glance(by, HOW_MANY)
        with visit(by):
            assert number == len(my_turns())
    assert turns(OUTSIDER, file) == {} and awaited(OUTSIDER, file) == {}
    assert awaited(REPORTER, file) == {"oordeel": ()}, "that it is judged, not by whom not yet"

"""A form that was shown before something changed answers what stood on it, and nothing else: a
second tab, or a page that lay open."""

from __future__ import annotations

import re

import pytest

from openprisma.stories.region import person_id
from tests.builders import CHAIR, LAWYER, POLICE, REPORTER, SECRETARY, a_pass, perform, played
from tests.conftest import CLUSTER

ALL = {f"criteria.{letter}": "ja" for letter in "abcde"}
WEIGHED = {"afweging.soort": "x", "afweging.omvang": "x", "afweging.gewicht": "x"}


@pytest.fixture
def played_to(live):
    def play(story: str) -> dict:
        with CLUSTER.connect("owner", "tests") as own:
            return played(story, own)

    return play


def seen(client, address: str) -> dict[str, str]:
    """What a form shows without anybody seeing it."""
    page = client.get(address).content.decode()
    return dict(re.findall(r'<input type="hidden"\s+name="(keer|gezien)"\s+value="([^"]*)"', page))


def test_a_verdict_on_a_signal_is_about_what_its_judge_read(played_to, as_person, day):
    signal, judge = played_to("gemeld")["signaal"], as_person(POLICE)
    day("2025-09-02")
    address = f"/dossier/{signal}/signaal-beoordelen"
    said = ALL | WEIGHED | {"afweging.vergelijkbaar": "nee"}
    old = seen(judge, address)
    perform(a_pass(SECRETARY), "signaal_teruggeven", file=signal, reden="Maak het scherper.")
    perform(
        a_pass(REPORTER),
        "signaal_herzien",
        file=signal,
        titel="Kapper zonder klanten",
        vorm="georganiseerde_drugscriminaliteit",
        gemeenten=["GM0603"],
        samenvatting="Een kapper waar nooit iemand zit.",
    )
    perform(a_pass(REPORTER), "signaal_melden", file=signal)
    refused = judge.post(address, said | old)
    assert refused.status_code == 403 and "opnieuw gemeld" in refused.content.decode()
    assert judge.post(address, said | seen(judge, address)).status_code == 302


def test_a_judgement_on_a_word_of_a_signal_can_be_given(played_to, as_person, day):
    signal, jurist = played_to("gemeld")["signaal"], as_person(LAWYER)
    day("2025-09-02")
    address = f"/dossier/{signal}/noodzaak-beoordelen"
    old = seen(jurist, address)
    said = {"norm": "bgs:1.9.1/onvermijdelijk", "positief": "ja", "motivering": "Anders niet."}
    perform(a_pass(SECRETARY), "signaal_teruggeven", file=signal, reden="Maak het scherper.")
    perform(a_pass(REPORTER), "signaal_melden", file=signal)
    assert jurist.post(address, said | old).status_code == 403
    assert jurist.post(address, said | seen(jurist, address)).status_code == 302


def test_a_verdict_on_a_plan_is_about_the_measures_that_stood_in_it(played_to, as_person, day):
    bottleneck, chair = played_to("aangewezen")["knelpunt"], as_person(CHAIR)
    day("2025-10-02")
    measure = {
        "soort": "preventie",
        "deelnemer": "gm0603-college",
        "maatregel": "Voorlichting aan verhuurders.",
        "doel": "Elk register is bijgehouden.",
        "uiterlijk": "2026-03-01",
    }
    address, said = f"/dossier/{bottleneck}/plan-beoordelen", {"positief": "ja", "motivering": "x"}
    perform(a_pass(REPORTER), "maatregel_voorstellen", file=bottleneck, **measure)
    old = seen(chair, address)
    late = measure | {"soort": "repressie", "maatregel": "Alles sluiten."}
    perform(a_pass(REPORTER), "maatregel_voorstellen", file=bottleneck, **late)
    assert chair.post(address, said | old).status_code == 403
    assert chair.post(address, said | seen(chair, address)).status_code == 302


def test_a_list_of_decisions_is_adopted_as_its_chair_read_it(played_to, as_person, day):
    made, chair = played_to("getoetst"), as_person(CHAIR)
    meeting = made["vergadering"]
    day("2025-09-18")
    address = f"/dossier/{meeting}/besluitenlijst-vaststellen"
    old = seen(chair, address)
    page = perform(a_pass(SECRETARY), "vergadering_inzien", file=meeting)
    minutes = {"punt": page.items[0].id, "verslag": "De leden zijn het eens."}
    perform(a_pass(SECRETARY), "punt_notuleren", file=meeting, **minutes)
    assert chair.post(address, old).status_code == 403
    assert chair.post(address, seen(chair, address)).status_code == 302


def test_a_list_of_decisions_shows_and_binds_who_was_there_the_text_and_the_votes(
    played_to, as_person, day
):
    made, chair = played_to("getoetst"), as_person(CHAIR)
    meeting, file = made["vergadering"], made["knelpunt"]
    day("2025-09-18")
    address = f"/dossier/{meeting}/besluitenlijst-vaststellen"
    shown = chair.get(address).content.decode()
    assert "Zonder elkaar blijft onbekend wie erachter zit." in shown
    assert "Pieter Testers" in shown and "Aanwezig." in shown
    text = {
        "deelnemers": ["gm0603-college", "politie"],
        "categorieen": ["bedrijfsgegevens"],
        "noodzaak": "Een andere noodzaak.",
        "evenredigheid": "x",
        "minder_ingrijpend": "x",
    }
    there = [person_id("den-haag", who) for who in (CHAIR, "pieter-testers")]
    changes = (
        (SECRETARY, "vergadering_openen", meeting, {"aanwezig": there}),
        (SECRETARY, "besluit_voorbereiden", file, text),
        ("pieter-testers", "stemmen", file, {"voor": True}),
    )
    for who, act, on, given in changes:
        old = seen(chair, address)
        perform(a_pass(who), act, file=on, **given)
        refused = chair.post(address, old)
        assert refused.status_code == 403 and "veranderd nadat u" in refused.content.decode(), act
    assert chair.post(address, seen(chair, address)).status_code == 302


def test_who_has_access_until_a_day_has_it_no_longer(played_to, as_person, day):
    """Also who had it for longer before."""
    bottleneck, authoriser = played_to("aangewezen")["knelpunt"], as_person("els-tekenbevoegd")
    day("2025-10-01")
    until = {"medewerker": str(person_id("den-haag", POLICE)), "tot": "2025-10-03"}
    address = f"/dossier/{bottleneck}/medewerker-toewijzen"
    assert authoriser.post(address, until).status_code == 302
    day("2025-10-02")
    assert as_person(POLICE).get(f"/knelpunten/{bottleneck}/informatie").status_code == 200
    day("2025-10-03")
    assert as_person(POLICE).get(f"/knelpunten/{bottleneck}/informatie").status_code == 404


def test_a_correction_answers_the_report_that_its_owner_read(played_to, as_person, day):
    made = played_to("casus-gegevens")
    case, datum = made["casus"], str(made["huur"])
    day("2025-10-05")
    owner, other = as_person(REPORTER), as_person(POLICE)
    address, said = (
        f"/dossier/{case}/gegeven-verbeteren",
        {"gegeven": datum, "tekst": "Zoals het was.", "rechtmatig": "ja"},
    )
    old = seen(owner, address)
    wrong = {"gegeven": datum, "waarom": "Er werken vier mensen."}
    perform(a_pass(POLICE), "fout_melden", file=case, **wrong)
    refused = owner.post(address, said | old)
    assert refused.status_code == 400 and "Intussen meldde iemand" in refused.content.decode()
    assert owner.post(address, said | seen(owner, address)).status_code == 302
    confirming = f"/dossier/{case}/verbetering-bevestigen"
    old = seen(other, confirming)
    again = {"gegeven": datum, "tekst": "Het bedrijf heeft vier werknemers.", "rechtmatig": True}
    perform(a_pass(REPORTER), "gegeven_verbeteren", file=case, **again)
    refused = other.post(confirming, {"gegeven": datum} | old)
    assert refused.status_code == 400 and "nog een keer verbeterd" in refused.content.decode()
    sent = {"gegeven": datum} | seen(other, confirming)
    assert other.post(confirming, sent).status_code == 302


def test_a_letter_is_found_right_as_it_stood_on_the_form(played_to, as_person, day):
    request, second = played_to("naamgenoot")["verzoek"], as_person("cas-tweedelezer")
    day("2025-10-22")
    address = f"/dossier/{request}/brief-nakijken"
    shown = seen(second, address)
    other = second.post(address, {"akkoord": "ja"} | shown | {"gezien": "0" * 16})
    assert other.status_code == 403 and "opnieuw geschreven" in other.content.decode()
    assert second.post(address, {"akkoord": "ja"} | seen(second, address)).status_code == 302

"""Pages: who gets in, what is hidden, what is said, and how many statements a page costs."""

from __future__ import annotations

import re
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from openprisma.stories.region import person_id
from tests.builders import CFG, CHAIR, OUTSIDER, POLICE, REPORTER, SECRETARY, draft


def test_every_page_of_a_participant_answers(shared, as_person):
    for name in (REPORTER, POLICE, SECRETARY, CHAIR, CFG, "ursula-steekproef", "toos-volmacht"):
        client = as_person(name)
        file = f"/knelpunten/{shared.bottleneck}"
        for url in ("/", "/signalen", "/knelpunten", file, "/mensen", "/wachtwoord"):
            assert client.get(url).status_code == 200, (name, url)


def test_the_information_page_shows_what_may_be_read_and_nothing_else(shared, as_person):
    page = as_person(POLICE).get(f"/knelpunten/{shared.bottleneck}/informatie").content.decode()
    assert "het verhuurregister miste de gegevens van drie huurders" in page
    refused = as_person(CHAIR).get(f"/knelpunten/{shared.bottleneck}/informatie")
    assert refused.status_code == 403
    assert "het verhuurregister miste" not in refused.content.decode()


def test_the_form_of_an_act_keeps_what_was_typed_and_gives_the_refusal(shared, as_person):
    url = f"/dossier/{shared.bottleneck}/gegeven-verstrekken"
    sent = {
        "betrokkene": str(shared.company),
        "categorie": "fiscale_gegevens",
        "tekst": "Een verzonnen aangifte.",
        "bronsysteem": "x",
        "vastgesteld_op": "2025-09-01",
        "eerst_verwerkt": "2025-09-01",
        "nagekeken": "ja",
    }
    response = as_person(POLICE).post(url, sent)
    page = response.content.decode()
    assert response.status_code == 403
    assert "Een verzonnen aangifte." in page
    assert "2.15 Bgs" in page
    assert "Dit gegeven kan nog niet, want de fase waarin het hoort is niet open." in page


def test_wrong_fields_are_named_and_nothing_is_lost(shared, as_person):
    sent = {
        "wat": "Vijf wagens.",
        "wanneer": "2025-02-31",
        "waar": "",
        "functie": "toezichthouder",
        "bron": "x",
    }
    client = as_person(REPORTER)
    file = draft()
    response = client.post(f"/dossier/{file}/feit-toevoegen", sent)
    page = response.content.decode()
    assert response.status_code == 400
    assert "Vijf wagens." in page
    assert "Dit is geen bestaande dag" in page
    assert "Er is nog niets vastgelegd." in page


def test_a_whole_signal_can_be_reported_in_the_browser(live, as_person):
    client = as_person(REPORTER)
    made = client.post(
        "/signalen/nieuw",
        {
            "titel": "Nachtwinkel met dichte rolluiken",
            "vorm": "georganiseerde_drugscriminaliteit",
            "gemeenten": ["GM0603"],
            "samenvatting": "’s Nachts worden dozen opgehaald.",
        },
    )
    file = re.fullmatch(r"/signalen/([0-9a-f-]{36})", made["Location"])[1]
    fact = {
        "wat": "Drie bestelwagens.",
        "wanneer": "2025-09-01",
        "waar": "Testlaan",
        "functie": "boa",
        "taak": "toezicht",
        "bron": "rapport",
    }
    assert client.post(f"/dossier/{file}/feit-toevoegen", fact).status_code == 302
    refused = client.post(f"/dossier/{file}/signaal-melden", {"nagekeken": "ja"})
    assert refused.status_code == 403
    assert "de kwaliteitscontrole ontbreekt" in refused.content.decode()
    complete = {f"criteria.{letter}": "Toelichting." for letter in "abcde"}
    complete |= {
        "georganiseerd": "Steeds dezelfde ploeg.",
        "tekort": ["inzicht"],
        "kwaliteit": "gecontroleerd",
        "verwachte_deelnemers": ["politie"],
    }
    form = client.get(f"/dossier/{file}/signaal-aanvullen")
    complete["gezien"] = next(
        one.value for one in form.context["form"].fields if one.name == "gezien"
    )
    assert client.post(f"/dossier/{file}/signaal-aanvullen", complete).status_code == 302
    assert client.post(f"/dossier/{file}/signaal-melden", {"nagekeken": "ja"}).status_code == 302
    judging = as_person(POLICE)
    assert "Nachtwinkel met dichte rolluiken" in judging.get("/").content.decode()
    verdict = {f"criteria.{letter}": "ja" for letter in "abcde"}
    verdict |= {f"afweging.{name}": "Gewogen." for name in ("soort", "omvang", "gewicht")} | {
        "afweging.vergelijkbaar": "nee"
    }
    judge = f"/dossier/{file}/signaal-beoordelen"
    shown = re.search(r'name="gezien"\s+value="(\w+)"', judging.get(judge).content.decode())
    verdict["gezien"] = shown[1]
    assert judging.post(judge, verdict)["Location"] == "/?gedaan=signaal_beoordelen"
    assert judging.get(f"/signalen/{file}").status_code == 404, "who judged reads it no more"
    assert "In behandeling" in client.get(f"/signalen/{file}").content.decode()


def test_why_may_i_and_why_may_she_come_from_the_gate(shared, as_person):
    client, base = as_person(REPORTER), f"/dossier/{shared.bottleneck}/waarom"
    page = client.get(f"{base}/fase-ophogen").content.decode()
    assert "Waarom kan ik dit niet?" in page
    assert "De volgende fase blijft dicht" in page or "rechtmatigheid" in page
    colleague = client.get(
        f"{base}/{person_id('den-haag', POLICE)}/gegevens-inzien"
    ).content.decode()
    assert "Waarom mag Sanne Spelbos dit?" in colleague
    assert "uw screening" not in colleague and "als ook klopt wat u hier niet ziet" in colleague
    assert client.get(f"{base}/toveren").status_code == 400


def test_a_worklist_costs_the_same_number_of_statements_with_10_and_200_rows(live, as_person):
    client, counts = as_person("cor-fictieman"), []
    by = bytes.fromhex(client.session["pas"])
    for wanted in (10, 200):
        while True:
            page = client.get("/signalen")
            if page.context["many"] >= wanted:
                break
            draft("cor-fictieman", by=by)
        for url in ("/", "/signalen"):
            with CaptureQueriesContext(connection) as queries:
                client.get(url)
            counts.append(len(queries))
    work, listed, work_of_many, listed_of_many = counts
    assert (work, listed + 1) == (work_of_many, listed_of_many), (
        "one more, to count what a page does not show"
    )


def test_somebody_with_very_many_files_gets_the_same_list_read_the_other_way_round(
    shared, as_person, monkeypatch
):
    client = as_person(REPORTER)
    monkeypatch.setattr("openprisma.web.home.worklist.LISTED", 100_000)
    few = client.get("/knelpunten").context
    monkeypatch.setattr("openprisma.files.my_work.MANY", 0)
    many = client.get("/knelpunten").context
    listed = [[(row.id, url) for row, url in found["rows"]] for found in (few, many)]
    assert listed[0] == listed[1] != []
    assert few["many"] == many["many"] == len(few["rows"])
    theirs = {row.id for row, _ in as_person(OUTSIDER).get("/knelpunten").context["rows"]}
    assert (
        shared.bottleneck in {row.id for row, _ in many["rows"]} and shared.bottleneck not in theirs
    )


def test_a_list_says_how_long_it_is_and_of_very_many_files_only_that_there_are_more(
    shared, as_person, monkeypatch
):
    client, by = as_person(REPORTER), None
    for number in range(3):
        by = by or bytes.fromhex(client.session["pas"])
        draft(REPORTER, title=f"Geteld {number}", by=by)
    monkeypatch.setattr("openprisma.web.home.worklist.LISTED", 100_000)
    # Other tests in this database file hundreds: counting must go as far as listing does here.
    monkeypatch.setattr("openprisma.web.home.worklist.COUNTED", 100_000)
    whole = len(client.get("/signalen").context["rows"])
    assert whole >= 3 and f"{whole} van" not in client.get("/signalen").content.decode()
    monkeypatch.setattr("openprisma.web.home.worklist.LISTED", 2)
    assert f"2 van {whole}, de nieuwste eerst" in client.get("/signalen").content.decode()
    assert f"2 van {whole}, de nieuwste eerst" in client.get("/signalen?oudste").content.decode()
    monkeypatch.setattr("openprisma.files.my_work.MANY", 0)
    last = client.get("/signalen?oudste").context["rows"][0][0].id
    texts = [
        client.get(url).content.decode()
        for url in ("/signalen", "/signalen?oudste", f"/signalen?na={last}")
    ]
    assert ["van meer dan 2, de nieuwste eerst" in text for text in texts] == [True] * 3
    monkeypatch.setattr("openprisma.web.home.worklist.LISTED", whole)
    assert "de nieuwste eerst" not in client.get("/signalen").content.decode()


def test_a_long_list_is_read_in_stretches_that_miss_nothing(live, as_person, monkeypatch):
    client, by = as_person("cor-fictieman"), None
    for number in range(5):
        by = by or bytes.fromhex(client.session["pas"])
        draft("cor-fictieman", title=f"Lijst {number}", by=by)
    monkeypatch.setattr("openprisma.web.home.worklist.LISTED", 100_000)
    whole = [row.id for row, _ in client.get("/signalen").context["rows"]]
    monkeypatch.setattr("openprisma.web.home.worklist.LISTED", max(1, len(whole) // 3))
    seen, page = [], client.get("/signalen")
    while page.context["older"]:
        seen += [row.id for row, _ in page.context["rows"]]
        assert f"?na={page.context['older']}" in page.content.decode()
        page = client.get("/signalen", {"na": page.context["older"]})
    assert seen + [row.id for row, _ in page.context["rows"]] == whole
    assert [row.id for row, _ in client.get("/signalen?oudste").context["rows"]] == whole[
        -max(1, len(whole) // 3) :
    ]
    answers = [client.get("/signalen", {"na": na}) for na in ("onzin", uuid.uuid4())]
    assert [
        (a.status_code, "Begin weer bij de nieuwste." in a.content.decode()) for a in answers
    ] == [(400, True)] * 2


def test_logging_out_ends_the_pass_in_the_database(shared, as_person):
    client = as_person(POLICE)
    cookie = client.cookies["sessionid"].value
    assert client.get("/").status_code == 200
    client.post("/uitloggen")
    client.cookies["sessionid"] = cookie
    answer = client.get(f"/knelpunten/{shared.bottleneck}")
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/inloggen")


def test_fifteen_minutes_without_a_click_end_the_pass(shared, as_person, connect):
    client = as_person(POLICE)
    connect("postgres").execute(
        "update fence.pass set used = clock_timestamp() - interval '16 minutes' "
        "where digest = sha256(%s)",
        [bytes.fromhex(client.session["pas"])],
    )
    assert client.get("/").status_code == 302


def test_the_person_switcher_answers_only_on_this_machine(live):
    assert Client(REMOTE_ADDR="192.0.2.7").get("/demo").status_code == 404
    chosen = {"persoon": str(person_id("den-haag", POLICE))}
    assert Client(REMOTE_ADDR="192.0.2.7").post("/demo", chosen).status_code == 404
    assert Client(REMOTE_ADDR="127.0.0.1").post("/demo", {"persoon": "onzin"}).status_code == 404


def test_a_form_sent_twice_is_done_once_and_says_so(world, as_person):
    client, url = as_person(POLICE), f"/dossier/{world.bottleneck}/inzet-toezeggen"
    attempt = re.search(r'name="keer" value="([0-9a-f-]{36})"', client.get(url).content.decode())[1]
    sent = {"uren": "8", "keer": attempt}
    assert client.post(url, sent)["Location"].endswith("gedaan=inzet_toezeggen")
    second = client.post(url, sent)
    assert second["Location"].endswith("al=inzet_toezeggen")
    page = client.get(second["Location"]).content.decode()
    assert "Al verstuurd" in page and page.count("8 uur") <= 1
    assert client.post(url, {"uren": "8", "keer": "onzin"}).status_code == 302


@pytest.mark.parametrize("way", ["gedaan", "al"])
def test_a_page_says_only_what_happened_and_says_it_once(world, as_person, way):
    client, home = as_person(POLICE), f"/knelpunten/{world.bottleneck}"
    nothing = client.get(f"{home}?{way}=stemmen").content.decode()
    assert "Vastgelegd:" not in nothing and "Al verstuurd:" not in nothing
    url = f"/dossier/{world.bottleneck}/inzet-toezeggen"
    attempt = re.search(r'name="keer" value="([0-9a-f-]{36})"', client.get(url).content.decode())[1]
    for _ in range(1 if way == "gedaan" else 2):
        there = client.post(url, {"uren": "8", "keer": attempt})["Location"]
    assert f"?{way}=inzet_toezeggen" in there
    other = client.get(there.replace("inzet_toezeggen", "stemmen")).content.decode()
    assert "Vastgelegd:" not in other and "Al verstuurd:" not in other
    said = "Vastgelegd:" if way == "gedaan" else "Al verstuurd:"
    assert said in client.get(there).content.decode()
    assert said not in client.get(there).content.decode(), "not twice"
    assert said not in as_person(POLICE).get(there).content.decode(), "nor to another browser"


def test_a_form_without_token_changes_nothing(live):
    client = Client(enforce_csrf_checks=True, REMOTE_ADDR="127.0.0.1")
    answer = client.post("/demo", {"persoon": str(person_id("den-haag", POLICE))})
    assert answer.status_code == 403
    assert "Dit formulier is verlopen" in answer.content.decode()


def test_pages_are_never_kept_and_load_nothing_from_elsewhere(shared, as_person):
    answer = as_person(POLICE).get(f"/knelpunten/{shared.bottleneck}")
    assert answer["Cache-Control"] == "no-store"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert not re.findall(rb'(?:src|href)="(?:https?:)?//(?!wetten|www\.riec)', answer.content)
    assert b" style=" not in answer.content


def test_every_article_and_question_page_answers(shared, as_person):
    from openprisma.gate.law import lawbook

    client = as_person(OUTSIDER)
    for article in lawbook().articles.values():
        page = client.get(f"/recht/{article.statute}/{article.number}")
        assert page.status_code == 200, article.id
        assert "klopt niet" not in page.content.decode()
    assert "Q16" in client.get("/recht/open-vragen").content.decode()
    assert "Bewezen voor elk geval" in client.get("/recht/wpg/20").content.decode()
    shown = client.get("/recht/werkwijzen?rol=analist").content.decode()
    assert (
        "Bevinding vastleggen" in shown
        and "Mag deze rol hier niet" in shown
        and "Niet gestart" in shown
    )
    assert client.get("/recht/werkwijzen?rol=onzin").status_code == 200
    assert client.get("/recht/wgs/99.9").status_code == 404


def test_a_question_to_the_rules_is_answered_and_stands_in_no_address(shared, as_person):
    client = as_person(OUTSIDER)
    page = client.post("/recht", {"zoek": "wie mag stemmen"}).content.decode()
    assert '/recht/werkwijze/stuurgroep#werkwijze:stuurgroep.4"' in page
    assert "Geen regel gevonden" in client.post("/recht", {"zoek": "xyzzy"}).content.decode()
    assert "Geen regel gevonden" not in client.get("/recht?zoek=xyzzy").content.decode()


FACT = {
    "wat": "Zeven Poolse arbeidskrachten sliepen boven de garage.",
    "wanneer": "2025-09-20",
    "waar": "Voorbeeldweg",
    "functie": "toezichthouder",
    "taak": "toezicht",
    "bron": "rapport",
}


def test_the_text_check_marks_the_words_names_the_article_and_offers_other_words(live, as_person):
    client = as_person(REPORTER)
    file = draft(by=bytes.fromhex(client.session["pas"]))
    page = client.post(f"/dossier/{file}/feit-toevoegen", FACT)
    text = page.content.decode()
    assert page.status_code == 403
    assert re.search(r'<mark\s+class="op-word op-word--zeker">Poolse</mark>', text)
    assert "1.9 Bgs" in text
    assert "arbeidsmigranten" in text
    assert "Zeven Poolse arbeidskrachten" in text.split("<textarea")[1], "what was typed is lost"


def test_a_doubtful_word_is_asked_about_and_what_is_said_of_it_is_kept(live, as_person):
    client = as_person(REPORTER)
    file = draft(by=bytes.fromhex(client.session["pas"]))
    fact = FACT | {"wat": "De bestelwagen had een Belgisch kenteken."}
    asked = client.post(f"/dossier/{file}/feit-toevoegen", fact).content.decode()
    assert "Wat is “Belgisch kenteken” hier?" in asked
    sent = client.post(
        f"/dossier/{file}/feit-toevoegen", fact | {"woorden.Belgisch kenteken": "kenteken"}
    )
    assert sent.status_code == 302
    shown = client.get(f"/signalen/{file}").content.decode()
    assert "Woorden die iets kunnen verraden" in shown
    assert "kenteken of document" in shown
    wrong = client.post(
        f"/dossier/{file}/feit-toevoegen", fact | {"woorden.Belgisch kenteken": "toverkunst"}
    )
    assert wrong.status_code == 400


def test_before_delivering_one_reads_who_will_see_it_and_until_when(shared, as_person):
    where = f"/dossier/{shared.bottleneck}/gegeven-verstrekken"
    page = as_person(REPORTER).get(where).content.decode()
    sentence = page.split('class="op-sentence">')[1].split("</p>")[0]
    assert "politie-eenheid Den Haag en het RIEC-bureau" in sentence
    assert "tot en met 17 september 2026" in sentence
    assert "personen van" in sentence


def test_a_request_stands_open_until_the_participant_answers(world, as_person):
    asker, asked = as_person(REPORTER), as_person(POLICE)
    where = f"/knelpunten/{world.bottleneck}/informatie"
    sent = asker.post(
        f"/dossier/{world.bottleneck}/gegevens-vragen",
        {
            "betrokkene": str(world.company),
            "categorie": "toezicht_en_handhaving",
            "vraag": "Is hier eerder gecontroleerd?",
            "deelnemers": ["politie"],
        },
    )
    assert sent.status_code == 302
    assert "Nog geen antwoord: politie-eenheid Den Haag" in asker.get(where).content.decode()
    form = asked.get(f"/dossier/{world.bottleneck}/vraag-beantwoorden").content.decode()
    request = re.search(r'<option value="([0-9a-f-]{36})"[^>]*>Is hier eerder gecontroleerd', form)[
        1
    ]
    answer = {"vraag": request, "antwoord": "niets_bekend"}
    sent = asked.post(f"/dossier/{world.bottleneck}/vraag-beantwoorden", answer)
    assert sent.status_code == 302
    page = asker.get(where).content.decode()
    assert "niets bekend" in page and "Nog geen antwoord" not in page
    again = asked.get(f"/dossier/{world.bottleneck}/vraag-beantwoorden")
    assert "Is hier eerder gecontroleerd" not in again.content.decode()


def test_why_is_told_of_acts_that_the_working_method_of_a_file_offers(shared, as_person):
    client, where = as_person(POLICE), f"/dossier/{shared.bottleneck}/waarom"
    assert client.get(f"{where}/gegevens-inzien").status_code == 200
    for act in ("signaal-melden", "casus-sluiten", "nergens"):
        assert client.get(f"{where}/{act}").status_code == 400, act

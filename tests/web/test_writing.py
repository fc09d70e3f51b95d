"""A draft is written on one page: facts in their place, everything that is wrong or missing named
at once with a link to its question, and nothing lost that could be kept."""

from __future__ import annotations

import re

import pytest

from openprisma.gate.perform import perform
from tests.builders import REPORTER, a_pass, draft, played


@pytest.fixture
def begun(live, connect):
    """A draft with one fact and nothing said about why together."""
    file = draft()
    perform(
        a_pass(REPORTER),
        "feit_toevoegen",
        file=file,
        wat="Vier wagens stonden binnen.",
        wanneer="2025-01-15",
        waar="Kade 1",
        functie="toezichthouder",
        taak="controle van de omgevingsvergunning",
        bron="rapport 6",
    )
    return file


def filled(page, **changed):
    """What the form on a page sends, with some answers given otherwise."""
    html = page.content.decode()
    sent = {}
    for tag in re.findall(r"<input[^>]*>", html):
        at = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        on = at.get("type") not in ("checkbox", "radio") or re.search(r"\schecked", tag)
        if "name" in at and on and at["type"] != "search":
            sent.setdefault(at["name"], []).append(at.get("value", ""))
    for name, inside in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>([^<]*)</textarea>', html):
        sent[name] = [inside]
    for name, inside in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', html, re.S):
        chosen = re.search(r'<option value="([^"]*)"\s+selected', inside)
        sent[name] = [chosen[1] if chosen else ""]
    sent.pop("csrfmiddlewaretoken", None)
    return sent | {name.replace("__", "."): value for name, value in changed.items()}


WHOLE = {
    "t.criteria.a": "Twee eigen controles.",
    "t.criteria.b": "Misbruik van verhuur.",
    "t.criteria.c": "Ieder ziet een deel.",
    "t.criteria.d": "Politie en fiscus zijn nodig.",
    "t.criteria.e": "Het speelt in Rijswijk.",
    "t.georganiseerd": "Drie keer dezelfde wagens bij dezelfde loods.",
    "t.tekort": ["inzicht"],
    "t.verwachte_deelnemers": ["politie", "belastingdienst"],
    "t.kwaliteit": "gecontroleerd",
}


def reads(file):
    """The draft as its reporter reads it."""
    return perform(a_pass(REPORTER), "signaal_inzien", file=file)


def test_everything_is_written_at_once_and_what_is_missing_leads_to_its_question(begun, as_person):
    client, there = as_person(REPORTER), f"/signalen/{begun}/schrijven"
    page = client.get(there)
    html = page.content.decode()
    assert there in client.get(f"/signalen/{begun}").content.decode()
    assert len(page.context["missing"]) >= 4 and all(id for _, id in page.context["missing"])
    for _, id in page.context["missing"]:
        assert f'href="#{id}"' in html and f'id="{id}"' in html, id
    sent = filled(page, s__titel="Wagens bij een loods", f1__waar="Kade 12") | WHOLE
    sent |= {"nieuw.wat": "De loods was leeg.", "nieuw.wanneer": "2025-01-16"}
    sent |= {"nieuw.waar": "Kade 12", "nieuw.functie": "toezichthouder", "nieuw.bron": "rapport 7"}
    answer = client.post(there, sent | {"melden": "ja"})
    assert (answer.status_code, answer.url) == (302, f"/dossier/{begun}/signaal-melden")
    now = reads(begun)
    assert now.head.file.title == "Wagens bij een loods"
    assert [one.place for one in now.facts] == ["Kade 12", "Kade 12"]
    assert now.signal.criteria["e"] == "Het speelt in Rijswijk."
    assert not client.get(there).context["missing"]
    assert "Dit signaal kan worden gemeld" in client.get(there).content.decode()


def test_all_mistakes_are_named_at_once_and_the_rest_is_kept(begun, as_person):
    client, there = as_person(REPORTER), f"/signalen/{begun}/schrijven"
    before = reads(begun)
    sent = filled(client.get(there), s__titel="x", f1__wanneer="31-12-2199", f1__wat="Anders.")
    answer = client.post(there, sent | WHOLE)
    html = answer.content.decode()
    assert answer.status_code == 400 and html.count('role="alert"') == 1
    named = {one.id for one in answer.context["errors"]}
    assert {"v-s-titel", "v-f1-wanneer"} <= named
    for id in named:
        assert f'href="#{id}"' in html and f'id="{id}"' in html, id
    assert "31-12-2199" in html and "Anders." in html, "what was typed stands there still"
    now = reads(begun)
    assert [one.id for one in now.facts] == [one.id for one in before.facts], "nothing was lost"
    assert now.head.file.title == before.head.file.title
    assert now.signal.organised == WHOLE["t.georganiseerd"], "what could be kept, is"


def test_a_fact_goes_only_when_that_was_asked(begun, as_person):
    client, there = as_person(REPORTER), f"/signalen/{begun}/schrijven"
    client.post(there, filled(client.get(there)))
    assert len(reads(begun).facts) == 1
    client.post(there, filled(client.get(there), f1__weghalen="ja"))
    assert reads(begun).facts == []


def test_of_two_windows_the_second_is_told_and_loses_nothing(begun, as_person):
    client, there = as_person(REPORTER), f"/signalen/{begun}/schrijven"
    early = filled(client.get(there), s__samenvatting="Uit het tweede venster.")
    client.post(there, filled(client.get(there), s__samenvatting="Uit het eerste venster."))
    answer = client.post(there, early)
    html = answer.content.decode()
    assert answer.status_code == 400 and "in een ander venster" in html
    assert "Uit het tweede venster." in html
    assert reads(begun).signal.summary == "Uit het eerste venster."


def test_a_word_that_may_not_stand_there_is_said_beside_its_fact(begun, as_person):
    client, there = as_person(REPORTER), f"/signalen/{begun}/schrijven"
    answer = client.post(there, filled(client.get(there), f1__wat="Een Poolse chauffeur reed weg."))
    assert answer.status_code == 400
    assert "poolse" in answer.content.decode().lower()
    assert any("Feit 1" in one.label for one in answer.context["errors"])
    assert "Poolse" not in reads(begun).facts[0].what


def test_what_was_reported_is_written_no_more(live, connect, as_person):
    file = played("gemeld", connect("owner"))["signaal"]
    page = as_person(REPORTER).get(f"/signalen/{file}")
    assert "schrijven" not in page.content.decode()
    there = f"/signalen/{file}/schrijven"
    assert as_person(REPORTER).get(there).status_code == 302
    before = reads(file)
    sent = {"gezien": str(before.signal.receipt), "s.titel": "Alsnog anders"}
    as_person(REPORTER).post(there, sent)
    assert reads(file).head.file.title == before.head.file.title

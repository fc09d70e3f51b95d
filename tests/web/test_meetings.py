"""The pages of a meeting: what was decided stays, each point has its own address, and a meeting is
moved or called off."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from openprisma.gate.perform import perform
from openprisma.stories.region import person_id
from tests.builders import CHAIR, LAWYER, POLICE, SECRETARY, a_pass, played

ADVISER = "theo-fictius"


@pytest.fixture
def deciding(live, connect, day):
    """A bottleneck on the agenda of a meeting that sits today, with its text written and tested."""
    made = played("getoetst", connect("owner"))
    day("2025-09-18")
    return made


def points(client, meeting) -> list[str]:
    page = client.get(f"/vergaderingen/{meeting}").content.decode()
    return re.findall(rf'href="(/vergaderingen/{meeting}/punt/[^"]+)"', page)


def test_one_against_is_told_as_such_and_not_as_too_few(deciding, as_person, connect):

    file = deciding["knelpunt"]
    (there,) = points(as_person(SECRETARY), deciding["vergadering"])
    before = as_person(CHAIR).get(there).content.decode()
    assert "nog niet genoeg deelnemers voor" in before and "er is tegen gestemd" not in before
    for name in ("pieter-testers", "liesbeth-verzinsel", "ineke-modelman"):
        perform(a_pass(name), "stemmen", file=file, voor=True)
    perform(a_pass("noor-proefstra"), "stemmen", file=file, voor=False)
    page = as_person(CHAIR).get(there).content.decode()
    assert "want er is tegen gestemd" in page and "nog niet genoeg deelnemers voor" not in page
    perform(a_pass("noor-proefstra"), "stem_wijzigen", file=file, voor=True)
    page = as_person(CHAIR).get(there).content.decode()
    assert "Genoeg stemmen" in page and "Eerst tegen." in page


def test_advice_stands_beside_the_votes_and_in_the_list_for_ever(deciding, as_person):

    words = "Een half jaar is genoeg."
    perform(a_pass(ADVISER), "adviseren", file=deciding["knelpunt"], advies=words)
    (there,) = points(as_person(SECRETARY), deciding["vergadering"])
    assert words in as_person(CHAIR).get(there).content.decode()
    assert words in as_person(CHAIR).get(there.replace("/punt/", "/scherm/")).content.decode()


def test_a_decision_starts_from_its_text_and_offers_nothing_else(deciding, as_person):
    page = as_person(CHAIR).get(f"/dossier/{deciding['knelpunt']}/knelpunt-aanwijzen")
    text = page.content.decode()
    offered = re.findall(r'name="deelnemers" value="([^"]+)"', text)
    assert len(offered) < 10 and text.count("checked") >= len(offered)
    reason = re.search(r'name="motivering"[^>]*>([^<]*)<', text)[1]
    assert reason.strip(), "the chair does not write again what was proposed"


def test_a_decision_shows_its_answers_before_it_is_recorded(deciding, as_person, connect):
    client, url = as_person(CHAIR), f"/dossier/{deciding['knelpunt']}/knelpunt-aanwijzen"
    form = client.get(url).content.decode()
    sent = {
        "deelnemers": re.findall(r'name="deelnemers" value="([^"]+)"', form),
        "categorieen": re.findall(r'name="categorieen" value="([^"]+)"', form),
        "motivering": "Nodig en beperkt.",
        "gezien": re.search(r'name="gezien"\s+value="(\w+)"', form)[1],
        "keer": re.search(r'name="keer" value="([^"]+)"', form)[1],
    }
    page = client.post(url, sent)
    text = page.content.decode()
    assert page.status_code == 200 and "Controleer uw antwoorden" in text
    assert "Nodig en beperkt." in text and "politie-eenheid Den Haag" in text
    count = "select count(*) from panels_decision where file_id = %s"
    asked = connect("postgres").execute(count, [deciding["knelpunt"]])
    assert asked.fetchone() == (0,), "nothing is recorded yet"
    back = client.post(url, sent | {"aanpassen": "ja"}).content.decode()
    assert "Nodig en beperkt." in back and "Controleer uw antwoorden" not in back
    refused = client.post(url, sent | {"nagekeken": "ja"})
    assert refused.status_code == 403, "the gate judges what was looked at"


def test_a_point_has_an_address_of_its_own_to_which_one_comes_back(deciding, as_person):
    client = as_person("pieter-testers")
    (there,) = points(client, deciding["vergadering"])
    page = client.get(there).content.decode()
    vote = re.search(r'href="(/dossier/[^"]+/stemmen\?terug=[^"]+)"', page)[1]
    assert vote.endswith(there)
    assert client.get(f"{there.rsplit('/', 1)[0]}").status_code == 404
    assert client.get(f"{there.rsplit('/', 1)[0]}/{deciding['knelpunt']}").status_code >= 400
    form = client.get(vote).content.decode()
    sent = {"voor": "ja", "gezien": re.search(r'name="gezien"\s+value="(\w+)"', form)[1]}
    done = client.post(vote, sent)
    assert done.url == f"{there}?gedaan=stemmen"
    said = client.get(done.url).content.decode()
    assert "Uw stem telt." in said and "Stem wijzigen" in said


def test_a_meeting_is_moved_and_called_off_and_everybody_reads_why(live, as_person):
    secretary, member = as_person(SECRETARY), as_person("pieter-testers")
    made = secretary.post("/vergaderingen/nieuw", {"vorm": "zitting", "datum": "2025-10-09"})
    meeting = made.url.split("/")[2].split("?")[0]
    form = secretary.get(f"/dossier/{meeting}/vergadering-verzetten").content.decode()
    assert 'value="2025-10-09"' in form, "it starts from what is known"
    sent = {"datum": "16-10-2025", "reden": "De voorzitter kan niet."}
    assert secretary.post(f"/dossier/{meeting}/vergadering-verzetten", sent).status_code == 302
    page = member.get(f"/vergaderingen/{meeting}").content.decode()
    assert "Stuurgroep 16 oktober 2025" in page and "van 9 oktober 2025" in page
    assert "De voorzitter kan niet." in page
    why = {"reden": "Er staat niets op de agenda."}
    assert secretary.post(f"/dossier/{meeting}/vergadering-afgelasten", why).status_code == 302
    page = member.get(f"/vergaderingen/{meeting}").content.decode()
    assert "Deze vergadering gaat niet door." in page and why["reden"] in page
    diary = member.get(f"/vergaderingen/{meeting}/agenda.ics").content.decode()
    assert "STATUS:CANCELLED" in diary


def test_a_meeting_whose_day_is_over_does_not_say_that_it_sits(deciding, as_person, day):
    meeting = f"/vergaderingen/{deciding['vergadering']}"
    today = as_person(CHAIR).get(meeting).content.decode()
    day("2025-12-01")
    later = as_person(CHAIR).get(meeting).content.decode()
    assert "Voorbij, besluitenlijst nog niet" in later
    assert "Voorbij" not in today or "vastgesteld" in today


def test_a_mistake_names_the_question_as_it_stands_on_the_screen(live, as_person):
    sent = {"vorm": "zitting", "datum": "31-02-2026"}
    page = as_person(SECRETARY).post("/vergaderingen/nieuw", sent).content.decode()
    told = page.split('role="alert"')[1].split("</ul>")[0]
    assert ">Op welke dag?</a>" in told and "U vulde in: “31-02-2026”." in told
    assert "Vul een dag in als dag, maand en jaar" in told


def rows(page: str) -> dict[str, str]:
    """What the table of votes says of each member."""
    told = page.split('id="stem"')[1].split("</table>")[0]
    cells = re.findall(r"<th[^>]*>(.*?)</th>(.*?)</tr>", told, re.DOTALL)
    plain = [[re.sub(r"<[^>]+>|\s+", " ", part).strip() for part in pair] for pair in cells]
    return {name: said for name, said in plain}


def test_only_votes_that_counted_stand_as_votes_and_the_total_is_theirs(deciding, as_person, day):
    day("2025-09-18")
    file, meeting = deciding["knelpunt"], deciding["vergadering"]
    text = {
        "deelnemers": ["gm0603-college", "politie", "belastingdienst"],
        "categorieen": ["bedrijfsgegevens"],
        "noodzaak": "Een heel andere noodzaak.",
        "evenredigheid": "x",
        "minder_ingrijpend": "x",
    }
    for name in ("pieter-testers", "noor-proefstra"):
        perform(a_pass(name), "stemmen", file=file, voor=True)
    perform(a_pass("noor-proefstra"), "belang_melden", file=file, reden="Mijn broer woont daar.")
    perform(a_pass(SECRETARY), "besluit_voorbereiden", file=file, **text)
    judged = {"norm": "wgs:2.23.4/noodzaak", "positief": True, "motivering": "Nodig."}
    perform(a_pass(LAWYER), "noodzaak_beoordelen", file=file, **judged)
    for name in (CHAIR, "liesbeth-verzinsel", "ineke-modelman"):
        perform(a_pass(name), "stemmen", file=file, voor=True)
    decided = {key: text[key] for key in ("deelnemers", "categorieen")}
    perform(a_pass(CHAIR), "knelpunt_aanwijzen", file=file, motivering="Nodig.", **decided)
    perform(a_pass(CHAIR), "besluitenlijst_vaststellen", file=meeting)
    (there,) = points(as_person(SECRETARY), meeting)
    page = as_person(CHAIR).get(there).content.decode()
    told = rows(page)
    assert "stemde over een eerdere tekst" in told["Pieter Testers"]
    assert "doet niet mee" in told["Noor Proefstra"]
    voted = [name for name, said in told.items() if re.search(r"\bvoor\b", said)]
    assert len(voted) == 3 and "<strong>3 voor</strong>" in page
    whole = as_person(CHAIR).get(f"/knelpunten/{file}").content.decode()
    assert "Een heel andere noodzaak." in whole


def test_who_was_there_stands_also_when_the_seat_ended(deciding, as_person, connect, day):
    meeting, root = f"/vergaderingen/{deciding['vergadering']}", connect("postgres")
    seat = "update panels_seat set until_day = %s where panel_id is null and person_id = %s"
    gone = person_id("den-haag", "pieter-testers")
    day("2025-10-20")
    try:
        root.execute(seat, ["2025-10-01", gone])
        page = as_person(SECRETARY).get(meeting).content.decode()
    finally:
        root.execute(seat, ["9999-12-31", gone])
    assert "Pieter Testers" in page.split("Leden en vervangers")[1].split("</table>")[0]


def test_data_are_asked_only_of_those_who_take_part(shared, as_person):
    page = as_person(POLICE).get(f"/dossier/{shared.bottleneck}/gegevens-vragen").content.decode()
    offered = re.findall(r'name="deelnemers" value="([^"]+)"', page)
    assert 0 < len(offered) < 6 and "politie" not in offered


def test_a_task_goes_to_somebody_of_the_file(shared, as_person):
    page = as_person(CHAIR).get(f"/dossier/{shared.bottleneck}/taak-toevoegen").content.decode()
    offered = re.findall(r'<option value="([0-9a-f-]{36})"', page.split('name="eigenaar"')[1])
    assert str(person_id("den-haag", POLICE)) in offered
    assert str(person_id("den-haag", "iris-dummie")) not in offered


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_a_list_is_taken_along_and_the_log_says_so(live, as_person, connect, form):
    client = as_person(SECRETARY)
    assert client.post("/vergaderingen/nieuw", {"vorm": "zitting", "datum": "2025-11-13"}).url
    assert f'href="/vergaderingen/lijst.{form}"' in client.get("/vergaderingen").content.decode()
    query = "select count(*) from fence.line where act = 'lijst_ophalen'"
    before = connect("postgres").execute(query).fetchone()[0]
    answer = client.get(f"/vergaderingen/lijst.{form}")
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == f'attachment; filename="vergaderingen.{form}"'
    assert connect("postgres").execute(query).fetchone()[0] == before + 1
    part = "content.xml" if form == "ods" else "xl/sharedStrings.xml"
    with ZipFile(BytesIO(answer.content)) as packed:
        text = packed.read(part).decode()
    assert "Stuurgroep 13 november 2025" in text and "opgehaald door Sara Namaak" in text

"""The pages of a case: who reads what, delivering with a spreadsheet, figures."""

from __future__ import annotations

import re
from collections import Counter
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pypdf import PdfReader

from openprisma.gate.perform import perform
from openprisma.kernel.places import data
from openprisma.sharing.delivery import Reader
from openprisma.sidedoors.bombs import two_cells
from openprisma.stories.region import person_id
from openprisma.web.tags import law_url
from tests.builders import POLICE, REPORTER, a_pass, played

CHAIR, OUTSIDER, ANALYST = "liesbeth-verzinsel", "nico-zogenaamd", "rob-voorproef"
FILES = data("stories") / "bijlagen"
SAID = {"binnen_kolom": "ja", "toereikend": "ja"}  # of all rows at once (bgs:2.15)


@pytest.fixture
def case(live, connect):
    """The address of a running case."""
    return f"/casussen/{played('casus-gestart', connect('owner'))['casus']}"


@pytest.fixture
def browse(live):
    """A client of somebody."""

    def sign_in(name: str) -> Client:
        client = Client(REMOTE_ADDR="127.0.0.1")
        client.post("/demo", {"persoon": str(person_id("den-haag", name))})
        return client

    return sign_in


def test_the_table_reads_no_name_and_an_outsider_finds_nothing(case, browse):
    shown = browse(CHAIR).get(case).content.decode()
    assert "Verhuurde de wagens uit het signaal." in shown
    assert "Testrup" not in shown
    assert browse(CHAIR).get(f"{case}/informatie").status_code == 403
    for page in (
        "",
        "/informatie",
        "/analyse",
        "/resultaten",
        "/leveren",
        "/leveren/sjabloon.xlsx",
        "/belangen",
    ):
        assert browse(OUTSIDER).get(case + page).status_code == 404, page


def test_the_team_finds_every_page_and_no_name_stands_twice_in_one(case, browse):
    for page in ("", "/informatie", "/analyse", "/resultaten", "/leveren"):
        answer = browse(REPORTER).get(case + page)
        assert answer.status_code == 200, page
        names = re.findall(r'\bid="([^"]+)"', answer.content.decode())
        assert [name for name, times in Counter(names).items() if times > 1] == [], page
    assert browse(REPORTER).get("/casussen").status_code == 200


def test_what_one_can_do_stands_on_the_tab_that_it_is_about(case, browse):
    analyst = browse(ANALYST)
    assert "bevinding-vastleggen" not in analyst.get(case).content.decode()
    assert "bevinding-vastleggen" in analyst.get(f"{case}/analyse").content.decode()
    assert "resultaat-opstellen" in analyst.get(f"{case}/resultaten").content.decode()
    assert "gegeven-verstrekken" in browse(REPORTER).get(case).content.decode(), (
        "what one is asked for stands in front"
    )


def test_a_copy_of_the_description_bears_the_name_of_who_took_it(case, browse, auditor):
    answer = browse(POLICE).get(f"{case}/beschrijving.pdf")
    assert answer.status_code == 200
    text = " ".join(
        " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages).split()
    )
    assert "Het bedrijf heeft één vestiging en geen personeel." in text
    assert "Sanne Spelbos" in text and "Vernietig dit uiterlijk op" in text and "2.18 lid 1" in text
    assert auditor()[0][:2] == ("casusbeschrijving_ophalen", True), "every copy leaves a line"
    assert browse(CHAIR).get(f"{case}/beschrijving.pdf").status_code == 403
    assert browse(OUTSIDER).get(f"{case}/beschrijving.pdf").status_code == 404


def send(client: Client, case: str, name: str):
    sent = SimpleUploadedFile(name, (FILES / name).read_bytes())
    return client.post(
        f"{case}/leveren", {"stap": "levering_klaarzetten", "inhoud": sent}, follow=True
    )


def test_a_spreadsheet_with_mistakes_is_told_row_by_row_and_nothing_goes_in(case, browse):
    reporter = browse(REPORTER)
    shown = send(reporter, case, "levering-fout.csv").content.decode()
    assert "“Onbekend B.V.” staat niet in dit dossier" in shown
    assert "want de wet wijst andere organen aan" in shown
    assert "Alles verstrekken" not in shown
    assert (
        "Ingeschreven sinds januari"
        not in browse(POLICE).get(f"{case}/informatie").content.decode()
    )
    assert "Klaargezet" not in browse(POLICE).get(f"{case}/leveren").content.decode()


def test_a_spreadsheet_of_two_cells_that_asks_for_all_memory_is_refused_in_a_sentence(case, browse):
    reporter = browse(REPORTER)
    sent = SimpleUploadedFile("klein.xlsx", two_cells())
    answer = reporter.post(f"{case}/leveren", {"stap": "levering_klaarzetten", "inhoud": sent})
    assert (
        answer.status_code == 400
        and "kolom 16384, hoogstens 500 kolommen" in answer.content.decode()
    )
    assert reporter.get(f"{case}/leveren").status_code == 200


def test_a_good_spreadsheet_goes_in_whole(case, browse):
    reporter = browse(REPORTER)
    shown = send(reporter, case, "levering.csv")
    batch = shown.context["page"].waiting
    assert (batch.total, batch.checked, batch.errors) == (2, 2, [])
    sent = {"stap": "levering_vastleggen", "levering": str(batch.id)}
    refused = reporter.post(f"{case}/leveren", sent)
    assert refused.status_code == 400 and "2.15 Bgs" in refused.content.decode()
    done = reporter.post(f"{case}/leveren", sent | SAID, follow=True)
    assert done.context["page"].waiting is None
    assert "Een controle in augustus." in browse(POLICE).get(f"{case}/informatie").content.decode()


def test_rows_that_may_not_go_in_any_more_are_told_and_none_goes_in(case, browse, monkeypatch):
    """Between the check and taking in a category can be closed, or a subject removed."""
    reporter = browse(REPORTER)
    batch = send(reporter, case, "levering.csv").context["page"].waiting
    closed = Reader.wrong

    def wrong(reader, row):
        return "deze categorie is gesloten" if "augustus" in str(row) else closed(reader, row)

    monkeypatch.setattr(Reader, "wrong", wrong)
    sent = {"stap": "levering_vastleggen", "levering": str(batch.id)} | SAID
    answer = reporter.post(f"{case}/leveren", sent)
    assert answer.status_code == 400
    told = " ".join(answer.content.decode().split())
    assert "mag nu niet meer: deze categorie is gesloten. Er is niets vastgelegd" in told
    assert (
        "Een controle in augustus." not in browse(POLICE).get(f"{case}/informatie").content.decode()
    )


@pytest.mark.parametrize("name", ["loods.jpg", "levering-zonder-kop.csv"])
def test_a_file_that_is_no_delivery_is_refused_in_words(case, browse, name):
    refused = send(browse(REPORTER), case, name)
    assert refused.status_code == 400
    assert (
        "Dit is geen rekenblad" in refused.content.decode()
        or "De kolom" in refused.content.decode()
    )


def test_an_unknown_step_and_a_delivery_that_is_gone_are_told(case, browse):
    reporter = browse(REPORTER)
    assert reporter.post(f"{case}/leveren", {"stap": "alles"}).status_code == 400
    gone = {"stap": "levering_weghalen", "levering": str(person_id("den-haag", POLICE))}
    assert "Deze levering is er niet" in reporter.post(f"{case}/leveren", gone).content.decode()


def test_figures_open_to_the_events_behind_them(case, browse):
    analyst = browse(ANALYST)
    shown = analyst.get("/cijfers?jaar=2025&rij=2&kolom=gestart")
    assert shown.status_code == 200
    assert case in shown.content.decode(), "of a case of mine there is a way to it"
    assert analyst.get("/cijfers?jaar=1").status_code == 400
    assert analyst.get("/cijfers?jaar=2025&peildatum=2031-01-01").status_code == 400
    assert browse(REPORTER).get("/cijfers").status_code == 403


def test_flows_of_money_are_added_up_per_subject(live, connect, browse):
    made = played("casus-gestart", connect("owner"))
    by = a_pass(ANALYST)
    perform(
        a_pass("quirine-testcase"),
        "subject_voorstellen",
        file=made["casus"],
        soort="rekening",
        naam="NL00TEST0123456789",
        rol="directe_kring",
        verband="Rekening van het bedrijf.",
        verband_met=made["bedrijf"],
        noodzaak="Hierop komt de huur binnen.",
    )
    page = browse(ANALYST).get(f"/dossier/{made['casus']}/verband-leggen").content.decode()
    named = re.search(r'<option value="([^"]+)">NL00TEST0123456789', page)
    assert named is not None
    flow = {"soort": "geldstroom", "gegevens": [made["huur"]]}
    perform(
        by,
        "verband_leggen",
        file=made["casus"],
        een=made["bedrijf"],
        ander=named[1],
        bedrag="12000.50",
        **flow,
    )
    perform(
        by,
        "verband_leggen",
        file=made["casus"],
        een=made["bedrijf"],
        ander=named[1],
        bedrag="500",
        **flow,
    )
    perform(by, "verband_leggen", file=made["casus"], een=named[1], ander=made["bedrijf"], **flow)
    shown = browse(ANALYST).get(f"/casussen/{made['casus']}/analyse").content.decode()
    purse = shown.split("Per persoon, bedrijf of rekening")[1].split("</table>")[0]
    rows = [
        re.sub(r"<[^>]+>", " ", row).split()
        for row in re.findall(r"<tr[^>]*>(.*?)</tr>", purse, re.S)[1:]
    ]
    assert rows[0] == [
        "NL00TEST0123456789",
        "1",
        "zonder",
        "bedrag",
        "€",
        "12.500,50",
        "€",
        "0",
        "€",
        "12.500,50",
    ]
    assert rows[1][-6:] == ["€", "0", "€", "12.500,50", "€", "-12.500,50"]


def test_a_norm_leads_to_its_own_article_and_not_to_one_that_begins_alike():
    assert law_url("wgs:1.11.2") == "/recht/wgs/1.11#wgs:1.11.2"
    assert law_url("wgs:1.1.1/knelpunt") == "/recht/wgs/1.1#wgs:1.1.1/knelpunt"
    assert law_url("bgs:1.10.1.a/antwoord") == "/recht/bgs/1.10#bgs:1.10.1.a/antwoord"
    assert law_url("iets") == "/recht"

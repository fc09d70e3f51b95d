"""The pages of a scan: what each reads, what forms offer, an outcome brought in by a browser."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from openprisma.documents.printing import as_pdf
from openprisma.kernel.places import data
from openprisma.stories.region import person_id
from openprisma.web.areascans import prints
from tests.builders import ANALYST, POLICE, SECRETARY, played

CHAIR, OUTSIDER = "liesbeth-verzinsel", "nico-zogenaamd"


@pytest.fixture
def browse(live):
    """A client of somebody."""

    def sign_in(name: str) -> Client:
        client = Client(REMOTE_ADDR="127.0.0.1")
        client.post("/demo", {"persoon": str(person_id("den-haag", name))})
        return client

    return sign_in


@pytest.fixture
def made(live, connect):
    """Plays a story and gives the file of its scan."""
    return lambda story: played(story, connect("owner"))["scan"]


def test_the_table_reads_the_scan_and_no_flag_and_an_outsider_finds_nothing(made, browse):
    file = made("scan-met-vlaggen")
    shown = browse(CHAIR).get(f"/scans/{file}").content.decode()
    assert "Loodsen staan leeg" in shown and "Wonen op het terrein" in shown
    assert "Testrup" not in shown and "terrein-7" not in shown
    assert browse(CHAIR).get(f"/scans/{file}/vlaggen").status_code == 403
    for page in ("", "/vlaggen", "/informatie"):
        assert browse(OUTSIDER).get(f"/scans/{file}{page}").status_code == 404


def test_a_flag_stands_beside_what_may_as_well_be_true(made, browse):
    file = made("scan-met-vlaggen")
    shown = browse(POLICE).get(f"/scans/{file}/vlaggen").content.decode()
    assert "hebben er 372 een woonfunctie" in shown
    assert "Bedrijfswoningen die zijn toegestaan." in shown
    assert "nog niemand keek" in shown
    asked = browse(POLICE).get(f"/dossier/{file}/vlag-duiden").content.decode()
    assert "1. BT01 bij terrein-7" in asked and "vals alarm" in asked


def test_a_flag_is_judged_beside_what_the_rule_found(made, browse):
    file, her = made("scan-met-vlaggen"), browse(POLICE)
    listed = her.get(f"/scans/{file}/vlaggen").content.decode()
    assert "Naar 2 van de 2 vlaggen keek nog niemand" in " ".join(listed.split())
    form = re.search(rf"/dossier/{file}/vlag-duiden\?vlag=[0-9a-f-]+", listed).group()
    asked = her.get(form).content.decode()
    told = asked.split('id="hierover"')[1].split("</aside>")[0]
    assert "hebben er 372 een woonfunctie" in told and "Bedrijfswoningen" in told
    assert re.search(r'<option value="[0-9a-f-]+" selected', asked)
    answers = {"vlag": form.split("=")[1], "oordeel": "vals_alarm", "reden": "Bekeken."}
    told = her.post(form, answers)
    assert told.status_code == 403 and "hoort de onschuldige verklaring" in told.content.decode()
    done = her.post(form, answers | {"onschuldig": "Het zijn bedrijfswoningen."})
    assert done.status_code == 302
    shown = her.get(done["Location"]).content.decode()
    assert "Vals alarm</h2>" in shown and "Opnieuw duiden" in shown
    visits = her.get(f"/scans/{file}/bezoeklijst").content.decode()
    assert "terrein-7" not in visits and "Er is niets te bezoeken" in visits, "nor a false alarm"


def test_an_outcome_is_brought_in_through_the_form(made, browse):
    file = made("scan-begonnen")
    her = browse(ANALYST)
    assert her.post(f"/dossier/{file}/verzamelen-afronden").status_code == 302
    form = f"/dossier/{file}/vlaggen-inbrengen"
    assert her.get(form).status_code == 200
    content = (data("stories") / "bijlagen" / "vlaggen.json").read_bytes()
    answers = {"herkomst": "De analist.", "peildatum": "2025-09-01", "nodig_tot": "2026-03-01"}
    sent = {"inhoud": SimpleUploadedFile("uitkomst.json", content)}
    done = her.post(form, answers | sent)
    assert done.status_code == 302
    assert "terrein-9" in her.get(done["Location"]).content.decode()
    broken = {"inhoud": SimpleUploadedFile("uitkomst.json", b"{")}
    answer = her.post(form, answers | broken)
    assert answer.status_code == 400
    assert "Dit is geen uitkomst van een scan." in answer.content.decode()


def test_bounds_offer_no_rule_over_people(made, browse):
    asked = browse(ANALYST).get(f"/dossier/{made('scan-intake')}/scan-afbakenen").content.decode()
    assert "Wonen op het terrein (BT01)" in asked and "VG08" not in asked
    assert "BR01" not in asked and "Scan van een branche" not in asked


def test_a_scan_begins_at_a_signal(live, connect, browse):
    signal = played("in-behandeling", connect("owner"))["signaal"]
    asked = browse(SECRETARY).get(f"/dossier/{signal}/scan-aanvragen").content.decode()
    assert "Welke misstanden zagen de deelnemers?" in asked
    assert "[" not in asked.split("<title>")[1].split("</title>")[0]
    listed = browse(SECRETARY).get("/scans")
    assert listed.status_code == 200


def test_the_report_on_paper_holds_no_flag(made, browse, monkeypatch):
    file, printed = made("scan-met-vlaggen"), []
    monkeypatch.setattr(prints, "as_pdf", lambda told: printed.append(told) or as_pdf(told))
    answer = browse(CHAIR).get(f"/scans/{file}/rapport.pdf")
    assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF")
    told = repr(printed)
    assert "Loodsen staan leeg" in told and "Wonen op het terrein (BT01, versie 1)" in told
    assert "terrein-7" not in told and "Testrup" not in told
    assert browse(OUTSIDER).get(f"/scans/{file}/rapport.pdf").status_code == 404

"""The page where one delivers with a spreadsheet: the template, what is asked, once, and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.builders import REPORTER

# What is said of all rows at once (bgs:2.15).
SAID = {"binnen_kolom": "ja", "toereikend": "ja"}
INPUTS = Path(__file__).parents[1] / "documents" / "inputs"


@pytest.fixture
def page(world):
    return f"/knelpunten/{world.bottleneck}/leveren"


@pytest.fixture
def send(as_person, page):
    client = as_person(REPORTER)

    def step(name: str, **given):
        return client.post(page, {"stap": f"levering_{name}", **given}, follow=True)

    def ready(name: str):
        sent = SimpleUploadedFile(name, (INPUTS / name).read_bytes())
        return step("klaarzetten", inhoud=sent)

    step.ready, step.client = ready, client
    return step


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_the_link_to_the_template_gives_it(send, page, kind):
    shown = send.client.get(page)
    assert f'href="{page}/sjabloon.{kind}"' in shown.content.decode()
    answer = send.client.get(f"{page}/sjabloon.{kind}")
    assert answer.status_code == 200 and answer.content[:2] == b"PK"
    assert f"sjabloon-gegevens.{kind}" in answer["Content-Disposition"]
    assert send.client.get(f"{page}/sjabloon.doc").status_code == 404


def test_errors_name_row_column_value_and_remedy(send):
    shown = " ".join(send.ready("09_blank_rows_between.csv").content.decode().split())
    assert "Kolom E “vastgesteld op”: “31-13-2025”. Dit is geen bestaande dag." in shown
    assert "Schrijf dag-maand-jaar, zoals 20-09-2025." in shown
    assert "“Onbekend B.V.” staat niet in dit dossier." in shown
    assert "Alles verstrekken" not in shown


def test_what_is_asked_is_answered_before_anything_goes(send):
    shown = send.ready("15_extra_columns.csv")
    batch = shown.context["page"].waiting
    assert "kolom O “nationaliteit” kennen wij niet" in shown.content.decode()
    assert "gelezen" in shown.content.decode()
    refused = send("vastleggen", levering=batch.id, keer=batch.id, **SAID)
    assert refused.status_code == 400
    assert "Lees eerst wat er over dit rekenblad te zeggen is" in refused.content.decode()
    done = send("vastleggen", levering=batch.id, keer=batch.id, gelezen="ja", **SAID)
    assert done.status_code == 200 and done.context["page"].waiting is None


def test_rows_under_secrecy_without_exception_do_not_go_along(send):
    batch = send.ready("15_extra_columns.csv").context["page"].waiting
    given = {"levering": batch.id, "keer": batch.id, "gelezen": "ja"} | SAID
    refused = send("vastleggen", **given, plicht="gesloten")
    assert refused.context["refusal"].norms == ["wgs:1.5.2/levering"]
    assert "Haal die rijen eruit." in refused.content.decode()
    assert send("vastleggen", **given, plicht="zomaar").status_code == 400
    assert send("vastleggen", **given).context["page"].waiting is None


def test_who_presses_twice_delivers_once_and_takes_all_of_it_back(send):
    batch = send.ready("08_title_then_header_row4.csv").context["page"].waiting
    given = {"levering": batch.id, "keer": batch.id, "gelezen": "ja"} | SAID
    assert send("vastleggen", **given).status_code == 200
    again = send("vastleggen", **given)
    assert again.status_code == 200, "said before, not an error"
    (done,) = again.context["page"].done
    assert (done.id, done.data) == (batch.id, 2)
    back = send("terugnemen", levering=done.id)
    assert back.status_code == 200 and back.context["page"].done == []
    assert send("terugnemen", levering=done.id).status_code == 400

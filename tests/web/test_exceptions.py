"""Nationality that is needed to recognise somebody is asked for in the form of any act, decided by
the privacy jurist, and shown as an exception to who reads it."""

from __future__ import annotations

import re
from dataclasses import replace
from uuid import UUID

import pytest

from openprisma.files.models import WordNote
from openprisma.gate import acts
from openprisma.gate.perform import perform
from openprisma.kernel.errors import Refused
from tests.builders import ANALYST, CFG, LAWYER, POLICE, REPORTER, a_pass, played

TEXT = "Eerst dit. Van twee naamgenoten is het de Poolse bestuurder. En dan dat."
DATUM = {
    "nagekeken": "ja",
    "categorie": "bedrijfsgegevens",
    "tekst": TEXT,
    "bronsysteem": "Handelsregister",
    "vastgesteld_op": "2025-09-18",
    "noodzaak": "Wie de wagens huurt.",
    "rechtmatig": "ja",
    "binnen_kolom": "ja",
    "toereikend": "ja",
    "grond": "geen",
}
WHY = "Naam en geboortedag zijn gelijk"


@pytest.fixture
def made(live, connect) -> dict[str, UUID]:
    """What the story of a running case made."""
    return played("casus-gestart", connect("owner"))


def kept(connect, file: UUID) -> list[tuple[str, str, str]]:
    return (
        connect("postgres")
        .execute(
            "select words, state, reason from files_wordnote where file_id = %s order by words",
            [file],
        )
        .fetchall()
    )


def test_the_whole_road_in_a_browser(made, connect, as_person):
    writer, lawyer, reader = as_person(REPORTER), as_person(LAWYER), as_person(POLICE)
    case = made["casus"]
    form, tab = f"/dossier/{case}/gegeven-verstrekken", f"/casussen/{case}/uitzonderingen"
    datum = DATUM | {"betrokkene": str(made["bedrijf"])}
    first = writer.post(form, datum)
    text = first.content.decode()
    assert first.status_code == 403 and "Wat is “Poolse” hier?" in text
    options = text.split("Wat is “Poolse” hier?")[1].split("</select>")[0]
    assert re.findall(r'<option value="(\w+)"', options) == ["onvermijdelijk"]
    assert "Waarom is iemand zonder dit woord niet te herkennen?" in text
    said = datum | {"woorden.Poolse": "onvermijdelijk"}
    assert writer.post(form, said).status_code == 403 and kept(connect, case) == []
    asked = writer.post(form, said | {"uitzondering": f"{WHY}, de Poolse is moslim."})
    assert (
        asked.status_code == 403 and "een bijzonder gegeven in de tekst" in asked.content.decode()
    )
    asked = writer.post(form, said | {"uitzondering": WHY})
    assert asked.status_code == 200 and "U vroeg de privacyjurist" in asked.content.decode()
    # Only the line with the word goes along, and of the datum nothing is kept.
    reason = f"{WHY}\nVan twee naamgenoten is het de Poolse bestuurder."
    assert kept(connect, case) == [("poolse", "gevraagd", reason)]
    query = "select 1 from sharing_statement where text like '%%naamgenoten%%' and file_id = %s"
    assert connect("postgres").execute(query, [case]).fetchall() == []
    assert "poolse" not in reader.get(tab).content.decode()
    assert f"/casussen/{case}/uitzonderingen" in lawyer.get("/signalen/woorden").content.decode()
    page = lawyer.get(f"/dossier/{case}/uitzondering-beoordelen").content.decode()
    wanted = re.search(r'<option value="([0-9a-f-]{36})"[^>]*>poolse', page)[1]
    answer = {"verzoek": wanted, "toestaan": "ja", "motivering": "Het kan niet zonder."}
    sent = lawyer.post(f"/dossier/{case}/uitzondering-beoordelen", answer)
    assert sent.status_code == 302 and sent.url.startswith(tab)
    assert writer.post(form, said).status_code == 302
    read = reader.get(f"/casussen/{case}/informatie").content.decode()
    assert "naamgenoten" in read and "Hier staat bij uitzondering nationaliteit" in read
    assert "Ursula Steekproef" in read and "Het kan niet zonder." in read
    counts = as_person(CFG).get("/signalen/woorden").content.decode()
    assert "uitzondering toegestaan" in counts and "oolse" not in counts


def test_what_is_asked_or_denied_no_one_else_reads_whatever_sql_they_write(
    made, connect, monkeypatch
):
    case = made["casus"]
    asked = perform(
        a_pass(REPORTER),
        "uitzondering_vragen",
        file=case,
        reden="Het is de Poolse bestuurder.",
        woorden={"Poolse": "onvermijdelijk"},
    )
    one = acts.registered()["gegevens_inzien"]

    def look(run):
        return list(WordNote.objects.values_list("words", flat=True))

    def seen(who: str) -> list[str]:
        with monkeypatch.context() as patch:
            patch.setitem(acts._registry, "gegevens_inzien", replace(one, function=look))
            return perform(a_pass(who), "gegevens_inzien", file=case)

    assert seen(POLICE) == [] == seen(ANALYST)
    assert seen(REPORTER) == ["poolse"] == seen(LAWYER)
    answer = {"verzoek": asked, "toestaan": False, "motivering": "Het kan zonder."}
    perform(a_pass(LAWYER), "uitzondering_beoordelen", file=case, **answer)
    assert seen(POLICE) == [] and seen(REPORTER) == ["poolse"]
    with pytest.raises(Refused):
        perform(
            a_pass(REPORTER),
            "gegevens_vragen",
            file=case,
            betrokkene=made["bedrijf"],
            categorie="bedrijfsgegevens",
            vraag="Waar woont de Poolse bestuurder?",
            woorden={"Poolse": "onvermijdelijk"},
        )


def test_a_signal_with_an_unavoidable_word_opens_for_assessors_after_the_jurist(
    live, connect, as_person
):
    made = played("nationaliteit-in-een-concept", connect("owner"))
    page = as_person(POLICE).get(f"/signalen/{made['signaal']}").content.decode()
    assert "Poolse bewoner" in page and "toegestaan" in page
    assert "Zonder dit woord zijn zij niet te onderscheiden." in page

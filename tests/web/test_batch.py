"""One question about many signals: each answer is judged for itself."""

from __future__ import annotations

from openprisma.gate.perform import perform
from tests.builders import POLICE, REPORTER, a_pass, draft


def reported() -> str:
    by = a_pass(REPORTER)
    file = draft(by=by)
    perform(
        by,
        "feit_toevoegen",
        file=file,
        wat="Vijf wagens.",
        wanneer="2025-09-01",
        waar="Testlaan",
        functie="boa",
        taak="toezicht",
        bron="rapport",
    )
    perform(
        by,
        "signaal_aanvullen",
        file=file,
        criteria=dict.fromkeys("abcde", "x"),
        kwaliteit="gecontroleerd",
        georganiseerd="x",
        tekort=["inzicht"],
        verwachte_deelnemers=["politie"],
    )
    perform(by, "signaal_melden", file=file)
    return str(file)


def test_answers_to_many_signals_at_once_are_kept_one_by_one(live, as_person):
    good, refused, left = reported(), reported(), reported()
    police = as_person(POLICE)
    page = police.post(
        "/signalen/overeenkomstig", {f"antwoord.{good}": "nee", f"antwoord.{refused}": "ja"}
    )
    text = page.content.decode()
    assert page.status_code == 200 and "1 antwoord." in text
    assert "want de instemming van het bevoegd gezag ontbreekt" in text and left in text
    assert (
        "nee"
        in police.get(f"/signalen/{good}")
        .content.decode()
        .split("overeenkomstig signaal?")[1][:400]
    )
    assert (
        "politie-eenheid"
        in police.get(f"/signalen/{refused}").content.decode().split("Nog geen antwoord")[1][:80]
    )

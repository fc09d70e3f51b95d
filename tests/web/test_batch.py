"""One question about many signals: each answer is judged for itself."""

from __future__ import annotations

import re

from openprisma.gate.perform import perform
from tests.builders import POLICE, REPORTER, SECRETARY, a_pass, draft


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


def shown(browser) -> dict[str, str]:
    """What the page says that it shows, as a browser sends it back."""
    page = browser.get("/signalen/overeenkomstig").content.decode()
    return dict(re.findall(r'name="(gezien\.[^"]+)" value="([^"]+)"', page))


def test_an_answer_about_what_was_written_again_since_is_not_kept(live, as_person):
    file = reported()
    police = as_person(POLICE)
    seen = shown(police)
    perform(a_pass(SECRETARY), "signaal_teruggeven", file=file, reden="Schrijf op wanneer.")
    perform(a_pass(REPORTER), "signaal_melden", file=file)
    page = police.post("/signalen/overeenkomstig", seen | {f"antwoord.{file}": "nee"})
    assert "teruggegeven en opnieuw gemeld" in page.content.decode()
    again = police.post("/signalen/overeenkomstig", shown(police) | {f"antwoord.{file}": "nee"})
    assert "1 antwoord." in again.content.decode()


def test_answers_to_many_signals_at_once_are_kept_one_by_one(live, as_person):
    good, refused, left = reported(), reported(), reported()
    police = as_person(POLICE)
    seen = shown(police)
    page = police.post(
        "/signalen/overeenkomstig", seen | {f"antwoord.{good}": "nee", f"antwoord.{refused}": "ja"}
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

"""A whole scan in a browser, with two participants: from the signal it rests on to a signal that a
participant writes itself; axe looks at every kind of page on the way."""

from __future__ import annotations

import pytest

from openprisma.kernel.places import data
from openprisma.stories.region import person_id
from tests.browser.people import ANALYST, BUREAU, CHAIR, COLLEGE, LAWYER, MEMBERS, POLICE, SECRETARY
from tests.browser.test_walk import complaints
from tests.browser.walking import act, look
from tests.builders import played

OUTCOME = data("stories") / "bijlagen" / "vlaggen.json"
WIDTHS = (1280, 390)
TODAY, LATER = "2025-10-01", "2026-09-01"


def seen(page, where: str = "") -> None:
    """A page that fits at both widths, and of which axe says nothing."""
    if where:
        page.goto(where)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
    assert complaints(page) == [], page.url
    page.set_viewport_size({"width": 1280, "height": 900})


def asked(person, signal: str) -> str:
    """The scan is asked for, taken up, and bounded; the address of its page."""
    act(
        person(SECRETARY),
        signal,
        "Scan aanvragen",
        titel="Terreinen in de stad",
        tafel="E",
        misstand="Loodsen worden ’s nachts gebruikt.",
        voorziening="bedrijventerrein",
        vatbaar="Er is weinig toezicht.",
        doel="Weten welke terreinen kwetsbaar zijn.",
    )
    scan, analyst = person(SECRETARY).url.split("?")[0], person(ANALYST)
    act(analyst, scan, "Verzoek oppakken")
    questions = ("behoefte", "bereidheid", "werkproces", "haalbaar")
    act(
        analyst,
        scan,
        "Intake vastleggen",
        toelichting="Ja.",
        **{f"vragen__{one}": "ja" for one in questions},
    )
    analyst.goto(f"{scan.replace('scans', 'dossier')}/scan-afbakenen")
    seen(analyst)
    act(
        analyst,
        scan,
        "Scan afbakenen",
        soort="bedrijventerrein",
        regels="BT01",
        binnen="Drie terreinen.",
        buiten="Woonwijken.",
        bronnen="Adressen van 1 september.",
        nieuw="niets",
        dpia="Die van 2024.",
        categorieen__kadastrale_gegevens="Van wie een loods is.",
    )
    return scan


def decided(person, scan: str) -> None:
    """The table begins it for a municipality and the police."""
    secretary = person(SECRETARY)
    act(
        secretary,
        "/vergaderingen",
        "Vergadering plannen",
        overleg="E",
        vorm="zitting",
        datum=TODAY,
    )
    meeting = secretary.url.split("?")[0]
    act(
        secretary,
        scan,
        "Op de agenda zetten",
        vergadering=meeting.rsplit("/", 1)[1],
        besluit="scan_besluiten",
        voorstel="Begin deze scan.",
    )
    act(
        secretary,
        scan,
        "Besluittekst schrijven",
        deelnemers=["gm0603-college", "politie"],
        categorieen=["kadastrale_gegevens"],
        noodzaak="Apart blijft het onbekend.",
        evenredigheid="Eén categorie.",
        minder_ingrijpend="Controles hielpen niet.",
    )
    act(person(LAWYER), scan, "Noodzaak beoordelen", norm=1, positief="ja", motivering="Ja.")
    present = [str(person_id("den-haag", name)) for name in (CHAIR, *MEMBERS)]
    act(secretary, meeting, "Aanwezigheid vastleggen", aanwezig=present)
    for name in MEMBERS:
        act(person(name), scan, "Stemmen", voor="ja")
    act(person(CHAIR), scan, "Scan beginnen", motivering="Samen zien wie het raakt.")
    for authoriser, colleague in (("toos-volmacht", COLLEGE), ("els-tekenbevoegd", POLICE)):
        who = str(person_id("den-haag", colleague))
        act(person(authoriser), scan, "Toegang geven", medewerker=who)


def judged(page, scan: str, nr: int, answer: str, **fields) -> None:
    """One flag, from the link that stands beside it."""
    page.goto(f"{scan}/vlaggen")
    page.get_by_role("link", name=f"Duiden vlag {nr}").click()
    seen(page)
    page.locator("[name=oordeel]").select_option(answer)
    for name, text in {"reden": "Wij keken zelf.", **fields}.items():
        page.locator(f"[name={name}]").fill(text)
    page.get_by_role("button", name="Vlag duiden").click()
    look(page)
    assert page.locator("[role=alert]").count() == 0


@pytest.mark.long
def test_a_scan_of_two_participants_from_a_signal_to_a_signal(live, connect, person, day):
    signal = f"/signalen/{played('in-behandeling', connect('owner'))['signaal']}"
    scan = asked(person, signal)
    decided(person, scan)
    analyst, police, college = person(ANALYST), person(POLICE), person(COLLEGE)
    act(analyst, scan, "Verzamelen afronden")
    seen(analyst, f"{scan}/vlaggen")
    analyst.get_by_role("link", name="Vlaggen inbrengen").click()
    analyst.locator("[name=inhoud]").set_input_files(OUTCOME)
    analyst.locator("[name=herkomst]").fill("Gedraaid door de analist.")
    analyst.locator("[name=peildatum]").fill("2025-09-01")
    analyst.locator("[name=nodig_tot]").fill(LATER)
    analyst.get_by_role("button", name="Vlaggen inbrengen").click()
    assert analyst.get_by_text("Naar 2 van de 2 vlaggen keek nog niemand").is_visible()
    act(analyst, scan, "Verrijken afronden")

    judged(police, scan, 1, "waar")
    judged(college, scan, 2, "vals_alarm", onschuldig="Het zijn bedrijfswoningen.")
    for page in ("", "/vlaggen", "/bezoeklijst"):
        seen(police, f"{scan}{page}")
    assert "terrein-9" not in police.content(), "what was a false alarm is not visited"
    person(CHAIR).goto(scan)
    assert "terrein-7" not in person(CHAIR).content(), "the table reads no flag"

    act(analyst, f"{scan}/vlaggen", "Duiding afronden")
    act(
        analyst,
        scan,
        "Rapport schrijven",
        bevindingen="Eén terrein is kwetsbaar.",
        aanbevelingen="Controleer samen.",
    )
    for page in (police, college):
        act(page, scan, "Rapport nakijken", klopt="ja", opmerking="Dit klopt.")
    act(person(BUREAU), scan, "Scan opleveren")
    police.goto(f"{scan}/vlaggen")
    police.get_by_role("link", name="Opvolging kiezen bij vlag 1").click()
    seen(police)
    police.locator("[name=wijze]").select_option("signaal")
    police.locator("[name=wat]").fill("Wij melden wat wij zagen.")
    police.locator("[name=uiterlijk]").fill(LATER)
    police.get_by_role("button", name="Opvolging kiezen").click()
    police.goto("/signalen")
    police.get_by_role("link", name="Signaal opstellen").first.click()
    police.locator("[name=titel]").fill("Bedden in loodsen")
    assert "terrein-7" not in police.content(), "nothing of a scan goes along by itself"

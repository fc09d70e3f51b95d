"""A whole case with six people of five participants and the bureau: phase 1 to 3, a withdrawal, a
refused disclosure, a result to a third party, closing."""

from __future__ import annotations

import pytest

from openprisma.stories.region import person_id
from tests.browser.people import (
    ANALYST,
    BUREAU,
    CHAIR,
    COLLEGE,
    LAWYER,
    MEMBERS,
    NLA,
    OM,
    POLICE,
    SECRETARY,
    TAX,
)
from tests.browser.walking import act, look
from tests.builders import played

PARTS = ["gm0603-college", "politie", "belastingdienst", "om", "nla"]
CATS = ["bedrijfsgegevens", "fiscale_gegevens", "politiegegevens_8_13", "politiegegevens_9_10"]


@pytest.fixture
def signal(live, connect):
    """A signal that was taken up, as stories play it; the address of its page."""
    return f"/signalen/{played('in-behandeling', connect('owner'))['signaal']}"


def decided(person, case: str, kind: str, what: str, day: str, **fields):
    """Meeting of the table, agenda, attendance, votes, decision by the chair."""
    secretary = person(SECRETARY)
    act(
        secretary,
        "/vergaderingen",
        "Vergadering plannen",
        overleg="E",
        vorm="zitting",
        datum=day,
    )
    meeting = secretary.url.split("?")[0]
    secretary.goto(case)
    secretary.get_by_role("link", name="Op de agenda zetten").click()
    secretary.locator("[name=vergadering]").select_option(meeting.rsplit("/", 1)[1])
    secretary.locator("[name=besluit]").select_option(kind)
    secretary.locator("[name=voorstel]").fill("De tafel besluit hierover.")
    secretary.get_by_role("button", name="Op de agenda zetten").click()
    if kind == "casus_starten":  # judged of this text, for this decision
        act(person(LAWYER), case, "Noodzaak beoordelen", norm=1, positief="ja", motivering="Ja.")
    members = [str(person_id("den-haag", name)) for name in (CHAIR, *MEMBERS)]
    act(secretary, meeting, "Aanwezigheid vastleggen", aanwezig=members)
    for name in MEMBERS:
        act(person(name), case, "Stemmen", voor="ja")
    chair = person(CHAIR)
    chair.goto(meeting)
    chair.locator("nav.op-toc a[href*='/punt/']").first.click()
    assert chair.get_by_text("Nog niet klaar om vast te stellen").count() == 0
    assert "Fictief" not in chair.content() and "Testrup" not in chair.content(), (
        "at the table nobody reads a name"
    )
    act(chair, case, what, motivering="Nodig en beperkt.", **fields)


def deliver(page, case: str, **changes):
    usual = {
        "betrokkene": 1,
        "bronsysteem": "Handelsregister",
        "vastgesteld_op": "2025-09-20",
        "eerst_verwerkt": "2025-09-20",
        "noodzaak": "Nodig voor het beeld.",
        "rechtmatig": "ja",
        "binnen_kolom": "ja",
        "toereikend": "ja",
    }
    act(page, case, "Gegeven verstrekken", **(usual | changes))


@pytest.mark.long  # test_tasks walks a case every day
def test_a_whole_case_from_signal_to_closing(signal, person, day):
    secretary, bureau, analyst, lawyer = (
        person(SECRETARY),
        person(BUREAU),
        person(ANALYST),
        person(LAWYER),
    )
    secretary.goto(f"{signal.replace('signalen', 'dossier')}/casus-voordragen")
    assert secretary.locator("[name=tafel]").input_value() == "E", (
        "the table of the municipality is proposed"
    )
    act(
        secretary,
        signal,
        "Casus voordragen",
        titel="Wagens bij een loods",
        doel="Zien wie ze gebruikt.",
        deelnemers="nla",
        reden_tafel="De Arbeidsinspectie doet alleen mee als lid van het team.",
        themas=["DRUG", "WIT"],
        **{f"categorieen__{code}": "Nodig voor het beeld." for code in CATS},
    )
    case = secretary.url.split("?")[0]
    act(
        bureau,
        case,
        "Persoon of bedrijf voorstellen",
        soort="rechtspersoon",
        naam="Testrup Autoverhuur B.V.",
        rol="hoofdsubject",
        noodzaak="Verhuurde de wagens.",
    )
    act(
        secretary,
        case,
        "Besluittekst schrijven",
        deelnemers=PARTS,
        categorieen=CATS,
        noodzaak="Apart blijft het onbekend.",
        evenredigheid="Vier categorieën.",
        minder_ingrijpend="Controles hielpen niet.",
    )
    assert person("nico-zogenaamd").goto(case).status == 404, "who is not involved does not find it"
    decided(person, case, "casus_starten", "Casus starten", "2025-10-01")
    team = {
        "toos-volmacht": COLLEGE,
        "els-tekenbevoegd": POLICE,
        "piet-paraaf": TAX,
        "wil-stempel": OM,
        "ko-sleutelrol": NLA,
    }
    for authoriser, colleague in team.items():
        act(
            person(authoriser),
            case,
            "Toegang geven",
            medewerker=str(person_id("den-haag", colleague)),
        )
    college, police, tax = person(COLLEGE), person(POLICE), person(TAX)

    deliver(college, case, categorie="bedrijfsgegevens", tekst="Ingeschreven zonder personeel.")
    deliver(college, case, categorie="bedrijfsgegevens", tekst="Dit was een vergissing.")
    police.goto(f"{case}/informatie")
    assert police.get_by_text("Ingeschreven zonder personeel.").is_visible()
    police.goto(f"{case.replace('casussen', 'dossier')}/gegeven-verstrekken")
    for name, value in {
        "tekst": "Een registratie.",
        "bronsysteem": "BVH",
        "vastgesteld_op": "2025-09-20",
        "eerst_verwerkt": "2025-09-20",
        "noodzaak": "Nodig.",
        "politie_sinds": "2025-09-20",
    }.items():
        police.locator(f"[name={name}]").fill(value)
    police.locator("[name=betrokkene]").select_option(index=1)
    assert police.locator("[name=categorie] option[value=politiegegevens_8_13]").count() == 0
    assert "Hoort in fase 2, en die is nog dicht." in police.content(), (
        "police data wait for phase 2"
    )
    college.goto(case)
    college.get_by_role("link", name="Gegeven intrekken").click()
    college.locator("[name=gegeven]").select_option(
        label=college.locator("option", has_text="vergissing").inner_text()
    )
    college.get_by_role("button", name="Gegeven intrekken").click()
    police.goto(f"{case}/informatie")
    assert police.get_by_text("vergissing").count() == 0, (
        "what is taken back is gone on the next click"
    )

    for phase in ("2", "3"):
        act(
            bureau,
            case,
            "Noodzaak van de volgende fase vastleggen",
            motivering="Deze fase is niet genoeg.",
        )
        for colleague in team.values():
            act(
                person(colleague),
                case,
                "Over de volgende fase oordelen",
                nodig="ja",
                motivering="Zonder deze gegevens blijft het onbekend.",
            )
        act(lawyer, case, "Volgende fase openen", fase=phase)
    deliver(
        police,
        case,
        categorie="politiegegevens_9_10",
        tekst="Een lopend onderzoek.",
        gezag="officier",
        grond="wpg_9",
        in_gebruik="ja",
        geheimhouding="ja",
    )
    deliver(tax, case, categorie="fiscale_gegevens", tekst="Omzet nihil.", geheimhouding="ja")
    act(
        bureau,
        case,
        "Gegevens vragen",
        betrokkene=1,
        categorie="fiscale_gegevens",
        vraag="Welke schulden?",
        deelnemers="belastingdienst",
    )
    act(
        tax,
        case,
        "Vraag beantwoorden",
        vraag=1,
        antwoord="geweigerd",
        reden="Het onderzoek loopt nog.",
    )

    act(
        analyst,
        f"{case}/analyse",
        "Bevinding vastleggen",
        onderdeel="patronen",
        uitspraak="Het bedrijf bestaat alleen op papier.",
        gegevens=_municipal(analyst, case, "bevinding-vastleggen"),
        betrouwbaarheid="goed",
        geloofwaardigheid="goed",
    )
    act(
        bureau,
        case,
        "Doel vastleggen",
        doel="Geen verhuur meer zonder huurder.",
        meten="Tellen bij de loods.",
    )
    act(
        analyst,
        case,
        "Financiële toets vastleggen",
        geldstromen="gevolgd",
        vermogen="12000",
        route="bestuursrechtelijk",
        toelichting="Contante huur.",
    )
    act(analyst, case, "Analyse afronden")
    act(
        analyst,
        case,
        "Interventie adviseren",
        soort="bestuurlijk",
        deelnemer="gm0603-college",
        advies="Controleer de loods.",
        bevoegdheid="artikel 125 Gemeentewet",
        verwacht_effect="Het gebruik stopt.",
        toets="Vergeleken met wat de deelnemers leverden.",
        noodzaak="Anders gaat de verhuur door.",
        nodig_volgens=["politie"],
    )
    act(
        college,
        case,
        "Interventie toezeggen",
        interventie=1,
        eigenaar=str(person_id("den-haag", COLLEGE)),
        uiterlijk="2025-12-01",
    )
    act(
        college,
        case,
        "Uitvoering melden",
        interventie=1,
        kenmerk="Z-2025-14",
        op="2025-10-01",
    )
    act(
        college,
        case,
        "Uitkomst melden",
        interventie=1,
        resultaat="Last onder dwangsom.",
        opgelegd="10000",
        geind="2500",
    )

    act(
        analyst,
        f"{case}/resultaten",
        "Resultaat opstellen",
        aan="derde",
        ontvanger="Verzonnen Toezicht",
        tekst="Verhuur aan schijnhuurders.",
        gegevens=_municipal(analyst, case, "resultaat-opstellen"),
        taak="Toezicht op verhuur.",
        verenigbaar="Ook dit gaat tegen misbruik.",
        wijze="geen",
        grond="publieke_taak",
    )
    act(
        bureau,
        f"{case}/resultaten",
        "Kwaliteit van een resultaat toetsen",
        resultaat=1,
        bevinding="Vergeleken met de bron.",
    )
    act(
        bureau,
        f"{case}/resultaten",
        "Resultaat aan de deelnemers voorleggen",
        resultaat=1,
        reageren_tot="2025-10-15",
    )
    act(
        lawyer,
        f"{case}/resultaten",
        "Toets van de RAC vastleggen",
        resultaat=1,
        door="rac",
        positief="ja",
        toelichting="Rechtmatig.",
    )
    give = f"{case.replace('casussen', 'dossier')}/resultaat-verstrekken"
    bureau.goto(give)
    bureau.locator("[name=resultaat]").select_option(index=1)
    bureau.locator("[name=geheimhouding]").check()
    bureau.get_by_role("button", name="Resultaat verstrekken").click()
    look(bureau)
    assert "deelnemers kunnen nog bezwaar maken" in bureau.content(), (
        "a disclosure too soon is refused, with the reason"
    )
    day("2025-10-15")
    act(
        bureau,
        f"{case}/resultaten",
        "Resultaat verstrekken",
        resultaat=1,
        geheimhouding="ja",
    )
    assert bureau.get_by_text("terugkoppelen uiterlijk 15 oktober 2026").is_visible()

    decided(
        person,
        case,
        "casus_sluiten",
        "Casus sluiten",
        "2025-10-15",
        afsluiting="met",
    )
    assert person(NLA).goto(case).status == 404, "after closing the team does not find it"
    act(
        bureau,
        case,
        "Casus evalueren",
        doel_bereikt="ja",
        bevindingen="De verhuur stopte.",
        lessen="Begin met het register.",
    )
    bureau.goto("/cijfers?jaar=2025&rij=4a&kolom=gestart")
    assert bureau.get_by_role("heading", name="Operationele resultaten 2025").is_visible()


def _municipal(page, case: str, slug: str) -> str:
    """The datum of the municipality, as it can be chosen in a form."""
    page.goto(f"{case.replace('casussen', 'dossier')}/{slug}")
    return page.get_by_label("Ingeschreven zonder personeel.").get_attribute("value")

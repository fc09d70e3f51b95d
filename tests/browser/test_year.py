"""From signal to extension with nine people, each logging in once with a code; and what bites on
the next click."""

from __future__ import annotations

import pytest

from openprisma.stories.region import person_id
from tests.browser.walking import act, look
from tests.builders import POLICE, REPORTER


def a_signal(person) -> str:
    """A signal that was taken up; gives its address."""
    reporter = person(REPORTER)
    reporter.goto("/signalen")
    act(
        reporter,
        "/signalen",
        "Signaal opstellen",
        titel="Garage zonder auto’s",
        gemeenten="GM0603",
        vorm="witwassen_en_financieel_economisch",
        samenvatting="Bij drie bezoeken stond er niets binnen.",
    )
    signal = reporter.url.split("?")[0]
    assert "want de kwaliteitscontrole ontbreekt" in reporter.content()
    act(
        reporter,
        signal,
        "Feit toevoegen",
        wat="Zestien auto’s stonden drie weken stil.",
        wanneer="2025-09-12",
        waar="Voorbeeldweg",
        functie="toezichthouder",
        taak="controle van de vergunning",
        bron="controlerapport",
    )
    act(
        reporter,
        signal,
        "Persoon of bedrijf noemen",
        soort="rechtspersoon",
        naam="Fictief Garage B.V.",
    )
    act(
        reporter,
        signal,
        "Signaal aanvullen",
        georganiseerd="Steeds dezelfde mensen.",
        tekort="inzicht",
        kwaliteit="gecontroleerd",
        verwachte_deelnemers="politie",
        **{f"criteria__{letter}": "Eén zin." for letter in "abcde"},
    )
    reporter.goto(signal)
    reporter.get_by_role("link", name="Signaal aanvullen").click()
    assert reporter.locator("[name=georganiseerd]").input_value() == "Steeds dezelfde mensen.", (
        "a draft keeps what it holds"
    )
    act(reporter, signal, "Signaal melden")
    police = person(POLICE)
    act(
        police,
        signal,
        "Signaal beoordelen",
        afweging__soort="Gewogen.",
        afweging__omvang="Gewogen.",
        afweging__gewicht="Gewogen.",
        afweging__vergelijkbaar="nee",
        **{f"criteria__{letter}": "ja" for letter in "abcde"},
    )
    assert police.get_by_text("Vastgelegd:").is_visible(), "back at the worklist"
    assert police.goto(signal).status == 404, "who judged reads it no more"
    reporter.goto(signal)
    assert reporter.get_by_role(
        "heading", name="Dit signaal kan leiden tot een activiteit"
    ).is_visible()
    return signal


def decided(person, bottleneck: str, kind: str, what: str, **fields):
    """Meeting, agenda, text, votes, decision."""
    secretary, chair = person("sara-namaak"), person("hanneke-van-voorbeeld")
    act(
        secretary,
        "/vergaderingen",
        "Vergadering plannen",
        vorm="zitting",
        datum="2025-10-01",
        tijd="14.00",
    )
    meeting = secretary.url.split("?")[0]
    title = "Stuurgroep 1 oktober 2025"
    secretary.goto(bottleneck)
    secretary.get_by_role("link", name="Op de agenda zetten").click()
    newest = secretary.locator("[name=vergadering] option", has_text=title).evaluate_all(
        "(found, id) => found.map(o => o.value).find(v => id.endsWith(v))", meeting
    )
    secretary.locator("[name=vergadering]").select_option(newest)
    secretary.locator("[name=besluit]").select_option(kind)
    secretary.locator("[name=voorstel]").fill("Besluit hierover, voor één jaar.")
    secretary.get_by_role("button", name="Op de agenda zetten").click()
    act(
        secretary,
        bottleneck,
        "Besluittekst schrijven",
        deelnemers=["gm0603-college", "politie"],
        categorieen="bedrijfsgegevens",
        noodzaak="Apart blijft het onbekend.",
        evenredigheid="Eén categorie.",
        minder_ingrijpend="Controles alleen hielpen niet.",
    )
    members = [str(person_id("den-haag", name)) for name in ("hanneke-van-voorbeeld", *MEMBERS)]
    act(secretary, meeting, "Aanwezigheid vastleggen", aanwezig=members)
    act(
        person("ursula-steekproef"),
        bottleneck,
        "Noodzaak beoordelen",
        norm=1,
        positief="ja",
        motivering="Zonder elkaar blijft het onbekend.",
    )
    for name in MEMBERS:
        member = person(name)
        member.goto(meeting)
        member.locator(".op-toc a").first.click()
        member.get_by_role("link", name="Stemmen", exact=True).click()
        member.locator("[name=voor][value=ja]").check()
        member.get_by_role("button", name="Stemmen", exact=True).click()
        assert "/punt/" in member.url, "after voting one is back at the point"
    chair.goto(meeting)
    chair.locator(".op-toc a").first.click()
    assert chair.get_by_text("Nog niet klaar om vast te stellen").count() == 0
    chair.get_by_role("link", name=what, exact=True).click()
    assert chair.locator("[name=deelnemers][value=politie]").is_checked(), (
        "the decision starts from the text all read"
    )
    chair.locator("[name=motivering]").fill("Nodig en beperkt.")
    chair.get_by_role("button", name=what).click()
    look(chair)
    assert chair.locator("[role=alert]").count() == 0, chair.locator(
        "[role=alert]"
    ).first.inner_text()


MEMBERS = ("pieter-testers", "liesbeth-verzinsel", "ineke-modelman")


@pytest.mark.long  # test_tasks walks a bottleneck every day
def test_from_signal_to_extension_with_nine_people(live, person):
    signal = a_signal(person)
    secretary, lawyer, cfg = (
        person("sara-namaak"),
        person("ursula-steekproef"),
        person("victor-nulmeting"),
    )
    act(
        secretary,
        signal,
        "Knelpunt voordragen",
        titel="Garages zonder werk",
        soort="branche",
        doel="Samen zicht krijgen.",
        binnen="Garages in Rijswijk.",
        buiten="Alle andere.",
        niet_naleving="Vergunningen.",
        georganiseerd="Wisselende groepen.",
        ernst="Op vier plaatsen.",
        tekort="inzicht",
        codes="GM0603, 45.20",
        categorieen__bedrijfsgegevens="Wie erachter zit.",
    )
    bottleneck = secretary.url.split("?")[0]
    for step in ("geleverd", "maatregelen"):
        act(
            secretary,
            bottleneck,
            "DPIA bijwerken",
            stap=step,
            toelichting="Klaar.",
        )
    act(
        cfg,
        bottleneck,
        "Advies van de CFG geven",
        positief="ja",
        advies="Akkoord.",
    )
    act(
        lawyer,
        bottleneck,
        "DPIA bijwerken",
        stap="vastgesteld",
        toelichting="Versie 1.0.",
    )
    checks = (
        "soort",
        "niet_naleving",
        "georganiseerd",
        "tekort",
        "ernst",
        "regulier",
        "ontwrichting",
        "afbakening",
        "nationaliteit",
    )
    act(
        lawyer,
        bottleneck,
        "Toetsrapport vastleggen",
        toelichting="Smal genoeg.",
        **{f"toetsen__{code}": "ja" for code in checks},
    )
    decided(person, bottleneck, "knelpunt_aanwijzen", "Knelpunt aanwijzen")
    for authoriser, colleague in (("toos-volmacht", REPORTER), ("els-tekenbevoegd", POLICE)):
        act(
            person(authoriser),
            bottleneck,
            "Toegang geven",
            medewerker=str(person_id("den-haag", colleague)),
        )
    reporter, police = person(REPORTER), person(POLICE)
    act(
        reporter,
        bottleneck,
        "Persoon of bedrijf toevoegen",
        soort="rechtspersoon",
        naam="Fictief Garage B.V.",
        rol="hoofdsubject",
    )
    act(
        reporter,
        bottleneck,
        "Gegeven verstrekken",
        betrokkene=1,
        categorie="bedrijfsgegevens",
        tekst="Ingeschreven sinds januari, zonder personeel.",
        bronsysteem="Handelsregister",
        vastgesteld_op="2025-09-20",
        eerst_verwerkt="2025-09-20",
        noodzaak="Om welk bedrijf het gaat.",
        rechtmatig="ja",
        binnen_kolom="ja",
        toereikend="ja",
    )
    police.goto(f"{bottleneck}/informatie")
    assert police.get_by_text("Ingeschreven sinds januari, zonder personeel.").is_visible()
    assert person("bram-voorbeeldsma").goto(bottleneck).status == 404
    act(
        secretary,
        bottleneck,
        "Knelpunt evalueren",
        doel_bereikt="nee",
        bevindingen="Het begin is er.",
        lessen="Begin met het register.",
        voorstel="verlengen",
    )
    decided(person, bottleneck, "knelpunt_verlengen", "Knelpunt verlengen")
    cfg.goto(bottleneck)
    assert cfg.get_by_role("heading", name="Knelpunt verlengen, 1 oktober 2025").is_visible()
    cfg.get_by_role("link", name="Logboek").click()
    cfg.get_by_label("controle op de rechtmatigheid").check()
    cfg.get_by_role("button", name="Logboek tonen").click()
    assert cfg.get_by_text("Gegevens lezen").first.is_visible()
    assert "Ingeschreven sinds januari" not in cfg.content()


DATUM = "het verhuurregister miste de gegevens van drie huurders"


def test_two_browsers_at_once_leaving_bites_on_the_next_click(world, page_of):
    police, authoriser = page_of("Sanne Spelbos"), page_of("Els Tekenbevoegd")
    police.goto(f"/knelpunten/{world.bottleneck}/informatie")
    assert police.get_by_text(DATUM).is_visible()
    act(
        authoriser,
        f"/knelpunten/{world.bottleneck}",
        "Toegang beëindigen",
        medewerker=str(person_id("den-haag", POLICE)),
    )
    assert police.reload().status == 404


def test_two_browsers_at_once_what_is_taken_back_is_gone_on_the_next_click(world, page_of):
    police, owner = page_of("Sanne Spelbos"), page_of("Anneke van Zomaar")
    police.goto(f"/knelpunten/{world.bottleneck}/informatie")
    assert police.get_by_text(DATUM).is_visible()
    owner.goto(f"/knelpunten/{world.bottleneck}")
    owner.get_by_role("link", name="Gegeven intrekken").click()
    owner.locator("[name=gegeven]").select_option(
        label=owner.locator("option", has_text=DATUM[:30]).inner_text()
    )
    owner.get_by_role("button", name="Gegeven intrekken").click()
    police.reload()
    assert (
        police.get_by_text(DATUM).count() == 0
        and police.get_by_text("twee vestigingen").first.is_visible()
    )


def test_two_browsers_at_once_the_end_date_bites_on_the_next_click(world, page_of, day):
    police, chair = page_of("Sanne Spelbos"), page_of("Hanneke van Voorbeeld")
    police.goto(f"/knelpunten/{world.bottleneck}/informatie")
    chair.goto(f"/knelpunten/{world.bottleneck}")
    assert police.get_by_text(DATUM).is_visible()
    day("2026-09-18")
    assert police.reload().status == 403
    assert "want de aanwijzing is geëindigd" in police.content() and DATUM not in police.content()
    chair.reload()
    assert chair.get_by_role("heading", name="Dit knelpunt is gesloten").is_visible()

"""People walk through it: the whole thread by clicking, by keyboard, on a phone, and with axe watching."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from openprisma.partners.models import Account
from openprisma.stories.region import DEMO_PASSWORD, person_id

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}


# A neighbour's box touches by a fraction of a pixel, so axe does not compute the contrast of that one text; the same inks
# on the same grounds are computed everywhere else. Every other "incomplete" counts.
TOUCHING = {"elmPartiallyObscured", "elmPartiallyObscuring"}


def complaints(page) -> list[str]:
    """What axe holds against a page, what it could not decide included; after the font has moved everything."""
    settled(page)
    found = Axe().run(page, options={**RULES, "resultTypes": ["violations", "incomplete"]}).response
    return [
        f"{kind}: {rule['id']} {node['target']}"
        for kind in ("violations", "incomplete")
        for rule in found[kind]
        for node in rule["nodes"]
        if not (kind == "incomplete" and TOUCHING & {(check["data"] or {}).get("messageKey") for check in node["any"]})
    ]


def settled(page):
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready.then(() => window.scrollTo(0, 0))")


def fill_fact(page):
    page.get_by_role("link", name="Feit toevoegen").click()
    page.get_by_label("Wat is er gezien?").fill("Zestien auto’s stonden drie weken op dezelfde plek.")
    page.get_by_label("Wanneer?").fill("2025-09-12")
    page.get_by_label("Waar?").fill("Voorbeeldweg")
    page.get_by_label("Wie zag het?").fill("toezichthouder")
    page.get_by_label("Bij welke taak?").fill("controle van de omgevingsvergunning")
    page.get_by_label("Waar staat dit opgeschreven?").fill("controlerapport")
    page.get_by_role("button", name="Feit toevoegen").click()


def test_the_thread_by_clicking(live, page_of):
    reporter = page_of("Anneke van Zomaar")
    reporter.goto("/signalen/nieuw")
    reporter.get_by_label("Titel").fill("Garage zonder auto’s")
    reporter.get_by_label("Om welke vorm").select_option("witwassen_en_financieel_economisch")
    reporter.get_by_label("Rijswijk").check()
    reporter.get_by_label("Wat is er aan de hand?").fill("Bij drie bezoeken stond er niets binnen.")
    reporter.get_by_role("button", name="Signaal melden").click()
    assert reporter.get_by_role("heading", name="Garage zonder auto’s").is_visible()
    assert "want de kwaliteitscontrole ontbreekt" in reporter.content()
    fill_fact(reporter)
    reporter.get_by_role("link", name="Persoon of bedrijf noemen").click()
    reporter.get_by_label("Wat is het?").select_option("rechtspersoon")
    reporter.get_by_label("Naam of omschrijving").fill("Fictief Garage B.V.")
    reporter.get_by_role("button", name="Persoon of bedrijf noemen").click()
    reporter.get_by_role("link", name="Signaal aanvullen").click()
    for letter in "abcde":
        reporter.locator(f"#v-criteria-{letter}").fill("Eén zin toelichting.")
    reporter.get_by_label("politie-eenheid Den Haag").check()
    reporter.get_by_label("Zijn de feiten gecontroleerd?").select_option("gecontroleerd")
    reporter.get_by_role("button", name="Signaal aanvullen").click()
    reporter.get_by_role("link", name="Controleren en indienen").click()
    reporter.get_by_role("button", name="Signaal indienen").click()
    address = reporter.url.split("?")[0]

    police = page_of("Sanne Spelbos")
    police.get_by_role("link", name="Garage zonder auto’s").first.click()
    police.get_by_role("link", name="Mijn oordeel vastleggen").click()
    for letter in "abcde":
        police.locator(f"input[name='criteria.{letter}'][value=ja]").check()
    for name in ("soort", "omvang", "gewicht"):
        police.locator(f"#v-afweging-{name}").fill("Gewogen.")
    police.locator("#v-afweging-vergelijkbaar").select_option("nee")
    police.get_by_role("button", name="Signaal beoordelen").click()
    police.get_by_role("heading", name="Dit signaal kan leiden tot een activiteit").wait_for()

    outsider = page_of("Bram Voorbeeldsma")
    assert outsider.goto(address).status == 404
    secretary = page_of("Sara Namaak")
    secretary.goto(address)
    secretary.get_by_role("link", name="Knelpunt voordragen").click()
    for label, text in (
        ("Titel", "Garages zonder werk"), ("Welk doel", "Samen zicht krijgen."), ("Wat hoort erbij?", "Garages in Rijswijk."),
        ("Wat hoort er niet bij?", "Alle andere."), ("Welke regels", "Vergunningen."), ("Wat wijst op", "Wisselende groepen."),
    ):  # fmt: skip
        secretary.get_by_label(label).fill(text)
    secretary.get_by_label("Waar gaat het over?").select_option("branche")
    secretary.get_by_role("button", name="Knelpunt voordragen").click()
    bottleneck = secretary.url.split("?")[0]

    lawyer = page_of("mr. Ursula Steekproef")
    lawyer.goto(bottleneck)
    lawyer.get_by_role("link", name="Mijn oordeel vastleggen").click()
    lawyer.get_by_label("Welke vraag?").select_option(index=1)
    lawyer.locator("input[name=positief][value=ja]").check()
    lawyer.get_by_label("Waarom?").fill("Zonder elkaar blijft het onbekend.")
    lawyer.get_by_role("button", name="Noodzaak beoordelen").click()
    for name in ("Pieter Testers", "Liesbeth Verzinsel", "mr. Ineke Modelman"):
        member = page_of(name)
        member.goto(bottleneck)
        member.get_by_role("link", name="Mijn stem vastleggen").click()
        member.locator("input[name=voor][value=ja]").check()
        member.get_by_role("button", name="Stemmen").click()
    chair = page_of("Hanneke van Voorbeeld")
    chair.goto(bottleneck)
    chair.get_by_role("link", name="Besluit vaststellen").click()
    chair.get_by_label("gemeente Rijswijk (college)").check()
    chair.get_by_label("politie-eenheid Den Haag").check()
    chair.get_by_label("8 bedrijfsgegevens").check()
    chair.get_by_label("Waarom is dit noodzakelijk").fill("Nodig en beperkt tot één categorie.")
    chair.get_by_role("button", name="Besluit vaststellen").click()
    assert chair.get_by_text("van kracht").is_visible()
    for name, colleague in (("Toos Volmacht", "Anneke van Zomaar"), ("Els Tekenbevoegd", "Sanne Spelbos")):
        authoriser = page_of(name)
        authoriser.goto(bottleneck)
        authoriser.get_by_role("link", name="Toegang geven").click()
        option = authoriser.locator("option", has_text=colleague).get_attribute("value")
        authoriser.get_by_label("Wie?").select_option(option)
        authoriser.get_by_role("button", name="Collega toegang geven").click()
    reporter.goto(bottleneck)
    reporter.get_by_role("link", name="Persoon of bedrijf toevoegen").click()
    reporter.get_by_label("Wat is het?").select_option("rechtspersoon")
    reporter.get_by_label("Naam").fill("Fictief Garage B.V.")
    reporter.get_by_label("Welke rol?").select_option("hoofdsubject")
    reporter.get_by_role("button", name="Persoon of bedrijf toevoegen").click()
    reporter.get_by_role("link", name="Gegeven verstrekken").click()
    reporter.get_by_label("Over wie?").select_option(index=1)
    reporter.get_by_label("Welke categorie?").select_option("bedrijfsgegevens")
    reporter.get_by_label("Wat weet u?").fill("Ingeschreven sinds januari, zonder personeel.")
    reporter.get_by_label("Uit welk systeem").fill("ondernemersdossier")
    reporter.get_by_label("Wanneer vastgesteld?").fill("2025-09-20")
    reporter.get_by_label("Wanneer voor het eerst").fill("2025-09-20")
    reporter.get_by_label("Waarom is dit nodig").fill("Laat zien om welk bedrijf het gaat.")
    reporter.get_by_label("Mijn organisatie verwerkt").check()
    reporter.get_by_role("button", name="Gegeven verstrekken").click()
    police.goto(f"{bottleneck}/informatie")
    assert police.get_by_text("Ingeschreven sinds januari, zonder personeel.").is_visible()
    assert outsider.goto(bottleneck).status == 404
    cfg = page_of("Victor Nulmeting")
    cfg.goto(bottleneck)
    cfg.get_by_role("link", name="Logboek").click()
    cfg.get_by_label("controle op de rechtmatigheid").check()
    cfg.get_by_role("button", name="Logboek tonen").click()
    assert cfg.get_by_text("Gegevens lezen").first.is_visible()
    assert "Ingeschreven sinds januari" not in cfg.content()


def test_logging_in_with_password_and_code(live, browser, server):
    account = Account.objects.get(person=person_id("den-haag", "menno-schets"))
    code = f"{TOTP(TOTPDevice.objects.get(user=account).bin_key).token():06d}"
    page = browser.new_page()
    page.goto(f"{server}/knelpunten")
    page.get_by_label("E-mailadres").fill(account.email)
    page.get_by_label("Wachtwoord").fill(DEMO_PASSWORD)
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Inloggen").click()
    assert page.url == f"{server}/knelpunten"
    page.close()


PAGES = {
    "Sanne Spelbos": ["/", "/signalen", "/knelpunten", "/signalen/{signal}", "/knelpunten/{bottleneck}", "/mensen",
                      "/knelpunten/{bottleneck}/informatie", "/dossier/{bottleneck}/gegeven-verstrekken",
                      "/dossier/{bottleneck}/waarom/gegevens-inzien", "/recht", "/recht/wgs/2.23", "/recht/bgs/2.15",
                      "/recht/open-vragen", "/signalen/nieuw", "/wachtwoord", "/bestaat-niet", "/demo"],
    "Hanneke van Voorbeeld": ["/knelpunten/{bottleneck}", "/knelpunten/{bottleneck}/informatie"],
    "Victor Nulmeting": ["/dossier/{bottleneck}/logboek"],
    "mr. Ursula Steekproef": ["/knelpunten/{bottleneck}", "/dossier/{bottleneck}/fase-ophogen"],
}  # fmt: skip


@pytest.mark.parametrize(("name", "paths"), PAGES.items())
def test_axe_finds_nothing_on_any_page(shared, live, page_of, name, paths):
    page, found = page_of(name), {}
    for path in paths:
        page.goto(path.format(signal=shared.signal, bottleneck=shared.bottleneck))
        if told := complaints(page):
            found[path] = told
    assert found == {}


@pytest.mark.parametrize("width", [320, 390, 768, 1920])
def test_no_page_scrolls_sideways(shared, live, page_of, width):
    page = page_of("Sanne Spelbos", width)
    for path in PAGES["Sanne Spelbos"]:
        page.goto(path.format(signal=shared.signal, bottleneck=shared.bottleneck))
        settled(page)
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0, path


def test_no_page_breaks_the_content_policy(shared, live, page_of):
    page, told = page_of("Sanne Spelbos"), []
    page.on("console", lambda message: told.append(message.text) if "Content Security Policy" in message.text else None)
    for path in PAGES["Sanne Spelbos"]:
        page.goto(path.format(signal=shared.signal, bottleneck=shared.bottleneck))
    assert told == []


def test_a_form_can_be_filled_and_sent_by_keyboard(live, page_of):
    page = page_of("Anneke van Zomaar")
    page.goto("/signalen/nieuw")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Direct naar de inhoud"
    page.get_by_label("Titel").focus()
    page.keyboard.type("Met het toetsenbord")
    page.keyboard.press("Enter")
    page.locator("[role=alert]").first.wait_for()
    assert page.evaluate("document.activeElement.getAttribute('role')") == "alert"
    assert page.get_by_label("Titel").input_value() == "Met het toetsenbord"


def test_the_menu_opens_on_a_phone(live, page_of):
    page = page_of("Sanne Spelbos", 390)
    button = page.get_by_role("button", name="Menu")
    assert button.get_attribute("aria-expanded") == "false"
    button.click()
    assert page.get_by_role("link", name="Knelpunten").first.is_visible()


def test_two_browsers_at_once_leaving_bites_on_the_next_click(world, page_of, connect):
    page = page_of("Sanne Spelbos")
    page.goto(f"/knelpunten/{world.bottleneck}/informatie")
    assert page.get_by_text("het verhuurregister miste").is_visible()
    end = "update files_assignment set until_day = '2025-10-01' where file_id = %s and person_id = %s"
    connect("postgres").execute(end, [world.bottleneck, person_id("den-haag", "sanne-spelbos")])
    assert page.reload().status == 404

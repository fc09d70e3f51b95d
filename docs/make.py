"""`make docs`: real screenshots of a fresh demo, for README and handleiding."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parent
PORT = 8098
BASE = f"http://127.0.0.1:{PORT}"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--lang=nl-NL"]


def main() -> None:
    """Start a demo of its own, take the pictures, stop it."""
    home = Path(tempfile.mkdtemp(prefix="opx-", dir="/var/tmp"))
    home.chmod(0o755)
    environment = {
        k: v for k, v in os.environ.items() if not k.startswith(("DATABASE_URL", "OPENPRISMA_"))
    }
    environment |= {"OPENPRISMA_HOME": str(home), "PYTHONUNBUFFERED": "1"}
    command = [sys._base_executable, str(HERE.parent / "bootstrap.py"), "demo", "--port", str(PORT)]  # type: ignore[attr-defined]
    demo = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        assert demo.stdout is not None
        for line in demo.stdout:
            print(line, end="")
            if "all stories are in" in line:
                break
        pictures()
    finally:
        demo.terminate()
        demo.wait(30)
        shutil.rmtree(home, ignore_errors=True)


def pictures() -> None:
    """Walk through it, a chapter of the handleiding at a time."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = browser.new_context(
            locale="nl-NL", viewport={"width": 1400, "height": 900}, base_url=BASE
        ).new_page()
        page.goto("/inloggen")
        shot(page, "inloggen")
        page.goto("/demo")
        shot(page, "demo")
        for chapter in (
            official,
            reader,
            secretary,
            analyst,
            chair,
            lawyer,
            supervisor,
            law,
            case,
            table,
            access,
            figures,
        ):
            chapter(page)
        browser.close()


def official(page: Any) -> None:
    """A municipal official: a signal, its attachment, what was rejected, a datum to share."""
    become(page, "Anneke van Zomaar")
    page.goto("/signalen/nieuw")
    page.get_by_label("Titel").fill("Bedden boven de garage")
    page.get_by_label("Om welke vorm van criminaliteit gaat het?").select_option(
        "mensenhandel_en_smokkel"
    )
    page.get_by_label("Rijswijk").check()
    page.get_by_label("Wat is er aan de hand?").fill("Er slapen mensen boven een garage.")
    shot(page, "signaal-melden")
    page.get_by_role("button", name="Signaal opstellen").click()
    page.get_by_role("link", name="Feit toevoegen").click()
    page.get_by_label("Wat is er gezien?").fill(
        "Boven de garage sliepen zeven Poolse arbeidskrachten. De bestelwagen had een Belgisch "
        "kenteken. "
        "Op tafel stond Turks brood. De verhuurder is waarschijnlijk op de hoogte."
    )
    page.get_by_label("Wanneer?").fill("2026-03-06")
    page.get_by_label("Waar?", exact=True).fill("Voorbeeldweg")
    page.get_by_label("Wie zag het?").fill("toezichthouder")
    page.get_by_label("Waar staat dit opgeschreven?").fill("rapport van bevindingen")
    page.get_by_role("button", name="Feit toevoegen").click()
    shot(page, "tekstcontrole")
    page.goto("/signalen")
    page.get_by_role("link", name="Bedden boven de garage").first.click()
    page.get_by_role("link", name="Bijlage toevoegen").click()
    page.get_by_label("Wat staat erop?").fill("Foto van de achterkant")
    page.get_by_label("Bestand").set_input_files(
        str(HERE.parent / "stories" / "bijlagen" / "loods.jpg")
    )
    page.get_by_role("button", name="Bijlage toevoegen").click()
    page.locator("details summary", has_text="Wat wij eruit haalden").click()
    shot(page, "bijlage")
    page.goto("/knelpunten")
    page.get_by_role("link", name="Autoverhuur op bedrijventerreinen").first.click()
    page.get_by_role("link", name="Gegeven verstrekken").click()
    page.locator("summary", has_text="Mag ik dit delen?").click()
    shot(page, "mag-ik-dit-delen")
    become(page, "Cor Fictieman")
    page.goto("/signalen")
    page.get_by_role("link", name="Gegevens vernietigd").first.click()
    shot(page, "afgewezen")


def reader(page: Any) -> None:
    """Somebody of the police: the worklist, a signal to judge, what others delivered."""
    become(page, "Sanne Spelbos")
    shot(page, "werkvoorraad")
    page.get_by_role("link", name="Opslagboxen die nooit dichtgaan").first.click()
    shot(page, "signaal")
    page.goto("/signalen/overeenkomstig")
    shot(page, "overeenkomstig")
    page.goto("/knelpunten")
    page.get_by_role("link", name="Autoverhuur op bedrijventerreinen").first.click()
    shot(page, "knelpunt")
    page.get_by_role("link", name="Informatie per fase").click()
    shot(page, "informatie")
    page.get_by_role("link", name="Waarom mag ik dit zien?").click()
    shot(page, "waarom")
    page.goto("/knelpunten")
    page.get_by_role("link", name="Kade zonder lading").first.click()
    shot(page, "gesloten")


def secretary(page: Any) -> None:
    """The secretary: a proposal with its review, the agenda, the text of a decision, the
    evaluation, search."""
    become(page, "Sara Namaak")
    page.goto("/knelpunten")
    page.get_by_role("link", name="Kassen zonder gewas").first.click()
    shot(page, "voordracht")
    page.get_by_role("link", name="Besluittekst schrijven").click()
    shot(page, "besluittekst")
    page.goto("/vergaderingen")
    shot(page, "vergaderingen")
    page.get_by_role("link", name="Stuurgroep 12 maart 2026").first.click()
    shot(page, "agenda")
    page.goto("/knelpunten")
    page.get_by_role("link", name="Autoverhuur op bedrijventerreinen").first.click()
    page.get_by_role("link", name="Knelpunt evalueren").click()
    page.get_by_label("nee").check()
    page.get_by_label("Wat heeft het opgeleverd?").fill(
        "Vier loodsen zijn gesloten; twee verhuurders melden nu zelf."
    )
    page.get_by_label("Wat kunnen de deelnemers hiervan leren?").fill(
        "Begin met het verhuurregister."
    )
    page.get_by_label("Wat stelt u voor?").select_option("verlengen")
    page.get_by_role("button", name="Knelpunt evalueren").click()
    shot(page, "evaluatie")
    page.goto("/zoeken")
    page.get_by_label("Wat zoekt u?").fill("sierteelt")
    page.get_by_role("button", name="Zoeken").click()
    shot(page, "zoeken")


def analyst(page: Any) -> None:
    """The analyst: claims that rest on data."""
    become(page, "Rob Voorproef")
    page.goto("/knelpunten")
    page.get_by_role("link", name="Bedrijventerreinen", exact=True).first.click()
    shot(page, "plan")
    page.get_by_role("link", name="Analyse", exact=True).click()
    shot(page, "analyse")
    page.get_by_role("link", name="Bevinding vastleggen").click()
    shot(page, "bevinding")


def chair(page: Any) -> None:
    """The chair: a point with its votes, the same on the wall, and what if it were another day."""
    become(page, "Hanneke van Voorbeeld")
    page.goto("/vergaderingen")
    page.get_by_role("link", name="Stuurgroep 12 maart 2026").first.click()
    page.locator(".op-toc a").first.click()
    shot(page, "agendapunt")
    page.get_by_role("link", name="Op het scherm in de zaal").click()
    shot(page, "scherm")
    page.goto("/knelpunten")
    page.get_by_role("link", name="Kassen zonder gewas").first.click()
    shot(page, "besluit-kan-nog-niet")
    page.goto("/knelpunten")
    page.get_by_role("link", name="Autoverhuur op bedrijventerreinen").first.click()
    page.get_by_label("Op welke dag?").fill("2026-09-18")
    page.get_by_role("button", name="Laat zien").click()
    shot(page, "stel-dat")


def lawyer(page: Any) -> None:
    """The privacy jurist: what cannot be done yet and why, the test report."""
    become(page, "mr. Ursula Steekproef")
    page.goto("/knelpunten")
    page.get_by_role("link", name="Autoverhuur op bedrijventerreinen").first.click()
    page.locator("summary", has_text="Wat kan ik niet, en waarom").click()
    shot(page, "wat-nu-niet-kan")
    page.goto("/knelpunten")
    page.get_by_role("link", name="Kassen zonder gewas").first.click()
    page.get_by_role("link", name="Toetsrapport vastleggen").click()
    shot(page, "toetsrapport")


def supervisor(page: Any) -> None:
    """The CFG: who looked."""
    become(page, "Victor Nulmeting")
    page.goto("/knelpunten")
    page.get_by_role("link", name="Autoverhuur op bedrijventerreinen").first.click()
    page.get_by_role("link", name="Logboek").click()
    page.get_by_label("controle op de rechtmatigheid").check()
    page.get_by_role("button", name="Logboek tonen").click()
    shot(page, "logboek")


def law(page: Any) -> None:
    """The law, and what it leaves open."""
    page.goto("/recht")
    page.get_by_label("Wat wilt u weten?").fill("wie mag stemmen")
    page.get_by_role("button", name="Zoeken in de regels").click()
    shot(page, "recht-vraag")
    page.goto("/recht/bgs/2.16")
    shot(page, "recht")
    page.goto("/recht/open-vragen")
    shot(page, "open-vragen")
    page.goto("/recht/werkwijzen?rol=analist")
    shot(page, "werkwijzen")


def case(page: Any) -> None:
    """A case: proposing it, its overview, its analysis, what leaves it, delivering with a
    spreadsheet."""
    become(page, "Sara Namaak")
    page.goto("/signalen")
    page.get_by_role("link", name="Verhuurwagens op bedrijventerreinen").first.click()
    page.get_by_role("link", name="Casus voordragen").click()
    shot(page, "casus-voordragen")
    become(page, "Rob Voorproef")
    page.goto("/casussen")
    shot(page, "casussen")
    page.get_by_role("link", name="Woningen gekocht zonder hypotheek").first.click()
    shot(page, "casus")
    page.get_by_role("link", name="Analyse", exact=True).click()
    shot(page, "casus-analyse")
    page.get_by_role("link", name="Resultaten", exact=True).click()
    shot(page, "resultaten")
    become(page, "Frits Papieren")
    page.goto("/casussen")
    page.get_by_role("link", name="Woningen gekocht zonder hypotheek").first.click()
    page.get_by_role("link", name="Informatie per fase").click()
    shot(page, "informatie-casus")
    page.get_by_role("link", name="Leveren met een rekenblad").click()
    wrong = HERE.parent / "stories" / "bijlagen" / "levering-fout.csv"
    page.get_by_label("Rekenblad", exact=True).set_input_files(str(wrong))
    page.get_by_role("button", name="Klaarzetten en nakijken").click()
    shot(page, "levering")


def table(page: Any) -> None:
    """The chair of a table: a case as the table reads it, without a name."""
    become(page, "Liesbeth Verzinsel")
    page.goto("/casussen")
    page.get_by_role("link", name="Opslag in unit C").first.click()
    shot(page, "tafel")


def access(page: Any) -> None:
    """An authoriser gives a colleague access to a case."""
    become(page, "Els Tekenbevoegd")
    page.goto("/casussen")
    page.get_by_role("link", name="Woningen gekocht zonder hypotheek").first.click()
    page.get_by_role("link", name="Toegang geven").first.click()
    shot(page, "toegang")


def figures(page: Any) -> None:
    """The head of the bureau: the table of the annual report, one figure opened."""
    become(page, "Theo Fictius")
    page.goto("/cijfers?jaar=2024&rij=4b&kolom=gestart")
    shot(page, "cijfers")


def become(page: Any, name: str) -> None:
    """Switch person; the worklist is next."""
    page.goto("/demo")
    page.get_by_role("button", name=name).first.click()
    page.wait_for_url(f"{BASE}/")


def shot(page: Any, name: str) -> None:
    """A picture of the first two screens' height; enough for a document."""
    page.wait_for_load_state("networkidle")
    page.set_viewport_size({"width": 1400, "height": 700})
    height = min(1700, page.evaluate("document.documentElement.scrollHeight"))
    page.set_viewport_size({"width": 1400, "height": max(700, height)})
    page.screenshot(path=str(HERE / "screens" / f"{name}.png"))


if __name__ == "__main__":
    main()

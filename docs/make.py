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
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("DATABASE_URL", "OPENPRISMA_"))}
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
    """Walk through it as five people."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = browser.new_context(locale="nl-NL", viewport={"width": 1400, "height": 900}, base_url=BASE).new_page()
        page.goto("/inloggen")
        shot(page, "inloggen")
        page.goto("/demo")
        shot(page, "demo")
        become(page, "Sanne Spelbos")
        shot(page, "werkvoorraad")
        page.get_by_role("link", name="Verhuurwagens op bedrijventerreinen").first.click()
        shot(page, "signaal")
        become(page, "Sanne Spelbos")
        page.get_by_role("link", name="Autoverhuur op bedrijventerreinen").first.click()
        shot(page, "knelpunt")
        page.get_by_role("link", name="Informatie per fase").click()
        shot(page, "informatie")
        page.get_by_role("link", name="Waarom mag ik dit zien?").click()
        shot(page, "waarom")
        become(page, "mr. Ursula Steekproef")
        page.get_by_role("link", name="Autoverhuur op bedrijventerreinen").first.click()
        shot(page, "wat-nu-niet-kan")
        become(page, "Hanneke van Voorbeeld")
        page.get_by_role("link", name="Kassen zonder gewas").first.click()
        shot(page, "besluit-kan-nog-niet")
        become(page, "Sanne Spelbos")
        page.goto("/knelpunten")
        page.get_by_role("link", name="Kade zonder lading").first.click()
        shot(page, "gesloten")
        become(page, "Victor Nulmeting")
        page.get_by_role("link", name="Autoverhuur op bedrijventerreinen").first.click()
        page.get_by_role("link", name="Logboek").click()
        page.get_by_label("controle op de rechtmatigheid").check()
        page.get_by_role("button", name="Logboek tonen").click()
        shot(page, "logboek")
        become(page, "Sara Namaak")
        page.get_by_role("link", name="Autoverhuur op bedrijventerreinen").first.click()
        page.get_by_role("link", name="Evaluatie vastleggen").click()
        page.get_by_label("nee").check()
        page.get_by_label("Wat heeft het opgeleverd?").fill("Vier loodsen zijn gesloten; twee verhuurders melden nu zelf.")
        page.get_by_label("Wat kunnen de deelnemers hiervan leren?").fill("Begin met het verhuurregister.")
        page.get_by_label("Wat stelt u voor?").select_option("verlengen")
        page.get_by_role("button", name="Knelpunt evalueren").click()
        shot(page, "evaluatie")
        become(page, "Anneke van Zomaar")
        page.goto("/signalen/nieuw")
        page.get_by_label("Titel").fill("Bedden boven de garage")
        page.get_by_label("Om welke vorm van criminaliteit gaat het?").select_option("mensenhandel_en_smokkel")
        page.get_by_label("Rijswijk").check()
        page.get_by_label("Wat is er aan de hand?").fill("Er slapen mensen boven een garage.")
        page.get_by_role("button", name="Signaal melden").click()
        page.get_by_role("link", name="Feit toevoegen").click()
        page.get_by_label("Wat is er gezien?").fill(
            "Boven de garage sliepen zeven Poolse arbeidskrachten. De bestelwagen had een Belgisch kenteken. "
            "Op tafel stond Turks brood. De verhuurder is waarschijnlijk op de hoogte."
        )
        page.get_by_label("Wanneer?").fill("2026-03-06")
        page.get_by_label("Waar?", exact=True).fill("Voorbeeldweg")
        page.get_by_label("Wie zag het?").fill("toezichthouder")
        page.get_by_label("Waar staat dit opgeschreven?").fill("rapport van bevindingen")
        page.get_by_role("button", name="Feit toevoegen").click()
        shot(page, "tekstcontrole")
        become(page, "Cor Fictieman")
        page.goto("/signalen")
        page.get_by_role("link", name="Gegevens vernietigd").first.click()
        shot(page, "afgewezen")
        page.goto("/recht/bgs/2.16")
        shot(page, "recht")
        page.goto("/recht/open-vragen")
        shot(page, "open-vragen")
        browser.close()


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

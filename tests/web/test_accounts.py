"""The pages of activities, indicators, money and the annual report: what stands there, who reads
it, and that a training is laid down in one short form."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from openprisma.kernel.places import data
from openprisma.stories.testing import play_all
from tests.builders import REPORTER

HEAD, MONEY, DOER, SECRETARY = (
    "theo-fictius",
    "zoe-rekenvoorbeeld",
    "ids-oefenstuk",
    "sara-namaak",
)


@pytest.fixture
def told(live, connect):
    """Money and activities of 2024, laid down as in the demo."""
    play_all(["30-geld-en-activiteiten-2024"], connect("owner"))


def text(answer) -> str:
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return answer.content.decode()


def test_the_accounts_of_2024_stand_on_their_pages(told, as_person):
    head = as_person(HEAD)
    money = text(head.get("/financien?jaar=2024&cijfer=spoor_3a.lasten.realisatie"))
    assert "€ 1.372.759 is niet besteed" in money
    assert "Achter Spoor 3a, lasten, realisatie" in money and "Netwerkdag" in money
    numbers = text(head.get("/indicatoren?jaar=2024&cijfer=gemeenteraad"))
    assert "439" in numbers and "Achter 1 Bewustwordingstrainingen, gemeenteraad: 1" in numbers
    report = text(head.get("/jaarverslag?jaar=2024"))
    for part in ("Operationele resultaten", "Terugkoppeling van ontvangers", "zijn samen 134"):
        assert part in report
    for form, begins in (("pdf", b"%PDF"), ("odt", b"PK"), ("xlsx", b"PK")):
        made = head.get(f"/jaarverslag/jaarverslag.{form}?jaar=2024")
        assert made.status_code == 200 and made.content.startswith(begins)
    for where in ("financien/tabel", "financien/regels", "activiteiten/lijst"):
        assert head.get(f"/{where}.xlsx?jaar=2024").content.startswith(b"PK")
    for where in ("financien", "indicatoren", "jaarverslag", "activiteiten"):
        assert head.get(f"/{where}?jaar=1").status_code == 400
        assert as_person(REPORTER).get(f"/{where}").status_code == 403


def test_what_was_taken_along_goes_in_again_and_changes_nothing(told, as_person):
    money = as_person(MONEY)
    sheet = money.get("/financien/regels.xlsx?jaar=2024").content
    given = {"jaar": "2024", "nagekeken": "ja", "inhoud": _file(sheet)}
    before = text(money.get("/financien?jaar=2024"))
    answer = money.post("/financien/inlezen?jaar=2024", given)
    assert answer.status_code == 302, answer.content.decode()
    assert text(money.get("/financien?jaar=2024")).count("<tr") == before.count("<tr")


def test_every_mistake_in_a_sheet_is_on_the_page(live, as_person):
    wrong = (data("stories") / "bijlagen" / "begroting-fout.csv").read_bytes()
    page = as_person(MONEY).post("/financien/inlezen", {"jaar": "2024", "inhoud": _file(wrong)})
    assert page.status_code == 400
    assert "Rij 3, kolom “onderdeel”" in page.content.decode()
    assert "Rij 5, kolom “begroot”" in page.content.decode()


def test_a_secretary_lays_down_a_training_with_three_answers(live, as_person):
    secretary = as_person(SECRETARY)
    form = text(secretary.get("/activiteiten/nieuw"))
    assert 'type="date"' in form and "2025-10-01" in form, "today stands there already"
    sent = {"soort": "training", "op": "2025-09-30", "gemeente": "GM0637", "aantal": "1"}
    answer = secretary.post("/activiteiten/nieuw", sent | {"spoor": "regulier"})
    assert answer.status_code == 302, answer.content.decode()
    assert "Zoetermeer" in text(secretary.get("/activiteiten?jaar=2025&soort=training"))
    later = secretary.post("/activiteiten/nieuw", sent | {"op": "2031-01-01", "spoor": "regulier"})
    assert later.status_code == 403 and "de dag moet nog komen" in later.content.decode()


def _file(content: bytes):
    return SimpleUploadedFile("blad", content)

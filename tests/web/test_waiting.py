"""What waits for somebody shows on the worklist and in a mail: numbers and days, never what or
about whom."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client

from openprisma.gate.perform import perform
from openprisma.partners.queries import Waiting
from openprisma.sharing.jobs import remind
from openprisma.stories.region import person_id
from tests.builders import POLICE, REPORTER, TAX, a_pass, as_worker, by_system, played, today_is
from tests.conftest import CLUSTER

BUREAU, ANALYST = "quirine-testcase", "rob-voorproef"
SECRETS = (
    "Testrup",
    "Is hier gecontroleerd",
    "toezicht",
    "Verhuurwagens",
    "casus",
    "geen personeel",
)


@pytest.fixture
def browse(live):
    """The worklist of somebody."""

    def worklist(name: str) -> str:
        client = Client(REMOTE_ADDR="127.0.0.1")
        client.post("/demo", {"persoon": str(person_id("den-haag", name))})
        return client.get("/").content.decode()

    return worklist


def row(page, address):
    """The row of the worklist with this button."""
    return next(li for li in page.split("<li")[1:] if address in li.split("</li>")[0])


def test_a_question_waits_on_the_worklist_until_it_is_answered(live, connect, browse):
    made = played("casus-gestart", connect("owner"))
    asked = perform(
        a_pass(REPORTER),
        "gegevens_vragen",
        file=made["casus"],
        betrokkene=made["bedrijf"],
        categorie="toezicht_en_handhaving",
        vraag="Is hier gecontroleerd?",
        antwoord_voor="2025-10-08",
    )
    button = f"/dossier/{made['casus']}/vraag-beantwoorden"
    for name in (POLICE, TAX):
        assert "nog 6 dagen" in row(browse(name), button)
        assert "Is hier gecontroleerd" not in browse(name)
    assert button not in browse(REPORTER) and button not in browse(BUREAU)
    assert "Antwoord op een vraag" in browse(REPORTER), "who asked waits for it"
    assert "Antwoord op een vraag" not in browse(BUREAU)
    perform(
        a_pass(POLICE),
        "vraag_beantwoorden",
        file=made["casus"],
        vraag=asked,
        antwoord="niets_bekend",
    )
    perform(a_pass(TAX), "vraag_beantwoorden", file=made["casus"], vraag=asked, antwoord="later")
    assert button not in browse(POLICE)
    assert button in browse(TAX), "later is no answer yet"
    today_is(CLUSTER, "2025-10-08")
    assert "1 dag te laat" in row(browse(TAX), button)


def test_a_reminder_is_two_numbers_and_nothing_else(live, connect, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    made = played("casus-gestart", connect("owner"))
    today_is(CLUSTER, "2025-11-03")
    perform(
        a_pass(REPORTER),
        "gegevens_vragen",
        file=made["casus"],
        betrokkene=made["bedrijf"],
        categorie="toezicht_en_handhaving",
        vraag="Is hier gecontroleerd?",
        antwoord_voor="2025-11-20",
    )
    mail.outbox = []
    with as_worker():
        remind()
    assert not [one for one in mail.outbox if "Op 1 vraag wacht nog uw antwoord.\n" in one.body], (
        "far before the day nobody is told"
    )
    today_is(CLUSTER, "2025-11-20")
    mail.outbox = []
    with as_worker():
        assert remind() == len(mail.outbox) > 0
    mine = [one for one in mail.outbox if one.to == ["sanne-spelbos@politie.example"]]
    assert len(mine) == 1 and "de dag voorbij" in mine[0].body
    assert not [word for one in mail.outbox for word in SECRETS if word.lower() in one.body.lower()]
    assert {one.subject for one in mail.outbox} == {"OpenPrisma"}


def test_feedback_on_a_result_is_asked_for_when_it_is_due_also_after_closing(
    live, connect, browse, monkeypatch
):
    # By then what other tests began is late as well, and stands before it.
    monkeypatch.setattr("openprisma.web.home.worklist.SHOWN", 10_000)
    made = played("na-sluiten", connect("owner"))
    address = f"/dossier/{made['casus']}/resultaat-terugkoppelen"
    assert address not in browse(BUREAU)
    today_is(CLUSTER, "2027-10-05")
    shown = browse(BUREAU)
    assert address in shown and "te laat" not in row(shown, address)
    assert "geen personeel" not in shown
    assert address not in browse(POLICE) and address not in browse(ANALYST)
    today_is(CLUSTER, "2027-10-30")
    assert "te laat" in row(browse(BUREAU), address)


def test_of_two_questions_of_which_one_is_late_a_reminder_does_not_call_both_late(live, connect):
    made = played("casus-gestart", connect("owner"))
    police = person_id("den-haag", POLICE)
    today_is(CLUSTER, "2026-01-19")
    before = by_system("vragen_tellen").by_person.get(police, Waiting(0, 0, "", ""))
    for day in ("2026-01-20", "2026-01-23"):
        perform(
            a_pass(REPORTER),
            "gegevens_vragen",
            file=made["casus"],
            betrokkene=made["bedrijf"],
            categorie="toezicht_en_handhaving",
            vraag="Is hier gecontroleerd?",
            antwoord_voor=day,
        )
    today_is(CLUSTER, "2026-01-20")
    after = by_system("vragen_tellen").by_person[police]
    assert (after.number - before.number, after.late - before.late) == (2, 1)

"""Who waits for another reminds them, once a day: both see it, the log knows it, and the mail about
it holds a number and nothing else."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.core import mail

from openprisma.files.jobs import send_reminders
from openprisma.gate.perform import perform
from openprisma.kernel.errors import BadInput, Refused
from openprisma.stories.region import person_id
from tests.builders import (
    CFG,
    POLICE,
    REPORTER,
    TAX,
    a_pass,
    as_worker,
    by_system,
    played,
    today_is,
)
from tests.conftest import CLUSTER

ASKED = "vraag"


@pytest.fixture
def asked(live, connect):
    """A case in which a question to two participants waits, and its file."""
    made = played("casus-gestart", connect("owner"))
    perform(
        a_pass(REPORTER),
        "gegevens_vragen",
        file=made["casus"],
        betrokkene=made["bedrijf"],
        categorie="toezicht_en_handhaving",
        vraag="Is hier gecontroleerd?",
        antwoord_voor="2025-10-20",
    )
    return made["casus"]


def row(page, address):
    """The row of the worklist with this address."""
    return next(one for one in re.split(r"<li|<tr", page) if address in one)


def test_who_waits_reminds_and_both_see_it(asked, as_person):
    mine, theirs = as_person(REPORTER), as_person(POLICE)
    there = f"/dossier/{asked}/herinneren"
    waiting = row(mine.get("/").content.decode(), there)
    assert "Antwoord op een vraag" in waiting and "herinnerd op" not in waiting
    form = mine.get(f"{there}?waarop={ASKED}&terug=/").content.decode()
    assert re.search(rf'value="{ASKED}"\s+selected', form), "what one waits for is chosen already"
    sent = mine.post(f"{there}?terug=/", {"beurt": ASKED, "keer": str(uuid4())}, follow=True)
    assert sent.redirect_chain and sent.status_code == 200
    after = mine.get("/").content.decode()
    told = row(after, f"{asked}").replace("\n", " ")
    assert there not in after or f"{there}?waarop={ASKED}" not in after, "once a day"
    assert re.search(r"herinnerd op\s+1 oktober", after), told
    button = f"/dossier/{asked}/vraag-beantwoorden"
    assert "een collega herinnerde u" in row(theirs.get("/").content.decode(), button)


def test_nobody_is_reminded_twice_on_a_day_nor_of_what_waits_for_nobody(asked):
    perform(a_pass(REPORTER), "herinneren", file=asked, beurt=ASKED)
    with pytest.raises(Refused) as again:
        perform(a_pass(REPORTER), "herinneren", file=asked, beurt=ASKED)
    assert [one.norm for one in again.value.reasons] == ["huisregels:6.4/eens"]
    with pytest.raises(Refused) as idle:
        perform(a_pass(REPORTER), "herinneren", file=asked, beurt="plan")
    assert "huisregels:6.4" in [one.norm for one in idle.value.reasons]
    with pytest.raises(Refused) as unasked:
        perform(a_pass("quirine-testcase"), "herinneren", file=asked, beurt=ASKED)
    assert "huisregels:6.4" in [one.norm for one in unasked.value.reasons], (
        "a question of another participant is nobody else's to know of"
    )
    with pytest.raises(BadInput):
        perform(a_pass(REPORTER), "herinneren", file=asked, beurt="geen_beurt")
    today_is(CLUSTER, "2025-10-02")
    perform(a_pass(REPORTER), "herinneren", file=asked, beurt=ASKED)


def test_a_mail_about_it_goes_to_whose_turn_it_is_and_holds_a_number(asked, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    perform(a_pass(TAX), "vraag_beantwoorden", file=asked, **answer(asked))
    perform(a_pass(REPORTER), "herinneren", file=asked, beurt=ASKED)
    mail.outbox = []
    with as_worker():
        assert send_reminders() == len(mail.outbox) > 0
    body = next(one.body for one in mail.outbox if "sanne-spelbos@politie.example" in one.to)
    assert re.match(r"Een collega herinnert u aan (een|\d+) (taak|taken) die op u wacht", body)
    for one in mail.outbox:
        for secret in ("gecontroleerd", "casus", str(asked), "Anneke", "vraag", "Testrup"):
            assert secret.lower() not in one.body.lower()


def test_only_whose_turn_it_is_is_counted_and_only_what_was_reminded_of(asked):
    police, tax = (person_id("den-haag", one) for one in (POLICE, TAX))
    now = datetime.now(UTC)
    assert by_system("taken_tellen", herinnerd=now).by_person == {}
    perform(a_pass(TAX), "vraag_beantwoorden", file=asked, **answer(asked))
    perform(a_pass(REPORTER), "herinneren", file=asked, beurt=ASKED)
    told = by_system("taken_tellen", herinnerd=now).by_person
    assert told[police].number == 1 and tax not in told, "who answered hears nothing"


def test_the_log_says_who_reminded(asked):
    perform(a_pass(REPORTER), "herinneren", file=asked, beurt=ASKED)
    log = perform(a_pass(CFG), "logboek_inzien", file=asked, doel="interne_controle")
    assert [one.actor for one in log.lines if one.act == "herinneren"] == ["Anneke van Zomaar"]


def answer(file):
    """The answer of one who knows nothing, to the only question."""
    page = perform(a_pass(TAX), "gegevens_inzien", file=file)
    return {"vraag": page.requests[0].id, "antwoord": "niets_bekend"}

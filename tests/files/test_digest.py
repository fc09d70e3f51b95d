"""A mail says that something waits, and nothing else."""

from __future__ import annotations

import secrets

import pytest
from django.core import mail

from openprisma.files.jobs import send_digest
from openprisma.gate.law import procedures
from openprisma.gate.perform import perform
from openprisma.kernel.errors import Refused
from openprisma.stories.region import person_id
from tests.builders import POLICE, a_pass

WORDS = ("Verhuurwagens", "Autoverhuur", "Testrup", "signaal", "knelpunt", "Sanne", "dossier")


def test_a_digest_is_a_number_and_nothing_else(world, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    assert send_digest() == len(mail.outbox) > 0
    to_police = [one for one in mail.outbox if one.to == ["sanne-spelbos@politie.example"]]
    assert len(to_police) == 1
    for one in mail.outbox:
        assert one.subject == "OpenPrisma" and one.body.startswith(("Er wacht 1 taak", "Er wachten "))
        assert len(one.to) == 1 and not [word for word in WORDS if word in one.body]


def test_only_a_background_task_can_count_what_waits_for_others(world):
    counted = perform(a_pass(None, "systeem"), "taken_tellen")
    assert counted[person_id("den-haag", POLICE)] > 0
    for somebody in (a_pass(POLICE), secrets.token_bytes(32)):
        with pytest.raises(Refused):
            perform(somebody, "taken_tellen")


def test_nothing_is_counted_without_a_line_for_it(world, connect):
    raw = connect()
    asked = [[p.id for p in procedures().values()], ["*"] * len(procedures()), ["behandelaar"] * len(procedures())]
    raw.execute("select set_config('fence.pass', %s, false)", [a_pass(None, "systeem").hex()])
    assert raw.execute("select * from fence.waiting(%s, %s, %s)", asked).fetchall() == []

"""A mail says that something waits, and nothing else."""

from __future__ import annotations

import secrets

from django.core import mail

from openprisma.files.jobs import send_digest
from openprisma.files.queries import people_waiting
from openprisma.gate.law import procedures
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
    offers = [(p.id, o.stage or "*", role) for p in procedures().values() for o in p.offers for role in o.entry.by]
    counted = people_waiting(a_pass(None, "systeem"), offers)
    assert counted[person_id("den-haag", POLICE)] > 0
    assert people_waiting(a_pass(POLICE), offers) == {}
    try:
        people_waiting(secrets.token_bytes(32), offers)
    except Refused as refusal:
        assert refusal.hidden
    else:
        raise AssertionError("an unknown pass counts nothing")

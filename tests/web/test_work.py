"""The page of work that the system does by itself."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.core import mail

from openprisma.files.jobs import send_digest
from openprisma.files.work import Work
from tests.builders import ADMINISTRATOR, POLICE, as_worker


@pytest.fixture
def halfway(world, connect, settings):
    """A digest that was sent, and a run of which a worker did one of two steps before it died."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    root = connect("postgres")
    root.execute("delete from files_work")
    with as_worker():
        assert send_digest() == len(mail.outbox) > 0
        for one, _ in Work("mail_vragen", "proef 1", dict.fromkeys((UUID(int=1), UUID(int=2)))):
            if one == UUID(int=2):
                break
    yield
    root.execute("delete from files_work")


def test_who_keeps_the_system_sees_how_far_work_is_and_stops_it(halfway, as_person):
    browser = as_person(ADMINISTRATOR)
    page = browser.get("/werk").content.decode()
    assert "mail over taken die wachten" in page and "klaar" in page
    assert page.count("/afbreken") == 1 and "1 van 2" in page
    (stop,) = [part for part in page.split(chr(34)) if part.endswith("/afbreken")]
    assert browser.post(stop).status_code == 302
    page = browser.get("/werk").content.decode()
    assert "/afbreken" not in page and "afgebroken" in page
    assert browser.post(stop).status_code == 400


def test_others_see_no_work(halfway, as_person):
    assert "Er is geen werk" in as_person(POLICE).get("/werk").content.decode()

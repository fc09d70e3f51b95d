"""Browsers of people, for every test of the web door."""

from __future__ import annotations

import pytest
from django.test import Client

from openprisma.stories.region import person_id


@pytest.fixture
def as_person(live):
    """A browser in which somebody is signed in through the person switcher."""

    def sign_in(name: str) -> Client:
        client = Client(REMOTE_ADDR="127.0.0.1")
        assert (
            client.post("/demo", {"persoon": str(person_id("den-haag", name))}).status_code == 302
        )
        return client

    return sign_in

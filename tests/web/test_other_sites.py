"""What another site can do with the browser of somebody who is logged in here: nothing."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.builders import REPORTER


def test_leaving_needs_a_button_and_not_only_an_address(live, as_person):
    client = as_person(REPORTER)
    assert client.get("/uitloggen").status_code == 405
    assert client.get("/signalen").status_code == 200
    page = client.get("/signalen").content.decode()
    assert re.search(r'<form method="post" action="/uitloggen">', page)
    careful = Client(REMOTE_ADDR="127.0.0.1", enforce_csrf_checks=True)
    careful.cookies = client.cookies
    assert (
        careful.post(
            "/uitloggen", headers={"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}
        ).status_code
        == 302
    )
    assert client.get("/signalen").status_code == 302


@pytest.mark.parametrize(
    "told",
    [
        {"Sec-Fetch-Site": "cross-site", "Origin": "https://elders.example"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://naast.testserver"},
        {"Origin": "null"},
        {"Origin": "http://["},
        {"Sec-Fetch-Site": "x"},
    ],
    ids=str,
)
@pytest.mark.parametrize("verb", ["post", "get", "head", "put"])
def test_no_other_site_logs_somebody_out(live, as_person, told, verb):
    client = as_person(REPORTER)
    response = getattr(client, verb)("/uitloggen", headers=told)
    assert response.status_code == (403 if verb == "post" else 405)
    assert not response.cookies and client.get("/signalen").status_code == 200


@pytest.mark.parametrize(
    "origin", ["http://[", "null", "https://elders.example", "https://testserver", "\xe9://"]
)
def test_a_form_from_a_strange_place_is_refused_with_a_sentence(live, origin):
    careful = Client(
        REMOTE_ADDR="127.0.0.1", enforce_csrf_checks=True, raise_request_exception=False
    )
    response = careful.post("/inloggen", {"adres": "a@b.example"}, headers={"Origin": origin})
    assert response.status_code == 403 and "Dit formulier is verlopen" in response.content.decode()


def test_the_cookies_of_a_session_go_to_no_other_site(settings):
    assert (
        settings.SESSION_COOKIE_SAMESITE == settings.CSRF_COOKIE_SAMESITE == "Strict"
        and settings.SESSION_COOKIE_HTTPONLY
    )

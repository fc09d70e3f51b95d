"""The door: who gets in, what is left of who does not, and what ends it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest
from django.test import Client
from django_otp.oath import TOTP

from openprisma.gate.perform import perform
from openprisma.kernel.errors import BadInput
from openprisma.stories.region import DEMO_PASSWORD, demo_key, person_id, read_region
from tests import door
from tests.builders import ADMINISTRATOR, POLICE, a_pass
from tests.conftest import BIN, CLUSTER

TYPED = "kanarie-getypt-wachtwoord"


@pytest.fixture(autouse=True)
def unbraked(live, connect):
    """Every test begins without brakes, and with factors whose codes are not used up."""
    door.as_made(connect("postgres"))
    yield
    door.as_made(connect("postgres"))


def code_of(name: str, ahead: int = 0) -> str:
    """The code of a demo person's app, now or some steps of thirty seconds later."""
    return f"{TOTP(bytes.fromhex(demo_key(person_id('den-haag', name))), drift=ahead).token():06d}"


def login(client: Client, address: str, password: str, code: str = "000000"):
    return client.post(
        "/inloggen", {"adres": address, "wachtwoord": password, "code": code, "verder": "/signalen"}
    )


def everything() -> str:
    dump = [str(BIN / "pg_dump"), "-a", "-h", str(CLUSTER.socket), "-U", "postgres", "tests"]
    return subprocess.run(dump, check=True, capture_output=True, text=True).stdout


def test_what_is_typed_at_the_door_stands_nowhere_in_the_database(live):
    for address in (
        "menno-schets@inspectie-sociaal.example",
        f"{TYPED}-als-naam",
        f"{TYPED}@nergens.example",
    ):
        login(Client(REMOTE_ADDR="198.51.100.7", HTTP_USER_AGENT=TYPED), address, TYPED, "918273")
    told = everything()
    assert "COPY public.partners_account" in told
    # Random bytes and the microseconds of a moment may hold six digits.
    assert TYPED not in told and not re.search(r"(?<![0-9a-f.])918273(?![0-9a-f])", told)


def test_a_failed_login_leaves_a_line_that_grants_nothing(live, connect):
    query = "select count(*) from fence.line where act = 'aanmelden' and not granted"
    before = connect("auditor").execute(query).fetchone()[0]
    login(Client(REMOTE_ADDR="198.51.100.8"), "fenna-denkbeeldig@douane.example", "fout")
    assert connect("auditor").execute(query).fetchone()[0] == before + 1


def test_a_replaced_factor_ends_what_the_person_had_open_everywhere(live, as_person):
    here, there = as_person(POLICE), as_person(POLICE)
    assert (here.get("/").status_code, there.get("/").status_code) == (200, 200)
    perform(
        a_pass(ADMINISTRATOR), "tweede_factor_vervangen", medewerker=person_id("den-haag", POLICE)
    )
    assert (here.get("/").status_code, there.get("/").status_code) == (302, 302)


def test_a_changed_password_ends_what_the_person_had_open_everywhere(live, as_person):
    here, there = as_person("cor-fictieman"), as_person("cor-fictieman")
    new = "vlonder kikker pannenkoek"
    sent = here.post("/wachtwoord", {"huidig": DEMO_PASSWORD, "nieuw": new})
    assert sent.status_code == 302
    assert (here.get("/").status_code, there.get("/").status_code) == (302, 302)
    perform(a_pass("cor-fictieman"), "wachtwoord_wijzigen", huidig=new, nieuw=DEMO_PASSWORD)


@pytest.mark.parametrize(
    "easy",
    [
        "aaaaaaaaaaaa",
        "wachtwoordwachtwoord",
        "Welkom2026Welkom",
        "cor-fictieman",
        "qwertyuiopas",
        "123456789012",
    ],
)
def test_a_password_that_is_easily_guessed_is_refused(live, easy):
    with pytest.raises(BadInput) as told:
        perform(a_pass("cor-fictieman"), "wachtwoord_wijzigen", huidig=DEMO_PASSWORD, nieuw=easy)
    assert list(told.value.fields) == ["nieuw"] and easy not in str(told.value.fields)


def test_guessing_the_current_password_is_braked(live):
    by, told = a_pass("dora-verzonnen"), []
    for guess in range(8):
        with pytest.raises(BadInput) as error:
            perform(
                by, "wachtwoord_wijzigen", huidig=f"gok {guess}", nieuw="vlonder kikker pannenkoek"
            )
        told.append(error.value.what)
    assert "Het huidige wachtwoord klopt niet." in told[0]
    assert "te vaak" in told[-1]


def test_spraying_over_accounts_from_one_place_is_braked(live):
    attacker = "203.0.113.66"
    names = [p.id for p in read_region("den-haag").people][:40]
    answers = [
        login(Client(REMOTE_ADDR=attacker), f"{name}@politie.example", "Zomer2026!").status_code
        for name in names
    ]
    assert answers[0] == 403 and answers[-1] == 429


def test_pages_that_tell_a_mistake_are_never_kept(live, as_person):
    client = as_person(POLICE)
    strange = Client(enforce_csrf_checks=True, REMOTE_ADDR="127.0.0.1")
    answers = [
        client.get("/bestaat-niet"),
        client.get("/knelpunten/00000000-0000-0000-0000-000000000000"),
        Client().get("/inloggen"),
        login(Client(REMOTE_ADDR="198.51.100.9"), "x", "y"),
        strange.post("/demo", {}),
        Client().get("/"),
        Client(raise_request_exception=False, HTTP_HOST="elders.example").get("/inloggen"),
    ]
    assert [
        (a.status_code, a.get("Cache-Control"))
        for a in answers
        if a.get("Cache-Control") != "no-store"
    ] == []
    assert {a.status_code for a in answers} == {200, 302, 400, 403, 404}


TOLD = """
import json, django
django.setup()
from django.test import Client
from django.conf import settings
answer = Client().get("/inloggen")
cookies = {name: bool(one["secure"]) for name, one in answer.cookies.items()}
told = [answer.get("Strict-Transport-Security"), cookies, settings.SESSION_COOKIE_SECURE]
print(json.dumps(told))
"""


@pytest.mark.parametrize(
    ("plain", "told"),
    [
        ("", ["max-age=31536000", {"csrftoken": True}, True]),
        ("1", [None, {"csrftoken": False}, False]),
    ],
)
def test_outside_a_demo_everything_goes_over_tls_unless_somebody_says_otherwise(live, plain, told):
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "openprisma.project.settings",
        "DATABASE_URL": CLUSTER.url("tests"),
        "OPENPRISMA_ROLE": "app",
        "OPENPRISMA_PLAIN_HTTP": plain,
    }
    done = subprocess.run(
        [sys.executable, "-c", TOLD], env=environment, capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == told


def test_the_cookie_of_a_known_browser_is_sent_to_the_door_alone_and_never_in_the_clear(live):
    client = Client(REMOTE_ADDR="198.51.100.30")
    assert (
        login(
            client, "yvonne-demonstra@politie.example", DEMO_PASSWORD, code_of("yvonne-demonstra")
        ).status_code
        == 302
    )
    cookie = client.cookies["toestel"]
    assert (cookie["path"], cookie["secure"], cookie["httponly"], cookie["samesite"]) == (
        "/inloggen",
        True,
        True,
        "Strict",
    )
    assert client.cookies["sessionid"]["secure"] is True


def test_login_wants_password_and_code_and_never_says_which_was_wrong(live):
    name = "fenna-denkbeeldig@gm0513.example"
    answers = [
        login(Client(), name, "fout", code_of("fenna-denkbeeldig")),
        login(Client(), name, DEMO_PASSWORD, "000000"),
        login(Client(), "niemand@nergens.example", DEMO_PASSWORD, "000000"),
    ]
    assert {a.status_code for a in answers} == {403}
    pages = {re.sub(rb'value="[^"]*"', b"", a.content) for a in answers}
    assert len(pages) == 1
    good = login(Client(), name, DEMO_PASSWORD, code_of("fenna-denkbeeldig"))
    assert (good.status_code, good["Location"]) == (302, "/signalen")


def test_who_failed_too_often_is_told_how_long_to_wait_and_what_else_there_is(live):
    for _ in range(5):
        login(Client(REMOTE_ADDR="198.51.100.40"), "geert-namaakstra@gm1931.example", "fout")
    told = login(
        Client(REMOTE_ADDR="198.51.100.40"),
        "geert-namaakstra@gm1931.example",
        DEMO_PASSWORD,
        code_of("geert-namaakstra"),
    )
    assert told.status_code == 429 and "Wacht 1 minuut." in told.content.decode()


def test_after_a_new_password_one_is_told_to_log_in_again(live, as_person):
    client = as_person("hetty-spelmodel")
    sent = client.post(
        "/wachtwoord", {"huidig": DEMO_PASSWORD, "nieuw": "vlonder kikker pannenkoek"}, follow=True
    )
    page = sent.content.decode()
    assert "Uw wachtwoord is gewijzigd" in page and "Uitloggen" not in page
    perform(
        a_pass("hetty-spelmodel"),
        "wachtwoord_wijzigen",
        huidig="vlonder kikker pannenkoek",
        nieuw=DEMO_PASSWORD,
    )


def test_a_wrong_current_password_is_told_at_its_field_and_a_wait_as_well(live, as_person):
    client, pages = as_person("nelleke-doorslag"), []
    for _ in range(6):
        pages.append(
            client.post(
                "/wachtwoord", {"huidig": "fout", "nieuw": "vlonder kikker pannenkoek"}
            ).content.decode()
        )
    assert "Vul uw huidige wachtwoord in." in pages[0]
    assert (
        "U vulde te vaak een verkeerd wachtwoord in. Probeer het over 1 minuut opnieuw."
        in pages[-1]
    )

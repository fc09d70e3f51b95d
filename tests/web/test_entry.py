"""The door: who gets in, what is left of who does not, and what ends it."""

from __future__ import annotations

import re
import subprocess

import pytest
from django.test import Client
from django_otp.oath import TOTP

from openprisma.gate.perform import perform
from openprisma.kernel.errors import BadInput
from openprisma.stories.region import DEMO_PASSWORD, demo_key, person_id
from tests.builders import ADMINISTRATOR, POLICE, a_pass
from tests.conftest import BIN, CLUSTER

TYPED = "kanarie-getypt-wachtwoord"


def code_of(name: str, ahead: int = 0) -> str:
    """The code of a demo person's app, now or some steps of thirty seconds later."""
    return f"{TOTP(bytes.fromhex(demo_key(person_id('den-haag', name))), drift=ahead).token():06d}"


def login(client: Client, address: str, password: str, code: str = "000000"):
    return client.post("/inloggen", {"adres": address, "wachtwoord": password, "code": code, "verder": "/signalen"})


def everything() -> str:
    dump = [str(BIN / "pg_dump"), "-a", "-h", str(CLUSTER.socket), "-U", "postgres", "tests"]
    return subprocess.run(dump, check=True, capture_output=True, text=True).stdout


def test_what_is_typed_at_the_door_stands_nowhere_in_the_database(live):
    for address in ("menno-schets@inspectie-sociaal.example", f"{TYPED}-als-naam", f"{TYPED}@nergens.example"):
        login(Client(REMOTE_ADDR="198.51.100.7", HTTP_USER_AGENT=TYPED), address, TYPED, "918273")
    told = everything()
    assert "COPY public.partners_account" in told
    assert TYPED not in told and "918273" not in told


def test_a_failed_login_leaves_a_line_that_grants_nothing(live, connect):
    query = "select count(*) from fence.line where act = 'aanmelden' and not granted"
    before = connect("auditor").execute(query).fetchone()[0]
    login(Client(REMOTE_ADDR="198.51.100.8"), "fenna-denkbeeldig@douane.example", "fout")
    assert connect("auditor").execute(query).fetchone()[0] == before + 1


def test_a_replaced_factor_ends_what_the_person_had_open_everywhere(live, as_person):
    here, there = as_person(POLICE), as_person(POLICE)
    assert (here.get("/").status_code, there.get("/").status_code) == (200, 200)
    perform(a_pass(ADMINISTRATOR), "tweede_factor_vervangen", medewerker=person_id("den-haag", POLICE))
    assert (here.get("/").status_code, there.get("/").status_code) == (302, 302)


def test_a_changed_password_ends_what_the_person_had_open_everywhere(live, as_person):
    here, there = as_person("cor-fictieman"), as_person("cor-fictieman")
    new = "vlonder kikker pannenkoek"
    sent = here.post("/wachtwoord", {"huidig": DEMO_PASSWORD, "nieuw": new})
    assert sent.status_code == 302
    assert (here.get("/").status_code, there.get("/").status_code) == (302, 302)
    perform(a_pass("cor-fictieman"), "wachtwoord_wijzigen", huidig=new, nieuw=DEMO_PASSWORD)


@pytest.mark.parametrize(
    "easy", ["aaaaaaaaaaaa", "wachtwoordwachtwoord", "Welkom2026Welkom", "cor-fictieman", "qwertyuiopas", "123456789012"]
)
def test_a_password_that_is_easily_guessed_is_refused(live, easy):
    with pytest.raises(BadInput) as told:
        perform(a_pass("cor-fictieman"), "wachtwoord_wijzigen", huidig=DEMO_PASSWORD, nieuw=easy)
    assert list(told.value.fields) == ["nieuw"] and easy not in str(told.value.fields)


def test_guessing_the_current_password_is_braked(live):
    by, told = a_pass("dora-verzonnen"), []
    for guess in range(8):
        with pytest.raises(BadInput) as error:
            perform(by, "wachtwoord_wijzigen", huidig=f"gok {guess}", nieuw="vlonder kikker pannenkoek")
        told.append(error.value.what)
    assert "Het huidige wachtwoord klopt niet." in told[0]
    assert "te vaak" in told[-1]


def test_spraying_over_accounts_from_one_place_is_braked(live):
    attacker = "203.0.113.66"
    names = [p.id for p in __import__("openprisma.stories.region", fromlist=["read_region"]).read_region("den-haag").people][:40]
    answers = [login(Client(REMOTE_ADDR=attacker), f"{name}@politie.example", "Zomer2026!").status_code for name in names]
    assert answers[0] == 403 and answers[-1] == 429


def test_pages_that_tell_a_mistake_are_never_kept(live, as_person):
    client = as_person(POLICE)
    strange = Client(enforce_csrf_checks=True, REMOTE_ADDR="127.0.0.1")
    answers = [
        client.get("/bestaat-niet"), client.get("/knelpunten/00000000-0000-0000-0000-000000000000"), Client().get("/inloggen"),
        login(Client(REMOTE_ADDR="198.51.100.9"), "x", "y"), strange.post("/demo", {}), Client().get("/"),
        Client(raise_request_exception=False, HTTP_HOST="elders.example").get("/inloggen"),
    ]  # fmt: skip
    assert [(a.status_code, a.get("Cache-Control")) for a in answers if a.get("Cache-Control") != "no-store"] == []
    assert {a.status_code for a in answers} == {200, 302, 400, 403, 404}


_ = re

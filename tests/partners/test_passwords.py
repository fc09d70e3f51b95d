"""A new password: only by proving the current one, and what was open with the old one ends."""

from __future__ import annotations

import secrets
import threading

import psycopg
import pytest

from openprisma.gate.perform import perform
from openprisma.kernel.errors import BadInput
from openprisma.partners.passwords import kept, proof
from openprisma.stories.region import DEMO_PASSWORD
from tests.builders import REPORTER, a_pass, forget
from tests.partners.attempts import ENTER, KNOCK, PEOPLE, PROVE, code_of, try_in

NEW = "vlonder kikker pannenkoek"


@pytest.fixture(autouse=True)
def unbraked(root):
    """Every test begins without brakes."""
    return root


def test_in_raw_sql_nobody_changes_a_password_without_proving_the_current_one(
    connect, under, unbraked
):
    raw, before = (
        connect(),
        unbraked.execute("select id, password from partners_account order by id").fetchall(),
    )
    change = "select fence.change_password(%s)"
    assert raw.execute(change, [kept(NEW)]).fetchone() == (False,)
    for act in ("wachtwoord_wijzigen", "mail_instellen"):
        with raw.transaction(force_rollback=True):
            line = under(raw, a_pass(REPORTER), act)
            assert raw.execute(change, [kept(NEW)]).fetchone() == (False,)
            if act == "wachtwoord_wijzigen":
                assert connect().execute(PROVE, [line, b"x"]).fetchone() == (0,)
            else:
                with pytest.raises(
                    psycopg.errors.InsufficientPrivilege, match="vraagt geen wachtwoord"
                ):
                    connect().execute(PROVE, [line, b"x"])
            assert raw.execute(change, [kept(NEW)]).fetchone() == (False,)
    assert (
        unbraked.execute("select id, password from partners_account order by id").fetchall()
        == before
    )


def test_a_proof_serves_its_own_line_once_and_takes_only_a_sealed_password(connect, under):
    raw, other = connect(), connect()
    by = a_pass("dora-verzonnen")
    with raw.transaction(force_rollback=True), other.transaction(force_rollback=True):
        line = under(raw, by, "wachtwoord_wijzigen")
        under(other, by, "wachtwoord_wijzigen")
        recipe = raw.execute("select fence.own_recipe()").fetchone()[0]
        assert connect().execute(PROVE, [line, proof(DEMO_PASSWORD, recipe)]).fetchone() == (0,)
        assert other.execute("select fence.change_password(%s)", [kept(NEW)]).fetchone() == (False,)
        assert raw.execute("select fence.change_password('sealed$plat')").fetchone() == (False,)
        assert raw.execute("select fence.change_password(%s)", [kept(NEW)]).fetchone() == (True,)
        assert raw.execute("select fence.change_password(%s)", [kept(NEW)]).fetchone() == (False,)


def test_a_rollback_does_not_give_back_guesses_of_the_current_password(connect, under):
    by, wrong = a_pass("gert-machtiging"), []
    for _ in range(8):
        raw = connect()
        with raw.transaction(force_rollback=True):
            line = under(raw, by, "wachtwoord_wijzigen")
            wrong.append(connect().execute(PROVE, [line, b"x"]).fetchone()[0])
    assert wrong[:5] == [0] * 5 and min(wrong[5:]) > 0


def test_who_signs_in_while_the_password_changes_is_not_left_inside(connect, under, unbraked):
    """The change holds the account; an attempt with the old password waits for it, and then does
    not fit any more."""
    raw, late, name = connect(), [], "els-tekenbevoegd"
    with raw.transaction():
        line = under(raw, a_pass(name), "wachtwoord_wijzigen")
        recipe = raw.execute("select fence.own_recipe()").fetchone()[0]
        connect().execute(PROVE, [line, proof(DEMO_PASSWORD, recipe)])
        assert raw.execute("select fence.change_password(%s)", [kept(NEW)]).fetchone() == (True,)
        other, ticket, held = connect(), secrets.token_bytes(32), secrets.token_bytes(32)
        asked = [ticket, PEOPLE[name], proof(DEMO_PASSWORD, recipe), code_of(name), "192.0.2.50"]
        assert other.execute(KNOCK, asked).fetchone() == (0,), (
            "who knocks waits for nobody's password"
        )
        thread = threading.Thread(
            target=lambda: late.append(other.execute(ENTER, [ticket, held]).fetchone()[0])
        )
        thread.start()
        thread.join(0.5)
        assert thread.is_alive()
        raw.execute("select fence.close(%s, null, 'done', '{}', '{}')", [line])
    thread.join()
    assert late == [False]
    forget(connect("postgres"), line)
    assert unbraked.execute(
        "select count(*) from fence.pass where digest = sha256(%s)", [held]
    ).fetchone() == (0,)
    perform(a_pass(name), "wachtwoord_wijzigen", huidig=NEW, nieuw=DEMO_PASSWORD)


def test_a_new_password_ends_passes_and_trusted_devices_and_the_old_one_is_of_no_use(
    unbraked, connect
):
    name = "lonneke-papierman"
    assert try_in(name, DEMO_PASSWORD, code_of(name), remembered="laptop").let_in
    before = [a_pass(name) for _ in range(3)]
    perform(before[0], "wachtwoord_wijzigen", huidig=DEMO_PASSWORD, nieuw=NEW)
    alive = [connect().execute("select fence.keep_pass(%s)", [one]).fetchone()[0] for one in before]
    assert alive == [False] * 3
    assert unbraked.execute("select count(*) from partners_knowndevice").fetchone() == (0,)
    unbraked.execute("update otp_totp_totpdevice set last_t = -1")
    assert not try_in(name, DEMO_PASSWORD, code_of(name)).let_in
    assert try_in(name, NEW, code_of(name)).let_in
    perform(a_pass(name), "wachtwoord_wijzigen", huidig=NEW, nieuw=DEMO_PASSWORD)


def test_a_password_with_signs_that_one_cannot_see_is_refused():
    with pytest.raises(BadInput) as told:
        perform(
            a_pass(REPORTER),
            "wachtwoord_wijzigen",
            huidig=DEMO_PASSWORD,
            nieuw="vlonder\tkikker pannenkoek",
        )
    assert list(told.value.fields) == ["nieuw"]

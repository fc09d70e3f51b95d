"""The functions that let somebody in, as an attacker in the web process would call them, and as
people meet them."""

from __future__ import annotations

import secrets
import threading
from uuid import UUID

import pytest

from openprisma.partners.entry import Typed, sign_in
from openprisma.partners.passwords import proof
from openprisma.stories.region import DEMO_PASSWORD, person_id
from tests.builders import ADMINISTRATOR, POLICE, a_pass
from tests.partners.attempts import ENTER, KNOCK, PEOPLE, code_of, try_in


@pytest.fixture(autouse=True)
def unbraked(root):
    """Every test begins without brakes."""
    return root


def test_a_pass_is_handed_out_only_for_both(connect):
    for password, code in ((DEMO_PASSWORD, "000000"), ("fout", code_of("ivo-modelveld"))):
        assert not try_in("ivo-modelveld", password, code).let_in
    assert try_in("ivo-modelveld", DEMO_PASSWORD, code_of("ivo-modelveld")).let_in


def test_a_code_counts_once():
    code = code_of("ivo-modelveld")
    assert try_in("ivo-modelveld", DEMO_PASSWORD, code).let_in
    assert not try_in("ivo-modelveld", DEMO_PASSWORD, code).let_in


def test_whoever_owns_the_web_process_gets_no_hash_of_a_password_and_learns_no_address(
    connect, unbraked
):
    raw = connect()
    known, unknown, again = (
        raw.execute("select fence.recipe(%s)", [address]).fetchone()[0]
        for address in (PEOPLE[POLICE], "niemand@nergens.example", "Niemand@nergens.example ")
    )
    stored = unbraked.execute(
        "select password from partners_account where email = %s", [PEOPLE[POLICE]]
    ).fetchone()[0]
    assert (
        stored.startswith(f"sealed${known}$")
        and stored.removeprefix(f"sealed${known}$") not in known
    )
    assert unknown == again and [len(part) for part in known.split("$")] == [
        len(part) for part in unknown.split("$")
    ]
    assert proof(DEMO_PASSWORD, unknown) != proof(DEMO_PASSWORD, known)


def test_the_hash_that_is_kept_does_not_let_anybody_in(connect, unbraked):
    stored = unbraked.execute(
        "select password from partners_account where email = %s", [PEOPLE[POLICE]]
    ).fetchone()[0]
    for stolen in (stored.encode(), stored.rsplit("$", 1)[1].encode(), b"", None):
        ticket, own = secrets.token_bytes(32), connect()
        assert own.execute(
            KNOCK, [ticket, PEOPLE[POLICE], stolen, code_of(POLICE), "x"]
        ).fetchone() == (0,)
        assert own.execute(ENTER, [ticket, secrets.token_bytes(32)]).fetchone() == (False,)


def test_strangers_from_one_place_wait_and_the_owner_elsewhere_or_on_a_known_device_does_not():
    assert try_in(
        "hetty-spelmodel",
        DEMO_PASSWORD,
        code_of("hetty-spelmodel"),
        source="192.0.2.1",
        remembered="mijn",
    ).let_in
    answers = [try_in("hetty-spelmodel", source="203.0.113.1") for _ in range(8)]
    assert answers[0].wait == 0 and answers[-1].wait > 0
    assert try_in("hetty-spelmodel", source="203.0.113.2").wait == 0
    assert try_in("hetty-spelmodel", source="203.0.113.1", device="mijn").wait == 0
    assert try_in("hetty-spelmodel", source="203.0.113.1", device="verzonnen").wait > 0


def test_spraying_brakes_the_place_and_nobody_else():
    assert try_in(
        "ivo-modelveld", DEMO_PASSWORD, code_of("ivo-modelveld"), remembered="van ivo"
    ).let_in
    names = [name for name in PEOPLE if name != "ivo-modelveld"][:30]
    waits = [try_in(name, source="203.0.113.9").wait for name in names]
    assert waits[:15] == [0] * 15 and waits[-1] > 0
    assert try_in("ivo-modelveld", source="203.0.113.9").wait > 0, (
        "a new browser in the same place waits"
    )
    assert try_in("ivo-modelveld", source="203.0.113.9", device="van ivo").wait == 0
    assert try_in("ivo-modelveld", source="192.0.2.44").wait == 0


def test_an_own_account_does_not_take_the_brake_off_for_the_next_guess():
    for name in list(PEOPLE)[:25]:
        try_in(name, source="203.0.113.10")
    try_in("nelleke-doorslag", DEMO_PASSWORD, code_of("nelleke-doorslag"), source="203.0.113.10")
    assert try_in("dirk-probeersel", source="203.0.113.10").wait > 0


def test_an_address_that_is_not_known_brakes_like_one_that_is():
    def tries(address: str, source: str) -> list[bool]:
        typed = Typed(address, "fout", "000000")
        return [
            bool(sign_in(b"n" * 32, typed, source=source, device="", remembered="y").wait)
            for _ in range(7)
        ]

    assert tries("niemand@nergens.example", "203.0.113.11") == tries(PEOPLE[POLICE], "203.0.113.12")


def test_when_very_many_fail_everywhere_a_stranger_gets_one_try_and_a_known_device_five(unbraked):
    assert try_in(
        "ivo-modelveld", DEMO_PASSWORD, code_of("ivo-modelveld"), remembered="van ivo"
    ).let_in
    unbraked.execute("update partners_brake set failures = 100 where key = 'house'")
    assert [try_in("hetty-spelmodel", source="203.0.113.80").wait > 0 for _ in range(2)] == [
        False,
        True,
    ]
    assert not any(
        try_in("ivo-modelveld", source="203.0.113.81", device="van ivo").wait for _ in range(5)
    )


def test_failures_drain_and_what_is_a_day_old_is_gone(unbraked):
    for _ in range(6):
        try_in("hetty-spelmodel", source="203.0.113.82")
    assert try_in("hetty-spelmodel", source="203.0.113.82").wait > 0
    unbraked.execute(
        "update partners_brake set at = at - interval '6 hours', until = until - interval '6 hours'"
    )
    assert [try_in("hetty-spelmodel", source="203.0.113.82").wait > 0 for _ in range(5)] == [
        False
    ] * 5
    unbraked.execute(
        "update partners_brake set at = at - interval '2 days', until = until - interval '2 days'"
    )
    try_in("ivo-modelveld", source="203.0.113.83")
    assert unbraked.execute(
        "select count(*) from partners_brake where at < now() - interval '1 day'"
    ).fetchone() == (0,)


def test_all_of_a_network_of_ipv6_is_one_place_and_an_address_of_ipv4_is_one():
    for number in range(6):
        last = try_in("hetty-spelmodel", source=f"2001:db8:1:2::{number:x}")
    assert last.wait > 0 and try_in("hetty-spelmodel", source="2001:db8:1:3::1").wait == 0


def test_what_is_kept_of_attempts_names_no_address_and_no_place(unbraked):
    sign_in(
        b"n" * 32,
        Typed("kanarie@nergens.example", "x", "1"),
        source="203.0.113.84",
        device="",
        remembered="y",
    )
    told = str(unbraked.execute("select * from partners_brake").fetchall())
    assert "pair " in told and "kanarie" not in told and "203.0.113" not in told


def test_who_has_the_password_cannot_try_codes_from_many_places_and_is_not_told_so(unbraked):
    answers = [
        try_in("ed-proefveld", DEMO_PASSWORD, f"{n:06d}", source=f"203.0.113.{n}")
        for n in range(20, 30)
    ]
    assert {(a.let_in, a.wait) for a in answers} == {(False, 0)}
    assert not try_in(
        "ed-proefveld", DEMO_PASSWORD, code_of("ed-proefveld"), source="203.0.113.200"
    ).let_in
    assert unbraked.execute(
        "select count(*) from partners_attempt where verdict = 3"
    ).fetchone() == (11,)


def test_attempts_at_the_same_moment_are_counted_one_by_one_also_where_no_account_holds_them_up(
    connect,
):
    waits, connections = [], [connect() for _ in range(12)]
    begin = threading.Barrier(12)

    def one(own):
        begin.wait()
        asked = [secrets.token_bytes(32), "niemand@nergens.example", b"x", "000000", "203.0.113.77"]
        waits.append(own.execute(KNOCK, asked).fetchone()[0])

    threads = [threading.Thread(target=one, args=[own]) for own in connections]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert waits.count(0) == 5 and len([wait for wait in waits if wait > 0]) == 7


def test_what_fails_leaves_a_line_that_names_whose_account_and_nothing_typed(connect):
    auditor = connect("auditor")
    query = """select person, actor, purpose, question, granted from fence.line
      where act = 'aanmelden' order by at desc limit 1"""
    try_in("ivo-modelveld", "kanarie-wachtwoord")
    assert auditor.execute(query).fetchone() == (
        None,
        "onbekend",
        "niet gelukt: wachtwoord",
        str(person_id("den-haag", "ivo-modelveld")),
        False,
    )
    sign_in(
        b"n" * 32, Typed("kanarie@nergens", "x", "1"), source="192.0.2.3", device="", remembered="y"
    )
    assert auditor.execute(query).fetchone() == (
        None,
        "onbekend",
        "niet gelukt: inlogadres",
        str(UUID(int=0)),
        False,
    )
    try_in("ivo-modelveld", DEMO_PASSWORD, "000000")
    assert auditor.execute(query).fetchone()[2] == "niet gelukt: cijfercode"


@pytest.mark.parametrize(
    "typed",
    [
        Typed("a" * 300, "x", ""),
        Typed("a\0b", "x", ""),
        Typed("x", "y\0", ""),
        Typed("x", "y" * 5000, ""),
        Typed("x", "y", "\u0661\u0662\u0663\u0664\u0665\u0666"),
        Typed("", "", ""),
    ],
)
def test_what_cannot_be_an_address_or_a_password_is_wrong_and_no_more(typed):
    answer = sign_in(b"n" * 32, typed, source="geen adres van internet", device="", remembered="y")
    assert not answer.let_in


def test_in_raw_sql_a_factor_is_replaced_only_under_its_act_and_while_access_is_unconfirmed(
    connect, under, unbraked
):
    raw, target = connect(), person_id("den-haag", POLICE)
    replace = "select fence.replace_factor(%s)"
    kept_key = """select key from otp_totp_totpdevice d
      join partners_account a on a.id = d.user_id where a.person_id = %s"""
    before = unbraked.execute(kept_key, [target]).fetchone()
    assert raw.execute(replace, [target]).fetchone() == (None,)
    with raw.transaction(force_rollback=True):
        under(raw, a_pass(POLICE), "wachtwoord_wijzigen")
        assert raw.execute(replace, [target]).fetchone() == (None,)
    with raw.transaction(force_rollback=True):
        under(raw, a_pass(ADMINISTRATOR), "tweede_factor_vervangen")
        assert raw.execute(replace, [target]).fetchone() == (None,), "access is confirmed still"
    assert unbraked.execute(kept_key, [target]).fetchone() == before


def test_a_choice_that_is_none_shows_nothing_of_the_account(connect, under, unbraked):
    """PostgreSQL tells which row a value does not fit, with what stands in it: the hash of a
    password as well."""
    raw, mail = connect(), "select mail from partners_account where email = %s"
    before = unbraked.execute(mail, [PEOPLE[POLICE]]).fetchone()
    with raw.transaction(force_rollback=True):
        under(raw, a_pass(POLICE), "mail_instellen")
        assert raw.execute("select fence.choose_mail(null)").fetchone() == (False,)
    assert unbraked.execute(mail, [PEOPLE[POLICE]]).fetchone() == before


@pytest.mark.parametrize("act", ["mail_instellen", "wachtwoord_wijzigen"])
def test_addresses_are_told_only_to_the_task_that_mails(connect, under, act):
    raw, everybody = connect(), [person_id("den-haag", name) for name in PEOPLE]
    ask = "select count(*) from fence.addresses(%s)"
    assert raw.execute(ask, [everybody]).fetchone() == (0,)
    with raw.transaction(force_rollback=True):
        under(raw, a_pass(POLICE), act)
        assert raw.execute(ask, [everybody]).fetchone() == (0,)

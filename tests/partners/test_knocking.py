"""Whoever takes the web process over and speaks SQL to the database has no guess judged that was
not counted and kept first, and sees nothing of a verdict that is not committed: not in what
comes back, and not in what was done for it."""

from __future__ import annotations

import secrets
from uuid import uuid4

import psycopg
import pytest

from openprisma.stories.region import person_id
from tests.builders import POLICE, REPORTER, a_pass
from tests.partners.attempts import (
    GUESSES,
    NOBODY,
    PEOPLE,
    PROVE,
    RIGHT,
    WRONG_CODE,
    WRONG_PASSWORD,
    enter,
    failures,
    same,
)


@pytest.fixture(autouse=True)
def clean(root):
    """Every test begins without brakes."""


@pytest.mark.parametrize("times", [1, 3])
@pytest.mark.parametrize("guess", [WRONG_PASSWORD, WRONG_CODE, NOBODY])
def test_what_is_seen_of_the_work_is_the_same_whatever_was_wrong(traced, knock, guess, times):
    """Also of the second after it, which finds what the first one left: no counter of theirs may
    show what it was."""

    def tried(one):
        return traced(lambda own: [knock(own, one)[1] for _ in range(times)])

    assert same(lambda: tried(RIGHT), lambda: tried(guess)) == [0] * times


@pytest.mark.parametrize("guess", [RIGHT, NOBODY])
def test_what_the_server_remembers_of_many_attempts_changes_nothing(traced, knock, root, guess):
    """After many attempts on one address the planner knows its drawer as a frequent one."""
    for number in range(200):
        knock(root, guess, f"203.0.113.{number}")
    root.execute("analyze partners_attempt, partners_brake")
    try:
        for later in (RIGHT, NOBODY):
            assert (
                same(
                    lambda: traced(lambda own: knock(own, WRONG_CODE)[1]),
                    lambda: traced(lambda own, one=later: knock(own, one)[1]),
                )
                == 0
            )
    finally:
        root.execute(
            "truncate partners_attempt, partners_brake; analyze partners_attempt, partners_brake"
        )


@pytest.mark.parametrize("guess", [WRONG_CODE, NOBODY])
def test_which_of_them_was_wrong_is_not_seen_of_the_answer_either(connect, traced, knock, guess):
    def answered(one):
        return traced(enter, lambda: knock(connect(), one)[0])

    assert same(lambda: answered(WRONG_PASSWORD), lambda: answered(guess)) is False


@pytest.mark.parametrize("missing", range(6))
def test_no_error_shows_what_was_judged(connect, proofs, code, root, missing):
    """What is left out must not make a row that does not fit: PostgreSQL would show that row, and
    the verdict in it."""
    heard = []
    for proved in (proofs[POLICE], b"x" * 32):
        asked = [
            secrets.token_bytes(32),
            PEOPLE[POLICE],
            proved,
            code(),
            f"198.51.100.{len(heard)}",
            b"toestel",
        ]
        asked[missing] = None
        try:
            heard.append(
                connect().execute("select fence.knock(%s, %s, %s, %s, %s, %s)", asked).fetchone()
            )
        except psycopg.Error as error:
            heard.append((error.sqlstate, error.diag.message_primary, error.diag.message_detail))
    assert heard[0] == heard[1] and heard[0] in [
        (0,),
        ("42501", "zonder kaartje is er geen antwoord", None),
    ]


def test_who_shows_nothing_to_get_in_with_gets_no_answer(connect, knock):
    own = connect()
    ticket, _ = knock(own)
    for given in ([ticket, None, b"y"], [ticket, b"pas", None], [None, b"pas", b"y"]):
        assert own.execute("select fence.enter(%s, %s, %s)", given).fetchone() == (False,)
    assert enter(own, ticket) is True


def test_what_is_written_is_as_wide_whatever_was_wrong(connect, knock, root):
    """The length of a table and of the WAL are everybody's to see."""
    attempts, lines = {}, {}
    for number, guess in enumerate(GUESSES):
        knock(connect(), guess, f"198.51.100.{number}")
        attempt = "select pg_column_size(t.*) from partners_attempt t order by at desc limit 1"
        line = """select pg_column_size(l.*) from fence.line l
          where act = 'aanmelden' order by at desc limit 1"""
        attempts[guess], lines[guess] = (
            root.execute(query).fetchone()[0] for query in (attempt, line)
        )
    attempts.pop(NOBODY)  # another address: the name of its drawer has one to four figures
    assert len(set(attempts.values())) == len(set(lines.values())) == 1, (attempts, lines)


def test_no_message_tells_what_a_function_of_the_door_plans(connect, knock):
    own, heard = connect(), []
    own.add_notice_handler(lambda message: heard.append(message.message_primary))
    own.execute("set client_min_messages = debug1; set debug_print_plan = on; set trace_sort = on")
    with own.transaction(force_rollback=True):
        heard.clear()
        ticket, _ = knock(own)
        enter(own, ticket)
    assert [text for text in heard if not text.startswith("rehashing")] == ["plan:"] * 2, (
        "only of the two questions themselves"
    )


@pytest.mark.parametrize("guess", GUESSES)
def test_what_is_rolled_back_tells_nothing_and_what_tells_is_counted(connect, knock, root, guess):
    own = connect()
    for _ in range(20):
        with own.transaction(force_rollback=True):
            ticket, wait = knock(own, guess)
            assert (wait, enter(own, ticket)) == (0, False)
        assert enter(own, ticket) is False
    assert failures(root) == []
    answers = []
    for _ in range(8):
        ticket, wait = knock(own, guess)
        with own.transaction(force_rollback=True):
            answers.append(wait or enter(own, ticket))
    assert answers[:5] == [guess == RIGHT] * 5 and min(answers[5:]) > 1 and failures(root) == [5]
    lines = root.execute(
        "select count(*) from fence.line where act = 'aanmelden' "
        "and at > now() - interval '1 minute' and purpose in ('klopt: wacht op afhalen', "
        "'niet gelukt: wachtwoord', 'niet gelukt: cijfercode', 'niet gelukt: inlogadres')"
    ).fetchone()[0]
    assert lines >= 5


def test_a_savepoint_takes_back_the_question_and_not_the_count(connect, knock, root):
    own = connect()
    with own.transaction():
        with own.transaction(force_rollback=True):
            ticket, _ = knock(own)
            assert enter(own, ticket) is False
        assert enter(own, ticket) is False
        with own.transaction():
            kept_one, _ = knock(own)
        assert enter(own, kept_one) is False, "of a subtransaction of this transaction"
    assert enter(own, ticket) is False
    assert failures(root) == [1]
    assert enter(own, kept_one) is True
    assert failures(root) == []


def test_asked_and_answered_in_one_statement_is_no_answer(connect, proofs, code):
    own, ticket = connect(), secrets.token_bytes(32)
    both = """select fence.knock(%(t)s, %(a)s, %(p)s, %(c)s, 'x', null),
                     fence.enter(%(t)s, 'pas', 'toestel')"""
    asked = {"t": ticket, "a": PEOPLE[POLICE], "p": proofs[POLICE], "c": code()}
    assert own.execute(both, asked).fetchone() == (0, False)
    assert enter(own, ticket) is True


def test_a_session_that_never_commits_is_not_answered_by_another(connect, knock):
    own, other = connect(), connect()
    with own.transaction(force_rollback=True):
        ticket, _ = knock(own)
        assert enter(other, ticket) is False
        # Who waits for whom is the same whatever is knocked with.
        with pytest.raises(psycopg.errors.QueryCanceled):
            other.execute("set statement_timeout = '300ms'")
            knock(other, NOBODY, "203.0.113.5")
    assert enter(other, ticket) is False


def test_a_question_is_not_prepared_for_later(connect, knock):
    own = connect()
    own.execute("begin")
    ticket, _ = knock(own)
    with pytest.raises(psycopg.Error):
        own.execute("prepare transaction 'deur'")
    own.execute("rollback")
    assert enter(own, ticket) is False


@pytest.mark.parametrize("isolation", ["repeatable read", "serializable"])
def test_nobody_asks_at_the_door_of_how_it_was(connect, knock, isolation):
    own = connect()
    ticket, _ = knock(own)
    for ask in (
        lambda: knock(own),
        lambda: enter(own, ticket),
        lambda: own.execute(PROVE, [str(uuid4()), b"x"]),
    ):
        with (
            pytest.raises(psycopg.errors.InsufficientPrivilege, match="wat er nu staat"),
            own.transaction(),
        ):
            own.execute(f"set transaction isolation level {isolation}")
            ask()


def test_a_ticket_serves_once(connect, knock):
    own, other = connect(), connect()
    ticket, _ = knock(own)
    with own.transaction(force_rollback=True):
        assert enter(own, ticket) is True
    assert enter(other, ticket) is True
    assert enter(own, ticket) is False and enter(other, ticket) is False


def test_a_ticket_that_was_refused_stays_refused(connect, knock, root):
    own = connect()
    ticket, _ = knock(own, WRONG_CODE)
    assert enter(own, ticket) is False
    root.execute("update partners_attempt set verdict = 0")
    assert enter(own, ticket) is False


def test_a_ticket_serves_a_minute(connect, knock, root):
    own = connect()
    ticket, _ = knock(own)
    root.execute("update partners_attempt set at = at - interval '61 seconds'")
    assert enter(own, ticket) is False


def test_a_ticket_is_of_who_asked(connect, knock, root):
    ticket, _ = knock(connect())
    assert enter(root, ticket) is False, "another login"
    for ask in (lambda: enter(connect("worker"), ticket), lambda: knock(connect("worker"))):
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="handelt niet als een mens"):
            ask()
    for other in (b"", ticket[:31], secrets.token_bytes(32), None):
        assert enter(connect(), other) is False
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="al gevraagd"):
        knock(connect(), NOBODY, "203.0.113.6", ticket)
    assert enter(connect(), ticket) is True


def test_two_tickets_for_one_code_let_in_once(connect, knock):
    own = connect()
    tickets = [knock(own)[0] for _ in range(2)]
    assert [enter(own, ticket) for ticket in tickets] == [True, False]


def test_what_is_right_and_never_fetched_locks_nobody_out_and_stays_in_the_log(
    connect, knock, root
):
    own = connect()
    for _ in range(4):
        knock(own)
    passes = (
        "select count(*) from fence.pass where person = %s and issued > now() - interval '1 minute'"
    )
    before = root.execute(passes, [person_id("den-haag", POLICE)]).fetchone()
    assert failures(root) == [4] and root.execute(
        "select max(last_login) from partners_account"
    ).fetchone() == (None,)
    said = """select purpose, question, granted from fence.line
      where act = 'aanmelden' order by at desc limit 1"""
    assert root.execute(said).fetchone() == (
        "klopt: wacht op afhalen",
        str(person_id("den-haag", POLICE)),
        False,
    )
    ticket, wait = knock(own)
    assert (wait, enter(own, ticket)) == (0, True)
    assert failures(root) == [] and failures(root, "house") == [4], "what was not fetched drains"
    assert root.execute(passes, [person_id("den-haag", POLICE)]).fetchone() == (before[0] + 1,)


def test_who_gets_in_was_never_counted_against_the_place(connect, knock, root):
    own = connect()
    knock(own, NOBODY)
    for _ in range(30):
        root.execute("update otp_totp_totpdevice set last_t = -1")
        ticket, wait = knock(own)
        assert (wait, enter(own, ticket)) == (0, True)
    assert failures(root, "place %") == failures(root, "house") == [1]


def test_who_gets_in_gives_back_one_failure_and_no_more(connect, knock, root):
    own = connect()
    ticket, _ = knock(own)
    for number in range(19):
        root.execute("delete from partners_brake where key like 'pair %'")
        assert knock(own, NOBODY if number % 2 else WRONG_CODE)[1] == 0
    assert knock(own, NOBODY)[1] > 0, "the twentieth brakes the place"
    root.execute("update partners_attempt set at = clock_timestamp() where verdict = 0")
    assert enter(own, ticket) is True
    root.execute("delete from partners_brake where key like 'pair %'")
    assert [knock(own, NOBODY)[1] > 0 for _ in range(2)] == [False, True]


def test_a_place_where_somebody_fails_now_and_then_drains_all_the_same(connect, knock, root):
    """Otherwise an office where one in four minutes mistypes would be braked by noon."""
    own = connect()
    for _ in range(20):
        knock(own, NOBODY)
        root.execute("delete from partners_brake where key like 'pair %'")
        root.execute(
            "update partners_brake set at = at - interval '4 minutes', "
            "until = until - interval '4 minutes'"
        )
    assert failures(root, "place %")[0] < 7


@pytest.mark.parametrize(
    "change",
    [
        "update partners_account set password = 'sealed$anders' where person_id = %s",
        "update otp_totp_totpdevice d set key = repeat('ab', 20) from partners_account a "
        "where a.id = d.user_id and a.person_id = %s",
    ],
)
def test_what_was_right_before_a_change_is_not_right_after_it(connect, knock, root, change):
    own, person = connect(), person_id("den-haag", POLICE)
    ticket, _ = knock(own)
    before = root.execute(
        "select a.password, d.key from partners_account a "
        "join otp_totp_totpdevice d on d.user_id = a.id where a.person_id = %s",
        [person],
    ).fetchone()
    try:
        root.execute(change, [person])
        assert enter(own, ticket) is False
    finally:
        root.execute(
            "update partners_account set password = %s where person_id = %s", [before[0], person]
        )
        root.execute(
            "update otp_totp_totpdevice set key = %s where user_id = (select id "
            "from partners_account where person_id = %s)",
            [before[1], person],
        )
    assert (
        "niet gelukt: veranderd"
        in root.execute(
            "select purpose from fence.line where act = 'aanmelden' order by at desc limit 1"
        ).fetchone()
    )


@pytest.mark.parametrize("settings", ["", "set enable_seqscan = off; set enable_sort = off"])
@pytest.mark.parametrize("address", [PEOPLE[POLICE], "niemand@nergens.example"])
def test_what_is_asked_before_the_password_shows_no_address_by_its_work(traced, address, settings):
    """Also where the session chooses how tables are read."""

    def asked(one):
        query = "select fence.wait(%s, 'x', 'y'), fence.recipe(%s)"
        return traced(lambda own: own.execute(query, [one, one]) and None, settings=settings)

    same(lambda: asked(address), lambda: asked(PEOPLE[REPORTER]))


@pytest.mark.parametrize("door", [True, False])
def test_an_attempt_is_on_disk_before_it_is_answered(connect, knock, under, proofs, root, door):
    """As a line is (`fence.durable`): nobody can have it committed first and set that nobody waits
    for the disk."""
    raw, own = connect(), connect()
    with raw.transaction(force_rollback=True):
        line = under(raw, a_pass(REPORTER))
        with (
            pytest.raises(psycopg.errors.InsufficientPrivilege, match="vastgelegd door COMMIT"),
            own.transaction(),
        ):
            _ = knock(own) if door else own.execute(PROVE, [line, proofs[REPORTER]])
            own.execute("set constraints all immediate")
        assert root.execute("select count(*) from partners_attempt").fetchone() == (0,)

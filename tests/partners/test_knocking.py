"""Whoever takes the web process over and speaks SQL to the database has no guess judged that was not counted and kept first, and
sees nothing of a verdict that is not committed: not in what comes back, and not in what was done for it."""

from __future__ import annotations

import secrets
from contextlib import suppress
from uuid import uuid4

import psycopg
import pytest
from django_otp.oath import TOTP

from openprisma.partners.passwords import kept, proof
from openprisma.stories.region import DEMO_PASSWORD, demo_key, person_id, read_region
from tests.builders import POLICE, REPORTER, a_pass
from tests.conftest import CLUSTER

PEOPLE = {p.id: f"{p.id}@{p.employer}.example" for p in read_region("den-haag").people}
KNOCK = "select fence.knock(%s, %s, %s, %s, %s, null)"
ENTER = "select fence.enter(%s, %s, 'toestel')"
PROVE = "select fence.prove(%s, %s)"
CHANGE = "select fence.change_password(%s)"
RIGHT, WRONG_PASSWORD, WRONG_CODE, NOBODY = "right", "wrong password", "wrong code", "nobody"
GUESSES = (RIGHT, WRONG_PASSWORD, WRONG_CODE, NOBODY)


@pytest.fixture(autouse=True)
def root(live, connect):
    """Every test begins without brakes and attempts, and with factors whose codes are not used up."""
    own = connect("postgres")
    own.execute("truncate partners_brake, partners_attempt, partners_knowndevice")
    own.execute("update otp_totp_totpdevice set last_t = -1, drift = 0; update partners_account set last_login = null")
    return own


@pytest.fixture(scope="module")
def proofs(django_db_setup):
    """What Argon2 makes of the demo's password for these people."""
    with CLUSTER.connect("app", "tests") as own:
        recipes = {name: own.execute("select fence.recipe(%s)", [PEOPLE[name]]).fetchone()[0] for name in (POLICE, REPORTER)}
    return {name: proof(DEMO_PASSWORD, recipe) for name, recipe in recipes.items()}


def code_of(name: str) -> str:
    return f"{TOTP(bytes.fromhex(demo_key(person_id('den-haag', name)))).token():06d}"


@pytest.fixture
def knock(proofs):
    """Knock with a guess for the police; gives the ticket and how long to wait."""

    def one(own, guess=RIGHT, source="198.51.100.1", ticket=None):
        ticket = ticket or secrets.token_bytes(32)
        address = "niemand@nergens.example" if guess == NOBODY else PEOPLE[POLICE]
        proved = b"x" * 32 if guess == WRONG_PASSWORD else proofs[POLICE]
        code = "000000" if guess == WRONG_CODE else code_of(POLICE)
        return ticket, own.execute(KNOCK, [ticket, address, proved, code, source]).fetchone()[0]

    return one


def enter(own, ticket: bytes, new: bytes | None = None) -> bool:
    return own.execute(ENTER, [ticket, new or secrets.token_bytes(32)]).fetchone()[0]


def failures(root, like: str = "pair %") -> list[int]:
    return [row[0] for row in root.execute("select failures from partners_brake where key like %s", [like]).fetchall()]


@pytest.fixture
def under(connect):
    """A raw connection as the application, inside a line of an act for somebody."""

    def opened(raw, by: bytes, act: str = "wachtwoord_wijzigen") -> str:
        line = str(uuid4())
        backend, began = raw.execute("select pg_backend_pid(), transaction_timestamp()").fetchone()
        asked = "select fence.open(%s, %s, %s, '', '', '', '', '{}', '{}', true, %s, %s)"
        assert connect().execute(asked, [line, by, act, backend, began]).fetchone() == ([],)
        raw.execute("select set_config('fence.line', %s, true), set_config('fence.pass', %s, true)", [line, by.hex()])
        raw.execute("select fence.hold()")
        return line

    return opened


# What a session sees of the work that was done in it, before it is known whether it stays.
SEEN = {
    "locks": """select locktype, relation::regclass::text, classid, objid, mode, granted, count(*) from pg_locks
                 where pid = pg_backend_pid() group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5""",
    "tables": """select relname, seq_scan, seq_tup_read, idx_scan, idx_tup_fetch, n_tup_ins, n_tup_upd, n_tup_del, n_tup_hot_upd,
                        n_tup_newpage_upd from pg_stat_xact_user_tables order by relid""",
    "indexes": """select indexrelid::regclass::text, pg_stat_get_xact_numscans(indexrelid),
                         pg_stat_get_xact_tuples_returned(indexrelid), pg_stat_get_xact_tuples_fetched(indexrelid)
                    from pg_index where indrelid >= 16384 order by 1""",
    "functions": "select schemaname, funcname, calls from pg_stat_xact_user_functions where schemaname = 'fence' order by funcid",
    "subtransactions": "select (pg_stat_get_backend_subxact(i)).subxact_count from pg_stat_get_backend_idset() i"
    " where pg_stat_get_backend_pid(i) = pg_backend_pid()",
}  # fmt: skip


@pytest.fixture
def traced(connect, root, knock):
    """What the application sees of some work in a transaction that it takes back: the second time, so without what is read of the
    catalogue, and in tables that hold the same each time. Every call of a function is counted, as in a server that traces."""

    def seen(work):
        root.execute("truncate partners_brake, partners_attempt")
        for guess in (RIGHT, NOBODY):
            knock(root, guess, "192.0.2.1")
        own = connect("postgres")
        own.execute("set track_functions = 'all'; set session authorization app")
        for _ in range(2):
            with own.transaction(force_rollback=True):
                before = told(own)
                given = work(own)
                after = told(own)
        calls = {name: number for _, name, number in before["functions"]}
        after["functions"] = [(name, number - calls.get(name, 0)) for _, name, number in after["functions"]]
        return after | {"given": given}

    return seen


def told(own) -> dict[str, list]:
    return {what: own.execute(query).fetchall() for what, query in SEEN.items()}


def same(one: dict, other: dict) -> None:
    assert one["tables"] and one["locks"] and one["functions"]
    for what in one:
        assert one[what] == other[what], what


@pytest.mark.parametrize("times", [1, 3])
@pytest.mark.parametrize("guess", [WRONG_PASSWORD, WRONG_CODE, NOBODY])
def test_what_is_seen_of_the_work_is_the_same_whatever_was_wrong(traced, knock, guess, times):
    """Also of the second after it, which finds what the first one left: no counter of theirs may show what it was."""

    def tried(one):
        return traced(lambda own: [knock(own, one)[1] for _ in range(times)])

    right = tried(RIGHT)
    assert right["given"] == [0] * times
    same(right, tried(guess))


def test_what_is_written_is_as_wide_whatever_was_wrong(connect, knock, root):
    """The length of a table and of the WAL are everybody's to see."""
    widths = {}
    for guess in GUESSES:
        knock(connect(), guess, f"198.51.100.{len(widths)}")
        attempt = "select pg_column_size(t.*) - pg_column_size(t.keys) from partners_attempt t order by at desc limit 1"
        line = "select pg_column_size(l.*) from fence.line l where act = 'aanmelden' order by at desc limit 1"
        widths[guess] = root.execute(attempt).fetchone() + root.execute(line).fetchone()
    assert len(set(widths.values())) == 1, widths


def test_no_message_tells_what_a_function_of_the_door_plans(connect, knock):
    own, heard = connect(), []
    own.add_notice_handler(lambda message: heard.append(message.message_primary))
    own.execute("set client_min_messages = debug1; set debug_print_plan = on; set trace_sort = on")
    with own.transaction(force_rollback=True):
        heard.clear()
        ticket, _ = knock(own)
        enter(own, ticket)
    assert [text for text in heard if not text.startswith("rehashing")] == ["plan:"] * 2, "only of the two questions themselves"


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
    lines = root.execute("select count(*) from fence.line where act = 'aanmelden' and at > now() - interval '1 minute'"
                         " and purpose in ('klopt: wacht op afhalen', 'niet gelukt: wachtwoord', 'niet gelukt: cijfercode',"
                         " 'niet gelukt: inlogadres')").fetchone()[0]  # fmt: skip
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


def test_asked_and_answered_in_one_statement_is_no_answer(connect, proofs):
    own, ticket = connect(), secrets.token_bytes(32)
    both = "select fence.knock(%(t)s, %(a)s, %(p)s, %(c)s, 'x', null), fence.enter(%(t)s, 'pas', 'toestel')"
    asked = {"t": ticket, "a": PEOPLE[POLICE], "p": proofs[POLICE], "c": code_of(POLICE)}
    assert own.execute(both, asked).fetchone() == (0, False)
    assert enter(own, ticket) is True


def test_a_session_that_never_commits_is_not_answered_by_another(connect, knock):
    own, other = connect(), connect()
    with own.transaction(force_rollback=True):
        ticket, _ = knock(own)
        assert enter(other, ticket) is False
        with pytest.raises(psycopg.errors.QueryCanceled):  # who waits for whom is the same whatever is knocked with
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
    for ask in (lambda: knock(own), lambda: enter(own, ticket), lambda: own.execute(PROVE, [str(uuid4()), b"x"])):
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="wat er nu staat"), own.transaction():
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


def test_what_is_right_and_never_fetched_locks_nobody_out_and_stays_in_the_log(connect, knock, root):
    own = connect()
    for _ in range(4):
        knock(own)
    passes = "select count(*) from fence.pass where person = %s and issued > now() - interval '1 minute'"
    before = root.execute(passes, [person_id("den-haag", POLICE)]).fetchone()
    assert failures(root) == [4] and root.execute("select max(last_login) from partners_account").fetchone() == (None,)
    said = "select purpose, question, granted from fence.line where act = 'aanmelden' order by at desc limit 1"
    assert root.execute(said).fetchone() == ("klopt: wacht op afhalen", str(person_id("den-haag", POLICE)), False)
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
        root.execute("update partners_brake set at = at - interval '4 minutes', until = until - interval '4 minutes'")
    assert failures(root, "place %")[0] < 7


@pytest.mark.parametrize("change", ["update partners_account set password = 'sealed$anders' where person_id = %s",
                                    "update otp_totp_totpdevice d set key = repeat('ab', 20) from partners_account a"
                                    " where a.id = d.user_id and a.person_id = %s"])  # fmt: skip
def test_what_was_right_before_a_change_is_not_right_after_it(connect, knock, root, change):
    own, person = connect(), person_id("den-haag", POLICE)
    ticket, _ = knock(own)
    before = root.execute("select a.password, d.key from partners_account a join otp_totp_totpdevice d on d.user_id = a.id"
                          " where a.person_id = %s", [person]).fetchone()  # fmt: skip
    try:
        root.execute(change, [person])
        assert enter(own, ticket) is False
    finally:
        root.execute("update partners_account set password = %s where person_id = %s", [before[0], person])
        root.execute("update otp_totp_totpdevice set key = %s where user_id ="
                     " (select id from partners_account where person_id = %s)", [before[1], person])  # fmt: skip
    assert "niet gelukt: veranderd" in root.execute(
        "select purpose from fence.line where act = 'aanmelden' order by at desc limit 1").fetchone()  # fmt: skip


def test_a_proof_for_a_line_is_no_ticket(connect, under, proofs):
    raw = connect()
    with raw.transaction(force_rollback=True):
        line = under(raw, a_pass(REPORTER))
        assert connect().execute(PROVE, [line, proofs[REPORTER]]).fetchone() == (0,)
    for name in (line.encode(), bytes.fromhex(line.replace("-", ""))):
        assert enter(connect(), name) is False


@pytest.mark.parametrize("right", [True, False])
def test_a_proof_that_is_rolled_back_tells_nothing_and_one_that_tells_is_counted(connect, under, proofs, root, right):
    raw, other, proved = connect(), connect(), proofs[REPORTER] if right else b"x"
    by = a_pass(REPORTER)
    for _ in range(10):
        with raw.transaction(force_rollback=True):
            line = under(raw, by)
            with other.transaction(force_rollback=True):
                assert other.execute(PROVE, [line, proved]).fetchone() == (0,)
            assert raw.execute(CHANGE, [kept("vlonder kikker pannenkoek")]).fetchone() == (False,)
            with raw.transaction(force_rollback=True):
                assert raw.execute(PROVE, [line, proved]).fetchone() == (0,)
                assert raw.execute(CHANGE, [kept("vlonder kikker pannenkoek")]).fetchone() == (False,), "of this transaction"
    assert failures(root, "password %") == []
    answers = []
    for _ in range(7):
        with raw.transaction(force_rollback=True):
            line = under(raw, by)
            wait = other.execute(PROVE, [line, proved]).fetchone()[0]
            answers.append(wait or raw.execute(CHANGE, [kept("vlonder kikker pannenkoek")]).fetchone()[0])
    assert answers[:5] == [right] * 5 and min(answers[5:]) > 1
    assert failures(root, "password %") == [5]


def test_a_line_proves_once(connect, under, proofs, root):
    raw, other = connect(), connect()
    with raw.transaction(force_rollback=True):
        line = under(raw, a_pass(REPORTER))
        assert other.execute(PROVE, [line, b"x"]).fetchone() == (0,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="al gevraagd"):
            other.execute(PROVE, [line, proofs[REPORTER]])
        assert raw.execute(CHANGE, [kept("vlonder kikker pannenkoek")]).fetchone() == (False,)
    assert failures(root, "password %") == [1]


@pytest.mark.parametrize("change", ["update partners_attempt set at = at - interval '61 seconds'",
                                    "update partners_attempt set login = 'owner'", "update partners_attempt set used = true",
                                    "update partners_attempt set against = sha256('anders')"])  # fmt: skip
def test_a_proof_serves_a_minute_its_own_login_and_the_password_it_was_of(connect, under, proofs, root, change):
    raw = connect()
    with raw.transaction(force_rollback=True):
        line = under(raw, a_pass(REPORTER))
        connect().execute(PROVE, [line, proofs[REPORTER]])
        root.execute(change)
        assert raw.execute(CHANGE, [kept("vlonder kikker pannenkoek")]).fetchone() == (False,)


def test_what_is_seen_of_a_proof_is_the_same_right_or_wrong(connect, under, proofs, traced):
    raw = connect()
    with raw.transaction(force_rollback=True):
        line = under(raw, a_pass(REPORTER))
        right, wrong = (traced(lambda own, p=p: own.execute(PROVE, [line, p]).fetchone()) for p in (proofs[REPORTER], b"x" * 32))
    same(right, wrong)


@pytest.mark.parametrize("address", [PEOPLE[POLICE], "niemand@nergens.example"])
def test_what_is_asked_before_the_password_shows_no_address_by_its_work(traced, address):
    def asked(own, address):
        own.execute("select fence.wait(%s, 'x', 'y'), fence.recipe(%s)", [address, address])

    same(traced(lambda own: asked(own, address)), traced(lambda own: asked(own, PEOPLE[REPORTER])))


def test_a_rollback_at_the_very_end_keeps_nothing_either(connect, knock, root):
    """Whoever lets the commit itself fail."""
    own = connect()
    with suppress(psycopg.Error), own.transaction():
        ticket, _ = knock(own)
        own.execute("set constraints all immediate")  # a line is committed by a COMMIT
    assert enter(own, ticket) is False and failures(root) == []

"""One's own current password, asked in raw SQL under the line of the act that changes it: counted
and kept before it is answered."""

from __future__ import annotations

import psycopg
import pytest

from openprisma.partners.passwords import kept
from tests.builders import REPORTER, a_pass
from tests.partners.attempts import CHANGE, PROVE, enter, failures, same


@pytest.fixture(autouse=True)
def clean(root):
    """Every test begins without brakes."""


def test_a_proof_for_a_line_is_no_ticket(connect, under, proofs):
    raw = connect()
    with raw.transaction(force_rollback=True):
        line = under(raw, a_pass(REPORTER))
        assert connect().execute(PROVE, [line, proofs[REPORTER]]).fetchone() == (0,)
        for name in (line.encode(), bytes.fromhex(line.replace("-", ""))):
            assert enter(connect(), name) is False
        assert raw.execute(CHANGE, [kept("vlonder kikker pannenkoek")]).fetchone() == (True,), (
            "nobody has used it"
        )


@pytest.mark.parametrize("right", [True, False])
def test_a_proof_that_is_rolled_back_tells_nothing_and_one_that_tells_is_counted(
    connect, under, proofs, root, right
):
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
                assert raw.execute(CHANGE, [kept("vlonder kikker pannenkoek")]).fetchone() == (
                    False,
                ), "of this transaction"
    assert failures(root, "password %") == []
    answers = []
    for _ in range(7):
        with raw.transaction(force_rollback=True):
            line = under(raw, by)
            wait = other.execute(PROVE, [line, proved]).fetchone()[0]
            answers.append(
                wait or raw.execute(CHANGE, [kept("vlonder kikker pannenkoek")]).fetchone()[0]
            )
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


@pytest.mark.parametrize(
    "change",
    [
        "update partners_attempt set at = at - interval '61 seconds'",
        "update partners_attempt set login = 'owner'",
        "update partners_attempt set used = true",
        "update partners_attempt set against = sha256('anders')",
    ],
)
def test_a_proof_serves_a_minute_its_own_login_and_the_password_it_was_of(
    connect, under, proofs, root, change
):
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
        right, wrong = (
            lambda p=p: traced(lambda own: own.execute(PROVE, [line, p]).fetchone())
            for p in (proofs[REPORTER], b"x")
        )
        assert same(right, wrong) == (0,)

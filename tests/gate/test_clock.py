"""A clock of the machine that is put back makes no pass live longer."""

from __future__ import annotations

import pytest

from openprisma.gate import ledger
from openprisma.kernel.errors import Refused
from tests.builders import REPORTER, a_pass, draft


@pytest.mark.parametrize(
    ("later", "lives"), [("10 seconds", True), ("2 minutes", False), ("1 day", False)]
)
def test_a_pass_that_was_used_later_than_now_is_dead(live, connect, later, lives):
    """As it stands there after the clock went a day forward, somebody logged in, and the clock went
    back."""
    by = a_pass(REPORTER)
    change = """update fence.pass set issued = now() + %s::interval, used = now() + %s::interval,
        expires = now() + %s::interval * 2 where digest = sha256(%s)"""
    connect("postgres").execute(change, [later, later, later, by])
    assert bool(ledger.call("keep_pass", by)) is lives
    if lives:
        assert draft(by=by)
    else:
        with pytest.raises(Refused):
            draft(by=by)

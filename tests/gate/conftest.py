"""Lines opened by hand, for tests of what raw SQL may do."""

from __future__ import annotations

import uuid

import pytest


@pytest.fixture
def raw(live, connect):
    return connect()


@pytest.fixture
def enter(raw, connect):
    """Open a line by hand for the transaction `raw` is in."""

    def _enter(by, act, files, *, writes, through=None):
        line = uuid.uuid4()
        backend, began = raw.execute("select pg_backend_pid(), transaction_timestamp()").fetchone()
        if writes:
            raw.execute("select fence.begin(%s, null)", [line])
        values = [line, by, act, files, list(range(1, 18)), writes, backend, began]
        (through or connect()).execute("select fence.open(%s, %s, %s, '', '', '', '', %s, %s, %s, %s, %s)", values)
        raw.execute("select set_config('fence.line', %s, true)", [str(line)])
        return line

    return _enter

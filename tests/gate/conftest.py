"""Raw SQL under the application's role, with a line of one's own choosing."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.builders import POLICE
from tests.conftest import CLUSTER

ALL = list(range(1, 18))


@pytest.fixture
def raw(shared, connect):
    return connect()


@pytest.fixture
def enter(shared, live, connect, raw):
    """Open a line for the transaction `raw` is in, written by another connection unless told
    otherwise."""
    ledger = connect()

    def _enter(
        by=None,
        act="gegevens_inzien",
        files=None,
        categories=ALL,
        through=ledger,
        ticket=None,
        writes=False,
    ):
        line = uuid4()
        backend, began = (
            ticket or raw.execute("select pg_backend_pid(), transaction_timestamp()").fetchone()
        )
        through.execute(
            "select fence.open(%s, %s, %s, 'aanval', '', '', '', %s, %s, %s, %s, %s)",
            (
                line,
                by or shared.by(POLICE),
                act,
                [shared.bottleneck] if files is None else files,
                categories,
                writes,
                backend,
                began,
            ),
        )
        raw.execute("select set_config('fence.line', %s, true)", [str(line)])
        if writes:
            raw.execute("select fence.hold()")
        return line

    return _enter


@pytest.fixture
def opens(live, connect, raw):
    """Open a line by hand for the transaction `raw` is in, as an act of the gate begins: nothing is
    held yet."""

    def _opens(by, act, files, *, writes, through=None):
        line = uuid4()
        backend, began = raw.execute("select pg_backend_pid(), transaction_timestamp()").fetchone()
        if writes:
            raw.execute("select fence.starts(%s, null, null)", [line])
        values = [line, by, act, files, ALL, writes, backend, began]
        (through or connect()).execute(
            "select fence.open(%s, %s, %s, '', '', '', '', %s, %s, %s, %s, %s)", values
        )
        raw.execute("select set_config('fence.line', %s, true)", [str(line)])
        return line

    return _opens


@pytest.fixture
def writing(world, connect):
    """A transaction of somebody under a writing line for an act that reaches the data of the
    bottleneck."""
    opened = []

    def begin(person: str, act: str):
        raw = CLUSTER.connect("app", "tests")
        opened.append(raw)
        raw.autocommit = False
        raw.execute("set lock_timeout = '5s'")
        raw.commit()
        line = str(uuid4())
        backend, began = raw.execute("select pg_backend_pid(), transaction_timestamp()").fetchone()
        values = (
            line,
            world.by(person),
            act,
            [world.bottleneck],
            list(range(1, 18)),
            backend,
            began,
        )
        query = "select fence.open(%s, %s, %s, '', '', '', '', %s, %s, true, %s, %s)"
        against = connect().execute(query, values).fetchone()
        assert against == ([],)
        raw.execute("select set_config('fence.line', %s, true)", [line])
        assert raw.execute("select fence.hold()").fetchone() == ([],)
        return raw

    yield begin
    for raw in opened:
        raw.close()

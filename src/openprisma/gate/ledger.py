"""The ledger's own connection: what it writes is committed at once, whatever becomes of the act's
transaction.

Not a Django alias on purpose: test cases wrap every alias in a transaction, and routers could send
models to it.
"""

from __future__ import annotations

import atexit
import logging
from functools import cache
from typing import Any

import psycopg
from django.db import connection
from psycopg_pool import ConnectionPool, PoolTimeout

from openprisma.gate.pool import Bounded, Hangs
from openprisma.kernel.errors import Unavailable

SECONDS_FOR_A_CONNECTION = 3
_log = logging.getLogger(__name__)


@cache
def _pool(database: str, user: str) -> ConnectionPool[Any]:
    """A few connections for all threads of this process; each is held only while one line is
    written."""
    settings = connection.get_connection_params() | {
        "autocommit": True,
        "application_name": "ledger",
    }
    settings.pop("cursor_factory", None)
    pool: ConnectionPool[Any] = ConnectionPool(
        kwargs=settings,
        connection_class=Bounded,
        min_size=1,
        max_size=4,
        open=True,
        timeout=SECONDS_FOR_A_CONNECTION,
    )
    atexit.register(pool.close)
    return pool


def call(function: str, *arguments: Any) -> Any:
    """Call a function of the fence in a transaction of its own; what it returns is durable. Raises
    `Unavailable`."""
    marks = ", ".join(["%s"] * len(arguments))
    query = f"select fence.{function}({marks})"
    pool = _pool(connection.settings_dict["NAME"], connection.settings_dict["USER"])
    try:
        try:
            return _once(pool, query, arguments)
        except (Hangs, PoolTimeout):  # whoever waits for the page is told now
            raise
        except psycopg.OperationalError:
            # The database was restarted since: with fresh connections, once more.
            pool.check()
            return _once(pool, query, arguments)
    except (psycopg.Error, PoolTimeout) as error:
        # Also what should never happen: no line, nothing shown; no detail travels on.
        _log.error(
            "no line written: %s [%s]", type(error).__name__, getattr(error, "sqlstate", None)
        )
        raise Unavailable(
            "Wij kunnen dit nu niet vastleggen, dus er is niets getoond en niets gedaan.",
            rule="1.8 lid 4 Wgs",
            remedy="Probeer het over een minuut opnieuw. Blijft het zo? Bel de beheerder.",
        ) from None


def _once(pool: ConnectionPool[Any], query: str, arguments: tuple[Any, ...]) -> Any:
    with pool.connection() as own:
        row = own.execute(query, arguments).fetchone()
    return row and row[0]


def settle() -> int:
    """Lines of acts that died get the outcome that nothing was kept; gives how many. Asked at every
    start; a lot of them at a time, each committed by itself, so that many keep nobody from
    starting."""
    many = 0
    while some := int(call("settle")):
        many += some
    if many:
        _log.warning("settled %d lines of acts that died", many)
    return many


def forget() -> None:
    """Close the pools: for tests and after a fork."""
    for key in list(_pools()):
        key.close()
    _pool.cache_clear()


def _pools() -> list[ConnectionPool[Any]]:
    configured = connection.settings_dict
    return [_pool(configured["NAME"], configured["USER"])] if _pool.cache_info().currsize else []

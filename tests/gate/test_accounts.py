"""Accounts, second factors and what is known of attempts lie behind functions: the application's
role cannot touch the tables."""

from __future__ import annotations

from uuid import uuid4

import psycopg
import pytest

from openprisma.gate.law import lawbook
from tests.builders import ADMINISTRATOR, AUTHORISER, POLICE, a_pass

CLOSED = {
    "partners_account": ("email", "password", "mail"),
    "otp_totp_totpdevice": ("key", "last_t", "confirmed"),
    "partners_brake": ("key", "failures", "until"),
    "partners_attempt": ("verdict", "account", "used"),
    "partners_knowndevice": ("digest", "until"),
    "partners_pepper": ("value",),
    "files_work": ("done", "state"),
    "axes_accessattempt": ("post_data", "username"),
    "axes_accesslog": ("username",),
    "axes_accessfailurelog": ("username",),
}
ATTEMPTS = {
    "read": "select {column} from {table}",
    "count": "select count(*) from {table}",
    "change": "update {table} set {column} = {column}",
    "add": "insert into {table} default values",
    "remove": "delete from {table}",
    "copy": "copy {table} to stdout",
    "lock": "select from {table} for update",
    "empty": "truncate {table}",
}


def denied(raw, table: str) -> list[str]:
    """Which attempts on a table the database did not forbid."""
    let = []
    for name, attempt in ATTEMPTS.items():
        for column in CLOSED[table]:
            try:
                with raw.transaction(force_rollback=True):
                    raw.execute(attempt.format(table=table, column=column))
                let.append(f"{name} {table}.{column}")
            except psycopg.errors.InsufficientPrivilege:
                continue
            except psycopg.Error as error:
                let.append(f"{name} {table}.{column}: {type(error).__name__}")
    return let


@pytest.mark.parametrize("table", CLOSED)
def test_without_a_pass_no_address_hash_or_seed_is_read_or_changed(live, connect, table):
    assert denied(connect(), table) == []


@pytest.mark.parametrize(
    "who",
    [
        ADMINISTRATOR,
        *(pytest.param(one, marks=pytest.mark.long) for one in (None, AUTHORISER, POLICE)),
    ],
)
def test_nor_with_any_pass_under_any_line(live, connect, who):
    raw, ledger, let = connect(), connect(), []
    by = a_pass(who, "systeem" if who is None else "")
    opened = "select fence.open(%s, %s, %s, '', '', '', '', '{}', '{1,2,3}', true, %s, %s)"
    for act in lawbook().vocabulary.acts:
        line = str(uuid4())
        with raw.transaction(force_rollback=True):
            backend, began = raw.execute(
                "select pg_backend_pid(), transaction_timestamp()"
            ).fetchone()
            ledger.execute(opened, [line, by, act, backend, began])
            raw.execute(
                "select set_config('fence.line', %s, true), set_config('fence.pass', %s, true)",
                [line, by.hex()],
            )
            let += [found for table in CLOSED for found in denied(raw, table)]
    assert let == []

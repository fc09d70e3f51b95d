"""The door as it was made: whatever test came before, everybody gets in with the demo's password
and code."""

from __future__ import annotations

from psycopg.rows import dict_row
from psycopg.types.json import Jsonb

from tests.conftest import CLUSTER


def as_made(root) -> None:
    """Put back passwords and second factors that a test replaced, and forget what was tried;
    `root` is a connection of the server's own role to the database of the tests."""
    with CLUSTER.connect(database="clean") as clean, root.transaction():
        root.execute("truncate partners_brake, partners_attempt, partners_knowndevice")
        for number, password in clean.execute("select id, password from partners_account"):
            root.execute(
                "update partners_account set password = %s, last_login = null where id = %s",
                [password, number],
            )
        root.execute("delete from otp_totp_totpdevice")
        factors = clean.cursor(row_factory=dict_row).execute("select * from otp_totp_totpdevice")
        root.execute(
            "insert into otp_totp_totpdevice "
            "select * from jsonb_populate_recordset(null::otp_totp_totpdevice, %s)",
            [Jsonb([row | {"created_at": str(row["created_at"])} for row in factors])],
        )
        root.execute("update partners_clearance set confirmed = true where not confirmed")

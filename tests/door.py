"""The door as it was made: whatever test came before, everybody gets in with the demo's password
and code."""

from __future__ import annotations

from tests.conftest import CLUSTER

KEPT = {
    "partners_account": ("id", "password"),
    "otp_totp_totpdevice": ("id", "key"),
}


def as_made(root) -> None:
    """Put back passwords and second factors that a test replaced, and forget what was tried;
    `root` is a connection of the server's own role to the database of the tests."""
    root.execute("truncate partners_brake, partners_attempt, partners_knowndevice")
    with CLUSTER.connect(database="clean") as clean:
        for table, columns in KEPT.items():
            rows = clean.execute(f"select {', '.join(columns)} from {table}").fetchall()
            for number, value in rows:
                root.execute(
                    f"update {table} set {columns[1]} = %s where id = %s and {columns[1]} <> %s",
                    [value, number, value],
                )
    root.execute(
        "update otp_totp_totpdevice set last_t = -1, drift = 0; "
        "update partners_account set last_login = null; "
        "update partners_clearance set confirmed = true where not confirmed"
    )

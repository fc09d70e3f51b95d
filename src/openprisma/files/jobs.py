"""Background tasks on files. A task carries an id, is judged again when it runs, and leaves a line."""

from __future__ import annotations

import secrets
from uuid import UUID

from procrastinate.contrib.django import app

from openprisma.files.queries import expired_files
from openprisma.gate import ledger
from openprisma.gate.law import procedures
from openprisma.gate.perform import perform

ACTOR = "systeem"


@app.periodic(cron="* * * * *")
@app.task(name="look_at_terms", pass_context=False)
def look_at_terms(timestamp: int = 0) -> int:
    """Move files whose term has passed to the stage that says so; gives how many. Access ended without this."""
    files = expired_files()
    for file in files:
        expire_file(str(file))
    return len(files)


def expire_file(file: str) -> None:
    """One file, under a pass of the system, for the act that its procedure names."""
    by = secrets.token_bytes(32)
    ledger.call("issue", by, None, ACTOR, "1 minute", "achtergrondtaak")
    act = next(p.entry.on_expiry.act for p in procedures().values() if p.entry.on_expiry)
    perform(by, act, file=UUID(file))
    ledger.call("end_pass", by)

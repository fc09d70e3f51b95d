"""The background task that destroys what is past its term. Every hour it looks whether there is
something; a run that was broken off goes on where it was, for what is gone is gone and the rest is
found again."""

from __future__ import annotations

import time

from django.db import connection
from procrastinate.contrib.django import app

from openprisma.files.jobs import as_system
from openprisma.files.tasks import LATER
from openprisma.gate.perform import perform
from openprisma.retention.actions import FAILED, Progress
from openprisma.retention.models import RUNS, DestructionRun

WAIT, TRIES = 2, 30  # seconds between, and how often, while somebody works in the last files


@app.periodic(cron="7 * * * *")
@app.task(name="destroy_ended", pass_context=False, retry=LATER, queueing_lock="destroy_ended")
def destroy_ended(timestamp: int = 0) -> int:
    """Destroy what is past its term, lot by lot; gives how many rows went. A file that somebody
    works in comes later. Raises `RuntimeError` when something stays that should be gone. Nothing
    can be read past its term without this."""
    total, waited = 0, 0
    while waited < TRIES and _something():
        with as_system() as by:
            told: Progress = perform(by, "termijn_uitvoeren")
        total += told.number
        if told.state == FAILED:
            raise RuntimeError("something stays that should have been destroyed")
        if told.state != RUNS:
            break
        if not told.number:
            waited += 1
            time.sleep(WAIT)
    return total


def _something() -> bool:
    """Is there something to destroy, or a run that is not done?"""
    if DestructionRun.objects.filter(state=RUNS).exists():
        return True
    with connection.cursor() as cursor:
        cursor.execute("select fence.something_due()")
        return bool(cursor.fetchone()[0])

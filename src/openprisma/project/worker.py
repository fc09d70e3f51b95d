"""`openprisma worker`: background tasks. Jobs carry ids and nothing else, and are acts of their
own."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from typing import Any

from django.db import connection
from procrastinate.contrib.django import app

from openprisma.files.jobs import look_at_terms, send_digest, send_news
from openprisma.files.tasks import clean_up, pick_up, queue_once, watched
from openprisma.gate.birth import fit_to_start
from openprisma.gate.install import same_law, same_schema
from openprisma.gate.ledger import settle
from openprisma.project.ending import leave, on_stop, stop_when_the_law_changes
from openprisma.retention.jobs import destroy_ended
from openprisma.sharing.jobs import remind

# Known to the queue by having been read.
PERIODIC = (look_at_terms, send_digest, send_news, remind, clean_up, pick_up, destroy_ended)

AT_ONCE = 4  # tasks at the same time, so that one which waits for a mail server holds up no other
LOOK = 2  # seconds between two looks in the queue
GRACE = 10  # seconds for tasks under way when told to stop


def run(options: Any) -> int:
    """Work until stopped. Nothing depends on this for safety: access ends on the day itself."""
    same_schema()
    fit_to_start()
    same_law()
    settle()
    worker_app = app.with_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined]
    look_at_terms.defer()  # what ended while no worker ran
    queue_once(destroy_ended)  # a run that was broken off goes on
    connection.close()
    asyncio.run(_work(worker_app))
    return 0


async def _work(worker_app: Any) -> None:
    async with worker_app.open_async():
        running = asyncio.create_task(
            worker_app.run_worker_async(
                concurrency=AT_ONCE,
                fetch_job_polling_interval=LOOK,
                # everybody who is connected may say something on a channel, the web too
                listen_notify=False,
                shutdown_graceful_timeout=GRACE,
                worker_middleware=[watched],
                install_signal_handlers=False,
            )
        )
        on_stop(running.cancel, GRACE)
        stop_when_the_law_changes()
        with suppress(asyncio.CancelledError):
            await running
        logging.shutdown()
        leave()

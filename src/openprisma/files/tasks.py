"""What every background task has: a second attempt, later and later; a name in the log when it
fails; somebody who is told when it fails for good; and an end to what it leaves in the queue."""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable
from typing import Any

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import IntegrityError
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from openprisma.files.mailing import tell
from openprisma.gate import ledger

_log = logging.getLogger(__name__)
# After 15 and 35 seconds, 2, 10 and 52 minutes: a mail server that is away for an hour costs nobody
# a mail.
LATER = RetryStrategy(max_attempts=5, wait=10, exponential_wait=5)
SOON = RetryStrategy(max_attempts=2, wait=15)  # for what is asked again every minute anyway
SILENCE = 6 * 3600  # seconds in which the same task is not told about again
KEPT, KEPT_FAILED = 24, 30 * 24  # hours
_QUEUED = "procrastinate_jobs_queueing_lock_idx"  # one of a kind waits at most
_told: dict[str, float] = {}


def queue_once(task: Any) -> None:
    """Queue a task that has a lock on queueing, unless one of it waits already. The library asks
    the cause of an error for that, and our connections leave causes out: they quote values."""
    try:
        task.defer()
    except IntegrityError as error:
        if _QUEUED not in str(error):
            raise


async def watched(call_next: Callable[[], Awaitable[Any]], context: JobContext, worker: Any) -> Any:
    """Runs a job; says by name that it failed, and whether it comes again. Of the error its kind
    and place only."""
    try:
        return await call_next()
    except Exception as error:
        job, what = context.job, kind(error)
        if context.task and context.task.get_retry_exception(exception=error, job=job):
            _log.warning(
                "task %s failed (%s), attempt %d; it is tried again",
                job.task_name,
                what,
                job.attempts + 1,
            )
        else:
            _log.error(
                "task %s failed for good (%s), after %d attempts",
                job.task_name,
                what,
                job.attempts + 1,
            )
            await _let_know(job.task_name, what)
        raise


def kind(error: BaseException) -> str:
    """The kind and place of an error, never its text: that may hold a name."""
    trace, place = error.__traceback__, "?"
    while trace is not None:
        place, trace = (
            f"{trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}",
            trace.tb_next,
        )
    return f"{type(error).__name__} in {place}"


async def _let_know(task: str, what: str) -> None:
    now = time.monotonic()
    if task == tell_failure.name or now - _told.get(task, -SILENCE) < SILENCE:
        return
    _told[task] = now
    try:
        await tell_failure.defer_async(failed=task, what=what)
    except Exception as error:  # without a queue there is still the log
        _log.error("nobody could be told: %s", kind(error))


@app.task(name="tell_failure", retry=LATER)
def tell_failure(failed: str, what: str) -> bool:
    """Mail who keeps the system that a task failed for good. Gives whether anybody is named for
    that."""
    if not settings.MAIL_ADMIN:
        _log.error(
            "task %s failed for good and nobody is told: OPENPRISMA_MAIL_ADMIN names no address",
            failed,
        )
        return False
    tell(settings.MAIL_ADMIN, FAILED.format(failed=failed, what=what))
    return True


FAILED = (
    "De achtergrondtaak “{failed}” is mislukt, ook na nieuwe pogingen.\nSoort fout: {what}\n\n"
    "Toegang eindigt ook zonder achtergrondtaken op de dag zelf. "
    "Kijk in het logboek van het systeem wat er aan de hand is.\n"
    "De komende zes uur krijgt u over deze taak geen nieuwe mail.\n"
)


@app.periodic(cron="20 3 * * *")
@app.task(name="clean_up", pass_context=True, retry=LATER)
async def clean_up(context: JobContext, timestamp: int = 0) -> int:
    """Every night: remove jobs that ended a day ago, failed ones after thirty, and passes that
    ended; gives how many passes."""
    jobs = context.app.job_manager
    await jobs.delete_old_jobs(nb_hours=KEPT, include_cancelled=True, include_aborted=True)
    await jobs.delete_old_jobs(nb_hours=KEPT_FAILED, include_failed=True)
    return int(await sync_to_async(ledger.call, thread_sensitive=False)("sweep"))


@app.periodic(cron="* * * * *")
@app.task(name="pick_up", pass_context=True)
async def pick_up(context: JobContext, timestamp: int = 0) -> int:
    """Every minute: what a worker that died left half done is put back in the queue, and of acts
    that died the log says so; gives how many jobs."""
    await sync_to_async(ledger.settle, thread_sensitive=False)()
    jobs = context.app.job_manager
    left = list(await jobs.get_stalled_jobs())
    for job in left:
        _log.warning("task %s was left by a worker that died; it is tried again", job.task_name)
        await jobs.retry_job(job)
    return len(left)

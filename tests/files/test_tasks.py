"""Background tasks that fail: tried again, named, told; and mail servers that say nothing."""

from __future__ import annotations

import asyncio
import secrets
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from uuid import uuid4

import pytest
from django.core import mail
from django.db import IntegrityError
from procrastinate.contrib.django import app

from openprisma.files import mailing, tasks
from openprisma.files.tasks import LATER, watched
from openprisma.gate import ledger
from openprisma.retention.jobs import destroy_ended
from tests.builders import as_worker

SECRET_TEXT = "Verhuurwagens-onleesbaar"
BROKEN: list[str] = []


@app.task(name="breaks", retry=LATER)
def breaks(way: str = "") -> None:
    """Fails, as long as the test wants it to."""
    if BROKEN:
        raise RuntimeError(SECRET_TEXT)


def work() -> None:
    """One round of the worker: everything that may be done now."""

    async def once():
        worker_app = app.with_connector(app.connector.get_worker_connector())
        async with worker_app.open_async():
            await worker_app.run_worker_async(
                wait=False, worker_middleware=[watched], install_signal_handlers=False
            )

    # In a thread of its own: where a browser test ran before, this one has a running loop.
    with ThreadPoolExecutor(1) as beside:
        beside.submit(asyncio.run, once()).result()


@pytest.fixture
def queue(live, connect):
    """The queue as `postgres` sees it, empty."""
    own = connect("postgres")
    own.execute("delete from procrastinate_jobs")
    tasks._told.clear()
    BROKEN[:] = ["yes"]
    with as_worker():
        yield own
    BROKEN.clear()
    own.execute("delete from procrastinate_jobs")


def test_a_task_that_waits_already_is_not_queued_again_and_nothing_breaks(queue):
    """A worker that starts while destroying waits in the queue must not end by it."""
    tasks.queue_once(destroy_ended)
    tasks.queue_once(destroy_ended)
    (row,) = queue.execute("select task_name, status from procrastinate_jobs").fetchall()
    assert row == ("destroy_ended", "todo")


def test_another_error_of_the_queue_is_not_hidden(queue):
    class Broken:
        def defer(self):
            raise IntegrityError("another constraint [23505]")

    with pytest.raises(IntegrityError):
        tasks.queue_once(Broken())


def test_a_failed_task_is_tried_again_later_and_later_and_then_told_to_somebody(
    queue, settings, caplog
):
    settings.EMAIL_BACKEND, settings.MAIL_ADMIN = (
        "django.core.mail.backends.locmem.EmailBackend",
        "beheer@riec.example",
    )
    mail.outbox = []
    breaks.defer()
    waits = []
    for _ in range(5):
        work()
        waits += queue.execute(
            "select extract(epoch from scheduled_at - now())::int "
            "from procrastinate_jobs where task_name = 'breaks'"
        ).fetchone()
        assert not mail.outbox
        queue.execute("update procrastinate_jobs set scheduled_at = null where status = 'todo'")
    assert waits == sorted(waits) and waits[0] >= 10 and waits[-1] >= 3000
    work()
    work()  # what it deferred
    assert queue.execute(
        "select status from procrastinate_jobs where task_name = 'breaks'"
    ).fetchone() == ("failed",)
    assert [one.to for one in mail.outbox] == [["beheer@riec.example"]]
    assert (
        "“breaks” is mislukt" in mail.outbox[0].body
        and "RuntimeError in tests.files.test_tasks" in mail.outbox[0].body
    )
    assert (
        "task breaks failed (RuntimeError" in caplog.text
        and "task breaks failed for good" in caplog.text
    )
    ours = [
        record.getMessage() for record in caplog.records if record.name.startswith("openprisma")
    ]
    assert SECRET_TEXT not in "".join(ours) + mail.outbox[0].body


def test_the_same_task_is_told_about_once_in_six_hours(queue, settings):
    settings.EMAIL_BACKEND, settings.MAIL_ADMIN = (
        "django.core.mail.backends.locmem.EmailBackend",
        "beheer@riec.example",
    )
    mail.outbox = []
    for _ in range(3):
        breaks.defer()
    queue.execute("update procrastinate_jobs set attempts = 5")
    work()
    work()
    assert len(mail.outbox) == 1


def test_without_an_address_to_tell_the_log_says_that_nobody_is(queue, settings, caplog):
    settings.MAIL_ADMIN = ""
    breaks.defer()
    queue.execute("update procrastinate_jobs set attempts = 5")
    work()
    work()
    assert "task breaks failed for good and nobody is told: OPENPRISMA_MAIL_ADMIN" in caplog.text


def test_what_a_dead_worker_left_half_done_is_put_back(queue):
    BROKEN.clear()
    breaks.defer()
    worker = queue.execute(
        "insert into procrastinate_workers (last_heartbeat) values (now() - interval '1 hour') "
        "returning id"
    ).fetchone()[0]
    queue.execute(
        "update procrastinate_jobs set status = 'doing', worker_id = %s where task_name = 'breaks'",
        [worker],
    )
    tasks.pick_up.defer()
    work()
    work()
    assert queue.execute(
        "select status from procrastinate_jobs where task_name = 'breaks'"
    ).fetchone() == ("succeeded",)


def test_old_jobs_and_dead_passes_are_cleaned_up_and_living_ones_stay(queue):
    BROKEN.clear()
    for way in ("old", "new"):
        breaks.defer(way=way)
    work()
    queue.execute(
        "update procrastinate_events e set at = at - interval '2 days' from procrastinate_jobs j "
        "where j.id = e.job_id and j.args->>'way' = 'old'"
    )
    dead, ended, alive = (secrets.token_bytes(32) for _ in range(3))
    for one in (dead, ended, alive):
        ledger.call("issue", one, None, "systeem", "1 minute", "achtergrondtaak")
    queue.execute(
        "update fence.pass set expires = now() - interval '2 days' where digest = sha256(%s)",
        [dead],
    )
    queue.execute(
        "update fence.pass set ended = now() - interval '2 days', "
        "expires = now() where digest = sha256(%s)",
        [ended],
    )
    tasks.clean_up.defer()
    work()
    left = queue.execute(
        "select args->>'way' from procrastinate_jobs where task_name = 'breaks'"
    ).fetchall()
    assert left == [("new",)]
    held = "select count(*) from fence.pass where digest in (sha256(%s), sha256(%s))"
    assert queue.execute(held, [dead, ended]).fetchone() == (0,)
    assert queue.execute(held, [alive, alive]).fetchone() == (1,)


@contextmanager
def mail_server(says):
    """A mail server that says these bytes, one in every fifth of a second, and nothing else."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        stop = threading.Event()

        def talk():
            door.settimeout(0.2)
            held = []
            while not stop.is_set():
                with suppress(TimeoutError):
                    held.append(door.accept()[0])
                for own in held:
                    try:
                        own.send(says)
                    except OSError:
                        continue

        thread = threading.Thread(target=talk, daemon=True)
        thread.start()
        yield door.getsockname()[1]
        stop.set()
        thread.join(5)


@pytest.mark.parametrize("says", [b"", b"2"])
def test_a_mail_server_that_says_nothing_or_drips_costs_a_task_its_deadline_and_no_more(
    live, settings, monkeypatch, says
):
    monkeypatch.setattr(mailing, "DEADLINE", 1)
    with mail_server(says) as port:
        settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = (
            "openprisma.files.mailing.EmailBackend",
            "127.0.0.1",
            port,
        )
        settings.EMAIL_TIMEOUT = 5
        began = time.monotonic()
        with as_worker(), pytest.raises(OSError):
            mailing.post("mail_taken", "drips", {uuid4(): ("a@example.nl", "x")})
        assert time.monotonic() - began < 4


def test_a_second_attempt_tells_nobody_twice(live, settings, monkeypatch):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    people = {uuid4(): (f"{n}@example.nl", "x") for n in range(3)}
    real, sent = mailing.EmailMessage.send, []

    def fails_at_the_third(self):
        if len(sent) == 2:
            sent.append("broken")
            raise OSError
        sent.append(self.to)
        return real(self)

    monkeypatch.setattr(mailing.EmailMessage, "send", fails_at_the_third)
    with as_worker():
        with pytest.raises(OSError):
            mailing.post("mail_taken", "a run", people)
        assert mailing.post("mail_taken", "a run", people) == 1
    assert sorted(one.to[0] for one in mail.outbox) == [
        "0@example.nl",
        "1@example.nl",
        "2@example.nl",
    ]

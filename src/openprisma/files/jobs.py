"""Background tasks on files, and a mail that says only that something waits. A task carries an id,
is judged again when it runs, and leaves a line."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from uuid import UUID

from procrastinate.contrib.django import app

from openprisma.files.mailing import post
from openprisma.files.queries import expired_files
from openprisma.files.tasks import LATER, SOON
from openprisma.gate import ledger
from openprisma.gate.law import procedures
from openprisma.gate.perform import perform
from openprisma.kernel.days import SEVEN, at_seven
from openprisma.kernel.errors import LawError
from openprisma.partners.queries import Counted

ACTOR = "systeem"


@app.periodic(cron="* * * * *")
@app.task(name="look_at_terms", pass_context=False, retry=SOON)
def look_at_terms(timestamp: int = 0) -> int:
    """Move files whose term has passed to the stage that says so; gives how many. Access ended
    without this. One file that will not move holds up no other; the first error is raised
    afterwards."""
    files, errors = expired_files(), []
    for file, kind in files.items():
        try:
            expire_file(file, kind)
        except Exception as error:  # raised below, unless somebody else was first
            errors += [error] if file in expired_files() else []
    if errors:
        raise errors[0]
    return len(files)


@app.periodic(cron=f"0 {SEVEN} * * 1-5")
@app.task(name="send_digest", pass_context=False, retry=LATER)
def send_digest(timestamp: int = 0) -> int:
    """From Monday to Friday at seven here, in summer and in winter: tell everybody who wants mail
    how many tasks wait. Gives how many mails."""
    if timestamp and not at_seven(timestamp):
        return 0
    return _tell("mail_taken", f"send_digest {timestamp}", None, ("dagelijks", "meteen"))


@app.periodic(cron="*/5 * * * *")
@app.task(name="send_news", pass_context=False, retry=LATER)
def send_news(timestamp: int = 0) -> int:
    """Every five minutes: tell who wants to know at once how many tasks came in those minutes.
    Gives how many mails."""
    until = datetime.fromtimestamp(timestamp, UTC) if timestamp else datetime.now(UTC)
    return _tell("mail_nieuws", f"send_news {timestamp}", until - timedelta(minutes=5), ("meteen",))


@app.periodic(cron="2-59/5 * * * *")
@app.task(name="send_reminders", pass_context=False, retry=LATER)
def send_reminders(timestamp: int = 0) -> int:
    """Every five minutes: tell whose turn it is of how many tasks somebody reminded them in those
    minutes, unless they want no mail. Gives how many mails."""
    until = datetime.fromtimestamp(timestamp, UTC) if timestamp else datetime.now(UTC)
    with as_system() as by:
        counted: Counted = perform(by, "taken_tellen", herinnerd=until - timedelta(minutes=5))
    told = counted.wanting("dagelijks", "meteen")
    letters = {person: (one.address, _reminder(one.number)) for person, one in told.items()}
    return post("mail_herinneringen", f"send_reminders {timestamp}", letters)


def _tell(kind: str, run: str, since: datetime | None, wanting: tuple[str, ...]) -> int:
    """Mail a number to those who chose one of these: no name, no file, no subject."""
    with as_system() as by:
        counted: Counted = perform(by, "taken_tellen", sinds=since)
    told = counted.wanting(*wanting)
    letters = {person: (one.address, _sentence(one.number)) for person, one in told.items()}
    return post(kind, run, letters)


def _sentence(number: int) -> str:
    """What a mail says, and no more."""
    tasks = "Er wacht 1 taak op u." if number == 1 else f"Er wachten {number} taken op u."
    return tasks + _NO_MORE


def _reminder(number: int) -> str:
    """What a mail says after somebody reminded, and no more."""
    tasks = "een taak die op u wacht" if number == 1 else f"{number} taken die op u wachten"
    return f"Een collega herinnert u aan {tasks}." + _NO_MORE


_NO_MORE = "\n\nLog in om te zien wat. In deze mail staat met opzet niets over de inhoud.\n"


def expire_file(file: UUID, kind: str) -> None:
    """One file, under a pass of the system, for the act that its own working method names. Raises
    `LawError` for a method that names none."""
    method = procedures()[kind]
    if (expiring := method.entry.on_expiry) is None:
        raise LawError(
            f"de werkwijze {kind} zegt niet wat er na de einddatum gebeurt", where=method.where
        )
    with as_system() as by:
        perform(by, expiring.act, file=file)


@contextmanager
def as_system() -> Iterator[bytes]:
    """A pass of the system, for as long as the block lasts and a minute at most."""
    by = secrets.token_bytes(32)
    ledger.call("issue", by, None, ACTOR, "1 minute", "achtergrondtaak")
    try:
        yield by
    finally:
        ledger.call("end_pass", by)

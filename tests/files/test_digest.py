"""A mail says that something waits, and nothing else."""

from __future__ import annotations

import secrets
import time
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.core import mail
from procrastinate.contrib.django import app
from psycopg.errors import InsufficientPrivilege

from openprisma.files.jobs import send_digest, send_news
from openprisma.gate.perform import perform
from openprisma.kernel.days import HOME, at_seven
from openprisma.kernel.errors import Refused
from openprisma.sharing.jobs import remind
from openprisma.stories.region import person_id
from tests.builders import POLICE, REPORTER, a_pass, as_worker, by_system

WORDS = ("Verhuurwagens", "Autoverhuur", "Testrup", "signaal", "knelpunt", "Sanne", "dossier")


def test_a_digest_is_a_number_and_nothing_else(world, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    with as_worker():
        assert send_digest() == len(mail.outbox) > 0
    to_police = [one for one in mail.outbox if one.to == ["sanne-spelbos@politie.example"]]
    assert len(to_police) == 1
    for one in mail.outbox:
        assert one.subject == "OpenPrisma" and one.body.startswith(
            ("Er wacht 1 taak", "Er wachten ")
        )
        assert len(one.to) == 1 and not [word for word in WORDS if word in one.body]


def test_who_wants_to_know_at_once_is_told_within_minutes_and_once(world, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    later = int(time.time()) + 3600
    world.do(POLICE, "dossier_inzien")
    for chosen, at, expected in (("meteen", 0, 1), ("meteen", later, 0), ("dagelijks", 0, 0)):
        perform(world.by(POLICE), "mail_instellen", mail=chosen)
        mail.outbox = []
        with as_worker():
            send_news(at)
        assert (
            len([one for one in mail.outbox if one.to == ["sanne-spelbos@politie.example"]])
            == expected
        )
        assert not [word for one in mail.outbox for word in WORDS if word in one.body]
    perform(world.by(POLICE), "mail_instellen", mail="nooit")
    mail.outbox = []
    with as_worker():
        send_digest()
    assert not [one for one in mail.outbox if one.to == ["sanne-spelbos@politie.example"]]
    perform(world.by(POLICE), "mail_instellen", mail="dagelijks")


def test_only_a_background_task_can_count_what_waits_for_others(world):
    counted = by_system("taken_tellen").by_person
    assert counted[person_id("den-haag", POLICE)].number > 0
    for somebody in (a_pass(POLICE), secrets.token_bytes(32)):
        with pytest.raises(Refused):
            perform(somebody, "taken_tellen")


@pytest.mark.parametrize(
    ("act", "count", "holder"),
    [
        (
            "taken_tellen",
            "select count(*) from fence.turn_counts(null, null)",
            None,
        ),
        ("woorden_tellen", "select count(*) from fence.word_counts()", "ursula-steekproef"),
    ],
)
def test_in_raw_sql_only_who_holds_the_function_counts(world, connect, act, count, holder):
    """A line for an act without a file opens nothing for who holds no function that the act is
    offered to."""
    perform(
        a_pass(REPORTER),
        "signaal_opstellen",
        titel="Een duits kenteken",
        vorm="georganiseerde_drugscriminaliteit",
        gemeenten=["GM0603"],
        samenvatting="Een wagen met een Duits kenteken.",
        woorden={"duits kenteken": "kenteken"},
    )
    for who in (POLICE, holder):
        role = "worker" if who is None else "app"
        raw, line = connect(role), str(uuid4())
        by = a_pass(who, "systeem" if who is None else "")
        with raw.transaction():
            backend, began = raw.execute(
                "select pg_backend_pid(), transaction_timestamp()"
            ).fetchone()
            opened = "select fence.open(%s, %s, %s, '', '', '', '', '{}', '{}', false, %s, %s)"
            connect(role).execute(opened, [line, by, act, backend, began])
            raw.execute(
                "select set_config('fence.line', %s, true), set_config('fence.pass', %s, true)",
                [line, by.hex()],
            )
            assert (raw.execute(count).fetchone()[0] > 0) == (who == holder)


def test_nothing_is_counted_without_a_line_for_it(world, connect):
    raw = connect()
    raw.execute("select set_config('fence.pass', %s, false)", [a_pass(None, "systeem").hex()])
    assert raw.execute("select * from fence.turn_counts(null, null)").fetchall() == []
    assert raw.execute("select * from fence.turns(null)").fetchall() == []
    with pytest.raises(InsufficientPrivilege):
        raw.execute("select * from fence.turns_for(array[%s], null, null)", [uuid4()])


@pytest.mark.parametrize("name", ["send_digest", "remind"])
@pytest.mark.parametrize(
    "day", [datetime(2026, 1, 12), datetime(2026, 7, 13), datetime(2026, 3, 30)]
)
def test_mail_goes_at_seven_here_in_summer_and_in_winter(name, day):
    """The days after a change of the clock as well; what the clock of the queue says on the hours
    before and after is let go."""
    ((_, task),) = [
        one for one in app.periodic_registry.periodic_tasks.items() if one[0][0] == name
    ]
    start = day.replace(tzinfo=HOME).timestamp()
    planned, clock = [], task.croniter
    clock.set_current(start_time=start)
    while (at := round(clock.get_next(ret_type=float))) < start + timedelta(days=1).total_seconds():
        planned.append(at)
    sent = [datetime.fromtimestamp(at, HOME) for at in planned if at_seven(at)]
    assert [(one.hour, one.minute < 10) for one in sent] == [(7, True)]
    assert len(planned) == 2


def test_at_another_hour_no_mail_goes(world, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    eight = datetime(2026, 1, 12, 8, tzinfo=HOME).timestamp()
    with as_worker():
        assert (send_digest(int(eight)), remind(int(eight)), mail.outbox) == (0, 0, [])


def test_no_mail_goes_to_whose_designation_ended(world, settings, connect):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox, own = [], connect("postgres")
    until = "update partners_person set designated_until = %s where id = %s returning 1"
    who = person_id("den-haag", POLICE)
    (before,) = own.execute(
        "select designated_until from partners_person where id = %s", [who]
    ).fetchone()
    own.execute(until, ["2025-10-01", who])
    try:
        with as_worker():
            assert send_digest() == len(mail.outbox) > 0
    finally:
        own.execute(until, [before, who])
    assert not [one for one in mail.outbox if one.to == ["sanne-spelbos@politie.example"]]

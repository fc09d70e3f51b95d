"""Long work is kept step by step: one sees how far it is, stops it, and another worker goes on."""

from __future__ import annotations

from uuid import UUID, uuid4

import psycopg
import pytest
from django.core import mail

from openprisma.files.mailing import post
from openprisma.files.work import Stopped, Work, works
from openprisma.gate import ledger
from openprisma.gate.login import WEB, logged_in_as
from openprisma.gate.perform import perform, visit
from openprisma.kernel.errors import Refused, Unavailable
from tests.builders import ADMINISTRATOR, POLICE, a_pass, as_worker

STEPS = [UUID(int=nr) for nr in range(1, 5)]
LETTERS = {one: (f"{nr}@example.nl", "tekst") for nr, one in enumerate(STEPS)}


@pytest.fixture
def run(live, connect):
    """A run of its own; what other tests left is gone, and so is this afterwards."""
    root = connect("postgres")
    root.execute("delete from files_work")
    yield f"proef {uuid4().hex}"
    root.execute("delete from files_work")


@pytest.fixture
def outbox(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    return lambda: [one.to[0] for one in mail.outbox]


def seen(person=ADMINISTRATOR):
    with visit(a_pass(person)):
        return works()


def died(run, after):
    """A worker that dies while it is at the step behind `after`."""
    with as_worker():
        for one, _ in Work("mail_taken", run, LETTERS):
            if one > after:
                return


def test_one_sees_how_far_it_is_and_that_it_ended(run, outbox):
    died(run, STEPS[1])
    (shown,) = seen()
    assert (shown.kind, shown.done, shown.total, shown.state) == ("mail_taken", 2, 4, "loopt")
    assert shown.runs and not shown.still
    with as_worker():
        assert post("mail_taken", run, LETTERS) == 2
    (shown,) = seen()
    assert (shown.done, shown.state, shown.message) == (4, "klaar", "")


def test_another_worker_goes_on_behind_the_last_step_and_tells_nobody_twice(run, outbox):
    died(run, STEPS[1])
    with as_worker():
        post("mail_taken", run, dict(reversed(LETTERS.items())))
        assert outbox() == ["2@example.nl", "3@example.nl"]
        post("mail_taken", run, LETTERS)
    assert len(outbox()) == 6, "what ended begins anew"


def test_who_keeps_the_system_stops_it_after_the_step_that_it_is_at(run, outbox):
    done = []
    with as_worker():
        for one, _ in (work := Work("mail_taken", run, LETTERS)):
            done.append(one)
            if len(done) == 2:
                with logged_in_as(WEB):
                    (shown,) = seen()
                    perform(a_pass(ADMINISTRATOR), "werk_afbreken", werk=str(shown.id))
    assert done == STEPS[:2] and work.message == ""
    (shown,) = seen()
    assert (shown.done, shown.state, shown.runs) == (2, "afgebroken", False)
    again = perform(a_pass(ADMINISTRATOR), "werk_afbreken", werk=str(shown.id))
    assert again == Stopped(False) and seen() == [shown]


def test_nobody_else_sees_or_stops_it(run):
    died(run, STEPS[0])
    (shown,) = seen()
    assert seen(POLICE) == []
    with pytest.raises(Refused):
        perform(a_pass(POLICE), "werk_afbreken", werk=str(shown.id))
    assert seen()[0].state == "loopt"


@pytest.mark.parametrize(
    "asked",
    [
        "select fence.work_begin('mail_taken', 'x', 1)",
        "select fence.work_step(gen_random_uuid(), gen_random_uuid(), '')",
        "select fence.work_end(gen_random_uuid())",
        "select * from files_work",
        "insert into files_work (id) values (gen_random_uuid())",
    ],
)
def test_the_web_says_nothing_of_how_far_work_is(live, connect, asked):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        connect("app").execute(asked)


def test_without_the_act_nothing_is_stopped_and_without_a_pass_nothing_is_seen(run, connect):
    died(run, STEPS[0])
    (shown,) = seen()
    raw = connect("app")
    assert raw.execute("select fence.work_stop(%s)", [shown.id]).fetchone() == (False,)
    assert raw.execute("select * from fence.works()").fetchall() == []


@pytest.mark.parametrize("said", ["Jan Jansen", "999999990", "jan@example.nl"])
def test_what_is_kept_of_work_is_codes(live, said):
    with as_worker():
        with pytest.raises(Unavailable):
            ledger.call("work_begin", said, "x", 1)
        with pytest.raises(Unavailable):
            ledger.call("work_step", uuid4(), uuid4(), said)

"""Two people at once, and one person who clicks twice."""

from __future__ import annotations

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from openprisma.gate.perform import perform
from openprisma.kernel.errors import BadInput, Repeated
from openprisma.stories.region import person_id
from tests.builders import POLICE, REPORTER
from tests.gate.bottleneck import back_to_the_proposal


def test_two_people_deciding_at_once_leaves_one_decision_and_one_clear_sentence(world, connect):
    back_to_the_proposal(world, connect)
    insert = """insert into panels_vote (id, alliance_id, file_id, person_id, in_favour,
        objection, reasons, round, nr, at, on_day, receipt)
      values (gen_random_uuid(), 'den-haag', %s, %s, true,
        false, '', 0, 0, now(), '2025-10-01', (select id
        from fence.line where granted and writes limit 1))"""
    rival = connect("postgres")
    member = person_id("den-haag", "noor-proefstra")
    rival.execute("begin")
    rival.execute(insert, [world.bottleneck, member])
    thread = threading.Timer(0.3, lambda: rival.execute("commit"))
    thread.start()
    with pytest.raises(BadInput, match="Iemand anders"):
        world.do("noor-proefstra", "stemmen", voor=True)
    thread.join()


def test_a_second_click_does_nothing_and_another_persons_same_name_is_another_attempt(
    world, connect
):
    attempt, own = uuid.uuid4(), connect("postgres")
    count = "select count(*) from bottlenecks_commitment where file_id = %s"
    world.do(POLICE, "inzet_toezeggen", once=attempt, uren=8)
    with pytest.raises(Repeated):
        world.do(POLICE, "inzet_toezeggen", once=attempt, uren=8)
    assert own.execute(count, [world.bottleneck]).fetchone() == (1,)
    world.do(REPORTER, "inzet_toezeggen", once=attempt, uren=4)
    world.do(POLICE, "inzet_toezeggen", once=uuid.uuid4(), uren=6)
    assert own.execute(count, [world.bottleneck]).fetchone() == (3,)


def test_two_clicks_at_the_same_moment_are_one(world, connect):
    attempt, by = uuid.uuid4(), world.by(POLICE)

    def click(_: int) -> str:
        try:
            perform(by, "inzet_toezeggen", file=world.bottleneck, once=attempt, uren=8)
            return "done"
        except Repeated:
            return "repeated"
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(click, range(4))) == ["done", "repeated", "repeated", "repeated"]

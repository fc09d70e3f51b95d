"""A form whose act failed is not told as done: sent again, it is done."""

from __future__ import annotations

import re

from django.db import connection

from openprisma.gate import acts
from tests.builders import POLICE


def test_a_form_of_which_the_backend_was_killed_is_done_when_it_is_sent_again(
    world, as_person, connect, monkeypatch
):
    client, url = as_person(POLICE), f"/dossier/{world.bottleneck}/inzet-toezeggen"
    root, one, kills = connect("postgres"), acts.registered()["inzet_toezeggen"], [True]

    def dying(run, **given):
        found = one.function(run, **given)
        if kills:
            kills.clear()
            root.execute(
                "select pg_terminate_backend(%s)", [connection.connection.info.backend_pid]
            )
        return found

    monkeypatch.setitem(
        acts._registry,
        one.name,
        acts.Act(one.name, dying, one.inputs, one.starts, one.reads, one.also),
    )
    attempt = re.search(r'name="keer" value="([0-9a-f-]{36})"', client.get(url).content.decode())[1]
    count = "select count(*) from bottlenecks_commitment where file_id = %s"
    answers = []
    for _ in range(3):
        answer = client.post(url, {"uren": "8", "keer": attempt})
        connection.close()
        told = (
            "Er is niets half gedaan"
            if answer.status_code == 503
            else answer["Location"].partition("?")[2]
        )
        answers.append((told, root.execute(count, [world.bottleneck]).fetchone()[0]))
        assert told in answer.content.decode() or answer.status_code == 302
    assert answers == [
        ("Er is niets half gedaan", 0),
        ("gedaan=inzet_toezeggen", 1),
        ("al=inzet_toezeggen", 1),
    ]

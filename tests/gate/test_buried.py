"""Nobody buries a line of the log under others: a reviewer finds it on the first page."""

from __future__ import annotations

from uuid import uuid4

from openprisma.files import queries
from openprisma.gate.perform import perform
from tests.builders import CFG, POLICE

FLOOD = "select fence.open(%s, %s, %s, '', '', '', '', %s, '{}', false, pg_backend_pid(), now())"


def read(world):
    log = perform(
        world.by(CFG), "logboek_inzien", file=world.bottleneck, doel="rechtmatigheidscontrole"
    )
    return log.lines


def test_what_was_done_often_is_one_row_that_says_how_often(world, connect, monkeypatch):
    monkeypatch.setattr(queries, "ROWS", 25)
    world.do(POLICE, "gegevens_inzien")
    own = connect()
    for _ in range(30):
        world.do(POLICE, "dossier_inzien")
    for number in range(30):
        own.execute(FLOOD, [uuid4(), b"nobody", f"act{number}", [world.bottleneck]])
    lines = read(world)
    assert any(one.act == "gegevens_inzien" and one.actor for one in lines)
    (often,) = [one for one in lines if one.act == "dossier_inzien" and one.times >= 30]
    assert often.since < often.at
    (tried,) = [one for one in lines if one.actor == "onbekend"]
    assert (tried.act, tried.times) == ("", 30)


def test_who_reads_on_reads_what_was_before(world):
    world.do(POLICE, "gegevens_inzien")
    lines = read(world)
    assert len(lines) > 1
    older = perform(
        world.by(CFG),
        "logboek_inzien",
        file=world.bottleneck,
        doel="rechtmatigheidscontrole",
        voor=lines[0].at.isoformat(),
    ).lines
    assert older and all(one.at < lines[0].at for one in older)

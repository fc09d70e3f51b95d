"""An act counts and moves only what its own stages say: raw SQL under the line of an honest act."""

from __future__ import annotations

import psycopg
import pytest

from openprisma.gate.compiled_acts import effects
from openprisma.gate.law import lawbook, procedures
from tests.builders import REPORTER, draft

Refusal = psycopg.errors.InsufficientPrivilege
EVENT = """insert into figures_event (id, alliance_id, of, kind, on_day, known_on, panel, origin,
    themes, advice, ending, carried, receipt)
  values (gen_random_uuid(), 'den-haag', %s, %s, fence.today(), fence.today(), '', '', '{}', '',
    '', false, %s)"""
STEP = """insert into files_step (id, alliance_id, file_id, stage, on_day, at, receipt)
  values (gen_random_uuid(), 'den-haag', %s, %s, fence.today(), clock_timestamp(), %s)"""


def allowed(act, table, column):
    (found,) = [
        write
        for write in effects(lawbook(), procedures())[act]
        if (write.table, write.operation) == (table, "insert")
    ]
    return found.allowed[column]


def test_every_event_is_of_its_act():
    told = {
        act: write.allowed.get("kind")
        for act, writes in effects(lawbook(), procedures()).items()
        for write in writes
        if (write.table, write.operation) == ("figures_event", "insert")
    }
    assert told.pop("cijfers_overnemen") is None, "what is taken over may be of any kind"
    assert len(told) > 5 and all(told.values())


@pytest.mark.parametrize(
    ("query", "table", "column", "lie"),
    [
        (EVENT, "figures_event", "kind", "casus_gesloten"),
        (STEP, "files_step", "stage", "aangewezen"),
    ],
    ids=["event", "step"],
)
def test_a_reporter_counts_no_closed_case_and_writes_no_history(
    raw, enter, shared, query, table, column, lie
):
    file, own = draft(), allowed("signaal_melden", table, column)
    assert lie not in own

    def add(value):
        line = enter(by=shared.by(REPORTER), act="signaal_melden", files=[file], writes=True)
        return raw.execute(query, [file, value, line]).rowcount

    with raw.transaction(force_rollback=True):
        assert add(own[0]) == 1
    with pytest.raises(Refusal, match=f"begint {column} van"), raw.transaction():
        add(lie)

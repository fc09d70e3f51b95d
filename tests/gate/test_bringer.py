"""Who was brought in by another is put right or taken out by that other alone, and what a writer
said of a word others read in a signal alone: raw SQL. Source: bgs:1.7.1, bgs:1.9."""

from __future__ import annotations

import psycopg
import pytest
from psycopg.types.json import Jsonb

from openprisma.gate.perform import perform
from tests.builders import ANALYST, POLICE, REPORTER
from tests.conftest import CLUSTER

Refusal = psycopg.errors.InsufficientPrivilege
RENAMES = "update subjects_subject set name = 'Een ander', receipt = %s where id = %s"
TAKES_OUT = """update subjects_subject set name = '', identifier = '', link = '',
  left_on = fence.today(), receipt = %s where id = %s"""
REMOVES = """insert into subjects_admission
  (id, alliance_id, file_id, receipt, person_id, on_day, subject, kind, role, need, state, at)
  select gen_random_uuid(), s.alliance_id, s.file_id, %s, (fence.permit()).person, fence.today(),
    s.id, s.kind, s.role, '', 'verwijderd', clock_timestamp()
  from subjects_subject s where s.id = %s"""


@pytest.fixture
def theirs(shared):
    """Somebody in the circle whom the police brought in."""
    return _somebody(shared, POLICE, "Piet Proefpersoon")


def _somebody(shared, person, name):
    return perform(
        shared.by(person),
        "betrokkene_toevoegen",
        file=shared.bottleneck,
        soort="natuurlijk_persoon",
        naam=name,
        rol="directe_kring",
        verband="Bestuurt het bedrijf.",
        verband_met=shared.company,
        toch=True,
    )


@pytest.mark.parametrize(
    ("act", "statement"),
    [
        ("betrokkene_verbeteren", RENAMES),
        ("betrokkene_weghalen", TAKES_OUT),
        ("betrokkene_weghalen", REMOVES),
    ],
    ids=["renames", "takes out", "removes"],
)
def test_only_who_brought_somebody_in_changes_that(shared, raw, enter, theirs, act, statement):
    own = _somebody(shared, REPORTER, "Kees Proefpersoon")
    with raw.transaction(force_rollback=True):
        line = enter(by=shared.by(REPORTER), act=act, writes=True)
        assert raw.execute(statement, [str(line), own]).rowcount == 1
    with pytest.raises(Refusal, match="die ander"), raw.transaction():
        line = enter(by=shared.by(REPORTER), act=act, writes=True)
        raw.execute(statement, [str(line), theirs])


def test_what_another_said_of_a_word_is_read_by_its_writer_alone(shared, raw, enter):
    with CLUSTER.connect("postgres", "tests") as root:
        root.execute(
            """insert into files_wordnote select (jsonb_populate_record(null::files_wordnote,
                 to_jsonb(s) || %s || jsonb_build_object('id', gen_random_uuid(),
                 'person_id', s.person_id, 'on_day', fence.today()))).*
               from sharing_statement s where s.file_id = %s limit 1""",
            [
                Jsonb(
                    {
                        "words": "turks",
                        "kind": "nationaliteit",
                        "meaning": "naam",
                        "reason": "",
                        "state": "",
                        "decision": "",
                    }
                ),
                shared.bottleneck,
            ],
        )
        (writer,) = root.execute(
            "select p.name from files_wordnote w join partners_person p on p.id = w.person_id "
            "where w.file_id = %s and w.words = 'turks'",
            [shared.bottleneck],
        ).fetchone()
    seen = {}
    for person in (REPORTER, POLICE, ANALYST):
        with raw.transaction():
            enter(by=shared.by(person), act="gegevens_inzien")
            seen[person] = raw.execute(
                "select count(*) from files_wordnote where words = 'turks'"
            ).fetchone()[0]
    assert writer and sum(seen.values()) == 1 and seen[ANALYST] == 0

"""What stands in the file of a request, another participant reads only as far as it is about its
own: not what else was found, and not what was said of that. Raw SQL under lines of honest acts.
Source: bgs:1.2.2, uavg:41."""

from __future__ import annotations

import secrets
from uuid import uuid4

import psycopg
import pytest

from openprisma.gate import ledger
from openprisma.gate.perform import perform
from tests.builders import a_pass, played, today_is
from tests.conftest import CLUSTER

CONTACT = "carla-meldpunt"
SAID = "select v.hit from rights_hitverdict v"
TOLD = "select s.counts from rights_search s"


@pytest.fixture
def file(live, connect):
    """A request of which the participants were asked what may be told."""
    made = played("verzoek-uitgevraagd", connect("owner"))["verzoek"]
    today_is(CLUSTER, "2025-10-09")
    return made


@pytest.fixture
def under(connect):
    """A connection of the web process under a line for an act, which writes or not."""

    def opening(by, act, file, writes=False):
        raw = connect()
        raw.autocommit = False
        backend, began = raw.execute("select pg_backend_pid(), transaction_timestamp()").fetchone()
        connect().execute(
            "select fence.open(%s, %s, %s, '', '', '', '', %s, '{}', %s, %s, %s)",
            [line := str(uuid4()), by, act, [file], writes, backend, began],
        )
        return raw, line

    return opening


def pass_of(person):
    """Somebody signs in, by number."""
    new = secrets.token_bytes(32)
    assert ledger.call("issue", new, person, "", "1 hour", "test")
    return new


def outsiders(root, file):
    """Who answers here for a participant that does not decide; made one that was involved in none
    of what was found, past every guard."""
    who, of = root.execute(
        """select a.person_id, a.participant_id from files_assignment a
            join rights_citizenrequest r on r.file_id = a.file_id
            where a.file_id = %s and a.role = 'verzoekbehandelaar'
              and a.participant_id <> r.decider_id limit 1""",
        [file],
    ).fetchone()
    root.execute("set session_replication_role = replica")
    root.execute("update rights_hit set participants = array_remove(participants, %s)", [of])
    root.execute("set session_replication_role = origin")
    return (who,)


def test_who_was_involved_in_nothing_reads_no_verdict_and_no_count(file, connect, under):
    (outsider,) = outsiders(connect("postgres"), file)
    for act in ("verzoek_inzien", "treffers_inzien"):
        raw, _ = under(pass_of(outsider), act, file)
        assert raw.execute(SAID).fetchall() == [], act
        assert raw.execute(TOLD).fetchall() == [], act
        raw.rollback()


def test_on_the_page_of_a_request_an_outsider_reads_no_count(file, connect):
    (outsider,) = outsiders(connect("postgres"), file)
    told = dict(perform(pass_of(outsider), "verzoek_inzien", file=file).lines)
    assert "Deelnemers gevraagd" in told
    assert "Zoekslag" not in told


def test_the_contact_point_reads_every_verdict_and_the_count(file, under):
    raw, _ = under(a_pass(CONTACT), "treffers_inzien", file)
    assert raw.execute(SAID).fetchall()
    assert raw.execute(TOLD).fetchall()
    assert "Zoekslag" in dict(perform(a_pass(CONTACT), "verzoek_inzien", file=file).lines)


@pytest.mark.parametrize("table", ["rights_requester", "rights_citizenrequest"])
def test_a_request_is_of_one_requester(file, connect, table):
    root = connect("postgres")
    columns = root.execute(
        "select string_agg(column_name, ', ') from information_schema.columns "
        "where table_name = %s and column_name <> 'id'",
        [table],
    ).fetchone()[0]
    with pytest.raises(psycopg.errors.UniqueViolation):
        root.execute(
            f"insert into {table} (id, {columns}) select gen_random_uuid(), {columns} "
            "from " + table + " where file_id = %s",
            [file],
        )

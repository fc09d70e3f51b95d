"""Judged again, counted again, and destroyed after its term: the log after the fact."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
from datetime import date
from uuid import uuid4

import psycopg
import pytest
from django.db import connection

from openprisma.audit.comparing import compare
from openprisma.audit.erasing import erase
from openprisma.audit.reconciling import reconcile
from openprisma.audit.rejudging import _judged, judged_again, rejudge
from openprisma.audit.sealing import make_key, public_of, seal
from openprisma.gate.law import lawbook
from openprisma.gate.ledger import settle
from openprisma.kernel.errors import Refused
from openprisma.project.main import main as openprisma
from openprisma.sidedoors.copying import past_triggers
from tests.audit.test_sealing import _INSERT, ORIGIN, tampering
from tests.builders import POLICE, without
from tests.conftest import CLUSTER, acting_as


@pytest.fixture(autouse=True)
def settled(live):
    """What other tests let die has ended before the books are looked at."""
    with acting_as("owner"):
        settle()


def a_decision(world, auditor_log):
    """A refusal and a decision of now, and what the log says of the last: day, outcome, verdict."""
    with pytest.raises(Refused):
        world.deliver(POLICE, categorie="fiscale_gegevens")
    world.deliver()
    return auditor_log.execute(
        """select l.day, o.outcome, o.verdict
             from fence.outcome o join fence.line l on l.id = o.line
            where l.act = 'gegeven_verstrekken' and o.outcome = 'done' order by o.at desc limit 1"""
    ).fetchone()


def test_every_decision_in_the_log_follows_again_from_the_norms_and_facts_of_its_day(
    world, connect
):
    a_decision(world, connect("auditor"))
    found = rejudge(connect("auditor"))
    assert found.otherwise == []
    assert found.same > 20


def test_a_decision_with_another_outcome_fact_day_or_law_does_not_follow(world, connect):
    day, outcome, told = a_decision(world, connect("auditor"))

    def again(*, outcome=outcome, **changes):
        return judged_again(lawbook(), day, outcome, told | changes)

    assert again() == ""
    assert "afloop" in again(outcome="refused")
    assert "feiten" in again(facts=told["facts"] | {"wie.rol": "geen"})
    assert "luiden nu anders" in again(law="0" * 16)
    assert "beoordeeld met de normen van" in again(law_date="2025-03-02")
    norm = next(name for name, state in told["norms"].items() if state == "holds")
    assert "ander oordeel" in again(norms=told["norms"] | {norm: "violated"})
    assert "luiden nu anders" in judged_again(without(lawbook(), norm), day, outcome, told)


def test_facts_changed_with_their_fingerprint_give_another_verdict(world, connect):
    import hashlib
    import json

    day, outcome, told = a_decision(world, connect("auditor"))
    facts = (
        told["facts"] | {"gegeven.fase": 9}
        if "gegeven.fase" in told["facts"]
        else told["facts"] | {"dossier.fase": 0}
    )
    text = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    forged = told | {"facts": facts, "facts_hash": hashlib.sha256(text.encode()).hexdigest()[:16]}
    assert judged_again(lawbook(), day, outcome, forged) != ""


def test_the_books_agree_and_a_row_or_outcome_out_of_nothing_is_found(world, root):
    books = reconcile(root, rows=True)
    assert books.wrong == {}
    assert books.counts["regels"] == books.counts["toegestaan"] + books.counts["geweigerd"]
    assert books.rows["sharing_statement"] > 0 and len(books.rows) > 40
    tampering(root)
    root.execute(
        "update sharing_statement set receipt = gen_random_uuid() where file_id = %s",
        [world.bottleneck],
    )
    reading = root.execute(
        "select id from fence.line where granted and not writes and act <> 'aanmelden' limit 1"
    ).fetchone()[0]
    refused = root.execute("select id from fence.line where not granted limit 1").fetchone()
    for line in [reading, *(refused or ())]:
        root.execute(
            "insert into fence.outcome (line, outcome, reasons, verdict, leaf) values (%s, "
            "'done', '{}', '{}', '')",
            [line],
        )
    wrong = reconcile(root, rows=True).wrong
    assert "een rij van sharing_statement noemt geen regel die haar toeliet" in wrong
    assert "iets is gedaan onder een handeling die alleen leest" in wrong
    assert not refused or "een geweigerde regel eindigde als gedaan" in wrong


def test_every_guarded_request_is_one_line(shared, live, connect):
    from django.test import Client

    from openprisma.stories.region import person_id

    log = connect("auditor")
    count = lambda: log.execute("select count(*) from fence.line").fetchone()[0]  # noqa: E731
    client = Client(REMOTE_ADDR="127.0.0.1")
    client.post("/demo", {"persoon": str(person_id("den-haag", POLICE))})
    before = count()
    for address in (
        f"/knelpunten/{shared.bottleneck}",
        f"/knelpunten/{shared.bottleneck}/informatie",
        f"/signalen/{uuid4()}",
    ):
        client.get(address)
    assert count() == before + 3


@pytest.fixture
def old(live, connect, tmp_path):
    """A sealed log with three lines of long ago and one of now, on a day after the term of the old
    ones."""
    own, key = connect("postgres"), tmp_path / "key"
    make_key(key)
    ids = [uuid4() for _ in range(3)]
    for nr, line in enumerate(ids):
        own.execute(
            _INSERT.replace("(id, ", "(at, xid, id, ").replace(
                "values (", f"values ('2019-06-03', '{nr + 3}', "
            ),
            [line],
        )
    own.execute(_INSERT, [uuid4()])
    folder, public = tmp_path / "log", base64.b64decode(public_of(key))
    seal(connect("auditor"), folder, key, ORIGIN)
    yield ids, folder, public
    own.autocommit = False
    tampering(own)
    own.execute("delete from fence.line where at < '2020-01-01'; delete from fence.erased")
    own.commit()


def test_after_its_term_the_content_goes_and_the_seal_still_holds(old, connect):
    ids, folder, public = old
    with past_triggers(past := connect("postgres")):
        past.execute("insert into fence.attempt values (gen_random_uuid(), %s)", [ids[0]])
    query = "select salt from fence.line where id = any(%s)"
    salts = [salt for (salt,) in connect("auditor").execute(query, [ids]).fetchall()]
    gone = erase(connect("owner"))
    assert gone.lines >= 3 and str(gone.until) == "2020-10-01"
    assert connect("auditor").execute(
        "select count(*) from fence.line where id = any(%s)", [ids]
    ).fetchone() == (0,)
    own = connect("postgres")
    assert own.execute(
        "select count(*) from fence.attempt where line = any(%s)", [ids]
    ).fetchone() == (0,)
    for table in ("line", "outcome", "erased"):
        text = "".join(
            row[0]
            for row in own.execute(f"select to_jsonb(t)::text from fence.{table} t").fetchall()
        )
        assert not any(bytes(salt).hex() in text for salt in salts)
    found = compare(connect("auditor"), folder, public)
    assert found.problems == []
    assert found.erased >= 3
    assert rejudge(connect("auditor")).destroyed.total() >= 3


def test_a_line_within_its_term_cannot_be_destroyed_not_even_by_the_owner(old, connect):
    own = connect("owner")
    line = own.execute("select id from fence.line order by at desc limit 1").fetchone()[0]
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        own.execute("delete from fence.line where id = %s", [line])
    own.execute(
        "insert into fence.erased select 'line', id, xid, leaf, current_date from fence.line "
        "where id = %s",
        [line],
    )
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        own.execute("delete from fence.line where id = %s", [line])
    for change in ("update fence.erased set erased_on = current_date", "delete from fence.erased"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            own.execute(change)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        connect("app").execute("select * from fence.erased")


def test_who_destroys_a_new_line_past_the_database_is_found(old, root):
    """A superuser can say that a line of today was destroyed after its term; its place in the
    sealed order says otherwise."""
    _, folder, public = old
    tampering(root)
    root.execute("""insert into fence.erased
                    select 'line', id, xid, leaf, current_date from fence.line
                     where act = 'test' and at > '2026-01-01' order by xid desc limit 1
                    on conflict do nothing""")
    root.execute(
        "delete from fence.line l using fence.erased e where e.id = l.id and l.at > '2026-01-01'"
    )
    assert "te vroeg" in {one.kind for one in compare(root, folder, public).problems}


def test_with_a_forged_leaf_it_counts_as_removed(old, root):
    ids, folder, public = old
    tampering(root)
    root.execute(
        "insert into fence.erased select 'line', id, xid, '\\x00', current_date from fence.line "
        "where id = %s",
        [ids[0]],
    )
    root.execute("delete from fence.line where id = %s", [ids[0]])
    assert "verwijderd" in {one.kind for one in compare(root, folder, public).problems}


def test_who_destroys_leaves_a_line(live, connect, monkeypatch, capsys):
    monkeypatch.setattr("django.setup", lambda: None)
    with acting_as("owner"):
        monkeypatch.setattr("openprisma.cli.audit._log", lambda: connection.connection)
        assert openprisma(["audit", "erase"]) == 0
    query = "select act, purpose from fence.line order by at desc limit 1"
    last = connect("auditor").execute(query).fetchone()
    assert last == ("logboek_vernietigen", "beheer")
    assert "van vóór 2020-10-01 vernietigd" in capsys.readouterr().out


def test_the_commands_answer_and_want_a_key_where_one_is_needed(live, connect, capsys, monkeypatch):
    monkeypatch.setattr("django.setup", lambda: None)
    monkeypatch.setattr("openprisma.cli.audit._log", lambda: connect("auditor"))
    assert openprisma(["audit", "rejudge"]) == 0
    assert "volgen opnieuw" in capsys.readouterr().out
    assert openprisma(["audit", "seal", "--folder", "x"]) == 1
    assert "Hier hoort een sleutel bij" in capsys.readouterr().err


def typed(*arguments: str) -> subprocess.CompletedProcess[str]:
    """A command as somebody types it."""
    environment = os.environ | {"DATABASE_URL": CLUSTER.url("tests")}
    environment.pop("OPENPRISMA_ROLE", None)
    command = [sys.executable, "-m", "openprisma.project.main", "audit", *arguments]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, timeout=120
    )


@pytest.mark.parametrize(
    "json", [[], pytest.param(["--json"], marks=pytest.mark.long)], ids=["in words", "as JSON"]
)
def test_every_command_runs_as_it_is_typed(world, tmp_path, json):
    where = ["--folder", str(tmp_path / "log"), "--key", str(tmp_path / "key")]
    told = {
        "key": "openbare sleutel",
        "settle": "afgebroken",
        "rejudge": ", 0 niet;",
        "reconcile": "regels",
        "seal": "verzegeld",
        "verify": "0 fout",
    }
    for what, says in told.items():
        done = typed(
            what,
            *(where if what in ("key", "seal", "verify") else []),
            *(["--rows"] if what == "reconcile" else []),
            *json,
        )
        assert (done.returncode, done.stderr) == (0, ""), what
        assert says in done.stdout or json, what


def test_what_looks_at_every_row_scans_no_table_for_it(root):
    """A plan made while `erased` or `change` was small would read all of it for each row: an hour
    for a month of lines."""
    for name in ("never", "changed"):
        settings = root.execute(
            "select proconfig from pg_proc where oid = %s::regproc", [f"fence.{name}"]
        ).fetchone()[0]
        assert "enable_seqscan=off" in settings, name


@pytest.mark.parametrize("told", ["[]", "5", '{"law_date": 5}', "[" * 3_000 + "]" * 3_000, "x"])
def test_what_cannot_be_read_is_wrong_and_stops_nothing(told):
    assert _judged(date(2026, 3, 9), "dossier_inzien", "done", told).startswith("niet te lezen (")


@pytest.mark.parametrize(
    "told, says", [("{}", "zonder oordeel"), ('{"act": "stemmen"}', "een andere handeling")]
)
def test_what_was_not_judged_or_as_another_act_does_not_follow(told, says):
    assert says in _judged(date(2026, 3, 9), "dossier_inzien", "done", told)

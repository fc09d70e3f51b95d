"""One search over everything that is held: a person put in any table is found, however the name is
written; nobody is searched but who stands in a request whose identity was verified."""

from __future__ import annotations

import unicodedata
from uuid import uuid4

import psycopg
import pytest

from openprisma.gate import seeking
from openprisma.gate.perform import perform
from tests.builders import a_pass, today_is
from tests.conftest import CLUSTER

NAMES = """
  select n.told, (fence.alike(n.told, w.names, array(select fence.folded(x) from unnest(w.names) x),
      w.firsts, array(select fence.folded(x) from unnest(w.firsts) x), %s)).way
    from unnest(%s::text[]) n (told),
      (select fence.surnames(%s) as names, %s::text[] as firsts) w"""


def found(own, told, surnames, firsts=(), numbers=()):
    """By what each of these texts is found."""
    rows = own.execute(NAMES, [list(numbers), list(told), surnames, list(firsts)]).fetchall()
    return [way for _, way in rows]


@pytest.fixture
def vault(connect):
    """Somebody who may ask how names compare."""
    return connect("postgres")


@pytest.mark.parametrize(
    "told",
    [
        "Fatima van den Berkhout reed weg.",
        "Berkhout, Fatima van den",
        "F. van den Berkhout",
        "mevrouw Fatima Berkhuot",
        "Fatima Berckhoud",
        "FATIMA  BERKHOUT",
        unicodedata.normalize("NFD", "Fátima Bérkhout"),
        "Fatima de Vreeslijk",
        "gezien: fatima vreeslijk-berkhout",
        "De rekening van 9999.000.18 staat leeg.",
    ],
)
def test_a_name_is_found_however_it_is_written(vault, told):
    surnames = "van den Berkhout\nde Vreeslijk"
    assert found(vault, [told], surnames, ["fatima"], ["999900018"])[0], told


@pytest.mark.parametrize("told", ["Een leeg pand.", "Piet Jansen", "F. Bakker", "Fatima liep weg."])
def test_another_is_not_found(vault, told):
    assert found(vault, [told], "van den Berkhout", ["fatima"], ["999900018"]) == [None]


def requested(own, by=None, **more):
    """A request of somebody whose identity was verified, and the file of it."""
    today_is(CLUSTER, "2025-10-06")
    by = by or a_pass("carla-meldpunt")
    given = {"soort": "inzage", "ontvangen_op": "2025-10-01", "namens": "zelf"}
    given |= {"voornamen": "Wobbe", "achternaam": "Plantsoenwachter", "bsn": "999900018"}
    file = perform(by, "verzoek_registreren", **(given | more))
    perform(by, "identiteit_vaststellen", file=file, wijze="balie")
    return by, file


def test_a_person_planted_in_any_table_is_found(world, connect):
    """In each table that has rows, the person is written in a column that can hold words."""
    root = connect("postgres")
    by, file = requested(root)
    planted = {}
    for model, _one, columns in seeking.sought():
        table, key = model._meta.db_table, model._meta.pk.column
        texts = [
            f.column
            for f in model._meta.local_fields
            if f.column in columns and f.get_internal_type() == "TextField"
        ]
        if not texts:
            continue
        row = root.execute(f"select {key}, {texts[-1]} from {table} limit 1").fetchone()
        if row is not None:
            planted[table] = (key, texts[-1], *row)
            write(root, table, key, texts[-1], row[0], "met W. Plantsoenwachter")
    assert len(planted) > 15
    try:
        perform(by, "zoekslag_doen", file=file)
        hits = {one.hit.tbl for one in perform(by, "treffers_inzien", file=file).hits}
    finally:
        for table, (key, column, of, was) in planted.items():
            write(root, table, key, column, of, was)
    assert planted.keys() - hits == set()


def write(root, table, key, column, of, value):
    """As a superuser, past every guard."""
    root.execute("set session_replication_role = replica")
    root.execute(f"update {table} set {column} = %s where {key} = %s", [value, of])
    root.execute("set session_replication_role = origin")


def test_in_each_file_with_a_hit_stands_who_searched(world, connect):
    root = connect("postgres")
    by, file = requested(root, achternaam="Testrup Autoverhuur", voornamen="", bsn="")
    before = searched(root)
    perform(by, "zoekslag_doen", file=file)
    hits = perform(by, "treffers_inzien", file=file).hits
    files = {one.hit.of_file for one in hits if one.hit.of_file}
    after = searched(root)
    assert files
    assert {one: after[one] - before.get(one, 0) for one in files} == dict.fromkeys(files, 1)


def searched(root):
    """How often the log of each file says that somebody searched a requester there."""
    return dict(
        root.execute(
            "select files[1], count(*) from fence.line where act = 'zoekslag_doen' and granted "
            "and not writes and purpose = 'rechten van burgers' group by 1"
        ).fetchall()
    )


def test_without_a_line_of_a_search_nothing_is_looked_for(world, connect):
    root, app = connect("postgres"), connect("app")
    _by, _file = requested(root)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute("select fence.seek(%s)", [uuid4()])
    assert app.execute("select * from fence.sought_hits()").fetchall() == []
    assert app.execute("select * from fence.hit_texts()").fetchall() == []
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute("select * from fence.sought_rows()")


def test_a_hit_that_no_search_found_is_not_kept(world, connect):
    root = connect("postgres")
    _by, _file = requested(root)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        root.execute(
            "insert into rights_hit (id, alliance_id, file_id, receipt, person_id, on_day, tbl, "
            "row_id, of_file, col, way, likeness, participants) select gen_random_uuid(), "
            "alliance_id, file_id, receipt, person_id, on_day, 'subjects_subject', "
            "gen_random_uuid(), null, 'name', 'nummer', 1, '{}' from rights_requester"
        )


def test_every_table_is_searched_and_a_column_that_cannot_be_read_is_told():
    assert list(seeking.unfound()) == []
    tables = {model._meta.db_table for model, _, _ in seeking.sought()}
    assert {"subjects_subject", "sharing_statement", "panels_decision", "files_file"} <= tables
    assert not any(table.startswith("bibob_") for table in tables)

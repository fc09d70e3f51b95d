"""What a datum is follows from its ground: for every category and ground, in the database and in
raw SQL, against a table typed from the statute (wgs:1.5.2, wgs:2.22.1)."""

from __future__ import annotations

import psycopg
import pytest

from openprisma.gate.law import lawbook
from tests.builders import REPORTER
from tests.conftest import START

GROUNDS = lawbook().vocabulary.lists["verstrekgronden"]
ROWS = range(1, 18)
# Rows of bgs:2.15 in which a datum of this ground can come in. Wgs 2.22.1.a names of the Wpg the
# articles 8 and 13 in the second phase, 9 and 10.1.a and c in the third, and no others; of the Wjsg
# three articles, for data of the public prosecutor. Sexual behaviour (row 16) is no row of one
# source.
OTHER_THAN_POLICE_OR_JUSTICE = {*ROWS} - {14, 15, 17}
MAY = {
    "geen": OTHER_THAN_POLICE_OR_JUSTICE,
    "icov": OTHER_THAN_POLICE_OR_JUSTICE,
    "wpg_8": {14, 16},
    "wpg_13": {14, 16},
    "wpg_9": {17},
    "wpg_10_1a": {17},
    "wpg_10_1c": {17},
    "wpg_10_1b": set(),
    "wpg_12": set(),
    "wjsg_8b": {15, 16},
    "wjsg_39fa": {15, 16},
    "wjsg_51ca": {15, 16},
    "bibob": set(),
}
COMES = "select fence.datum_comes(%s, %s, %s, %s, %s, %s)"


def comes(connect, nr, ground, authority="officier", *, in_use=True, secret=True):
    gateway = "" if ground == "geen" else ground
    values = [nr, gateway, authority, in_use, secret, START]
    return connect("app").execute(COMES, values).fetchone()[0]


def test_the_table_speaks_of_every_ground():
    assert set(MAY) == set(GROUNDS)


@pytest.mark.parametrize("ground", MAY)
def test_a_ground_comes_in_only_as_what_it_is(connect, ground):
    assert {nr for nr in ROWS if comes(connect, nr, ground)} == MAY[ground]


@pytest.mark.parametrize("ground", [one for one in MAY if one.startswith("wpg")])
def test_no_datum_of_the_police_comes_in_without_consent_or_secrecy(connect, ground):
    assert not any(comes(connect, nr, ground, authority="") for nr in ROWS)
    assert not any(comes(connect, nr, ground, secret=False) for nr in ROWS)


@pytest.mark.parametrize("ground", [one for one in MAY if one.startswith("wpg")])
def test_no_datum_that_the_police_removed_comes_in(connect, ground):
    assert not any(comes(connect, nr, ground, in_use=False) for nr in ROWS)


@pytest.mark.parametrize("ground", [one for one in MAY if one.startswith("wpg")])
def test_of_an_investigation_the_prosecutor_agrees(connect, ground):
    """Of what is public order or the daily task the mayor may (wpg:20.3)."""
    wanted = set() if ground in ("wpg_9", "wpg_10_1a") else MAY[ground]
    assert {nr for nr in ROWS if comes(connect, nr, ground, authority="burgemeester")} == wanted


def test_what_stands_in_no_row_comes_in_nowhere(connect):
    assert not comes(connect, 18, "geen")
    assert not comes(connect, None, "geen")


COLUMNS = """alliance_id, file_id, subject_id, participant_id, category, text, source_system,
    noted_on, delivered_on, first_processed_on, keep_until, necessity, authority, withdrawn,
    dispute, restriction, secret, sensitive, in_use, care, within"""
INSERT = f"""insert into sharing_statement (id, person_id, receipt, gateway, {COLUMNS})
    select gen_random_uuid(), (fence.permit()).person, (fence.permit()).id, %s,
      {COLUMNS.replace("delivered_on", "fence.today()")}
      from sharing_statement limit 1"""


@pytest.mark.parametrize(("ground", "kept"), [("", True), ("wpg_8", False), ("wpg_12", False)])
def test_raw_sql_calls_no_datum_of_the_police_something_else(world, writing, ground, kept):
    raw = writing(REPORTER, "gegeven_verstrekken")
    if kept:
        assert raw.execute(INSERT, [ground]).rowcount == 1
        return
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="zijn categorie en grond"):
        raw.execute(INSERT, [ground])


def test_nor_does_a_change_of_what_is_there(world, writing):
    raw = writing(REPORTER, "gegeven_verbeteren")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        raw.execute(
            "update sharing_statement set gateway = 'wpg_12', receipt = (fence.permit()).id"
        )

"""A delivery goes in once, however often somebody presses, and comes back as a whole."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection

from openprisma.gate.clock import today
from openprisma.gate.perform import perform
from openprisma.kernel.errors import BadInput, Refused, Repeated
from tests.builders import ALL_ROWS, LAWYER, POLICE, REPORTER
from tests.sharing.test_delivery import sheet


@pytest.fixture
def count(connect):
    own = connect("postgres")
    return lambda batch: own.execute(
        "select count(*) from sharing_statement where delivery = %s", [batch]
    ).fetchone()[0]


@pytest.fixture
def ready(world):
    def make(*texts: str):
        batch = world.do(REPORTER, "levering_klaarzetten", inhoud=sheet(*texts))
        assert world.do(REPORTER, "levering_nakijken", levering=batch).left == 0
        return batch

    return make


@pytest.mark.parametrize("same", [True, False], ids=["a double click", "two windows"])
def test_who_presses_at_the_same_moment_delivers_once(world, ready, count, same):
    batch, attempt, by = ready(*(f"Wagen {nr}." for nr in range(40))), uuid4(), world.by(REPORTER)

    def press(_: int) -> str:
        try:
            once = attempt if same else uuid4()
            told = perform(
                by,
                "levering_vastleggen",
                file=world.bottleneck,
                once=once,
                levering=batch,
                **ALL_ROWS,
            )
            return f"delivered {told.data}"
        except Repeated:
            return "repeated"
        except BadInput as bad:
            assert "Deze levering" in bad.what
            return "refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        told = sorted(pool.map(press, range(3)))
    assert told[0] == "delivered 40"
    assert set(told[1:]) == ({"repeated"} if same else {"refused"})
    assert count(batch) == 40


def test_a_delivery_is_taken_back_as_a_whole_by_its_owner_alone(world, ready, count):
    batch = ready("Een.", "Twee.")
    world.do(REPORTER, "levering_vastleggen", levering=batch, **ALL_ROWS)
    other = ready("Drie.")
    world.do(REPORTER, "levering_vastleggen", levering=other, **ALL_ROWS)
    assert count(batch) == 2
    done = world.do(REPORTER, "leveringen_inzien").done
    assert {(one.id, one.data) for one in done} == {(batch, 2), (other, 1)}
    assert world.do(POLICE, "leveringen_inzien").done == []
    with pytest.raises((BadInput, Refused)):
        world.do(POLICE, "levering_terugnemen", levering=batch)
    assert count(batch) == 2
    assert world.do(REPORTER, "levering_terugnemen", levering=batch).data == 2
    assert (count(batch), count(other)) == (0, 1)
    with pytest.raises(BadInput, match="niet meer"):
        world.do(REPORTER, "levering_terugnemen", levering=batch)


def test_what_was_taken_back_alone_stays_away_and_the_rest_comes_back(world, ready, count, connect):
    batch = ready("Een.", "Twee.")
    world.do(REPORTER, "levering_vastleggen", levering=batch, **ALL_ROWS)
    query = "select id from sharing_statement where delivery = %s limit 1"
    (first,) = connect("postgres").execute(query, [batch]).fetchone()
    world.do(REPORTER, "gegeven_intrekken", gegeven=first)
    assert world.do(REPORTER, "levering_terugnemen", levering=batch).data == 1
    assert count(batch) == 0


def test_the_same_rows_again_are_told_before_they_go(world, ready, connect):
    world.do(REPORTER, "levering_vastleggen", levering=ready("Een.", "Twee."), **ALL_ROWS)
    again = ready("Twee.", "Drie.", "Drie.")
    (notes,) = (
        connect("postgres")
        .execute("select notes from sharing_batch where id = %s", [again])
        .fetchone()
    )
    assert notes[-2:] == [
        "Rij 3 en 4 zijn helemaal gelijk. Zij tellen als één gegeven.",
        "Rij 2 staat al in dit dossier, met dezelfde tekst. U verstrekt dat dan nog een keer.",
    ]
    with pytest.raises(BadInput) as bad:
        world.do(REPORTER, "levering_vastleggen", levering=again, **ALL_ROWS)
    assert "gelezen" in bad.value.fields
    assert (
        world.do(REPORTER, "levering_vastleggen", levering=again, **ALL_ROWS, gelezen=True).data
        == 2
    )


def test_a_delivery_of_which_a_correction_was_confirmed_comes_back_too(
    world, ready, count, connect
):
    batch = ready("Een.")
    world.do(REPORTER, "levering_vastleggen", levering=batch, **ALL_ROWS)
    query = "select id from sharing_statement where delivery = %s"
    (datum,) = connect("postgres").execute(query, [batch]).fetchone()
    world.do(POLICE, "fout_melden", gegeven=datum, waarom="Het zijn er twee.")
    world.do(REPORTER, "gegeven_verbeteren", gegeven=datum, tekst="Twee.", rechtmatig=True)
    world.do(POLICE, "verbetering_bevestigen", gegeven=datum)
    assert world.do(REPORTER, "levering_terugnemen", levering=batch).data == 1
    assert count(batch) == 0


def test_a_delivery_of_which_a_datum_is_kept_for_a_claim_stays_until_that_ends(
    world, ready, count, connect
):
    batch = ready("Een.", "Twee.")
    world.do(REPORTER, "levering_vastleggen", levering=batch, **ALL_ROWS)
    query = "select id from sharing_statement where delivery = %s limit 1"
    (first,) = connect("postgres").execute(query, [batch]).fetchone()
    about = {"waarvoor": "Het beroep.", "besloten_door": "De tafel", "eigenaar": "politie"}
    world.do(
        LAWYER,
        "bewaren_wegens_grond",
        gegeven=first,
        grond="rechtsvordering",
        herzien_op=today() + timedelta(days=30),
        **about,
    )
    with pytest.raises(Refused) as refused:
        world.do(REPORTER, "levering_terugnemen", levering=batch)
    assert [one.norm for one in refused.value.reasons] == ["wgs:1.8.7/bewaard"]
    world.do(LAWYER, "bewaren_beeindigen", gegeven=first)
    assert world.do(REPORTER, "levering_terugnemen", levering=batch).data == 2
    assert count(batch) == 0

"""Each side of `openprisma sidedoors` can be asked alone, and finds what is broken on purpose."""

from __future__ import annotations

import socket
from unittest import mock

import pytest

from openprisma.sidedoors import hostile, racing, resources
from openprisma.sidedoors.racing import KNOWN, Races, known
from openprisma.sidedoors.running import SIDES
from tests.conftest import CLUSTER
from tests.sidedoors.test_sidedoors import prove

ASKED = {
    "read": {"lokaas", "verborgen is afwezig"},
    "write": {"schrijven in de database"},
    "races": {"twee tegelijk"},
    "resources": {"drukte", "bommen", "uitbraak"},
}


@pytest.mark.parametrize("side", ["races", "resources"])
def test_a_side_is_asked_alone_and_nothing_is_found(side):
    status, told = prove("--short", "--side", side)
    assert (status, told["wrong"], told["sides"]) == (0, [], [side])
    asked = set(told["asked"])
    assert ASKED[side] <= asked and not asked & set().union(
        *(ASKED[other] for other in SIDES if other != side)
    )


def test_a_reader_that_the_kernel_does_not_hold_is_found(django_db_setup):
    with mock.patch.object(resources, "PROGRAM", (*hostile.PROGRAM, "--without-filter")):
        found = dict(resources.broken_out(CLUSTER.url("tests")))
    assert found["make a world of its own"] == found["become another program"] == "gelukt"
    assert found["connect to the database"] == found["write a file"] == ""


def test_a_file_that_is_taken_in_and_a_page_that_does_not_come_are_found():
    with mock.patch.object(resources, "rows_of"), mock.patch.object(resources, "clean"):
        assert {says for _, says in resources.bombed(short=True)} == {"is aangenomen"}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert resources._slowest(port, "") == "geen antwoord: ConnectionRefusedError"


def test_two_at_once_that_leave_something_else_are_found(live):
    """Here both are said to be done and neither is."""
    name, act, other = KNOWN[0]
    with mock.patch.object(racing, "at_once", lambda *_: ("done", "done")):
        (said,) = Races(CLUSTER.connect, CLUSTER.copy_database, "clean").unlike(
            name, [known(name, act, other)]
        )
    assert "bijlage_toevoegen en signaal_intrekken" in said

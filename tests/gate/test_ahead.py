"""What costs time to make is made before the line is opened: no lock, connection or file waits for
it."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated
from uuid import uuid4

import pytest
from django.db import connection
from pydantic import Field

from openprisma.documents.cleaning import Cleaned
from openprisma.gate import acts
from openprisma.gate.acts import Ahead
from openprisma.gate.perform import perform
from openprisma.kernel.errors import BadInput, Refused
from tests.builders import a_pass, draft

ACT = "bijlage_toevoegen"
GIVEN = {"omschrijving": "Foto van de loods", "inhoud": b"foto"}


@pytest.fixture
def made(monkeypatch, live):
    """What was asked to be made, and in what state the connection was then."""
    seen = []

    def make(content: bytes, *, whose: str) -> Cleaned:
        seen.append((content, whose, connection.in_atomic_block, getattr(connection, "gate", None)))
        if content == b"kapot":
            raise BadInput("kapot")
        return Cleaned("jpeg", b"schoon", [])

    act = acts.registered()[ACT]
    mark = replace(act.ahead["inhoud"], make=make)
    monkeypatch.setitem(acts._registry, ACT, replace(act, ahead={"inhoud": mark}))
    return seen


def test_no_transaction_is_open_while_a_file_is_read_and_it_is_known_whose_it_is(made):
    by = a_pass("dirk-probeersel")
    file = draft("dirk-probeersel", by=by)
    perform(by, ACT, file=file, **GIVEN)
    perform(by, ACT, file=file, **GIVEN)
    (content, whose, atomic, gate), second = made
    assert content == b"foto" and not atomic and gate is None
    assert whose and whose == second[1]


def test_what_cannot_be_made_is_told_before_a_line_is_written(made, auditor):
    by = a_pass("dirk-probeersel")
    file = draft("dirk-probeersel", by=by)
    before = auditor(3)
    with pytest.raises(BadInput, match="kapot"):
        perform(by, ACT, file=file, **GIVEN | {"inhoud": b"kapot"})
    assert auditor(3) == before


def test_for_a_pass_that_is_unknown_nothing_is_made(made):
    with pytest.raises(Refused):
        perform(b"x" * 32, ACT, file=uuid4(), **GIVEN)
    assert made == []


def test_a_parameter_that_may_be_left_out_is_made_only_when_it_is_there():
    def taking(
        run,
        *,
        inhoud: Annotated[Cleaned, Ahead(Annotated[bytes, Field(max_length=3)], len)] | None = None,
    ) -> None: ...

    taking.__annotations__ = {
        "inhoud": Annotated[Cleaned, Ahead(Annotated[bytes, Field(max_length=3)], len)] | None
    }
    try:
        acts.act("proef_vooraf")(taking)
        act = acts.registered()["proef_vooraf"]
        assert act.slow(act.parse({})) == {} and list(act.slow(act.parse({"inhoud": b"abc"}))) == [
            "inhoud"
        ]
        with pytest.raises(BadInput):
            act.parse({"inhoud": b"abcd"})
    finally:
        del acts._registry["proef_vooraf"]

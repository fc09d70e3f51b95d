"""Whose participation in the alliance ended, or whose seat in a panel: what they said and supplied
before that still counts, by letter and by the day on which was decided."""

from __future__ import annotations

from datetime import date

import pytest

from openprisma.files.facts import involved_in
from openprisma.gate.perform import perform, visit
from openprisma.kernel.errors import Refused
from tests.builders import ANALYST, CHAIR, a_pass, played
from tests.gate.test_sittings import MEMBERS, decides, voted, waits  # noqa: F401

DIRECTOR = "quirine-testcase"
ENDED = "2025-10-02"
TO_ANOTHER = {
    "aan": "deelnemer",
    "ontvanger": "nla",
    "tekst": "Vier registraties bij de loods.",
    "taak": "Toezicht op arbeid.",
    "verenigbaar": "Ook dat gaat tegen misbruik.",
}


@pytest.fixture
def left(live, connect, day):
    """A case of which the police took part in the alliance until a few days ago."""
    got = played("casus-gegevens", connect("owner"))
    root = connect("postgres")
    change = "update partners_participant set until_day = %s where code = 'politie'"
    root.execute(change, [ENDED])
    day("2025-10-05")
    yield got
    root.execute(change, ["9999-12-31"])


def test_a_supplier_that_left_the_alliance_stops_a_result_by_letter(left):
    file = left["casus"]
    director = a_pass(DIRECTOR)
    made = perform(
        a_pass(ANALYST), "resultaat_opstellen", file=file, gegevens=[left["pol"]], **TO_ANOTHER
    )
    perform(director, "resultaat_toetsen", file=file, resultaat=made, bevinding="Nagekeken.")
    give = {"file": file, "resultaat": made, "geheimhouding": True}
    with pytest.raises(Refused) as refusal:
        perform(director, "resultaat_verstrekken", **give)
    assert refusal.value.norms == ["wgs:1.7.1/vertrokken"]
    letter = {"deelnemer": "politie", "antwoord": "zwaarwegend", "reden": "Er loopt iets."}
    perform(director, "bezwaar_vastleggen", file=file, resultaat=made, **letter)
    with pytest.raises(Refused) as refusal:
        perform(director, "resultaat_verstrekken", **give)
    assert refusal.value.norms == ["wgs:1.7.1/zwaarwegend"]


def test_a_supplier_that_left_the_alliance_takes_back_by_letter(left, connect):
    perform(a_pass(DIRECTOR), "intrekking_vastleggen", file=left["casus"], gegeven=left["pol"])
    found = "select withdrawn from sharing_statement where id = %s"
    assert connect("postgres").execute(found, [left["pol"]]).fetchone() in (None, (True,))


def test_a_participant_that_left_the_alliance_is_involved_no_more(left):
    with visit(a_pass(DIRECTOR)):
        now = involved_in(left["casus"], date(2025, 10, 5))
        assert "politie" in involved_in(left["casus"], date(2025, 10, 1))
    assert "politie" not in now
    assert "belastingdienst" in now


def test_an_against_vote_counts_after_its_seat_ended(voted, connect, day):  # noqa: F811
    """Nor does a seat that ended take away that enough were in favour."""
    perform(a_pass(CHAIR), "stemmen", file=voted, voor=True)
    perform(a_pass(MEMBERS[0]), "stem_wijzigen", file=voted, voor=False)
    assert decides(voted) == ["werkwijze:stuurgroep.3/tegen"]
    root = connect("postgres")
    change = """update panels_seat set until_day = %s where panel_id is null and person_id =
      (select id from partners_person where name = 'Pieter Testers')"""
    root.execute(change, ["2025-09-19"])
    try:
        day("2025-09-20")
        assert not waits(CHAIR, "besluit", voted)
        assert decides(voted) == ["werkwijze:stuurgroep.3/tegen"]
    finally:
        root.execute(change, ["9999-12-31"])

"""A meeting decides on its own day, with who was recorded there that day: what the norms say of one
file, and what the lists of turns say of all."""

from __future__ import annotations

import pytest

from openprisma.gate.perform import perform, visit
from openprisma.gate.turns import my_turns
from openprisma.kernel.errors import Refused
from tests.builders import CHAIR, LAWYER, SECRETARY, a_pass, played

MEMBERS = ("pieter-testers", "liesbeth-verzinsel", "ineke-modelman")
HELD, LAST, LATE = "2025-09-18", "2025-10-01", "2025-10-02"
DECISION = {
    "deelnemers": ["gm0603-college", "politie"],
    "categorieen": [
        "bedrijfsgegevens",
        "toezicht_en_handhaving",
        "fiscale_gegevens",
        "politiegegevens_8_13",
        "verblijfsstatus",
        "inkomensgegevens",
    ],
    "motivering": "Nodig.",
}


@pytest.fixture
def voted(live, connect, day):
    """A bottleneck of which the votes were cast in a meeting."""
    file = played("getoetst", connect("owner"))["knelpunt"]
    day(HELD)
    judged = {"norm": "wgs:2.23.4/noodzaak", "positief": True, "motivering": "Nodig."}
    perform(a_pass(LAWYER), "noodzaak_beoordelen", file=file, **judged)
    for member in MEMBERS:
        perform(a_pass(member), "stemmen", file=file, voor=True)
    return file


def waits(who: str, what: str, file) -> bool:
    """Does this turn wait for somebody in a file?"""
    with visit(a_pass(who)):
        return any(one.kind.turn == what and one.file == file for one in my_turns())


def decides(file) -> list[str]:
    """By which norms the chair is refused; none when the decision is recorded."""
    try:
        perform(a_pass(CHAIR), "knelpunt_aanwijzen", file=file, **DECISION)
    except Refused as refusal:
        return list(refusal.norms)
    return []


def test_a_decision_is_recorded_within_the_term_after_its_meeting(voted, day):
    for when, possible in ((HELD, True), (LATE, False), (LAST, True)):
        day(when)
        assert waits(CHAIR, "besluit", voted) == possible, when
        if not possible:
            assert decides(voted) == ["werkwijze:stuurgroep.7/vastleggen"]
    assert decides(voted) == []


def test_nobody_votes_after_the_day_of_the_meeting(voted, day):
    for when, possible in ((HELD, True), ("2025-09-19", False)):
        day(when)
        assert waits(CHAIR, "stem", voted) == possible, when
    for act, who in (("stemmen", CHAIR), ("stem_wijzigen", MEMBERS[0])):
        with pytest.raises(Refused) as refusal:
            perform(a_pass(who), act, file=voted, voor=True)
        assert refusal.value.norms == ["werkwijze:stuurgroep.7/stemmen"]


@pytest.mark.parametrize("recorded", ["2025-09-09", None])
def test_attendance_recorded_on_another_day_counts_for_nothing(voted, connect, recorded):
    assert waits(CHAIR, "besluit", voted)
    change = "update panels_agendaitem set there_on = %s where dossier_id = %s"
    connect("postgres").execute(change, [recorded, voted])
    assert not waits(CHAIR, "besluit", voted)
    assert decides(voted) == ["werkwijze:stuurgroep.7"]


def test_attendance_waits_on_the_day_of_the_meeting_only(live, connect, day):
    meeting = played("getoetst", connect("owner"))["vergadering"]
    root = connect("postgres")
    root.execute("update files_file set stage = 'vergadering_gepland' where id = %s", [meeting])
    for when, possible in (("2025-09-17", False), (HELD, True), ("2025-09-19", False)):
        day(when)
        assert waits(SECRETARY, "opening", meeting) == possible, when

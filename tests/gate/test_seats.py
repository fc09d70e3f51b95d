"""Nobody sits on two chairs: one person is one vote, whomever that person deputises for."""

from __future__ import annotations

import pytest

from openprisma.gate.perform import perform
from openprisma.kernel.errors import Refused
from openprisma.stories.region import person_id
from tests.builders import CHAIR, LAWYER, REPORTER, SECRETARY, a_pass, played
from tests.conftest import CLUSTER

MEMBER, OTHER, THIRD = "ineke-modelman", "ruud-oefenaar", "hugo-sjabloon"
TEXT = {
    "deelnemers": ["gm0603-college", "politie"],
    "categorieen": [
        "bedrijfsgegevens",
        "toezicht_en_handhaving",
        "fiscale_gegevens",
        "politiegegevens_8_13",
        "verblijfsstatus",
        "inkomensgegevens",
    ],
}


@pytest.fixture
def deputising(live, connect):
    """A member of the steering group deputises for two others."""
    root = connect("postgres")
    held = "from panels_seat where panel_id is null and person_id in (%s, %s)"
    others = [person_id("den-haag", one) for one in (OTHER, THIRD)]
    before = root.execute(f"select id, deputy_id {held}", others).fetchall()
    change = "update panels_seat set deputy_id = %s where id = %s"
    for seat, _ in before:
        root.execute(change, [person_id("den-haag", MEMBER), seat])
    yield
    for seat, deputy in before:
        root.execute(change, [deputy, seat])


def test_a_member_who_deputises_for_others_is_one_vote_and_keeps_nobody_from_theirs(
    deputising, day
):
    with CLUSTER.connect("owner", "tests") as own:
        made = played("getoetst", own)
    file = made["knelpunt"]
    day("2025-09-18")

    def do(person: str, act: str, **given):
        return perform(a_pass(person), act, file=file, **given)

    judged = {"norm": "wgs:2.23.4/noodzaak", "positief": True, "motivering": "Nodig."}
    do(LAWYER, "noodzaak_beoordelen", **judged)
    do(MEMBER, "stemmen", voor=True)
    with pytest.raises(Refused) as refusal:
        do(CHAIR, "knelpunt_aanwijzen", motivering="Nodig.", **TEXT)
    assert refusal.value.norms == ["werkwijze:stuurgroep.3"]
    there = [CHAIR, MEMBER, OTHER, THIRD]
    present = [person_id("den-haag", who) for who in there]
    perform(a_pass(SECRETARY), "vergadering_openen", file=made["vergadering"], aanwezig=present)
    do(OTHER, "stemmen", voor=True)
    do(THIRD, "stemmen", voor=True)
    assert do(CHAIR, "knelpunt_aanwijzen", motivering="Nodig.", **TEXT)


def test_access_by_a_function_or_a_seat_ends_when_that_ends(live, connect, day):
    root, ends = connect("postgres"), "2025-10-15"
    changes = (
        ("partners_functionholder", "person_id = %s and function = 'analist'", "rob-voorproef"),
        ("panels_seat", "person_id = %s and panel_id = 'E'", "karel-schijnhof"),
    )
    try:
        for table, which, who in changes:
            query = f"update {table} set until_day = '{ends}' where {which}"
            root.execute(query, [person_id("den-haag", who)])
        with CLUSTER.connect("owner", "tests") as own:
            case = played("casus-gegevens", own)["casus"]
    finally:
        for table, which, who in changes:
            query = f"update {table} set until_day = '9999-12-31' where {which}"
            root.execute(query, [person_id("den-haag", who)])
    for who, act in (("rob-voorproef", "gegevens_inzien"), ("karel-schijnhof", "dossier_inzien")):
        day("2025-10-14")
        assert perform(a_pass(who), act, file=case)
        day(ends)
        with pytest.raises(Refused) as refusal:
            perform(a_pass(who), act, file=case)
        assert refusal.value.hidden


def test_access_ends_when_the_function_or_seat_is_shortened_after_it_was_given(live, connect, day):
    root = connect("postgres")
    with CLUSTER.connect("owner", "tests") as own:
        case = played("casus-gegevens", own)["casus"]
    changes = (
        ("partners_functionholder", "person_id = %s and function = 'analist'", "rob-voorproef"),
        ("partners_functionholder", "person_id = %s and function = 'behandelaar'", REPORTER),
        ("panels_seat", "person_id = %s and panel_id = 'E'", "karel-schijnhof"),
    )
    acts = {"rob-voorproef": "gegevens_inzien", REPORTER: "gegevens_inzien"}
    day("2025-10-14")
    for _, _, who in changes:
        assert perform(a_pass(who), acts.get(who, "dossier_inzien"), file=case)
    try:
        for table, which, who in changes:
            query = f"update {table} set until_day = '2025-10-14' where {which}"
            root.execute(query, [person_id("den-haag", who)])
        for _, _, who in changes:
            with pytest.raises(Refused) as refusal:
                perform(a_pass(who), acts.get(who, "dossier_inzien"), file=case)
            # Who handled it also sits at that table, and keeps what comes with the seat.
            assert refusal.value.hidden == (who != REPORTER), who
    finally:
        for table, which, who in changes:
            query = f"update {table} set until_day = '9999-12-31' where {which}"
            root.execute(query, [person_id("den-haag", who)])

"""What an act opens of what is held about subjects: what its record says, what the start checks of
it, and nothing more for any role."""

from __future__ import annotations

from uuid import uuid4

import pytest

from openprisma.gate.constraints import fenced
from openprisma.gate.law import lawbook, procedures
from openprisma.gate.opened import untold
from openprisma.stories.region import person_id
from tests.builders import CHAIR, LAWYER, POLICE, SECRETARY


def seen(raw, table):
    return raw.execute(f"select count(*) from {table}").fetchone()[0]


@pytest.mark.parametrize(
    "who, act, needed",
    [
        (CHAIR, "belang_melden", set()),
        (CHAIR, "uitzonderingen_inzien", {"files_wordnote"}),
        (SECRETARY, "uitzonderingen_inzien", {"files_wordnote"}),
        (SECRETARY, "uitzondering_vragen", {"files_wordnote"}),
        (SECRETARY, "resultaat_voorleggen", {"results_result"}),
        (SECRETARY, "bezwaar_vastleggen", {"results_result", "results_reaction"}),
    ],
)
@pytest.mark.parametrize("writes", [True, False])
def test_an_act_opens_of_what_is_held_about_subjects_what_its_record_says(
    shared, raw, enter, auditor, who, act, needed, writes
):
    with raw.transaction(force_rollback=True):
        enter(by=shared.by(who), act=act, writes=writes)
        assert auditor()[0][:2] == (act, True)
        for table, one in fenced():
            if "fence.reached()" in one.sees and table not in needed:
                assert seen(raw, table) == 0, table


# What a role opens by an act that writes, and no act shows it: what that act looks at.
LOOKED_AT = {
    # Django asks whether a row that goes is still named; in a draft nothing names it yet.
    ("indiener", "subject_weglaten"): {
        "gegevens",
        "vragen aan deelnemers",
        "vragen naar bekendheid",
    },
    ("secretaris", "resultaat_voorleggen"): {"resultaten"},
    ("secretaris", "bezwaar_vastleggen"): {"resultaten", "reacties"},
    # whether who is put forward is there already
    ("secretaris", "subject_voorstellen"): {"betrokkenen"},
}


def test_a_role_opens_nothing_about_subjects_but_what_its_acts_show_or_look_at():
    words, beyond = lawbook().vocabulary.acts, {}
    for method in procedures().values():
        for role in {role for offer in method.offers for role in offer.entry.by}:
            able = {o.entry.act for o in method.offers if role in o.entry.by and o.stage}
            shown = {w for one in able if not words[one].writes for w in words[one].opens or ()}
            for one in able:
                if more := set(words[one].opens or ()) - shown:
                    beyond[role, one] = more
    assert beyond == LOOKED_AT


@pytest.mark.parametrize(
    "change, told",
    [
        ({"opens": ("woorden", "geheimen")}, "opens 'geheimen', and nothing is held of that name"),
        ({"opens": ()}, "opens lacks 'woorden', which it shows"),
    ],
)
def test_a_record_that_opens_what_is_not_there_or_not_what_it_shows_is_told_at_start(
    monkeypatch, change, told
):
    acts = lawbook().vocabulary.acts
    wrong = acts["uitzonderingen_inzien"].model_copy(update=change)
    monkeypatch.setitem(acts, "uitzonderingen_inzien", wrong)
    assert [one for one in untold() if told in one]


def test_a_record_that_does_not_open_what_its_act_changes_is_told_at_start(monkeypatch):
    acts = lawbook().vocabulary.acts
    monkeypatch.setitem(
        acts, "bijlage_verwijderen", acts["bijlage_verwijderen"].model_copy(update={"opens": ()})
    )
    (told,) = untold()
    assert told == (
        "law/handelingen/bijlage_verwijderen.yaml: opens lacks 'bijlagen': it writes 'bijlagen'"
    )


@pytest.fixture
def interest(shared, connect):
    """A member of the steering group said why they do not take part; gone afterwards."""
    root, one = connect("postgres"), uuid4()
    root.execute("set session_replication_role = replica")
    root.execute(
        """insert into panels_recusal (id, alliance_id, file_id, person_id, on_day, round, receipt)
           values (%s, 'den-haag', %s, %s, '2025-10-01', 77, %s)""",
        [one, shared.bottleneck, person_id("den-haag", CHAIR), uuid4()],
    )
    root.execute(
        """insert into panels_interest (recusal_id, alliance_id, file_id, reason, known_on, receipt)
           values (%s, 'den-haag', %s, 'Mijn zwager werkt daar.', '2025-10-01', %s)""",
        [one, shared.bottleneck, uuid4()],
    )
    yield
    root.execute("delete from panels_interest where recusal_id = %s", [one])
    root.execute("delete from panels_recusal where id = %s", [one])


@pytest.mark.parametrize(
    "who, act, many",
    [(POLICE, "gegevens_inzien", 0), (POLICE, "fout_melden", 0), (LAWYER, "belangen_inzien", 1)],
)
def test_why_a_member_takes_no_part_is_read_under_the_act_that_shows_it(
    interest, shared, raw, enter, auditor, who, act, many
):
    """It is promised to who writes it: other acts that reach persons do not open it."""
    with raw.transaction(force_rollback=True):
        enter(by=shared.by(who), act=act)
        assert auditor()[0][:2] == (act, True)
        assert seen(raw, "panels_interest") == many

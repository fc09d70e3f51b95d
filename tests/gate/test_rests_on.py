"""Every vote and every judgement on a decision rests on all that the decision is about."""

from __future__ import annotations

from datetime import date

import pytest

from openprisma.gate.acts import registered
from openprisma.gate.law import lawbook, procedures

TODAY = date(2026, 3, 9)
TEXT = frozenset({"besluit.tekst", "besluit.tekst_deelnemers", "besluit.tekst_categorieen"})
MEETING = frozenset({"besluit.soort", "besluit.agendapunt", "besluit.overleg"})
OF_A_CASE = frozenset({"casus.voorgesteld"})
OF_A_SCAN = OF_A_CASE | {"scan.grenzen"}
BESIDE = {"casusoverleg": OF_A_CASE, "scan": OF_A_SCAN}


def decisions() -> frozenset[str]:
    return frozenset(lawbook().vocabulary.groups["besluiten"])


def votes():
    """Every stage at which a decision can be recorded, with what a vote rests on there."""
    for name, method in procedures().items():
        for stage in method.entry.stages:
            offers = {offer.entry.act: offer.entry for offer in method.at(stage.stage)}
            if decisions() & offers.keys():
                yield name, stage.stage, offers.get("stemmen")


def test_the_text_of_a_decision_is_what_we_think_it_is():
    told = {p for p, f in lawbook().vocabulary.fields.items() if p.startswith("besluit.tekst")}
    assert {p for p in told if lawbook().vocabulary.field(p).type != "ja_nee"} == TEXT


def test_where_a_decision_is_recorded_members_vote_on_all_of_it():
    found = list(votes())
    assert {name for name, _, _ in found} == {"handhavingsknelpunt", "casusoverleg", "scan"}
    for name, stage, offer in found:
        wanted = TEXT | MEETING | BESIDE.get(name, frozenset())
        assert offer is not None and wanted <= set(offer.rests_on), (name, stage)


@pytest.mark.parametrize("act", sorted(decisions()))
def test_a_judgement_on_a_decision_rests_on_its_text_its_kind_and_whom_it_is_about(act):
    norms = [one for one in lawbook().on(TODAY).binding(act) if one.kind == "judgement"]
    opens = "categorieen" in registered()[act].inputs.model_fields
    assert bool(norms) == opens, "what opens data is judged, and nothing else"
    for norm in norms:
        assert TEXT | OF_A_SCAN | {"besluit.soort"} <= set(norm.entry.judgement.rests_on), norm.id


def test_who_votes_judges_or_decides_says_what_stood_on_the_form():
    for act in decisions() | {"stemmen", "noodzaak_beoordelen"}:
        bound = [one.id for one in lawbook().on(TODAY).binding(act)]
        assert "werkwijze:stuurgroep.9/zoals-gezien" in bound, act
        assert "gezien" in registered()[act].inputs.model_fields, act
        assert lawbook().vocabulary.acts[act].fields["gezien"].kind == "hidden", act

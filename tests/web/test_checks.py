"""What a screen forgot is named at the start: an address, a field that the act does not take, an
input that nobody asks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from openprisma.gate import acts
from openprisma.web import checks
from openprisma.web.forms import Field, Form
from openprisma.web.signals.forms import DRAFT


def test_every_address_act_and_form_fits_today(live):
    assert checks.every_route_declares() == []
    assert checks.every_act_has_an_address() == []
    assert checks.every_form_asks_what_its_act_takes() == []
    assert checks.every_tab_has_an_address() == []
    assert sum(1 for _, declared in checks.addresses() if declared.form) > 90


def test_an_act_without_an_address_is_named_with_the_line_that_offers_it(live, monkeypatch):
    real = list(checks.addresses())
    less = [(pattern, declared) for pattern, declared in real if declared.act != "stemmen"]
    monkeypatch.setattr(checks, "addresses", lambda: iter(less))
    (only,) = checks.every_act_has_an_address()
    assert only.id == "web.E002"
    assert (
        only.msg.startswith("procedures/")
        and ", regel " in only.msg
        and "stemmen is offered" in only.msg
    )


def test_a_tab_without_an_address_is_named(live, monkeypatch):
    real = list(checks.addresses())
    less = [(p, d) for p, d in real if str(p.pattern) != "casussen/<uuid:file>/analyse"]
    assert len(less) == len(real) - 1
    monkeypatch.setattr(checks, "addresses", lambda: iter(less))
    assert [one.msg for one in checks.every_tab_has_an_address()] == [
        "law/handelingen/analyse_inzien.yaml has a tab, and web/urls.py no casussen/…/analyse "
        "for it"
    ]


def test_a_reason_for_no_page_that_has_one_is_named(live, monkeypatch):
    monkeypatch.setitem(checks.NO_PAGE, "stemmen", "because")
    assert [one.msg for one in checks.every_act_has_an_address()] == [
        "stemmen stands in NO_PAGE of web/checks.py and has an address"
    ]


def test_a_field_that_the_act_does_not_take_is_named_with_the_place_of_the_act(live):
    fields = tuple(
        replace(one, name="titl") if one.name == "titel" else one for one in DRAFT.fields
    )
    told = list(checks.misfits(replace(DRAFT, fields=fields), set()))
    assert len(told) == 2
    assert told[0].startswith(
        "the form of signaal_opstellen asks titl, and openprisma/signals/actions.py, regel "
    )
    assert told[1].endswith("needs titel, and the form of signaal_opstellen does not ask it")


@pytest.mark.parametrize("name", ["vaste_keuze", "tekst"])
def test_a_fixed_answer_that_the_act_does_not_take_is_named(live, name):
    form = Form("feit_verwijderen", "x", fields=(Field("feit", "x"),), fixed={name: "x"})
    assert [text for text in checks.misfits(form, {"file"})] == [
        f"the form of feit_verwijderen asks {name}, and "
        f"{acts.registered()['feit_verwijderen'].place} takes no such thing"
    ]


def test_a_choice_without_anything_to_choose_is_named(live):
    form = Form("feit_verwijderen", "x", fields=(Field("feit", "Welk?", "choice"),))
    assert list(checks.misfits(form, {"file"})) == [
        "the form of feit_verwijderen gives nothing to choose for feit: "
        "Made(options=…) in its forms.py"
    ]


def test_an_input_that_may_be_left_out_is_asked_as_well(live):
    form = Form("gegeven_intrekken", "x", fields=())
    assert [text.rpartition("needs ")[2] for text in checks.misfits(form, {"file"})] == [
        "gegeven, and the form of gegeven_intrekken does not ask it"
    ]
    form = Form(
        "stemmen",
        "x",
        fields=(Field("voor", "x"), Field("motivering", "x"), Field("gezien", "x", "hidden")),
    )
    assert [text.rpartition("takes ")[2] for text in checks.misfits(form, {"file"})] == [
        "bezwaar, and the form of stemmen does not ask it"
    ]

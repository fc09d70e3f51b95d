"""Bibob support stands by itself: no data of a signal, case, bottleneck or scan comes into it or
out of it, by construction (bibob:28.2). The norms that say so are proved in `openprisma prove`."""

from __future__ import annotations

from django.apps import apps

from openprisma.bibob.models import Tip
from openprisma.files.models import File
from openprisma.gate import acts
from openprisma.gate.declared import Ref, marks
from openprisma.gate.law import lawbook, procedures

SHARED = {"waarom_lezen", "logboek_eigen_inzien"}  # they tell of the file itself, and of its staff
ELSEWHERE = {"partners", "files"}  # people, and the header that every file has


def offered(*kinds):
    return {
        offer.entry.act
        for method in procedures().values()
        if method.entry.kind in kinds
        for offer in method.offers
    }


def test_nothing_that_is_done_in_another_file_is_done_in_a_bibob_file():
    assert offered("ondersteuning") & offered("signaal", "activiteit", "overleg") == SHARED
    assert len(offered("ondersteuning")) > 20


def test_no_act_of_it_names_another_file_or_a_row_of_another_module():
    for name in sorted(offered("ondersteuning") - SHARED):
        one = acts.registered()[name]
        assert one.also == (), name
        for _, mark in marks(one.inputs, Ref):
            assert mark.of._meta.app_label in {"bibob", "partners"}, name


def test_a_file_of_it_rests_on_no_signal():
    begins = acts.registered()["bibob_openen"]
    assert not any("rests_on" in str(write.columns) for write in begins.writes)
    assert "rests_on_id" not in begins.inputs.model_fields


def test_no_row_of_it_points_at_another_module_and_none_points_at_it():
    for model in apps.get_models():
        here = model._meta.app_label
        for field in model._meta.local_fields:
            there = field.related_model._meta.app_label if field.is_relation else here
            if here == "bibob":
                assert there in ELSEWHERE | {"bibob"}, field
            else:
                assert there != "bibob", field


def test_its_roles_are_offered_nothing_elsewhere():
    roles = {"bibob_behandelaar", "bibob_adviseur"}
    for method in procedures().values():
        if method.entry.kind in ("signaal", "activiteit", "overleg"):
            assert not any(roles & set(offer.entry.by) for offer in method.offers), method.id


def test_it_is_no_activity_of_the_statute():
    bound = {act for norm in lawbook().norms if norm.id.startswith("wgs:2.18") for act in norm.acts}
    assert not bound & (offered("ondersteuning") - SHARED)


def test_a_tip_has_no_place_for_content():
    columns = {field.name for field in Tip._meta.local_fields}
    assert columns == {
        *("id", "alliance", "file", "receipt", "person", "on_day"),
        *("sender", "received_on"),
    }
    inputs = acts.registered()["bibob_tip_vastleggen"].inputs.model_fields
    assert set(inputs) == {"van", "ontvangen_op"}
    assert File._meta.get_field("rests_on").null

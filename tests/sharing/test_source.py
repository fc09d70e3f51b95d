"""Where a datum comes from is read as a person reads it, however it is spelled."""

from __future__ import annotations

import pytest

from openprisma.kernel.errors import Refused


@pytest.mark.parametrize(
    "source",
    ["BVH", "B.V.H.", "b v h", "ＢＶＨ", "ВVH", "BVH1", "bvh-uittreksel", "Summ-IT", "BVI-IB"],
)
def test_a_system_of_the_police_is_one_however_it_is_spelled(shared, live, source):
    with pytest.raises(Refused) as refusal:
        shared.deliver(bronsysteem=source)
    assert "wgs:2.22.1/politiesysteem" in refusal.value.norms


@pytest.mark.parametrize(
    "source", ["Handelsregister", "KvK B.V.", "Handelsregister van bvha", "Handelsregister, it"]
)
def test_another_source_is_none(shared, live, source):
    assert shared.deliver(bronsysteem=source)

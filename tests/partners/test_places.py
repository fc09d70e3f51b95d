"""Where somebody comes from: one place for whoever has one network, and another for everybody
else."""

from __future__ import annotations

import pytest

SAME = [
    ("10.0.0.1", "::ffff:10.0.0.1"),
    ("10.0.0.1", "::ffff:a00:1"),
    ("10.0.0.1", "64:ff9b::10.0.0.1"),
    ("10.0.0.1", "10.0.0.1/24"),
    ("2001:db8:1:2::7", "2001:db8:1:2:ffff::9"),
]
OTHER = [
    ("10.0.0.1", "10.0.0.2"),
    ("::ffff:10.0.0.1", "::ffff:203.0.113.77"),
    ("64:ff9b::10.0.0.1", "64:ff9b::203.0.113.77"),
    ("2001:db8:1:2::7", "2001:db8:1:3::7"),
    ("::1", "::ffff:0.0.0.1"),
    ("", "10.0.0.1"),
]


def places(root, *addresses: str) -> list[str]:
    return [root.execute("select fence.place_of(%s)", [one]).fetchone()[0] for one in addresses]


@pytest.mark.parametrize(("one", "two"), SAME)
def test_one_network_is_one_place(root, one, two):
    first, second = places(root, one, two)
    assert first == second


@pytest.mark.parametrize(("one", "two"), OTHER)
def test_other_networks_are_other_places(root, one, two):
    first, second = places(root, one, two)
    assert first != second

"""People stand where one looks for them."""

from __future__ import annotations

from openprisma.kernel.names import listed_as


def test_people_are_listed_by_family_name():
    names = [
        "Sara",
        "Anneke van Zomaar",
        "Jan in 't Veld",
        "Els de Boer",
        "Ab Boer",
        "Ida van den Aa",
    ]
    assert sorted(names, key=listed_as) == [
        "Ida van den Aa",
        "Ab Boer",
        "Els de Boer",
        "Sara",
        "Jan in 't Veld",
        "Anneke van Zomaar",
    ]

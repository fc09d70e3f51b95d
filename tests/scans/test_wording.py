"""The sentence of a flag, told from its values: the same as the engine writes."""

from __future__ import annotations

import pytest

from openprisma.kernel.errors import BadInput
from openprisma.scans.rules import load_kind
from openprisma.scans.wording import shown, told

RULE = load_kind("bedrijventerrein").rules[0]


def test_values_and_bounds_are_filled_in():
    assert told(RULE, {"totaal": 1240, "gevonden": 372}) == (
        "Van de 1.240 gebouwen op dit terrein hebben er 372 een woonfunctie; "
        "vanaf 5 procent telt het mee."
    )


@pytest.mark.parametrize("values", [{}, {"totaal": 1}, {"totaal": 1, "gevonden": 1, "naam": "x"}])
def test_values_of_another_rule_are_refused(values):
    with pytest.raises(BadInput):
        told(RULE, values)


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        ("2024-03-09", "dag", "9 maart 2024"),
        (1234567, "bedrag", "€ 1.234.567"),
        (12.6, "maat", "13"),
        (2024, "jaar", "2024"),
        (True, "janee", "ja"),
        (False, "janee", "nee"),
        ("p7", "sleutel", "p7"),
        (None, "bedrag", "onbekend"),
    ],
)
def test_a_value_reads_as_its_kind(value, kind, text):
    assert shown(value, kind) == text


@pytest.mark.parametrize(
    ("value", "kind"),
    [("morgen", "dag"), ("veel", "bedrag"), (True, "aantal"), ("ja", "janee"), ("x", "jaar")],
)
def test_a_value_of_another_kind_is_refused(value, kind):
    with pytest.raises(BadInput):
        shown(value, kind)

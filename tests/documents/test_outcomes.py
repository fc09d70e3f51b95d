"""The outcome of a scan is read in a process of its own, and nothing of it is believed but its
shape."""

from __future__ import annotations

import json

import pytest

from openprisma.documents.outcomes import Found, Told, read_outcome
from openprisma.kernel.errors import BadInput

GOOD = {"regel": "BT01", "id": "terrein-7", "versie": "1", "invoer": {"totaal": 10, "gevonden": 2}}


def said(content: bytes, most: int = 5) -> str:
    with pytest.raises(BadInput) as told:
        read_outcome(content, most=most)
    return told.value.what


def test_rule_object_version_and_values_come_through_and_nothing_else():
    content = json.dumps([GOOD | {"uitleg": "Een eigen zin.", "onschuldig": "x"}]).encode()
    flag = Found("BT01", "terrein-7", "1", {"totaal": 10, "gevonden": 2})
    assert read_outcome(content, most=5) == Told("", [flag])
    assert read_outcome(b"[]", most=5) == Told("", [])


def test_an_outcome_says_in_which_mode_it_was_made():
    content = json.dumps({"modus": "wgs", "peildatum": "2026-02-01", "vlaggen": [GOOD]}).encode()
    told = read_outcome(content, most=5)
    assert (told.mode, len(told.flags)) == ("wgs", 1)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"{}",
        b"\xff\xfe",
        b"PK\x03\x04",
        b"[" * 200_000,
        b"[NaN]",
        b"null",
        b'{"modus": 1, "vlaggen": []}',
    ],
)
def test_what_is_no_outcome_is_refused_in_words(content):
    assert said(content) == "Dit is geen uitkomst van een scan."


@pytest.mark.parametrize(
    "changes",
    [
        {"regel": 1},
        {"id": ""},
        {"versie": None},
        {"invoer": []},
        {"invoer": {"a": {"b": 1}}},
        {"invoer": {str(nr): nr for nr in range(100)}},
    ],
)
def test_a_flag_that_is_not_whole_is_named(changes):
    content = json.dumps([GOOD, GOOD | changes]).encode()
    assert said(content) == "Vlag 2 in dit bestand is niet heel."


def test_more_flags_than_a_scan_takes_are_counted():
    assert said(json.dumps([GOOD] * 6).encode()) == "Er staan 6 vlaggen in."

"""The same thing is the same, however it was written; another thing is another."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as some
from stdnum.nl import bsn

from openprisma.gate.perform import perform
from openprisma.kernel.errors import BadInput
from openprisma.kernel.written import Unclear
from openprisma.subjects.identity import (
    check_identifier,
    found_in,
    mark_key,
    name_key,
    stays_same,
)
from tests.builders import REPORTER, a_pass, draft


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Testrup Autoverhuur B.V.", "testrup  autoverhuur bv"),
        ("Testrup B. V.", "TESTRUP BV"),
        ("Testrup\u00a0B.V.", "Testrup B.V.\u200b"),
        ("Auto’s & zo", "Auto's & zo"),
        ("Cafe\u0301 Nergens", "Café Nergens"),
        ("V.O.F. Jansen-Bos", "vof jansen bos"),
        ("J.P. de Proef", "JP de Proef"),
        ("Straße", "STRASSE"),
    ],
)
def test_names_that_are_the_same(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Testrup B.V.", "Testrup N.V."), ("Jan Proef", "Jan Proefstra"), ("Cafe", "Café")],
)
def test_names_that_are_not(one, other):
    assert name_key(one) != name_key(other)


@given(some.text(max_size=60))
def test_a_name_is_itself_in_any_form_of_unicode(text):
    key = name_key(text)
    assert name_key(unicodedata.normalize("NFD", text)) == key
    assert name_key(unicodedata.normalize("NFC", text)) == key
    assert name_key(f"  {text}\u00a0") == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("AB-12-CD", "ab12cd"),
        ("NL91 ABNA 0417 1643 00", "nl91abna0417164300"),
        ("2513 AA", "2513aa"),
        ("KvK-nummer: 12345678", "1234.5678"),
        ("BSN 999990019", "999 990 019"),
    ],
)
def test_numbers_that_are_the_same(one, other):
    assert mark_key(one) == mark_key(other)


@given(some.integers(min_value=1_000_000, max_value=9_999_999).map(lambda nr: f"0{nr}"))
def test_a_bsn_that_lost_its_zero_is_the_same_one(eight):
    full = next(
        f"{eight}{last}" for last in "0123456789 " if bsn.is_valid(f"{eight}{last}") or last == " "
    )
    if not full.endswith(" "):
        assert mark_key(full) == mark_key(full[1:])


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        ("natuurlijk_persoon", ""),
        ("natuurlijk_persoon", "999990019"),
        ("natuurlijk_persoon", "9999.90.019"),
        ("natuurlijk_persoon", "KvK 12345678"),
        ("rechtspersoon", "12345678"),
        ("rekening", "NL91 ABNA 0417 1643 00"),
        ("voertuig", "AB-12-CD"),
    ],
)
def test_a_number_that_can_be(kind, number):
    check_identifier(kind, number)


@pytest.mark.parametrize(
    ("kind", "number", "says"),
    [
        ("natuurlijk_persoon", "99990022", "nul vooraan"),
        ("natuurlijk_persoon", "00000000", "kan geen BSN"),
        ("natuurlijk_persoon", "123456789", "kan geen BSN"),
        ("natuurlijk_persoon", "BSN 12345678", "kan geen BSN"),
        ("rechtspersoon", "1234567", "nul vooraan"),
        ("rechtspersoon", "000000000", "kan geen BSN"),
        ("rechtspersoon", "een twee", "kan geen BSN"),
        ("rekening", "NL91 ABNA 0417 1643 01", "IBAN"),
    ],
)
def test_a_number_that_cannot_be_or_lost_its_zero_is_asked(kind, number, says):
    if says == "nul vooraan" and kind == "natuurlijk_persoon":
        number = next(str(nr) for nr in range(99_990_000, 99_990_200) if bsn.is_valid(f"0{nr}"))
    with pytest.raises(Unclear, match=says):
        check_identifier(kind, number)


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("cafe", "Het Café aan de haven"),
        ("café", "cafe aan de haven"),
        ("auto's", "Auto’s zonder huurder"),
        ("autos", "Auto’s zonder huurder"),
        ("AB12CD", "Wagen AB-12-CD"),
        ("ab-12-cd", "Wagen AB12CD"),
        ("KNEL2025", "KNEL-2025"),
    ],
)
def test_a_search_finds_what_is_written_another_way(word, text):
    assert found_in(word, text)


def test_a_search_finds_nothing_else():
    assert not found_in("cafes", "Café")
    assert not found_in("12", "1-2")
    assert not found_in("’", "Auto’s")


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("PROEFHANDEL  BV", ""),
        ("Proefhandel\u00a0B.V.", ""),
        ("Iets anders", "KvK 1234.5678"),
        ("12345678", ""),
    ],
)
def test_who_is_there_already_in_other_spelling_is_asked_about(shared, live, name, mark):
    by, file = a_pass(REPORTER), draft()
    whom = {"soort": "rechtspersoon", "rol": "hoofdsubject"}
    perform(by, "subject_noemen", file=file, naam="Proefhandel B.V.", kenmerk="12345678", **whom)
    with pytest.raises(BadInput, match="staat al in dit dossier") as bad:
        perform(by, "subject_noemen", file=file, naam=name, kenmerk=mark, **whom)
    assert "toch" in bad.value.fields
    assert perform(by, "subject_noemen", file=file, naam=name, kenmerk=mark, toch=True, **whom)


@pytest.mark.parametrize(
    ("was", "becomes", "same"),
    [
        (("Testrup B.V.", ""), ("Testrup BV", ""), True),
        (("Testrup B.V.", ""), ("Testrup Autoverhuur B.V.", ""), True),
        (("Jan Fictiev", ""), ("Jan Fictief", ""), True),
        (("Jan Fictief", ""), ("Jan Fictief", "999990019"), True),
        (("Jan Fictief", "999990019"), ("Johannes Verzonnen", "999990019"), True),
        (("Jan Fictief", "999990019"), ("Jan Fictief", "999990020"), False),
        (("Jan Fictief", ""), ("Piet Fictief", ""), False),
        (("Testrup B.V.", ""), ("Heel Ander B.V.", ""), False),
        (("Jan Fictief", ""), ("Fictief", ""), False),
        (("B.V.", ""), ("Heel Ander B.V.", ""), False),
        (("Jan", ""), ("Piet", ""), False),
    ],
)
def test_a_correction_leaves_somebody_the_same(was, becomes, same):
    assert stays_same(was, becomes) is same

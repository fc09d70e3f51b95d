"""Spreadsheets as people really have them (`tests/documents/inputs`): what each of them gives."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from openprisma.documents.headings import heading
from openprisma.gate.law import lawbook
from openprisma.kernel.errors import BadInput
from openprisma.sharing.delivery import _codes
from tests.builders import ALL_ROWS, REPORTER

INPUTS = Path(__file__).parents[1] / "documents" / "inputs"
# What a sheet without these columns is told; every input has only thirteen.
LACKS = "De kolommen “politie sinds”, “nog in gebruik” en “strafrechtelijk of bijzonder” ontbreken."


@pytest.fixture
def checked(world, connect):
    """Set an input ready and check it: its rows by number (what they say), errors by row number,
    notes."""
    own = connect("postgres")

    def do(content: bytes):
        batch = world.do(REPORTER, "levering_klaarzetten", inhoud=content)
        assert world.do(REPORTER, "levering_nakijken", levering=batch).left == 0
        row = own.execute(
            "select numbers, errors, notes from sharing_batch where id = %s", [batch]
        ).fetchone()
        return batch, row[0], {nr: what for nr, what in row[1]}, row[2]

    return do


def read(name: str) -> bytes:
    return (INPUTS / name).read_bytes()


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("04_excel_unicode_text_utf16.csv", [2, 3]),
        ("06_sep_line.csv", [2, 3]),
        ("08_title_then_header_row4.csv", [5, 6]),
        ("18_subject_variants.csv", [2, 3, 4, 5, 6, 7, 8]),
        ("42_merged_title.xlsx", [3, 4]),
    ],
)
def test_what_is_well_is_accepted_with_the_numbers_of_the_sheet(checked, name, numbers):
    _, found, errors, notes = checked(read(name))
    assert (found, errors) == (numbers, {})
    assert notes[0].startswith(LACKS)


def test_blank_rows_count(checked):
    _, _, errors, _ = checked(read("09_blank_rows_between.csv"))
    assert errors.keys() == {5, 7}
    assert errors[5].startswith("kolom A “over wie”: “Onbekend B.V.” staat niet in dit dossier")
    assert errors[7].startswith("kolom E “vastgesteld op”: “31-13-2025”. Dit is geen bestaande dag")


def test_days_are_read_or_asked(checked, world, connect):
    batch, _, errors, _ = checked(read("11_dates5.csv"))
    asked = {8: "Schrijf dan 20-09-2025", 12: "getal en geen dag", 13: "Hier staat de maand voorop"}
    assert errors.keys() == asked.keys()
    assert all(part in errors[nr] for nr, part in asked.items())
    good = [
        line for nr, line in enumerate(read("11_dates5.csv").splitlines(), 1) if nr not in asked
    ]
    batch, _, errors, _ = checked(b"\n".join(good))
    assert not errors
    world.do(REPORTER, "levering_vastleggen", levering=batch, **ALL_ROWS, gelezen=True)
    days = connect("postgres").execute(
        "select noted_on, text from sharing_statement where text like 'Datumvorm%%'"
    )
    found = {text: day for day, text in days.fetchall()}
    assert found.pop("Datumvorm 2025-9-2.") == date(2025, 9, 2)
    assert set(found.values()) == {date(2025, 9, 20)} and len(found) == 10


def test_days_that_are_none_are_refused_with_cell_and_reason(checked):
    _, _, errors, _ = checked(read("12_dates_bad.csv"))
    why = {
        2: "“31-04-2025”. Dit is geen bestaande dag",
        3: "“2025-02-29”. Dit is geen bestaande dag",
        5: "“00-00-1980”. De dag of de maand is 00",
        6: "“1980-00-00”. De dag of de maand is 00",
        7: "“0000-01-01”. Deze dag ligt te ver weg",
        8: "“1980”. Dit is alleen een jaar",
        9: "hier staat niets. Vul dit veld in",
        10: "“onbekend”. Dit is geen bestaande dag",
        11: "“31-12-9999”. Deze dag ligt te ver weg",
    }
    assert errors.keys() == why.keys(), "29 February 2024 was there"
    assert all(errors[nr].startswith(f"kolom E “vastgesteld op”: {why[nr]}") for nr in why)


def test_a_yes_is_a_yes_and_what_is_neither_is_an_error_of_its_row(checked, world, connect):
    lines = read("13_yesno.csv").splitlines()
    _, _, errors, _ = checked(b"\n".join(lines))
    assert errors.keys() == {16, 17}
    assert all("is geen ja of nee" in what for what in errors.values())
    batch, _, errors, _ = checked(b"\n".join(lines[:15]))
    assert not errors
    world.do(REPORTER, "levering_vastleggen", levering=batch, **ALL_ROWS, gelezen=True)
    told = connect("postgres").execute(
        "select text from sharing_statement where text like 'Geheim geschr%%' and not secret"
    )
    assert told.fetchall() == [("Geheim geschreven als nee.",)]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("14_dup_header.csv", "“gegeven” staat er twee keer: kolom C en kolom N"),
        ("27_unbalanced_quote.csv", "In rij 2 staat een aanhalingsteken"),
        ("60_old.xls", "oud rekenblad"),
        ("62_password.xlsx", "met een wachtwoord beveiligd"),
        ("74_nul_na_1000_tekens.csv", "In rij 14 staat een teken dat geen tekst is"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_remedy(world, name, says):
    with pytest.raises(BadInput, match=says) as bad:
        world.do(REPORTER, "levering_klaarzetten", inhoud=read(name))
    assert bad.value.remedy or bad.value.fields


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("15_extra_columns.csv", "Kolom N “opmerking” en kolom O “nationaliteit” kennen wij niet."),
        ("44_hidden_first_sheet.xlsx", "Het blad “Blad1” is verborgen. Dat gaat niet mee."),
        (
            "48_filtered_row.xlsx",
            "Rij 3 is verborgen, misschien door een filter. Dat gaat wel mee.",
        ),
    ],
)
def test_what_nobody_asked_for_or_sees_is_told_and_asked(checked, world, connect, name, says):
    batch, _, errors, notes = checked(read(name))
    assert not errors
    assert any(note.startswith(says) for note in notes)
    with pytest.raises(BadInput) as bad:
        world.do(REPORTER, "levering_vastleggen", levering=batch, **ALL_ROWS)
    assert "gelezen" in bad.value.fields
    world.do(REPORTER, "levering_vastleggen", levering=batch, **ALL_ROWS, gelezen=True)
    told = connect("postgres").execute(
        "select text from sharing_statement where delivery = %s", [batch]
    )
    texts = " ".join(text for (text,) in told.fetchall())
    assert texts and "Pools" not in texts and "verborgen eerste blad" not in texts


def test_cells_with_a_day_are_days_and_a_number_is_asked(checked):
    _, _, errors, _ = checked(read("41_date_cells_and_serial.xlsx"))
    assert errors.keys() == {3}
    assert "Is dat zo? Schrijf dan 20-09-2025" in errors[3]


def test_an_error_of_the_spreadsheet_is_an_error_of_its_row(checked):
    """The library that reads the sheet leaves such a cell empty: what was secret was no more."""
    _, _, errors, _ = checked(read("70_error_in_optional.xlsx"))
    assert errors.keys() == {2, 3}
    assert "kolom K “geheimhouding”: hier staat een fout van het rekenblad (#" in errors[2]
    assert "kolom M “let op”: hier staat een fout" in errors[2]
    assert errors[3].startswith("kolom E “vastgesteld op”: “0”. Dit is een getal en geen dag")


def test_a_number_is_never_a_day_of_1970(checked):
    _, _, errors, _ = checked(read("73_dag_als_getal.csv"))
    assert errors.keys() == {2, 3, 4}
    assert all("Dit is een getal en geen dag" in what for what in errors.values())


@pytest.mark.parametrize(
    ("category", "ground"),
    [("bedrijfsgegevens", "geen"), ("Toezicht en handhaving.", "Geen bijzondere grond")],
)
def test_a_choice_is_known_by_its_code_and_by_its_words(checked, category, ground):
    head, *lines = read("06_sep_line.csv").decode().splitlines()[1:]
    row = lines[0].replace("bedrijfsgegevens", category).split(";")
    row[9] = ground
    _, _, errors, _ = checked("\n".join([head, ";".join(row)]).encode())
    assert not [
        what for what in errors.values() if "geen categorie" in what or "geen grond" in what
    ]


def test_every_code_of_a_list_is_known_as_it_is_written():
    for name in ("categorieen", "verstrekgronden", "gezagen"):
        for code, label in lawbook().vocabulary.lists[name].items():
            assert _codes(name)[heading(code)] == _codes(name)[heading(label)] == code

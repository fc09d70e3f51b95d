"""The published table of 2024: every amount as the source has it, every difference by name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from openprisma.documents.spreadsheets import Read
from openprisma.finance.money import in_euros
from openprisma.finance.sheet import read_rows
from openprisma.finance.table import Line, checks, made_of
from openprisma.kernel.errors import BadInput
from openprisma.kernel.places import data

FILES = data("stories") / "bijlagen"


def read(name: str) -> Read:
    lines = (FILES / name).read_text(encoding="utf-8").splitlines()
    return Read([(nr, line.split(";")) for nr, line in enumerate(lines, 1)])


@pytest.fixture(scope="module")
def lines() -> list[Line]:
    return [
        Line(
            str(row.nr),
            nr=row.nr,
            known_on=None,
            **row.given | {"about": tuple(row.given["about"])},
        )
        for row in read_rows(read("begroting-2024.csv"), looked=True)
    ]


def off(lines) -> dict[str, int]:
    return {one.figure: one.off for one in checks(made_of(lines)) if not one.holds and one.off}


def test_what_does_not_add_up_in_2024_is_named_with_its_amount(lines):
    assert off(lines) == {
        "spoor_3a.lasten.realisatie": -1_00,
        "spoor_3c.lasten.realisatie": -1_00,
        "regulier.saldo.begroot": 44_000_00,
        "versterkingsplan.saldo.realisatie": 1_372_759_00,
        "regulier.lasten.realisatie": -69_324_00,
    }


def test_every_total_of_costs_in_2024_is_called_income(lines):
    told = [one.says for one in checks(made_of(lines)) if "heet in de bron" in one.says]
    assert len(told) == 8 and all("“Totale baten”" in one for one in told)


@pytest.mark.parametrize(
    ("figure", "amount"),
    [
        ("regulier.lasten.begroot", 3_282_000),
        ("regulier.lasten.realisatie", 3_054_679),
        ("regulier.baten.begroot", 3_326_000),
        ("regulier.saldo.realisatie", 227_651),
        ("spoor_1.lasten.realisatie", 2_407_830),
        ("spoor_3a.lasten.realisatie", 146_786),
        ("versterkingsplan.lasten.begroot", 4_907_000),
        ("versterkingsplan.lasten.realisatie", 3_849_835),
        ("cofinanciering.baten.realisatie", 832_618),
    ],
)
def test_figures_of_2024(lines, figure, amount):
    assert made_of(lines).figure(figure).amount == amount * 100


def test_what_holds_is_told_as_well(lines):
    held = " ".join(one.says for one in checks(made_of(lines)) if one.holds)
    for part in (
        "Rijksbijdrage in totaal: de tekst noemt € 3.056.378",
        "Terug naar JenV: de tekst noemt € 1.699",
        "“Overhead gemeente Den Haag” in de andere onderdelen is samen € 319.000",
        "er is € 832.618, dat is € 97.618 meer",
    ):
        assert part in held


def test_one_line_changed_changes_only_the_figures_that_rest_on_it(lines):
    before = {one.id: one.amount for one in made_of(lines).figures}
    for nr, one in enumerate(lines):
        if one.kind != "post" or one.realised is None:
            continue
        other = [*lines[:nr], replace(one, realised=one.realised + 7), *lines[nr + 1 :]]
        after = {fig.id: fig.amount for fig in made_of(other).figures}
        changed = {id_ for id_ in before if before[id_] != after[id_]}
        rests = {fig.id for fig in made_of(lines).figures if one in fig.lines}
        assert changed == {id_ for id_ in rests if id_.endswith("realisatie")}


def test_every_mistake_in_a_sheet_is_named_by_row_and_column():
    with pytest.raises(BadInput) as bad:
        read_rows(read("begroting-fout.csv"))
    for part in (
        "Rij 3, kolom “onderdeel”: Dit staat niet in de lijst.",
        "Rij 4, kolom “begroot”: Dit getal kan op twee manieren worden gelezen.",
        "Rij 5, kolom “begroot”: er staat geen bedrag",
        "Rij 6, kolom “omschrijving”: De tekstcontrole stopt dit",
    ):
        assert part in bad.value.fields["inhoud"]
    assert "Rij 2" not in bad.value.fields["inhoud"]


def test_a_doubtful_word_goes_in_only_when_somebody_looked():
    heads, row = ["onderdeel", "kant", "soort", "omschrijving", "begroot"], ["regulier", "lasten"]
    sheet = Read([(1, heads), (2, [*row, "post", "Boot met Belgisch kenteken", "5"])])
    with pytest.raises(BadInput, match="Rij 2, kolom “omschrijving”: Misschien zegt dit iets"):
        read_rows(sheet)
    assert read_rows(sheet, looked=True)[0].given["budget"] == 500


def test_a_column_that_is_missing_or_unknown_is_named():
    for heads, told in (
        ("onderdeel;kant;soort", "De kolom “omschrijving” ontbreekt."),
        ("onderdeel;kant;soort;omschrijving;naam", "De kolom “naam” kennen wij niet."),
        ("onderdeel;kant;kant;soort;omschrijving", "De kolom “kant” staat er twee keer."),
    ):
        with pytest.raises(BadInput, match=told.split(".")[0]):
            read_rows(Read([(1, heads.split(";"))]))


def test_amounts_read_as_people_write_them():
    assert [in_euros(one) for one in (None, 0, 219800000, -150, 5)] == [
        "–",
        "€ 0",
        "€ 2.198.000",
        "-€ 1,50",
        "€ 0,05",
    ]


def test_the_sheet_is_the_one_the_source_has():
    assert Path(FILES / "begroting-2024.csv").read_text(encoding="utf-8").count("\n") == 72

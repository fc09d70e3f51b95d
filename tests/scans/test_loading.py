"""What loading takes and what it refuses, by line and column; nothing tolerable is refused."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path
from tempfile import mkdtemp

import duckdb
import pytest

from openprisma.kernel.errors import BadInput
from openprisma.project.main import main
from openprisma.scans.database import Database
from openprisma.scans.loading import load, loading
from openprisma.scans.method import method
from openprisma.scans.rejects import rejects
from openprisma.scans.rules import load_kind
from openprisma.scans.scan import Means, check, scan
from openprisma.scans.sources import sources
from tests.scans.cases import GOOD, MISTAKES, TOLERABLE

KIND = load_kind("vastgoed")
HEADS = {name: list(KIND.tables[name].columns) for name in KIND.uses}
LATEST = date(2026, 11, 30)


def written(folder, rows, *, delimiter=",", encoding="utf-8", end="\r\n"):
    folder.mkdir(parents=True, exist_ok=True)
    for name, lines in rows.items():
        with (folder / f"{name}.csv").open("w", encoding=encoding, newline="") as file:
            out = csv.DictWriter(file, HEADS[name], delimiter=delimiter, lineterminator=end)
            out.writeheader()
            out.writerows(lines)


def with_keys(name, values):
    """A good row for each value, with a key of its own."""
    key = KIND.tables[name].key[0]
    return [GOOD[name] | {key: f"{GOOD[name][key]}{at}"} | one for at, one in enumerate(values)]


def loaded(tmp_path, name, mode="gemeente"):
    room = Path(mkdtemp(dir=tmp_path))
    database = Database(room)
    found = sources(KIND, tmp_path / "data", room, database, on=frozenset(), names=None)
    keep = {one.table: frozenset(one.columns) for one in found}
    how = loading(KIND.tables, mode, LATEST, keep)
    (source,) = [one for one in found if one.table == name]
    return database, load(database, source, how), how


@pytest.mark.parametrize("name", GOOD)
def test_every_mistake_is_refused_with_its_line_and_column_and_nothing_else(tmp_path, name):
    mistakes = [one for one in MISTAKES if one[0] == name]
    fine = with_keys(name, [{}] * 5)
    wrong = with_keys(name, [{column: text} for _, column, text, _ in mistakes])
    for at, row in enumerate(wrong):  # a key that is itself the mistake stays as it is
        if mistakes[at][1] not in KIND.tables[name].key:
            row[KIND.tables[name].key[0]] += "x"
    written(tmp_path / "data", {name: [*fine[:2], *wrong, *fine[2:]]})
    database, one, how = loaded(tmp_path, name)
    got = [(r.line, r.column, r.why) for r in rejects(database, one, how)]
    assert one.rows == 5
    assert [(line, column) for line, column, _ in got] == [
        (4 + at, column) for at, (_, column, _, _) in enumerate(mistakes)
    ]
    for (_, _, why), (_, _, text, says) in zip(got, mistakes, strict=True):
        assert says in why, (text, why)


def test_nothing_tolerable_is_refused_and_it_means_what_it_says(tmp_path):
    for name in GOOD:
        cases = [one for one in TOLERABLE if one[0] == name]
        written(tmp_path / "data", {name: with_keys(name, [{c: text} for _, c, text, _ in cases])})
        database, one, _ = loaded(tmp_path, name)
        assert (one.rows, one.wrong) == (len(cases), 0)
        for at, (_, column, text, value) in enumerate(cases):
            got = database.one(f"select {column} from {name} where rowid = {at}")
            assert got == value, (column, text)
        (tmp_path / "data" / f"{name}.csv").unlink()


def test_a_key_that_was_there_and_lines_that_are_no_row_are_refused(tmp_path):
    rows = with_keys("transacties", [{}] * 4)
    written(tmp_path / "data", {"transacties": [*rows, rows[1]]})
    path = tmp_path / "data" / "transacties.csv"
    lines = path.read_text().splitlines()
    lines[3:3] = ["", "t9,p1,2024-03-09", lines[1] + ",te,veel"]
    path.write_text("\n".join(lines) + "\n")
    database, one, how = loaded(tmp_path, "transacties")
    assert (one.rows, one.torn, one.repeated) == (4, 2, 1)
    assert [(r.line, r.column, r.why) for r in rejects(database, one, how)] == [
        (5, "", "de regel heeft te weinig kolommen"),
        (6, "", "de regel heeft te veel kolommen"),
        (9, "transactie_id", "deze sleutel staat al op regel 3"),
    ]


def test_of_many_rows_the_lines_are_right_also_behind_cells_of_several_lines(tmp_path):
    rows = with_keys(
        "panden", [{"gemeente": "een\ntwee"} if n % 7 == 0 else {} for n in range(9000)]
    )
    wrong = range(100, 9000, 997)
    for at in wrong:
        rows[at]["oppervlakte_m2"] = "-1"
    written(tmp_path / "data", {"panden": rows}, end="\n")
    text = (tmp_path / "data" / "panden.csv").read_text().splitlines()
    database, one, how = loaded(tmp_path, "panden")
    told = rejects(database, one, how)
    assert len(told) == len(wrong)
    for at, reject in zip(wrong, told, strict=True):
        assert text[reject.line - 1].startswith(f"p1{at},")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_delimiters_of_spreadsheets_are_read(tmp_path, encoding, delimiter):
    rows = with_keys("panden", [{"gemeente": "Súdwest-Fryslân"}])
    written(tmp_path / "data", {"panden": rows}, delimiter=delimiter, encoding=encoding)
    database, one, _ = loaded(tmp_path, "panden")
    assert database.one("select gemeente from panden") == "Súdwest-Fryslân"
    assert one.wrong == 0


def test_heads_are_read_as_people_write_them_and_unknown_ones_are_dropped_by_name(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "woz.csv").write_text(
        "sep=;\nPand ID;Peiljaar;Waarde-EUR;opmerking;\np1;2023;300000;mooi;\n", encoding="utf-8"
    )
    database, one, _ = loaded(tmp_path, "woz")
    assert database.one("select waarde_eur from woz") == 300000
    assert one.source.dropped == ("opmerking", "(zonder naam)")


def test_what_a_register_prints_above_and_below_its_rows_is_no_row(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    lines = ["", "Waarden per pand;;", "Datum: 1-2-2026;;", "pand_id;peiljaar;waarde_eur"]
    lines += ["p1;2023;325.000", "p2;2023;€ 1.250,50", "p3;23;5", "Totaal;2023;326.250,50"]
    (folder / "woz.csv").write_text("\ufeff" + "\r\n".join(lines) + "\r\n", encoding="utf-8")
    database, done, how = loaded(tmp_path, "woz")
    assert (done.rows, done.refused) == (2, 2)
    told = [(one.line, one.column, one.why) for one in rejects(database, done, how)]
    assert told == [
        (7, "peiljaar", "ligt niet tussen 1990 en het volgende jaar"),
        (8, "pand_id", "dit is een telling en geen rij"),
    ]


def test_a_sheet_says_what_columns_are_called_elsewhere(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "woz.csv").write_text("Object;Jaar;Waarde\np1;2023;300000\n")
    names = tmp_path / "kolommen.yaml"
    names.write_text("woz: {pand_id: Object, peiljaar: Jaar, waarde_eur: Waarde}\n")
    how = method(KIND, mode="", day=LATEST)
    assert check(how, folder, None, Means(names=names)).files[0].rows == 1
    with pytest.raises(BadInput, match=r"mist de kolom pand_id, peiljaar, waarde_eur"):
        check(how, folder, None, Means())


@pytest.mark.parametrize("head", ["nationaliteit", "BSN", "Geboorteland", "geboorteplaats"])
def test_a_column_that_may_not_be_there_refuses_the_file(tmp_path, head):
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "woz.csv").write_text(f"pand_id,peiljaar,waarde_eur,{head}\np1,2023,300000,x\n")
    with pytest.raises(BadInput, match="mag hier niet komen"):
        check(method(KIND, mode="", day=LATEST), folder, None, Means())


@pytest.mark.parametrize(
    "missing", [n for n, c in KIND.tables["transacties"].columns.items() if c.required]
)
def test_a_column_that_is_needed_and_missing_refuses_the_file(tmp_path, missing):
    folder = tmp_path / "data"
    folder.mkdir()
    heads = [name for name in HEADS["transacties"] if name != missing]
    (folder / "transacties.csv").write_text(",".join(heads) + "\n")
    with pytest.raises(BadInput, match=f"mist de kolom {missing}"):
        check(method(KIND, mode="", day=LATEST), folder, None, Means())


def test_files_that_cannot_be_used_at_all_are_told_in_one_sentence(tmp_path):
    how, folder = method(KIND, mode="", day=LATEST), tmp_path / "data"
    with pytest.raises(BadInput, match="De map met gegevens is er niet"):
        check(how, folder, None, Means())
    folder.mkdir()
    with pytest.raises(BadInput, match="geen bestand dat deze scan leest"):
        check(how, folder, None, Means())
    for content, says in (
        (b"", "is leeg"),
        (b"pand_id,pand_id,peiljaar,waarde_eur\n", "twee keer"),
        (b"pand_id\x81,\x8d\n", "geen bekende codering"),
    ):
        (folder / "woz.csv").write_bytes(content)
        with pytest.raises(BadInput, match=says):
            check(how, folder, None, Means())
    (folder / "woz.parquet").write_bytes(b"geen parquet")
    with pytest.raises(BadInput, match="twee bestanden"):
        check(how, folder, None, Means())
    (folder / "woz.csv").unlink()
    with pytest.raises(BadInput, match="is geen Parquet-bestand"):
        check(how, folder, None, Means())


def test_parquet_is_read_by_its_own_types_and_looked_at_as_well(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    duckdb.execute(
        "copy (select * from (values ('p1', 2023, 300000.0::double), ('p2', 2023, -1), "
        "('p3', 2023, 'nan'::double), ('p1', 2023, 1), ('p4', 23, 1)) "
        f"v(pand_id, peiljaar, waarde_eur)) to '{folder}/woz.parquet'"
    )
    database, one, how = loaded(tmp_path, "woz")
    assert (one.rows, one.refused, one.repeated) == (1, 3, 1)
    assert [(r.line, r.column) for r in rejects(database, one, how)] == [
        (2, "waarde_eur"),
        (3, "waarde_eur"),
        (4, "pand_id, peiljaar"),
        (5, "peiljaar"),
    ]


def test_under_the_wgs_no_key_of_a_person_is_kept(tmp_path):
    rows = with_keys("transacties", [{}, {"koper_soort": "eenmanszaak"}, {"koper_soort": ""}])
    written(tmp_path / "data", {"transacties": rows, "bedrijven": [GOOD["bedrijven"]]})
    database, _, _ = loaded(tmp_path, "transacties", mode="wgs")
    kept = database.execute("select verkoper_id, koper_id from transacties order by rowid")
    assert kept.fetchall() == [(None, "b"), (None, None), (None, None)]
    database, _, _ = loaded(tmp_path, "bedrijven", mode="wgs")
    assert database.one("select kvk_nummer from bedrijven") != "60000001"


def test_rejects_are_written_without_values_and_strict_stops(tmp_path, capsys):
    rows = with_keys("panden", [{}, {"oppervlakte_m2": "Geheim de Vries"}])
    written(tmp_path / "data", {"panden": rows})
    words = ["--kind", "vastgoed", "--data", str(tmp_path / "data"), "--out", str(tmp_path / "out")]
    assert main(["scan", "check", *words]) == 1
    assert "panden.csv, regel 3, oppervlakte_m2: is geen maat." in capsys.readouterr().out
    told = (tmp_path / "out" / "afgekeurd.csv").read_text()
    assert told.splitlines()[1].startswith("panden.csv,3,oppervlakte_m2,is geen maat,")
    assert "Geheim" not in told
    assert main(["scan", "run", *words, "--strict"]) == 1
    assert "1 regels zijn afgekeurd" in capsys.readouterr().err
    assert main(["scan", "run", *words, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["afgekeurd"] == 1


def test_nothing_of_a_scan_stays_behind_but_what_was_asked(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "kladblok"))
    (tmp_path / "kladblok").mkdir()
    written(tmp_path / "data", {"panden": with_keys("panden", [{}])}, encoding="cp1252")
    scan(method(KIND, mode="", day=LATEST), tmp_path / "data", tmp_path / "out", Means())
    assert list((tmp_path / "kladblok").iterdir()) == []
